"""What a first name, a title or a role tells of a person's gender.

First names from the package `names` (MIT), which ranks those of the United States census of 1990.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from briefing.analysis.actors.entities.entity import Figure
from briefing.analysis.actors.mentions.spans import title_gender
from briefing.analysis.lexicon import entries

_RARER = 2
"""A name is of one gender if it ranks this many times higher there than in the other."""
_COMMON_GIVEN = 600
"""Rank up to which a given name is frequent enough to show a person."""
_COMMON_FAMILIES = 20_000
"""Rank up to which a family name is."""


@cache
def _ranks(gender: str) -> Mapping[str, int]:
    """First names in small letters by their rank."""
    lines = files("names").joinpath(f"dist.{gender}.first").read_text(encoding="ascii").splitlines()
    return {line.split()[0].lower(): rank for rank, line in enumerate(lines, 1)}


def first_name_gender(name: str) -> str | None:
    """``m`` or ``f`` where a first name tells it."""
    male, female = _ranks("male").get(name.lower()), _ranks("female").get(name.lower())
    if male is None or female is None:
        return "m" if male else "f" if female else None
    if male * _RARER < female:
        return "m"
    return "f" if female * _RARER < male else None


@cache
def _family_names() -> frozenset[str]:
    """Family names in small letters."""
    lines = files("names").joinpath("dist.all.last").read_text(encoding="ascii").splitlines()
    return frozenset(line.split()[0].lower() for line in lines[:_COMMON_FAMILIES])


def is_family_name(word: str) -> bool:
    """Whether a word is a frequent family name."""
    return word.lower() in _family_names()


def is_full_name(parts: Sequence[str]) -> bool:
    """Whether words are a frequent given name and a family name, as in "Jane Doe"."""
    given = parts[0].lower()
    rank = min(_ranks("male").get(given, _COMMON_GIVEN), _ranks("female").get(given, _COMMON_GIVEN))
    return 2 <= len(parts) <= 3 and rank < _COMMON_GIVEN and is_family_name(parts[-1])


@cache
def role_genders() -> Mapping[str, str]:
    """Nouns for people, with the gender they tell ("m", "f", "")."""
    table = {}
    for entry in entries("actor_roles"):
        noun, _, gender = entry.partition(": ")
        table[noun] = gender
    return table


@cache
def noun_gender(noun: str) -> str | None:
    """``m``, ``f``, or the empty string for a noun for a person that tells no gender; None for any other word."""
    if (known := role_genders().get(noun)) is not None:
        return known
    for entry in entries("actor_role_endings"):
        ending, _, gender = entry.partition(": ")
        if noun.endswith(ending) and len(noun) > len(ending) + 1:
            return gender
    return None


def tell_gender(figure: Figure) -> str | None:
    """``m`` or ``f`` by title, by the nouns for the person, by first name; None where nothing tells."""
    if (told := next((gender for name in figure.names if (gender := title_gender(name.title))), None)) is not None:
        return told
    for noun in sorted(figure.nouns):
        if gender := noun_gender(noun):
            return gender
    for name in figure.names:
        parts = name.text.split()
        if len(parts) > 1 and (gender := first_name_gender(parts[0])):
            return gender
    return next((gender for name in figure.names if (gender := first_name_gender(name.text))), None)
