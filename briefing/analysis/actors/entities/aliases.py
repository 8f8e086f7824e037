"""Aliases: which longer name a name is short for.

Names are met from the longest to the shortest. Each looks up the entities that share a word or the initials with it, so
that no name is compared with all others.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.given_names import first_name_gender
from briefing.analysis.actors.mentions.spans import Name, title_gender
from briefing.analysis.lexicon import entries, words

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SPELT_OUT: Final = {
    "un": "united nations",
    "u.n": "united nations",
    "us": "united states",
    "u.s": "united states",
    "uk": "united kingdom",
}
_SPELT: Final = 6
"""Letters of the shortest family name that may be misspelt."""
_SLIPS: Final = 2
"""Times that a name may are in the article and still be a slip of the pen."""
_SMALL = frozenset({"of", "the", "and", "for", "&"})


class AliasIndex:
    """Entities by the words of their names."""

    def __init__(self) -> None:
        self._figures: dict[Entity, None] = {}
        self._whole: dict[str, list[Entity]] = defaultdict(list)
        self._first: dict[str, list[tuple[Entity, Name, list[str]]]] = defaultdict(list)
        self._last: dict[str, list[tuple[Entity, Name, list[str]]]] = defaultdict(list)
        self._pairs: dict[tuple[str, ...], list[tuple[Entity, list[str]]]] = defaultdict(list)
        self._initials: dict[str, list[Entity]] = defaultdict(list)
        self._spelt: dict[str, list[tuple[Entity, str]]] = defaultdict(list)

    @property
    def entities(self) -> list[Entity]:
        """Every entity once, in the order in which it came."""
        return list(self._figures)

    def add(self, entity: Entity, name: Name) -> None:
        """Remember a name of the entity."""
        self._figures[entity] = None
        if name.country:
            return
        parts = _parts(name)
        self._whole[_key(name)].append(entity)
        self._first[parts[0]].append((entity, name, parts))
        self._last[parts[-1]].append((entity, name, parts))
        if entity.label == "person" and len(parts) > 1 and len(parts[-1]) >= _SPELT:
            for key in _spellings(parts[-1]):
                self._spelt[key].append((entity, parts[-1]))
        for pair in pairwise(parts):
            self._pairs[pair].append((entity, parts))
        for initials in _initials(name.text.split()):
            self._initials[initials].append(entity)

    def find(self, group: Sequence[Name], gender: str | None) -> Entity | None:
        """The entity that a group of equal names belongs to; `gender` is what a title before them tells."""
        name = group[0]
        same = [entity for entity in self._whole[_key(name)] if _agree(entity, gender)]
        if same:
            return same[0]
        parts = _parts(name)
        found = self._people(parts, name, gender) if name.label != "group" else []
        if not found and name.label != "person":
            found = self._bodies(parts, name)
        if not found and len(parts) == 1:
            found = self._misspelt(parts[0], group)
        return _nearest(found, group) if len(found) > 1 else found[0] if found else None

    def _people(self, parts: list[str], name: Name, gender: str | None) -> list[Entity]:
        """People whose family name, given name, or shorter full name this is."""
        is_person = name.label == "person"
        if len(parts) > 1:
            return self._same_person(parts) if is_person else []
        if name.text.isupper() and len(name.text) < 4:
            return []
        family = _people_of(self._last[parts[0]], gender)
        if family or name.label == "place":
            return family
        found = _people_of(self._first[parts[0]], gender)
        if not found and is_person:
            found = _people_of([entry for long in _nicknames().get(parts[0], ()) for entry in self._first[long]], gender)
        return found

    def _misspelt(self, word: str, group: Sequence[Name]) -> list[Entity]:
        """The one person whose family name differs by a letter from a lone name that the article hardly has again.

        Near words are found by what is left of both when a letter is left out (Garbe's symmetric deletions).
        """
        name = group[0]
        if len(group) > _SLIPS or name.label not in ("person", "organization") or name.title or name.text.isupper():
            return []
        if len(word) < _SPELT or word.endswith("s") or first_name_gender(word) is not None:
            return []
        near = [entry for key in _spellings(word) for entry in self._spelt.get(key, ())]
        found = _distinct(entity for entity, spelt in near if spelt[0] == word[0] and not spelt.endswith("s"))
        return found if len(found) == 1 else []

    def _same_person(self, parts: list[str]) -> list[Entity]:
        """People with the family name and a given name that this one shortens ("Tom", "T.", without the middle name).

        And people whose family names are these words together ("Vega Soto" of "Ana Vega Soto").
        """
        return _distinct(
            entity
            for entity, _, whole in self._last[parts[-1]]
            if entity.label == "person"
            and len(whole) > 1
            and (_given_names_fit(parts[0], whole[0]) or (len(parts) < len(whole) and whole[-len(parts) :] == parts))
        )

    def _bodies(self, parts: list[str], name: Name) -> list[Entity]:
        """Organizations and places of which this is the initials, the beginning or the end."""
        letters = name.text.replace(".", "").replace("&", "")
        if len(parts) == 1 and letters.isupper() and 2 <= len(letters) <= 6:
            return _distinct(entity for entity in self._initials[letters] if entity.label != "person")
        if len(parts) == 1 and parts[0] in words("actors/generic_words") and not _is_short_form(parts[0]):
            return []
        return self._longer(parts, name)

    def _longer(self, parts: list[str], name: Name) -> list[Entity]:
        """Bodies and places whose longer name ends with these words, holds them, or begins with them."""
        ending = _distinct(
            entity for entity, _, whole in self._last[parts[-1]] if entity.label == name.label and whole[-len(parts) :] == parts
        )
        if ending or len(parts) > 1 or name.label not in ("organization", "place"):
            inner = [] if ending else self._pairs.get(tuple(parts[:2]), [])
            return ending or _distinct(
                entity for entity, whole in inner if entity.label == name.label == "organization" and _holds(whole, parts)
            )
        if name.label == "place":
            endings = words("actors/place_endings")
            return _distinct(
                entity
                for entity, _, whole in self._first[parts[0]]
                if entity.label == "place" and len(whole) == 2 and whole[1] in endings
            )
        return _distinct(
            entity
            for entity, full, whole in self._first[parts[0]]
            if entity.label == "organization" and full.start < name.start and len(whole) > 1
        )


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a short form are in this order in the long one."""
    letters = iter(long.lower())
    return all(letter in letters for letter in short.lower() if letter.isalpha())


@cache
def _nicknames() -> dict[str, tuple[str, ...]]:
    """Short forms of given names, and the names that they are short for."""
    pairs = (entry.split(": ") for entry in entries("actors/nicknames"))
    return {short: tuple(long.split(", ")) for short, long in pairs}


def _spellings(word: str) -> set[str]:
    """A word, and what is left of it when one of its letters is left out."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _plain(word: str) -> str:
    """A word as a key: in small letters, without full stops and commas."""
    return word.lower().strip(".,“”\"'’")


def _parts(name: Name) -> list[str]:
    """The words that tell the name: without "Jr.", "Inc." and the like."""
    parts = [plain for part in name.text.split() if (plain := _plain(part))]
    parts = [word for part in parts for word in _SPELT_OUT.get(part, part).split()] if len(parts) > 1 else parts
    endings = _GENERATIONS if name.label == "person" else words("actors/company_endings")
    while len(parts) > 1 and parts[-1] in endings:
        parts.pop()
    return parts or [name.text.lower()]


def _key(name: Name) -> str:
    """What equal names share: "Department of Health" and "Health Department" are one."""
    parts = _parts(name)
    if name.label == "organization" and len(parts) > 1:
        return " ".join(sorted(part for part in parts if part not in _SMALL))
    return " ".join(parts)


def _initials(parts: Sequence[str]) -> set[str]:
    """The initials of a name of several words, with and without its small words."""
    if len(parts) < 2:
        return set()
    return {"".join(part[0] for part in parts if part[0].isupper()), "".join(part[0] for part in parts).upper()}


def _is_short_form(word: str) -> bool:
    """Whether a common last word is what a body is called for short ("the Court", "the Post")."""
    return word in words("actors/organization_nouns") or word in words("actors/newspaper_words")


def _holds(whole: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a longer name has these words side by side."""
    size = len(parts)
    return len(whole) > size and any(list(whole[at : at + size]) == list(parts) for at in range(len(whole) - size + 1))


def _distinct(entities: Iterable[Entity]) -> list[Entity]:
    """Each entity once."""
    return list(dict.fromkeys(entities))


def _people_of(entries: Iterable[tuple[Entity, Name, list[str]]], gender: str | None) -> list[Entity]:
    """People among the entities that have a full name, and are not of the other gender."""
    return _distinct(
        entity for entity, _, whole in entries if entity.label == "person" and len(whole) > 1 and _agree(entity, gender)
    )


def _agree(entity: Entity, gender: str | None) -> bool:
    """Whether an entity can be of the gender."""
    if gender is None:
        return True
    told = entity.gender or next((title_gender(name.title) for name in entity.names if title_gender(name.title)), None)
    told = told or next((first_name_gender(name.text.split()[0]) for name in entity.names if " " in name.text), None)
    return told in (None, gender)


def _given_names_fit(short: str, long: str) -> bool:
    """Whether two given names can be of one person: equal, an initial, or alike and of one gender."""
    if short == long or (min(len(short), len(long)) == 1 and short[0] == long[0]):
        return True
    if long in _nicknames().get(short, ()) or short in _nicknames().get(long, ()):
        return True
    if short[:2] != long[:2] and short[:1] + short[2:3] != long[:1] + long[2:3]:
        return False
    genders = {first_name_gender(short), first_name_gender(long)} - {None}
    return short[:3] == long[:3] and len(genders) <= 1


def _nearest(entities: Sequence[Entity], group: Sequence[Name]) -> Entity:
    """The entity named last before the first of the names that has one before it."""
    for name in group:
        before = [(max(place.start for place in entity.names if place.start < name.start), entity.names[0].start, entity)
                  for entity in entities if any(place.start < name.start for place in entity.names)]  # fmt: skip
        if before:
            return max(before, key=lambda entry: entry[:2])[2]
    return min(entities, key=lambda entity: min(name.start for name in entity.names))
