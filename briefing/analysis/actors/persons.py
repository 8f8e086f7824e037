"""What a first name, a title or a role tells of a person's gender.

First names from the package `names` (MIT), which ranks those of the United States census of 1990.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.spans import title_gender
from briefing.analysis.lexicon import entries

_RARER = 2
"""A name is of one gender if it ranks this many times higher there than in the other."""


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
def role_genders() -> Mapping[str, str]:
    """Nouns for people, with the gender they tell ("m", "f", "")."""
    table = {}
    for entry in entries("actor_roles"):
        noun, _, gender = entry.partition(": ")
        table[noun] = gender
    return table


def tell_gender(figure: Figure) -> str | None:
    """``m`` or ``f`` by title, by the nouns for the person, by first name; None where nothing tells."""
    if (told := next((gender for name in figure.names if (gender := title_gender(name.title))), None)) is not None:
        return told
    for noun in sorted(figure.nouns):
        if gender := role_genders().get(noun):
            return gender
    for name in figure.names:
        parts = name.text.split()
        if len(parts) > 1 and (gender := first_name_gender(parts[0])):
            return gender
    return next((gender for name in figure.names if (gender := first_name_gender(name.text))), None)
