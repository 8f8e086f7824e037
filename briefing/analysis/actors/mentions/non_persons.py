"""Things with names of their own: the storm, the ship and the robot that are called like people, and are none.

The noun before the name tells it: "the ferry Princess Anna", "Hurricane Marta", "the voice assistant Ada". Where the same
words stand again, they mean the thing again, unless the article has them in somebody's longer name.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from briefing.analysis.actors.mentions.spans import titles
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words

_STORMS: Final = frozenset({"cyclone", "hurricane", "storm", "typhoon"})
_MACHINE_KINDS: Final = frozenset({"ai", "digital", "smart", "virtual", "voice"})
"""Words before "assistant" that make it a machine."""
_PATRONS: Final = frozenset({"lady", "lord", "prince", "princess", "queen"})
_LONGEST: Final = 4
"""Words of a thing's name, at most."""


def thing_tokens(document: Document) -> set[int]:
    """The tokens of the names of things, with every place where such a name occurs again."""
    found: set[int] = set()
    places: dict[str, list[int]] = defaultdict(list)
    names: dict[tuple[str, ...], None] = {}
    for first, stop in _named(document):
        found.update(range(first, stop))
        names[tuple(document.words[first:stop])] = None
    if not names:
        return found
    for token, word in enumerate(document.words):
        places[word].append(token)
    for name in names:
        again = [at for at in places[name[0]] if tuple(document.words[at : at + len(name)]) == name]
        if any(_is_in_longer(at, at + len(name), document) for at in again):
            continue
        found.update(token for at in again for token in range(at, at + len(name)))
    return found


def _named(document: Document) -> Iterator[tuple[int, int]]:
    """First token of each name after a noun for a thing that bears names, and the one after its last."""
    for noun in range(len(document) - 1):
        if not _bears_names(noun, document):
            continue
        first = stop = noun + 1
        while stop < len(document) and stop - first < _LONGEST and _is_name(stop, document):
            stop += 1
        if stop > first and _may_be_named_so(first, stop, document) and _belong(noun, first, stop, document):
            yield first, stop


def _bears_names(token: int, document: Document) -> bool:
    """Whether a token is a noun for a thing with a name; with a capital that of a storm alone."""
    lemma = document.lemmas[token]
    if lemma == "assistant":
        return token > 0 and document.lower[token - 1] in _MACHINE_KINDS
    return lemma in words("actors/named_things") and (document.words[token].islower() or lemma in _STORMS)


def _is_name(token: int, document: Document) -> bool:
    return document.pos[token] == "PROPN" and document.words[token][0].isupper()


def _may_be_named_so(first: int, stop: int, document: Document) -> bool:
    """Whether words can be a thing's name: no initials, no body, and no person with a title.

    "the rover NASA sent", "National Hurricane Center", "ferry Captain Jane Doe"; but ships are named after ladies and princes.
    """
    title = document.lower[first].rstrip(".")
    is_entitled = (title in titles() or title in words("actors/offices")) and title not in _PATRONS
    is_body = document.lower[stop - 1] in words("actors/organization_nouns") | words("actors/generic_words")
    return not (is_entitled or is_body or (stop == first + 1 and document.words[first].isupper()))


def _belong(noun: int, first: int, stop: int, document: Document) -> bool:
    """Whether the noun and the name are one phrase: one depends on the other, or the parse has both as the verb's subject.

    In "the boat Jane Doe sold" a verb follows that depends on the boat: she has sold it.
    """
    root = document.root(first, stop)
    if stop < len(document) and document.heads[stop] == noun and document.pos[stop] in ("VERB", "AUX"):
        return False
    are_subjects = document.heads[noun] == document.heads[root] and document.deps[noun] == document.deps[root] == "nsubj"
    return are_subjects or document.heads[root] == noun or first <= document.heads[noun] < stop


def _is_in_longer(first: int, stop: int, document: Document) -> bool:
    """Whether a place of a thing's name is a part of a longer name, which is somebody's: "Marta" in "Marta Keller"."""
    if stop < len(document) and _is_name(stop, document) and document.sentence_of[stop] == document.sentence_of[first]:
        return True
    before = first - 1
    if before < 0 or not _is_name(before, document) or document.sentence_of[before] != document.sentence_of[first]:
        return False
    return not _bears_names(before, document)
