"""What a reporting word may report: the phrases beside it, its source that is nearest, and how they stand to each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from briefing.analysis.quotes.candidates import NO_CUE, SUBJECTS, Candidate, Link
from briefing.analysis.quotes.context import Ints, Scene
from briefing.analysis.quotes.tokens import Tokens

SHORTEST: Final = 2
"""Words that a report has at least."""
_QUOTED: Final = frozenset({"quote", "cite"})
"""Verbs whose passive subject is who spoke: "she was quoted as saying"."""


class Form(IntEnum):
    """How the phrase stands to the reporting word."""

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
    """A phrase that a reporting word may report; numbers are indexes of tokens."""

    first: int
    last: int
    """Behind its last token."""
    form: Form
    root: int
    """The phrase's head."""
    candidate: Candidate
    """The reporting word and its source."""


def report_options(scene: Scene) -> tuple[list[Option], Ints]:
    """All options, and for each the number of its reporting word."""
    options: list[Option] = []
    group: list[int] = []
    sources = _sources(scene.tokens, scene.candidates)
    quoted = np.concatenate(([0], np.cumsum(np.array(scene.tokens.segment) >= 0)))
    for number, (cue, candidate) in enumerate(sorted(sources.items())):
        seen: set[tuple[int, int]] = set()
        for option in _options(scene.tokens, cue, candidate):
            first, last = _trimmed(scene.tokens, option.first, option.last)
            if last - first < SHORTEST or quoted[last] > quoted[first] or (first, last) in seen:
                continue
            if scene.tokens.lower[first] == "that" and scene.tokens.pos[option.root] not in {"VERB", "AUX"}:
                continue
            seen.add((first, last))
            options.append(Option(first, last, option.form, option.root, candidate))
            group.append(number)
    return options, np.array(group, dtype=np.int64)


def _sources(tokens: Tokens, candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    """The nearest source of each reporting word: its own subject before a shared one.

    Who was told, asked, accused or expected said nothing; who "was quoted" did.
    """
    sources: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.cue != NO_CUE and not _suffers(tokens, candidate):
            held = sources.get(candidate.cue)
            if held is None or (candidate.steps, candidate.link) < (held.steps, held.link):
                sources[candidate.cue] = candidate
    return sources


def _suffers(tokens: Tokens, candidate: Candidate) -> bool:
    """Whether the reporting word is said of whom it is done to: "she was asked whether", "asked whether …, she nodded"."""
    verb = candidate.cue
    helpers = {tokens.dep[child] for child in tokens.children[verb]}
    if tokens.lemma[verb] in _QUOTED:
        return False
    if candidate.link == Link.PASSIVE:  # the parser calls some subjects passive that are none
        return "auxpass" in helpers
    shares = candidate.link == Link.SHARED and tokens.tag[verb] == "VBN" and tokens.dep[verb] in {"advcl", "acl"}
    return shares and "aux" not in helpers


def _trimmed(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The phrase without punctuation and blanks at its ends."""
    while first < last and tokens.pos[first] in {"PUNCT", "SPACE"}:
        first += 1
    while last > first and tokens.pos[last - 1] in {"PUNCT", "SPACE"}:
        last -= 1
    return first, last


def _options(tokens: Tokens, cue: int, candidate: Candidate) -> Iterator[Option]:
    """What the word `cue` may report."""
    if candidate.link == Link.ACCORDING:
        yield from _rest_of_sentence(tokens, cue, candidate)
        return
    spoken = [child for child in tokens.children[cue] if tokens.dep[child] in _FORMS and child != candidate.head]
    for child in spoken:
        first, last = tokens.left[child], _own_end(tokens, child)
        if child > cue:
            start = candidate.last if cue < candidate.head < child else cue + 1
            yield Option(max(first, start), last, _FORMS[tokens.dep[child]], child, candidate)
        elif tokens.dep[child] == "ccomp":
            yield Option(first, min(last, cue, max(candidate.first, first)), Form.FRONTED, child, candidate)
    behind = [child for child in spoken if child > max(cue, candidate.head)]
    if len(behind) > 1:
        yield Option(tokens.left[behind[0]], tokens.right[cue] + 1, Form.REST, behind[0], candidate)
    host = tokens.head[cue]
    if tokens.dep[cue] in {"parataxis", "advcl", "ccomp"} and host < cue and not spoken:
        first = min(tokens.left[cue], candidate.first)
        yield Option(tokens.left[host], first, Form.HOST, host, candidate)
    if tokens.dep[cue] == "parataxis" and host > cue and not spoken:
        yield from _around(tokens, cue, host, candidate)


def _around(tokens: Tokens, cue: int, host: int, candidate: Candidate) -> Iterator[Option]:
    """What "he said" stands inside of: what follows it, or all of it where it parts a subject from its verb."""
    end = _own_end(tokens, host)
    subject = next((child for child in tokens.children[host] if tokens.dep[child] in SUBJECTS), end)
    if subject > cue:
        yield Option(max(tokens.right[cue] + 1, candidate.last), end, Form.AROUND, host, candidate)
    else:
        yield Option(tokens.left[subject], end, Form.AROUND, host, candidate)


def _own_end(tokens: Tokens, root: int) -> int:
    """Behind the last token of a phrase, without what somebody else goes on with behind a comma.

    "… that it would sail, and others said …"; "… that it would sail, while the town …".
    """
    end = tokens.right[root] + 1
    for child in tokens.children[root]:
        first = tokens.left[child]
        marks = {tokens.lower[one] for one in tokens.children[child] if tokens.dep[one] == "mark"}
        has_subject = any(tokens.dep[one] in SUBJECTS for one in tokens.children[child])
        goes_on = tokens.dep[child] == "conj" and not marks and has_subject
        if goes_on and first - 1 > root and tokens.dep[first - 1] == "cc":
            first -= 1
        goes_on |= tokens.dep[child] == "advcl" and not marks.isdisjoint({"while", "whereas"})
        if goes_on and root < first < end and tokens.lower[first - 1] in {",", ";"}:
            end = first - 1
    return end


def _rest_of_sentence(tokens: Tokens, cue: int, candidate: Candidate) -> Iterator[Option]:
    """What "according to X" is said of: the clause before it, or the one behind."""
    start = end = cue
    while start > 0 and tokens.sentence[start - 1] == tokens.sentence[cue] and tokens.block[start - 1] == tokens.block[cue]:
        start -= 1
    while end < len(tokens) and tokens.sentence[end] == tokens.sentence[cue] and tokens.block[end] == tokens.block[cue]:
        end += 1
    behind = max(tokens.right[cue] + 1, candidate.last)
    root = tokens.head[cue]
    yield Option(start, tokens.left[cue], Form.SENTENCE, root, candidate)
    yield Option(behind, end, Form.SENTENCE, root, candidate)
    if root < cue:
        yield Option(tokens.left[root], tokens.left[cue], Form.HOST, root, candidate)
