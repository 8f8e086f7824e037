"""Reported speech without quotation marks: "The minister said that …", "…, officials said", "according to the report, …".

Each reporting word with a source offers the phrases beside it that may be what it reports; a small network picks one of
them, or none. (The task and the word "attribution" follow Pareti 2015, Attribution: A Computational Approach.) Of these,
those are shown that the source is likely to have said (`report_judge`).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from briefing.analysis import weights
from briefing.analysis.document import Document
from briefing.analysis.network import load_network
from briefing.analysis.quotes.candidates import Candidate, Link
from briefing.analysis.quotes.features.candidate_features import MENTION_KINDS, mention_kind
from briefing.analysis.quotes.quote_context import Floats, Ints, Odds, QuoteContext
from briefing.analysis.quotes.reports import report_judge
from briefing.analysis.quotes.reports.report_options import Form, Option, report_options

NUMBERS: Final = "quote_indirect"
"""Name of the fitted numbers."""
REPORTED_AT_LEAST: Final = {Form.CLAUSE: 0.2, Form.FRONTED: 0.2, Form.SENTENCE: 0.2, Form.AROUND: 0.2, Form.PREPOSITION: 0.5}
PHRASE_AT_LEAST: Final = 0.31
"""Probability from which a phrase is shown as reported speech: a clause nearly always is, "on the matter" seldom."""
UNKNOWN_ODDS: Final = -3.0
_SAME: Final = 0.5
"""Overlap (Jaccard) from which two reports are the same one."""


@dataclass(frozen=True, slots=True)
class Report:
    """A stretch of reported speech, in offsets of the article."""

    start: int
    end: int
    candidate: Candidate


def find_indirect(context: QuoteContext) -> list[Report]:
    """The reports of an article in the order of their reporting words, none of them with quoted words in it."""
    model = weights.load(report_judge.NUMBERS)
    return [
        Report(context.document.starts[option.first], context.document.ends[option.last - 1], option.candidate)
        for option, share in likely_options(context)
        if report_judge.is_said(context, option, share, model)
    ]


def likely_options(context: QuoteContext) -> list[tuple[Option, float]]:
    """What the article attributes to a source in the widest sense, each with its share among the options of its cue."""
    options, group = report_options(context)
    if not options:
        return []
    rows = option_rows(context, options, weights.load(NUMBERS)["form_odds"])
    shares = load_network(NUMBERS, "report").shares(rows, group)
    share_of = {id(option): share for option, share in zip(options, shares.tolist(), strict=True)}
    return [(option, share_of[id(option)]) for option in chosen_options(options, group, shares)]


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
    return _without_parts([options[row] for row in chosen])


def _without_parts(found: Sequence[Option]) -> list[Option]:
    """The options whose reporting word is in no other report, unless its source is there too.

    "They agreed not to reveal the sum" is one report. `found` is in the order of the reporting words.
    """
    cues = [option.candidate.cue for option in found]
    parts = {
        place
        for other in found
        for place in range(bisect_left(cues, other.first), bisect_left(cues, other.last))
        if not other.first <= found[place].candidate.head < other.last
    }
    return [option for place, option in enumerate(found) if place not in parts]


def _overlap(one: Option, other: Option) -> float:
    shared = min(one.last, other.last) - max(one.first, other.first)
    return max(0, shared) / (max(one.last, other.last) - min(one.first, other.first))


def option_rows(context: QuoteContext, options: Sequence[Option], form_odds: Odds) -> Floats:
    """One row an option: the reporting word, its source, the phrase, and how they relate to each other."""
    return np.array([_row(context, option, form_odds) for option in options], dtype=np.float64)


def _row(context: QuoteContext, option: Option, form_odds: Odds) -> list[float]:
    document, cue, head = context.document, option.candidate.cue, option.candidate.head
    kind = mention_kind(document, head)
    words = {document.lower[child] for child in document.children[cue]}
    deps = {document.deps[child] for child in document.children[cue]}
    start = document.lower[option.first]
    distance = option.first - cue if option.first > cue else cue - option.last
    return [
        context.cue_odds[cue],
        form_odds.get(form_key(document, option), UNKNOWN_ODDS),
        form_odds.get(document.lemmas[cue], UNKNOWN_ODDS),
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
        document.tags[option.first] == "VBG",
        any(
            document.tags[token] in {"VBD", "VBZ", "VBP", "MD"}
            for token in range(option.first, min(option.last, option.first + 30))
        ),
        document.pos[option.root] in {"VERB", "AUX"},
        "neg" in deps,
        "mark" in deps,
        "dobj" in deps,
        "ccomp" in deps,
        "auxpass" in deps,
        not words.isdisjoint({"would", "could", "might", "may", "should", "must", "can"}),
        not words.isdisjoint({"will", "'ll"}),
        document.tags[cue] in {"VBD", "VBZ", "VBP"},
        document.tags[cue] == "VBG",
        document.tags[cue] == "VBN",
        document.tags[cue] == "VB",
        document.deps[cue] == "ROOT",
        document.deps[cue] == "conj",
        document.deps[cue] in {"advcl", "acl", "relcl"},
        document.deps[cue] in {"ccomp", "xcomp", "pcomp"},
        context.cue_odds[document.heads[cue]],
        document.pos[cue] in {"VERB", "AUX"},
        document.pos[cue] == "NOUN",
    ]


def form_key(document: Document, option: Option) -> str:
    """The reporting word with the form of its phrase, as the fitted odds know it."""
    return f"{document.lemmas[option.candidate.cue]} {option.form.name.lower()}"
