"""Clusters: which names are of one actor.

One label per name by vote over the article, then alias rules from the longest name to the shortest: the same words, a
country's other names, a family or given name, the beginning or end of a long name, initials, "X (Y)".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefing.analysis.actors.aliases import AliasIndex, abbreviates
from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.gazetteer import code_type
from briefing.analysis.actors.persons import first_name_gender, is_full_name
from briefing.analysis.actors.roles import person_noun
from briefing.analysis.actors.spans import Label, Name, title_gender
from briefing.analysis.actors.syntax import Syntax
from briefing.analysis.lexicon import words

_KNOWN_AS = (
    "known as",
    "known by her pseudonym",
    "known by his pseudonym",
    "nicknamed",
    "a.k.a.",
    "aka",
    "also called",
    "born",
)
_KINDS_OF_BODY = frozenset({"agency", "charity", "company", "corporation", "firm", "group", "startup"})
"""Nouns beside which stands the name of a body: "the ferry company X"."""
_WHERE = frozenset({"in", "at", "near", "outside", "across", "throughout"})
_IN_BRACKETS = re.compile(r"\(\s*[“\"]?([A-Z][\w&.-]{1,8})[”\"]?\s*\)")


def vote_labels(names: Sequence[Name], syntax: Syntax) -> None:
    """Give every name the label that its words have most often in the article."""
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for name in names:
        votes[name.text].update(_ballots(name, syntax))
    family_names = {name.text.split()[-1] for name in names if name.label == "person" and 2 <= len(name.text.split()) <= 4}
    teams = Counter(name.text for name in names if name.text.endswith("s") and _word_before(name, syntax).lower() == "the")
    personal = _personal_cues(names, syntax)
    told = _told_by_nouns(names, syntax)
    for name in names:
        if name.country is not None:
            continue
        is_lone = " " not in name.text and name.text.isalpha() and not name.text.isupper()
        if _is_family(name, family_names, syntax):
            name.label = "group"
        elif name.label == "person" and teams[name.text] >= 2:
            name.label = "organization"
        elif (name.text in family_names and not name.text.isupper()) or (is_lone and personal[name.text] >= 2):
            name.label = "person"
        elif name.text in told and name.label == "person" and not personal[name.text]:
            name.label = told[name.text]
        else:
            name.label = votes[name.text].most_common(1)[0][0]


def _ballots(name: Name, syntax: Syntax) -> Counter[Label]:
    """The votes of one place for the label of its words: the model's, and what the words and their neighbours show."""
    parts = name.text.split()
    is_sure = name.label == "person" and bool(name.title or (len(parts) > 1 and first_name_gender(parts[0])))
    votes: Counter[Label] = Counter({name.label: 5 if is_sure else 2})
    if 2 <= len(parts) <= 4 and _word_before(name, syntax).islower() and person_noun(name.first - 1, syntax):
        votes["person"] += 5
    if (
        name.label in ("organization", "place")
        and is_full_name(parts)
        and parts[-1].lower() not in words("actor_place_endings")
    ):
        votes["person"] += 3
    if name.label == "person" and name.text.isupper() and len(name.text) <= 5 and not name.title:
        votes["organization"] += 3
    if name.label == "person" and not is_sure and _word_before(name, syntax).lower() in _WHERE and not _owns(name, syntax):
        votes["place"] += 3
    return votes


def _is_family(name: Name, family_names: set[str], syntax: Syntax) -> bool:
    """Whether a name is that of all who bear a person's family name: "the Does" beside "Jane Doe"."""
    if " " in name.text or _word_before(name, syntax).lower() != "the":
        return False
    return name.text not in family_names and any(
        name.text.endswith(ending) and name.text.removesuffix(ending) in family_names for ending in ("s", "es")
    )


def _told_by_nouns(names: Iterable[Name], syntax: Syntax) -> dict[str, Label]:
    """Names that a noun calls a body or a place somewhere ("the ferry company X", "the mayor of X") and nothing a person."""
    told: dict[str, Label] = {}
    personal = set()
    for name in names:
        before = name.first - 1
        if name.title or is_full_name(name.text.split()):
            personal.add(name.text)
        elif before < 0 or not syntax.words[before].islower() or _owns(name, syntax):
            continue
        elif syntax.lemmas[before] in _KINDS_OF_BODY:
            told[name.text] = "organization"
        elif syntax.words[before] == "of" and before and syntax.lemmas[before - 1] in words("actor_place_heads"):
            told.setdefault(name.text, "place")
    return {text: label for text, label in told.items() if text not in personal}


def _owns(name: Name, syntax: Syntax) -> bool:
    """Whether a possessive ending stands behind a name."""
    return name.stop < len(syntax) and syntax.tags[name.stop] == "POS"


def _word_before(name: Name, syntax: Syntax) -> str:
    """The word before a name, as it stands; empty at the text's beginning."""
    return syntax.words[name.first - 1] if name.first else ""


def _personal_cues(names: Iterable[Name], syntax: Syntax) -> Counter[str]:
    """How many cues show that a lone capital word is a person: kin or staff of its own, or that "X says he …"."""
    cues: Counter[str] = Counter()
    for name in names:
        if name.stop - name.first != 1 or name.country is not None:
            continue
        head = syntax.heads[name.first]
        if syntax.deps[name.first] == "poss" and syntax.lemmas[head] in words("actor_kin"):
            cues[name.text] += 1
        if syntax.deps[name.first] == "nsubj" and (said := syntax.child(head, "ccomp")) is not None:
            subject = syntax.child(said, "nsubj")
            cues[name.text] += subject is not None and subject > name.first and syntax.lower[subject] in ("he", "she")
    return cues


def cluster(names: Sequence[Name], syntax: Syntax) -> list[Figure]:
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
    figures = _merge_known_as(_merge_bracketed(index.figures, syntax), syntax)
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


def _merge_bracketed(figures: list[Figure], syntax: Syntax) -> list[Figure]:
    """Merge "X (Y)": a name and the short form that brackets give behind it."""
    ending = {name.end: figure for figure in figures for name in figure.names}
    starting = {name.start: figure for figure in figures for name in figure.names}
    merged: dict[int, Figure] = {}
    for match in _IN_BRACKETS.finditer(syntax.text):
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


def _merge_known_as(figures: list[Figure], syntax: Syntax) -> list[Figure]:
    """Merge two names of one person that the sentence gives: "Jane Roe, better known as Jenny Doe"."""
    people = sorted(
        ((name.first, name.stop, figure) for figure in figures if figure.label == "person" for name in figure.names),
        key=lambda entry: entry[0],
    )
    merged: dict[Figure, Figure] = {}
    for (_, stop, before), (first, _, after) in pairwise(people):
        one, other = merged.get(before, before), merged.get(after, after)
        if one is other or syntax.sentences[stop - 1] != syntax.sentences[first] or first - stop > 40:
            continue
        between = " ".join(syntax.lower[stop:first])
        if between.endswith(_KNOWN_AS):
            one.names.extend(other.names)
            merged[other] = one
    return [figure for figure in figures if figure not in merged]
