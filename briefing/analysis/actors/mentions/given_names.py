"""Given and family names: which are frequent, and what gender a given name tells.

The lists are those of the package `names` (MIT): the United States census of 1990, by rank.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

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
