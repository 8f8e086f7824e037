"""Names in the light of the whole article.

What is glued to a name that stands elsewhere without it is cut; what initials that stand alone are short for is a name.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.analysis.actors.mentions.gazetteer import BODY, Gazetteer
from briefing.analysis.actors.mentions.spans import Name, repaired
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words

_SMALL: Final = frozenset({"of", "the", "and", "for", "on", "in", "to", "de", "&", "-"})
_LONGEST: Final = 12
"""Tokens of the longest name that initials stand for."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the article has elsewhere."""

    names: Counter[tuple[str, ...]]
    """The words of its names, and how often each stands."""
    families: frozenset[tuple[str, ...]]
    """The family names of its people."""
    common: frozenset[str]
    """The words that it writes in small letters."""
    parties: frozenset[str]
    """Adjectives of parties; these are the gazetteer's."""


def repair_names(found: Sequence[Name], closed: set[int], document: Document, gazetteer: Gazetteer) -> list[Name]:
    """The names, cut where the article shows that two words or two names were taken for one, and the long forms of initials."""
    families = {
        (document.words[name.stop - 1],) for name in found if name.label == "person" and 2 <= name.stop - name.first <= 4
    }
    alone = {tuple(document.words[name.first : name.stop]) for name in found} | families
    parted = [part for name in found for part in _parted(name, alone, document)]
    known = _Known(
        Counter(tuple(document.words[name.first : name.stop]) for name in parted),
        frozenset(families),
        frozenset(lower for lower, word in zip(document.lower, document.words, strict=True) if word.islower()),
        frozenset(word for word, code in gazetteer.demonyms.items() if code.startswith(BODY)),
    )
    for name in parted:
        if _has_word_too_many(name, known, document):
            name.first += 1
            name.start = document.starts[name.first]
            name.text = document.text[name.start : name.end]
    return _with_long_forms(_joined(parted, document), closed, document)


def _parted(name: Name, known: Collection[tuple[str, ...]], document: Document) -> Iterator[Name]:
    """The names in a stretch that the model took for one organization: "Acme, Bolt Works", "Doe and Roe".

    A comma parts them but in "Smith, Jones & Co.", "Acme, Inc." and "University of Somewhere, Elsewhere"; an "and" does
    where both sides stand elsewhere alone.
    """
    joints = [token for token in range(name.first + 1, name.stop - 1) if document.words[token] in (",", "and")]
    if name.label not in ("organization", "place") or len(joints) != 1:
        yield name
        return
    joint = joints[0]
    sides = tuple(document.words[name.first : joint]), tuple(document.words[joint + 1 : name.stop])
    if document.words[joint] == "and":
        parts = all(side in known for side in sides)
    else:
        parts = (
            name.label == "organization"
            and {"&", "of"}.isdisjoint(document.lower[name.first : name.stop])
            and sides[1][0].lower().rstrip(".") not in words("actors/company_endings")
        )
    if not parts:
        yield name
        return
    for first, stop in ((name.first, joint), (joint + 1, name.stop)):
        if (part := repaired(first, stop, name.label, name.source, document)) is not None:
            yield part


def _joined(names: Sequence[Name], document: Document) -> list[Name]:
    """The names with a given name and the family name after it made one, where the model took the latter for a body."""
    kept: list[Name] = []
    for name in names:
        given = kept[-1] if kept else None
        if given is not None and _is_family_name_of(given, name, document):
            given.stop, given.end = name.stop, name.end
            given.text = document.text[given.start : given.end]
        else:
            kept.append(name)
    return kept


def _is_family_name_of(given: Name, name: Name, document: Document) -> bool:
    """Whether two names of a word each stand side by side, the first a person's, the second of no country."""
    return (
        given.label == "person"
        and given.stop == name.first == name.stop - 1 == given.first + 1
        and given.end + 1 == name.start
        and not (name.country or name.title or name.label == "group" or name.text.isupper())
        and document.sentence_of[given.first] == document.sentence_of[name.first]
    )


def _has_word_too_many(name: Name, known: _Known, document: Document) -> bool:
    """Whether the first word is none of a name that stands elsewhere without it.

    A party's adjective ("Democratic Senate candidates"), the family name of who leads it ("Doe White House"), or the first
    word of a sentence that the text also writes small.
    """
    if name.label == "person" or name.country or name.start != document.starts[name.first]:
        return False
    key = tuple(document.words[name.first : name.stop])
    if len(key) < 2 or not known.names[key[1:]]:
        return False
    if key[0] in known.parties or (len(key) > 2 and key[:1] in known.families):
        return True
    begins = name.first == document.sentence_bounds[document.sentence_of[name.first]][0]
    return begins and known.names[key] == 1 and key[0].lower() in known.common


def _with_long_forms(found: list[Name], closed: set[int], document: Document) -> list[Name]:
    """Name in full what initials that stand alone are short for: "Office of Rail and Road" where the text has "ORR" too."""
    lone = {
        name.text
        for name in found
        if name.label == "organization" and name.text.isupper() and name.text.isalpha() and 3 <= len(name.text) <= 6
    }
    letters = {initials[0] for initials in lone}
    taken = {token: name for name in found for token in range(name.first, name.stop)}
    long_forms: list[Name] = []
    for first, word in enumerate(document.words):
        if word[0] not in letters or first in closed or (long_forms and first < long_forms[-1].stop):
            continue
        stop = _spelt_out(first, lone, document)
        if stop is not None and _is_free(first, stop, taken, document):
            start, end = document.starts[first], document.ends[stop - 1]
            long_forms.append(
                Name(start, end, first, stop, document.text[start:end], "organization", "its initials stand alone")
            )
    covered = {token for name in long_forms for token in range(name.first, name.stop)}
    kept = [name for name in found if covered.isdisjoint(range(name.first, name.stop))]
    return sorted([*kept, *long_forms], key=lambda name: name.start)


def _spelt_out(first: int, lone: Collection[str], document: Document) -> int | None:
    """The token after the words from `first` on whose capitals are initials that stand alone; None if they are none."""
    letters = ""
    for token in range(first, min(len(document), first + _LONGEST)):
        word = document.words[token]
        if word[0].isupper() and len(word) > 1 and not word.isupper():
            letters += word[0]
            if letters in lone:
                return token + 1
        elif document.lower[token] not in _SMALL:
            break
    return None


def _is_free(first: int, stop: int, taken: dict[int, Name], document: Document) -> bool:
    """Whether no name reaches over the stretch's bounds, no longer run of capitals holds it, and it is no name already."""
    names = {id(name): name for token in range(first, stop) if (name := taken.get(token)) is not None}
    if any(name.first < first or name.stop > stop or (name.first, name.stop) == (first, stop) for name in names.values()):
        return False
    return stop == len(document) or not (document.words[stop][0].isupper() and document.pos[stop] == "PROPN")
