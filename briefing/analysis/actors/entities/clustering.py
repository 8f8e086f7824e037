"""Clusters: which names are of one actor.

Alias rules from the longest name to the shortest: the same words, a country's other names, a family or given name, the
beginning or end of a long name, initials, "X (Y)".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from briefing.analysis.actors.entities.aliases import AliasIndex, abbreviates
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.gazetteer import code_type
from briefing.analysis.actors.mentions.spans import Label, Name, title_gender
from briefing.analysis.document import Document

_KNOWN_AS = re.compile(r"\b(?:known (?:\w+ )?as|known by (?:her|his) pseudonym|nicknamed|a\.k\.a\.|aka|also called|born)$")
_IN_BRACKETS = re.compile(r"\(\s*[“\"]?([A-Z][\w&.-]{1,8})[”\"]?\s*\)")


def cluster(names: Sequence[Name], document: Document) -> list[Entity]:
    """The entities of the names."""
    groups: dict[tuple[str, str | None, str | None], list[Name]] = defaultdict(list)
    for name in names:
        gender = title_gender(name.title) if name.label == "person" and " " not in name.text else None
        groups["" if name.country else name.text, name.country, gender].append(name)
    index = AliasIndex()
    for (_, country, gender), group in sorted(groups.items(), key=_fullest_first):
        entity = None if country else index.find(group, gender)
        if entity is None:
            entity = Entity(label_of(group), country=country)
        entity.names.extend(group)
        entity.gender = entity.gender or gender
        index.add(entity, group[0])
    entities = _merge_known_as(_merge_bracketed(index.entities, document), document)
    for entity in entities:
        entity.names.sort(key=lambda name: name.start)
        if entity.country is None:
            entity.label = label_of(entity.names)
        elif any(not name.is_demonym for name in entity.names):
            entity.label = "organization" if code_type(entity.country) == "organization" else "country"
    return entities


def _fullest_first(entry: tuple[tuple[str, str | None, str | None], list[Name]]) -> tuple[int, int, bool]:
    """Key that sorts groups of equal names by their words and letters; those that a title tells apart before others."""
    (text, _, gender), _ = entry
    return -len(text.split()), -len(text), gender is None


def label_of(group: Sequence[Name]) -> Label:
    """The label of most names; longer ones count twice."""
    votes: Counter[Label] = Counter()
    for name in group:
        votes[name.label] += 2 if " " in name.text else 1
    return votes.most_common(1)[0][0]


def _merge_bracketed(entities: list[Entity], document: Document) -> list[Entity]:
    """Merge "X (Y)": a name and the short form that brackets give after it."""
    ending = {name.end: entity for entity in entities for name in entity.names}
    starting = {name.start: entity for entity in entities for name in entity.names}
    merged: dict[int, Entity] = {}
    for match in _IN_BRACKETS.finditer(document.text):
        before = ending.get(match.start() - 1, ending.get(match.start()))
        inside = starting.get(match.start(1))
        if before is None or inside is None:
            continue
        long, short = merged.get(id(before), before), merged.get(id(inside), inside)
        if long is short or "person" in (long.label, short.label) or short.country or long.country:
            continue
        if abbreviates(match.group(1), long.name):
            long.names.extend(short.names)
            merged[id(short)] = long
    return [entity for entity in entities if id(entity) not in merged]


def _merge_known_as(entities: list[Entity], document: Document) -> list[Entity]:
    """Merge two names of one person that the sentence gives: "Jane Roe, better known as Jenny Doe"."""
    people = sorted(
        ((name.first, name.stop, entity) for entity in entities if entity.label == "person" for name in entity.names),
        key=lambda entry: entry[0],
    )
    merged: dict[Entity, Entity] = {}
    for (_, stop, before), (first, _, after) in pairwise(people):
        one, other = merged.get(before, before), merged.get(after, after)
        if one is other or document.sentence_of[stop - 1] != document.sentence_of[first] or first - stop > 40:
            continue
        between = " ".join(document.lower[stop:first])
        if _KNOWN_AS.search(between):
            one.names.extend(other.names)
            merged[other] = one
    return [entity for entity in entities if entity not in merged]
