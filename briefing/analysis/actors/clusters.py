"""Clusters: which names are of one actor.

One label per name by vote over the article, then alias rules from the longest name to the shortest: the same words, a
country's other names, a family or given name, the beginning or end of a long name, initials, "X (Y)".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.names import Label, Name
from briefing.analysis.actors.persons import first_name_gender
from briefing.analysis.actors.syntax import Syntax
from briefing.analysis.lexicon import words

_IN_BRACKETS = re.compile(r"\(\s*[“\"]?([A-Z][\w&.-]{1,8})[”\"]?\s*\)")
_GENERIC_TOPIC: Final = "actor_generic_words"


def vote_labels(names: Sequence[Name], syntax: Syntax) -> None:
    """Give every name the label that its words have most often in the article."""
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    family_names = {name.text.split()[-1] for name in names if name.label == "person" and 2 <= len(name.text.split()) <= 4}
    for name in names:
        parts = name.text.split()
        weight = 2.5 if name.label == "person" and (name.title or (len(parts) > 1 and first_name_gender(parts[0]))) else 1.0
        votes[name.text][name.label] += weight
    acting = _acting(names, syntax)
    for name in names:
        if name.country is not None:
            continue
        if (name.text in family_names and not name.text.isupper()) or (acting[name.text] >= 2 and name.label == "organization" and name.text.isalpha() and name.text.istitle()):
            name.label = "person"
        else:
            name.label = votes[name.text].most_common(1)[0][0]


def _acting(names: Iterable[Name], syntax: Syntax) -> Counter[str]:
    """How many cues show that a lone capital word is a person: "he" in its sentence, kin or staff in its possession."""
    cues: Counter[str] = Counter()
    kin = words("actor_kin")
    for name in names:
        if name.stop - name.first != 1:
            continue
        head = syntax.heads[name.first]
        if syntax.deps[name.first] == "poss" and syntax.lemmas[head] in kin:
            cues[name.text] += 1
        if syntax.deps[name.first] == "nsubj":
            verb = syntax.rights[head]
            if any(
                syntax.lower[token] in ("he", "she", "his", "her", "himself", "herself")
                for token in range(name.stop, min(verb + 1, name.stop + 25))
            ):
                cues[name.text] += 1
    return cues


def cluster(names: Sequence[Name], syntax: Syntax) -> list[Figure]:
    """The figures behind the names."""
    groups: dict[tuple[str, str | None], list[Name]] = defaultdict(list)
    for name in names:
        groups[(name.text if not name.country else "", name.country)].append(name)
    ordered = sorted(groups.values(), key=lambda group: (-len(group[0].text.split()), -len(group[0].text)))
    index = _Index()
    for group in ordered:
        figure = index.find(group)
        if figure is None:
            figure = Figure(_label(group), country=group[0].country)
        figure.names.extend(group)
        index.add(figure, group[0])
    figures = list(dict.fromkeys(index.figures))
    figures = _merge_bracketed(figures, syntax)
    for figure in figures:
        figure.names.sort(key=lambda name: name.start)
        if figure.country is None:
            figure.label = _label(figure.names)
        elif any(not name.is_demonym for name in figure.names):
            figure.label = "country"
    return figures


def _label(group: Sequence[Name]) -> Label:
    """The label of most names; longer ones count twice."""
    votes: Counter[Label] = Counter()
    for name in group:
        votes[name.label] += 2 if " " in name.text else 1
    return votes.most_common(1)[0][0]


class _Index:
    """Figures by the words of their names, so that a name meets only those that it may belong to."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._by_first: dict[str, list[tuple[Figure, list[str]]]] = defaultdict(list)
        self._by_last: dict[str, list[tuple[Figure, list[str]]]] = defaultdict(list)
        self._by_initials: dict[str, list[Figure]] = defaultdict(list)
        self._by_whole: dict[str, Figure] = {}

    def add(self, figure: Figure, name: Name) -> None:
        """Remember a name of the figure."""
        parts = name.text.split()
        self.figures.append(figure)
        self._by_whole.setdefault(name.text.lower(), figure)
        if name.country:
            return
        self._by_first[parts[0].lower()].append((figure, parts))
        self._by_last[_bare(parts[-1])].append((figure, parts))
        for initials in _initials(parts):
            self._by_initials[initials].append(figure)

    def find(self, group: Sequence[Name]) -> Figure | None:
        """The figure that a group of equal names belongs to."""
        name = group[0]
        if name.country:
            return None
        if (same := self._by_whole.get(name.text.lower())) is not None and same.country is None:
            return same
        label = _label(group)
        parts = name.text.split()
        found = self._people(parts, label) if label in ("person", "organization", "place") else []
        if not found and label != "person":
            found = self._bodies(parts, label)
        if len(found) <= 1:
            return found[0] if found else None
        return _nearest(found, name.start)

    def _people(self, parts: list[str], label: Label) -> list[Figure]:
        """People whose family name, given name, or shorter full name this is."""
        last = _bare(parts[-1])
        if len(parts) == 1 and not parts[0].isupper():
            family = _distinct(figure for figure, whole in self._by_last[last] if figure.label == "person" and len(whole) > 1)
            if family or label != "person":
                return family
            return _distinct(
                figure for figure, whole in self._by_first[parts[0].lower()] if figure.label == "person" and len(whole) > 1
            )
        if label != "person" or len(parts) < 2:
            return []
        return _distinct(
            figure
            for figure, whole in self._by_last[last]
            if figure.label == "person" and len(whole) > len(parts) and whole[0][0] == parts[0][0]
        )

    def _bodies(self, parts: list[str], label: Label) -> list[Figure]:
        """Organizations and places of which this is the initials, the beginning or the end."""
        letters = "".join(part for part in parts if part).replace(".", "").replace("&", "")
        if len(parts) == 1 and letters.isupper() and 2 <= len(letters) <= 6:
            return _distinct(figure for figure in self._by_initials[letters] if figure.label != "person")
        lower = [part.lower() for part in parts]
        if all(part in words(_GENERIC_TOPIC) for part in lower):
            return []
        beginning = _distinct(
            figure
            for figure, whole in self._by_first[lower[0]]
            if figure.label == "organization" and label == "organization" and _starts(whole, lower)
        )
        if beginning or len(parts) < 2:
            return beginning
        return _distinct(
            figure
            for figure, whole in self._by_last[_bare(parts[-1])]
            if figure.label == label and [part.lower() for part in whole[-len(parts) :]] == lower
        )


def _starts(whole: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a longer name begins with these words."""
    return len(whole) > len(lower) and [part.lower() for part in whole[: len(lower)]] == list(lower)


def _bare(word: str) -> str:
    """A word as a key: in small letters, without a full stop."""
    return word.lower().strip(".,")


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    """Each figure once."""
    return list(dict.fromkeys(figures))


def _initials(parts: Sequence[str]) -> set[str]:
    """The initials of a name of several words, with and without its small words."""
    if len(parts) < 2:
        return set()
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    every = "".join(part[0] for part in parts).upper()
    return {capitals, every}


def _nearest(figures: Sequence[Figure], start: int) -> Figure:
    """The figure named last before the place, or first after it."""

    def distance(figure: Figure) -> int:
        return min(start - name.start if name.start <= start else 1_000_000 + name.start - start for name in figure.names)

    return min(figures, key=distance)


def _merge_bracketed(figures: list[Figure], syntax: Syntax) -> list[Figure]:
    """Merge "X (Y)": a name and the short form that brackets give behind it."""
    ending = {name.end: figure for figure in figures for name in figure.names}
    starting = {name.start: figure for figure in figures for name in figure.names}
    merged: dict[int, Figure] = {}

    def current(figure: Figure) -> Figure:
        while id(figure) in merged:
            figure = merged[id(figure)]
        return figure

    for match in _IN_BRACKETS.finditer(syntax.text):
        before = ending.get(len(syntax.text[: match.start()].rstrip())) if match.start() else None
        inside = starting.get(match.start(1))
        if before is None or inside is None:
            continue
        long, short = current(before), current(inside)
        if (
            long is short
            or long.label == "person"
            or short.country
            or long.country
            or not _abbreviates(match.group(1), long.name)
        ):
            continue
        long.names.extend(short.names)
        merged[id(short)] = long
    return [figure for figure in figures if id(figure) not in merged]


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a short form stand in this order in the long one."""
    letters = iter(long.lower())
    return all(letter in letters for letter in short.lower() if letter.isalpha())
