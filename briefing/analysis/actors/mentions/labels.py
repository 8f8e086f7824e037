"""Labels: what each name of the article names, one label for all places with the same words.

What the article shows outweighs what the language model guessed: a given name elsewhere before the same family name, a noun
beside the name, and what it does (`personhood`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from briefing.analysis.actors.mentions.given_names import is_family_name, is_full_name
from briefing.analysis.actors.mentions.person_nouns import person_noun
from briefing.analysis.actors.mentions.personhood import personhood
from briefing.analysis.actors.mentions.spans import Label, Name
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words

_KINDS_OF_BODY: Final = frozenset({"agency", "charity", "company", "corporation", "firm", "group", "startup"})
"""Nouns beside which stands the name of a body: "the ferry company X"."""


def vote_labels(names: Sequence[Name], document: Document) -> None:
    """Give names with the same words one label: what the article shows of them, and else what they are labelled most."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.country is None:
            groups[name.text].append(name)
    family_names = {name.text.split()[-1] for name in names if name.label == "person" and 2 <= len(name.text.split()) <= 4}
    told = _told_by_nouns(names, document)
    for text, group in groups.items():
        is_family_name = text in family_names and not text.isupper()
        label = "person" if is_family_name else _label(group, told.get(text), document)
        for name in group:
            name.label = "group" if _is_family(name, family_names, document) else label


def _label(group: Sequence[Name], told: Label | None, document: Document) -> Label:
    """The label of names with the same words, none of which is a family name after a given name; `told` by a noun beside."""
    votes = Counter(name.label for name in group)
    most = votes.most_common(1)[0][0]
    if most == "group":
        return most
    if told is not None:
        return told
    teams = sum(name.text.endswith("s") and _word_before(name, document).lower() == "the" for name in group)
    if teams < 2 and (any(_is_announced(name, document) for name in group) or personhood(group, document) > 0.5):
        several: Label = "group" if votes["person"] else "organization"
        return several if _are_several(group, document) else "person"
    return "place" if votes["place"] > votes["organization"] else "organization"


def _are_several(group: Sequence[Name], document: Document) -> bool:
    """Whether one word names several, by its form wherever it is: "Progressives"; a family name may end so, too."""
    if " " in group[0].text or is_family_name(group[0].text) or any(name.title for name in group):
        return False
    return all(document.tags[name.stop - 1] in ("NNS", "NNPS") for name in group)


def _is_announced(name: Name, document: Document) -> bool:
    """Whether a noun for a person comes before a full name: "lawyer Jane Doe"."""
    is_full = 2 <= len(name.text.split()) <= 4
    return is_full and _word_before(name, document).islower() and person_noun(name.first - 1, document) is not None


def _is_family(name: Name, family_names: set[str], document: Document) -> bool:
    """Whether a name is that of all who bear a person's family name: "the Does" beside "Jane Doe"."""
    if " " in name.text or _word_before(name, document).lower() != "the":
        return False
    return name.text not in family_names and any(
        name.text.endswith(ending) and name.text.removesuffix(ending) in family_names for ending in ("s", "es")
    )


def _told_by_nouns(names: Iterable[Name], document: Document) -> dict[str, Label]:
    """Names that a noun calls a body or a place somewhere ("the ferry company X", "the mayor of X") and nothing a person."""
    told: dict[str, Label] = {}
    personal = set()
    for name in names:
        before = name.first - 1
        if name.title or is_full_name(name.text.split()):
            personal.add(name.text)
        elif before < 0 or not document.words[before].islower() or _owns(name, document):
            continue
        elif document.lemmas[before] in _KINDS_OF_BODY:
            told[name.text] = "organization"
        elif document.words[before] == "of" and before and document.lemmas[before - 1] in words("actors/place_heads"):
            told.setdefault(name.text, "place")
    return {text: label for text, label in told.items() if text not in personal}


def _owns(name: Name, document: Document) -> bool:
    """Whether a possessive ending comes after a name."""
    return name.stop < len(document) and document.tags[name.stop] == "POS"


def _word_before(name: Name, document: Document) -> str:
    """The word before a name, as written; empty at the text's beginning."""
    return document.words[name.first - 1] if name.first else ""
