"""Things with names of their own: the storm, the ship and the robot that are called like people, and are none.

The noun before the name tells it: "the ferry Princess Anna", "Hurricane Marta", "the voice assistant Ada". Where the same
words stand again, they mean the thing again, unless the article has them in somebody's longer name.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from briefing.analysis.actors.mentions.spans import titles
from briefing.analysis.actors.syntax import Syntax
from briefing.analysis.lexicon import words

_STORMS: Final = frozenset({"cyclone", "hurricane", "storm", "typhoon"})
_MACHINE_KINDS: Final = frozenset({"ai", "digital", "smart", "virtual", "voice"})
"""Words before "assistant" that make it a machine."""
_PATRONS: Final = frozenset({"lady", "lord", "prince", "princess", "queen"})
_LONGEST: Final = 4
"""Words of a thing's name, at most."""


def thing_tokens(syntax: Syntax) -> set[int]:
    """The tokens of the names of things, with every place where such a name stands again."""
    found: set[int] = set()
    places: dict[str, list[int]] = defaultdict(list)
    names: dict[tuple[str, ...], None] = {}
    for first, stop in _named(syntax):
        found.update(range(first, stop))
        names[tuple(syntax.words[first:stop])] = None
    if not names:
        return found
    for token, word in enumerate(syntax.words):
        places[word].append(token)
    for name in names:
        again = [at for at in places[name[0]] if tuple(syntax.words[at : at + len(name)]) == name]
        if any(_is_in_longer(at, at + len(name), syntax) for at in again):
            continue
        found.update(token for at in again for token in range(at, at + len(name)))
    return found


def _named(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """First token of each name behind a noun for a thing that bears names, and the one behind its last."""
    for noun in range(len(syntax) - 1):
        if not _bears_names(noun, syntax):
            continue
        first = stop = noun + 1
        while stop < len(syntax) and stop - first < _LONGEST and _is_name(stop, syntax):
            stop += 1
        if stop > first and _may_be_named_so(first, stop, syntax) and _belong(noun, first, stop, syntax):
            yield first, stop


def _bears_names(token: int, syntax: Syntax) -> bool:
    """Whether a token is a noun for a thing with a name; with a capital that of a storm alone."""
    lemma = syntax.lemmas[token]
    if lemma == "assistant":
        return token > 0 and syntax.lower[token - 1] in _MACHINE_KINDS
    return lemma in words("actor_named_things") and (syntax.words[token].islower() or lemma in _STORMS)


def _is_name(token: int, syntax: Syntax) -> bool:
    return syntax.pos[token] == "PROPN" and syntax.words[token][0].isupper()


def _may_be_named_so(first: int, stop: int, syntax: Syntax) -> bool:
    """Whether words can be a thing's name: no initials, no body, and no person with a title.

    "the rover NASA sent", "National Hurricane Center", "ferry Captain Jane Doe"; but ships are named after ladies and princes.
    """
    title = syntax.lower[first].rstrip(".")
    is_entitled = (title in titles() or title in words("actor_offices")) and title not in _PATRONS
    is_body = syntax.lower[stop - 1] in words("actor_organization_nouns") | words("actor_generic_words")
    return not (is_entitled or is_body or (stop == first + 1 and syntax.words[first].isupper()))


def _belong(noun: int, first: int, stop: int, syntax: Syntax) -> bool:
    """Whether the noun and the name are one phrase: one hangs on the other, or the parse has both as the verb's subject.

    In "the boat Jane Doe sold" a verb follows that hangs on the boat: she has sold it.
    """
    root = syntax.root(first, stop)
    if stop < len(syntax) and syntax.heads[stop] == noun and syntax.pos[stop] in ("VERB", "AUX"):
        return False
    are_subjects = syntax.heads[noun] == syntax.heads[root] and syntax.deps[noun] == syntax.deps[root] == "nsubj"
    return are_subjects or syntax.heads[root] == noun or first <= syntax.heads[noun] < stop


def _is_in_longer(first: int, stop: int, syntax: Syntax) -> bool:
    """Whether a place of a thing's name is a part of a longer name, which is somebody's: "Marta" in "Marta Keller"."""
    if stop < len(syntax) and _is_name(stop, syntax) and syntax.sentences[stop] == syntax.sentences[first]:
        return True
    before = first - 1
    if before < 0 or not _is_name(before, syntax) or syntax.sentences[before] != syntax.sentences[first]:
        return False
    return not _bears_names(before, syntax)
