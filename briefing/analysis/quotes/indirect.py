"""Reported speech without quotation marks: "The minister said that …", "…, officials said", "according to the report, …".

Each reporting word with a source offers the phrases beside it that may be what it reports; a small network picks one of
them, or none. (The task and the word "attribution" follow Pareti 2015, Attribution: A Computational Approach.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from briefing.analysis import weights
from briefing.analysis.quotes.candidates import NO_CUE, Candidate, Link
from briefing.analysis.quotes.network import load_network
from briefing.analysis.quotes.pair_features import MENTION_KINDS, mention_kind
from briefing.analysis.quotes.scene import Floats, Ints, Odds, Scene
from briefing.analysis.quotes.tokens import Tokens

NUMBERS: Final = "quote_indirect"
"""Name of the fitted numbers."""
SHORTEST: Final = 2
"""Words that a report has at least."""
UNKNOWN_ODDS: Final = -3.0
_SAME: Final = 0.5
"""Overlap (Jaccard) from which two reports are the same one."""

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


REPORTED_AT_LEAST: Final = {Form.CLAUSE: 0.2, Form.FRONTED: 0.2, Form.SENTENCE: 0.2, Form.PREPOSITION: 0.5}
PHRASE_AT_LEAST: Final = 0.28
"""Probability from which a phrase is shown as reported speech: a clause nearly always is, "on the matter" seldom."""
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


@dataclass(frozen=True, slots=True)
class Report:
    """A stretch of reported speech, in offsets of the article."""

    start: int
    end: int
    candidate: Candidate


def find_indirect(scene: Scene) -> list[Report]:
    """The reports of an article in the order of their reporting words, none of them with quoted words in it."""
    options, group = report_options(scene)
    if not options:
        return []
    numbers = weights.load(NUMBERS)
    rows = option_rows(scene, options, numbers["form_odds"])
    shares = load_network(NUMBERS, "report").shares(rows, group)
    return [
        Report(scene.tokens.starts[option.first], scene.tokens.ends[option.last - 1], option.candidate)
        for option in chosen_options(options, group, shares)
    ]


def chosen_options(options: Sequence[Option], group: Ints, shares: Floats, less: float = 0.0) -> list[Option]:
    """The best option of each reporting word, and of options that are nearly the same the likelier one.

    `less` is by how much less likely an option may be than what is shown.
    """
    best: dict[int, int] = {}
    for row in np.argsort(shares, kind="stable").tolist():
        best[int(group[row])] = row
    chosen: list[int] = []
    for row in sorted(best.values()):
        if shares[row] < REPORTED_AT_LEAST.get(options[row].form, PHRASE_AT_LEAST) - less:
            continue
        if chosen and _overlap(options[chosen[-1]], options[row]) >= _SAME:
            chosen[-1] = max(chosen[-1], row, key=lambda one: float(shares[one]))
        else:
            chosen.append(row)
    found = [options[row] for row in chosen]
    return [option for option in found if not any(_is_part(option, other) for other in found)]


def _is_part(option: Option, other: Option) -> bool:
    """Whether a reporting word stands in another report while its source does not: "they agreed not to reveal the sum"."""
    cue, head = option.candidate.cue, option.candidate.head
    return other.first <= cue < other.last and not other.first <= head < other.last


def _overlap(one: Option, other: Option) -> float:
    shared = min(one.last, other.last) - max(one.first, other.first)
    return max(0, shared) / (max(one.last, other.last) - min(one.first, other.first))


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
        first, last = tokens.left[child], tokens.right[child] + 1
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


def option_rows(scene: Scene, options: Sequence[Option], form_odds: Odds) -> Floats:
    """One row an option: the reporting word, its source, the phrase, and how they stand to each other."""
    return np.array([_row(scene, option, form_odds) for option in options], dtype=np.float64)


def _row(scene: Scene, option: Option, form_odds: Odds) -> list[float]:
    tokens, cue, head = scene.tokens, option.candidate.cue, option.candidate.head
    kind = mention_kind(tokens, head)
    words = {tokens.lower[child] for child in tokens.children[cue]}
    deps = {tokens.dep[child] for child in tokens.children[cue]}
    start = tokens.lower[option.first]
    distance = option.first - cue if option.first > cue else cue - option.last
    return [
        scene.cue_odds[cue],
        form_odds.get(form_key(tokens, option), UNKNOWN_ODDS),
        form_odds.get(tokens.lemma[cue], UNKNOWN_ODDS),
        *(option.form == form for form in Form),
        *(option.candidate.link == link for link in Link),
        *(kind == other for other in MENTION_KINDS),
        option.candidate.steps,
        option.last - option.first,
        distance,
        option.first > cue,
        head > cue,
        abs(head - cue),
        start == "that",
        start in {"whether", "if", "how", "what", "why", "who"},
        start == "to",
        tokens.tag[option.first] == "VBG",
        any(
            tokens.tag[token] in {"VBD", "VBZ", "VBP", "MD"}
            for token in range(option.first, min(option.last, option.first + 30))
        ),
        tokens.pos[option.root] in {"VERB", "AUX"},
        "neg" in deps,
        "mark" in deps,
        "dobj" in deps,
        "ccomp" in deps,
        "auxpass" in deps,
        not words.isdisjoint({"would", "could", "might", "may", "should", "must", "can"}),
        not words.isdisjoint({"will", "'ll"}),
        tokens.tag[cue] in {"VBD", "VBZ", "VBP"},
        tokens.tag[cue] == "VBG",
        tokens.tag[cue] == "VBN",
        tokens.tag[cue] == "VB",
        tokens.dep[cue] == "ROOT",
        tokens.dep[cue] == "conj",
        tokens.dep[cue] in {"advcl", "acl", "relcl"},
        tokens.dep[cue] in {"ccomp", "xcomp", "pcomp"},
        scene.cue_odds[tokens.head[cue]],
        tokens.pos[cue] in {"VERB", "AUX"},
        tokens.pos[cue] == "NOUN",
    ]


def form_key(tokens: Tokens, option: Option) -> str:
    """The reporting word with the form of its phrase, as the fitted odds know it."""
    return f"{tokens.lemma[option.candidate.cue]} {option.form.name.lower()}"
