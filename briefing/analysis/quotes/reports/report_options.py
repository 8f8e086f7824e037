"""What a reporting word may report: the phrases beside it, its source that is nearest, and how they relate to each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from briefing.analysis.document import Document
from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.quotes.candidates import NO_CUE, Candidate, Link
from briefing.analysis.quotes.quote_context import Ints, QuoteContext

SHORTEST: Final = 2
"""Words that a report has at least."""
QUOTED: Final = frozenset({"quote", "cite"})
"""Verbs whose passive subject is who spoke: "she was quoted as saying"."""


class Form(IntEnum):
    """How the phrase relates to the reporting word."""

    CLAUSE = 0
    INFINITIVE = 1
    OBJECT = 2
    PREPOSITION = 3
    COMPLEMENT = 4
    REST = 5
    FRONTED = 6
    HOST = 7
    SENTENCE = 8
    AROUND = 9


_FORMS: Final = {
    "ccomp": Form.CLAUSE,
    "xcomp": Form.INFINITIVE,
    "dobj": Form.OBJECT,
    "prep": Form.PREPOSITION,
    "acl": Form.CLAUSE,
    **dict.fromkeys(("oprd", "acomp", "attr", "advcl", "dative"), Form.COMPLEMENT),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A phrase that a reporting word may report; numbers are indexes of document."""

    first: int
    last: int
    """After its last token."""
    form: Form
    root: int
    """The phrase's head."""
    candidate: Candidate
    """The reporting word and its source."""


def report_options(context: QuoteContext) -> tuple[list[Option], Ints]:
    """All options, and for each the number of its reporting word."""
    options: list[Option] = []
    group: list[int] = []
    sources = _sources(context.document, context.candidates)
    quoted = np.concatenate(([0], np.cumsum(np.array(context.document.stretch_of) >= 0)))
    for number, (cue, candidate) in enumerate(sorted(sources.items())):
        seen: set[tuple[int, int]] = set()
        for option in _options(context.document, cue, candidate):
            first, last = _trimmed(context.document, option.first, option.last)
            if last - first < SHORTEST or quoted[last] > quoted[first] or (first, last) in seen:
                continue
            if context.document.lower[first] == "that" and context.document.pos[option.root] not in {"VERB", "AUX"}:
                continue
            seen.add((first, last))
            options.append(Option(first, last, option.form, option.root, candidate))
            group.append(number)
    return options, np.array(group, dtype=np.int64)


def _sources(document: Document, candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    """The nearest source of each reporting word: its own subject before a shared one.

    Who was told, asked, accused or expected said nothing; who "was quoted" did.
    """
    sources: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.cue != NO_CUE and not _suffers(document, candidate):
            held = sources.get(candidate.cue)
            if held is None or (candidate.steps, candidate.link) < (held.steps, held.link):
                sources[candidate.cue] = candidate
    return sources


def _suffers(document: Document, candidate: Candidate) -> bool:
    """Whether the reporting word is said of whom it is done to: "she was asked whether", "asked whether …, she nodded"."""
    verb = candidate.cue
    helpers = {document.deps[child] for child in document.children[verb]}
    if document.lemmas[verb] in QUOTED:
        return False
    if candidate.link == Link.PASSIVE:  # the parser calls some subjects passive that are none
        return "auxpass" in helpers
    shares = candidate.link == Link.SHARED and document.tags[verb] == "VBN" and document.deps[verb] in {"advcl", "acl"}
    return shares and "aux" not in helpers


def _trimmed(document: Document, first: int, last: int) -> tuple[int, int]:
    """The phrase without punctuation and blanks at its ends."""
    while first < last and document.pos[first] in {"PUNCT", "SPACE"}:
        first += 1
    while last > first and document.pos[last - 1] in {"PUNCT", "SPACE"}:
        last -= 1
    return first, last


def _options(document: Document, cue: int, candidate: Candidate) -> Iterator[Option]:
    """What the word `cue` may report."""
    if candidate.link == Link.ACCORDING:
        yield from _rest_of_sentence(document, cue, candidate)
        return
    spoken = [child for child in document.children[cue] if document.deps[child] in _FORMS and child != candidate.head]
    for child in spoken:
        first, last = document.lefts[child], _own_end(document, child)
        if child > cue:
            start = candidate.last if cue < candidate.head < child else cue + 1
            yield Option(max(first, start), last, _FORMS[document.deps[child]], child, candidate)
        elif document.deps[child] == "ccomp":
            yield Option(first, min(last, cue, max(candidate.first, first)), Form.FRONTED, child, candidate)
    behind = [child for child in spoken if child > max(cue, candidate.head)]
    if len(behind) > 1:
        yield Option(document.lefts[behind[0]], document.rights[cue] + 1, Form.REST, behind[0], candidate)
    host = document.heads[cue]
    if document.deps[cue] in {"parataxis", "advcl", "ccomp"} and host < cue and not spoken:
        first = min(document.lefts[cue], candidate.first)
        yield Option(document.lefts[host], first, Form.HOST, host, candidate)
    if document.deps[cue] == "parataxis" and host > cue and not spoken:
        yield from _around(document, cue, host, candidate)


def _around(document: Document, cue: int, host: int, candidate: Candidate) -> Iterator[Option]:
    """What "he said" is inside of: what follows it, or all of it where it parts a subject from its verb."""
    end = _own_end(document, host)
    subject = next((child for child in document.children[host] if document.deps[child] in SUBJECTS), end)
    if subject > cue:
        yield Option(max(document.rights[cue] + 1, candidate.last), end, Form.AROUND, host, candidate)
    else:
        yield Option(document.lefts[subject], end, Form.AROUND, host, candidate)


def _own_end(document: Document, root: int) -> int:
    """After the last token of a phrase, without what somebody else continues after a comma.

    "… that it would sail, and others said …"; "… that it would sail, while the town …".
    """
    end = document.rights[root] + 1
    for child in document.children[root]:
        first = document.lefts[child]
        marks = {document.lower[one] for one in document.children[child] if document.deps[one] == "mark"}
        has_subject = any(document.deps[one] in SUBJECTS for one in document.children[child])
        goes_on = document.deps[child] == "conj" and not marks and has_subject
        if goes_on and first - 1 > root and document.deps[first - 1] == "cc":
            first -= 1
        goes_on |= document.deps[child] == "advcl" and not marks.isdisjoint({"while", "whereas"})
        if goes_on and root < first < end and document.lower[first - 1] in {",", ";"}:
            end = first - 1
    return end


def _rest_of_sentence(document: Document, cue: int, candidate: Candidate) -> Iterator[Option]:
    """What "according to X" is said of: the clause before it, or the one after."""
    start = end = cue
    while (
        start > 0
        and document.sentence_of[start - 1] == document.sentence_of[cue]
        and document.block_of[start - 1] == document.block_of[cue]
    ):
        start -= 1
    while (
        end < len(document)
        and document.sentence_of[end] == document.sentence_of[cue]
        and document.block_of[end] == document.block_of[cue]
    ):
        end += 1
    behind = max(document.rights[cue] + 1, candidate.last)
    root = document.heads[cue]
    yield Option(start, document.lefts[cue], Form.SENTENCE, root, candidate)
    yield Option(behind, end, Form.SENTENCE, root, candidate)
    if root < cue:
        yield Option(document.lefts[root], document.lefts[cue], Form.HOST, root, candidate)
