"""Clusters: which names are of one actor.

Alias rules from the longest name to the shortest: the same words, a country's other names, a family or given name, the
beginning or end of a long name, initials, "X (Y)".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from briefing.analysis.actors.entities.aliases import AliasIndex, abbreviates
from briefing.analysis.actors.entities.entity import Figure
from briefing.analysis.actors.mentions.gazetteer import code_type
from briefing.analysis.actors.mentions.spans import Label, Name, title_gender
from briefing.analysis.document import Document

_KNOWN_AS = re.compile(r"\b(?:known (?:\w+ )?as|known by (?:her|his) pseudonym|nicknamed|a\.k\.a\.|aka|also called|born)$")
_IN_BRACKETS = re.compile(r"\(\s*[“\"]?([A-Z][\w&.-]{1,8})[”\"]?\s*\)")


def cluster(names: Sequence[Name], document: Document) -> list[Figure]:
    """The figures behind the names."""
    groups: dict[tuple[str, str | None, str | None], list[Name]] = defaultdict(list)
    for name in names:
        gender = title_gender(name.title) if name.label == "person" and " " not in name.text else None
        groups["" if name.country else name.text, name.country, gender].append(name)
    index = AliasIndex()
    for (_, country, gender), group in sorted(groups.items(), key=_fullest_first):
        figure = None if country else index.find(group, gender)
        if figure is None:
            figure = Figure(label_of(group), country=country)
        figure.names.extend(group)
        figure.gender = figure.gender or gender
        index.add(figure, group[0])
    figures = _merge_known_as(_merge_bracketed(index.figures, document), document)
    for figure in figures:
        figure.names.sort(key=lambda name: name.start)
        if figure.country is None:
            figure.label = label_of(figure.names)
        elif any(not name.is_demonym for name in figure.names):
            figure.label = "organization" if code_type(figure.country) == "organization" else "country"
    return figures


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


def _merge_bracketed(figures: list[Figure], document: Document) -> list[Figure]:
    """Merge "X (Y)": a name and the short form that brackets give behind it."""
    ending = {name.end: figure for figure in figures for name in figure.names}
    starting = {name.start: figure for figure in figures for name in figure.names}
    merged: dict[int, Figure] = {}
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
    return [figure for figure in figures if id(figure) not in merged]


def _merge_known_as(figures: list[Figure], document: Document) -> list[Figure]:
    """Merge two names of one person that the sentence gives: "Jane Roe, better known as Jenny Doe"."""
    people = sorted(
        ((name.first, name.stop, figure) for figure in figures if figure.label == "person" for name in figure.names),
        key=lambda entry: entry[0],
    )
    merged: dict[Figure, Figure] = {}
    for (_, stop, before), (first, _, after) in pairwise(people):
        one, other = merged.get(before, before), merged.get(after, after)
        if one is other or document.sentence_of[stop - 1] != document.sentence_of[first] or first - stop > 40:
            continue
        between = " ".join(document.lower[stop:first])
        if _KNOWN_AS.search(between):
            one.names.extend(other.names)
            merged[other] = one
    return [figure for figure in figures if figure not in merged]
