"""Countries: their names, the words for their people, and their capitals.

From the package `countryinfo` (MIT), completed by the lexicon's ``country_*.txt``. A country goes by its ISO 3166 code.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from briefing.analysis.lexicon import entries, words

_PEOPLED = 80_000
"""Inhabitants from which a country's demonym and capital count: those of islets are names of other things."""

BODY = "body-"
"""Beginning of the code of a body that is no country."""


def code_type(code: str) -> str:
    """Whether a code of the gazetteer is that of a country or of an organization."""
    return "organization" if code == "EU" or code.startswith(BODY) else "country"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Words for countries, each with the country's code."""

    names: Mapping[str, str]
    """``Ukraine`` → ``UA``."""
    demonyms: Mapping[str, str]
    """``Ukrainian`` → ``UA``."""
    peoples: frozenset[str]
    """``Ukrainians``: several of them, a group of its own."""
    capitals: Mapping[str, str]
    """``Kyiv`` → ``UA``."""
    bodies: Mapping[str, str]
    """Names of bodies with several names (parties, alliances), each with the body’s code."""
    ambiguous: frozenset[str]
    """Names that are as often something else."""
    by_first_word: Mapping[str, tuple[str, ...]]
    """All of these by their first word, longest first."""

    def country(self, name: str) -> str | None:
        """The country that a name or a demonym stands for."""
        return self.names.get(name) or self.demonyms.get(name)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for country in _countries():
        code = country.get("ISO", {}).get("alpha2") or country["name"]
        for name in _spellings(country):
            names.setdefault(name, code)
        if (country.get("population") or 0) < _PEOPLED:
            continue
        for demonym in (country.get("demonym") or "").replace(" or ", ",").replace("/", ",").split(","):
            if len(demonym.strip()) > 3:
                demonyms.setdefault(demonym.strip(), code)
        if isinstance(capital := country.get("capital"), str) and capital:
            capitals.setdefault(capital, code)
    for topic, table in (("countries/names", names), ("countries/demonyms", demonyms), ("countries/capitals", capitals)):
        table.update(lexicon_pairs(topic))
    peoples = {plural for word in demonyms for plural in _plurals(word)}
    demonyms.update(lexicon_pairs("actors/body_words"))
    bodies = dict(lexicon_pairs("actors/bodies"))
    starts = defaultdict(set)
    for name in (*names, *demonyms, *peoples, *capitals, *bodies):
        starts[name.split()[0]].add(name)
    return Gazetteer(
        names=names,
        demonyms={word: code for word, code in demonyms.items() if word not in names},
        capitals={word: code for word, code in capitals.items() if word not in names},
        peoples=frozenset(peoples),
        bodies=bodies,
        ambiguous=words("countries/ambiguous"),
        by_first_word={first: tuple(sorted(found, key=len, reverse=True)) for first, found in starts.items()},
    )


def _countries() -> Iterator[dict[str, Any]]:
    """The records of `countryinfo`, one a country."""
    for path in sorted(files("countryinfo").joinpath("data").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".json"):
            yield json.loads(path.read_text(encoding="utf-8"))


def _spellings(country: Mapping[str, Any]) -> Iterator[str]:
    """The country's names in English letters; codes of two and three letters are words or companies as often."""
    for name in (country["name"], *country.get("altSpellings", ())):
        plain = name.removeprefix("The ").removeprefix("the ").strip()
        if len(plain) > 3 and plain[0].isupper() and plain.isascii() and "(" not in plain and "," not in plain:
            yield plain


def lexicon_pairs(topic: str) -> Iterator[tuple[str, str]]:
    """The lexicon's lines ``CODE = word, word`` as pairs of word and code."""
    for line in entries(topic):
        code, _, found = line.partition(" = ")
        for word in found.split(", "):
            yield word.strip(), code


def _plurals(demonym: str) -> tuple[str, ...]:
    """The word for several people of the country, where it differs."""
    if demonym.endswith("man"):
        return (demonym[:-3] + "men",)
    return () if demonym.endswith(("ese", "sh", "ch", "ss", "s")) else (demonym + "s",)
