"""Who said it, and whether anybody did: the best candidate for each quoted stretch, or none."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from briefing.analysis import weights
from briefing.analysis.document.quotation import Segment
from briefing.analysis.network import AT_ONCE, Network, load_network, shares_of
from briefing.analysis.quotes.attribution.layout_cues import headline_subject, is_announced, is_whole_paragraph, labelled
from briefing.analysis.quotes.candidates import NO_CUE, Candidate, Link
from briefing.analysis.quotes.features.pair_features import pair_rows
from briefing.analysis.quotes.features.segment_features import segment_rows
from briefing.analysis.quotes.filters.terms import is_bearer, is_term
from briefing.analysis.quotes.filters.titles import is_title
from briefing.analysis.quotes.quote_context import Floats, Ints, QuoteContext, nearby_pairs
from briefing.model import Article

NUMBERS: Final = "quote_speakers"
"""Name of the fitted numbers."""
SPEECH_AT_LEAST: Final = 0.5
"""Probability of being speech from which a quoted stretch is shown."""
SCRAP_AT_LEAST: Final = 0.8
"""The same for a few words that nobody near has said."""
NAMED_AT_LEAST: Final = 0.35
"""Probability of being the speaker from which a mention is shown; below, the quote stays unattributed.

In folds, F1 rises down to here; of the names between .35 and .45 of quotes with a source, more are right than wrong."""
_SURER_AT_LEAST: Final = ((-3.0, 0.85), (-1.0, 0.6))
"""The same for a few words beside a verb of at most such log odds to report speech; below, most names are wrong."""
_DOERS: Final = frozenset({Link.SUBJECT, Link.PASSIVE, Link.SHARED, Link.AGENT, Link.BESIDE})

FRAGMENT: Final = 3
"""Words of a fragment, at most."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quoted stretch that is speech, and its source."""

    segment: Segment
    candidate: Candidate | None
    chance: float
    """Probability that the candidate is the source."""


def attribute(context: QuoteContext, article: Article) -> list[Attribution]:
    """The stretches that are speech, in order, each with its source where that is likely enough."""
    if not context.document.stretches:
        return []
    numbers = weights.load(NUMBERS)
    around = segment_rows(context, article)
    segment_of, candidate_of = nearby_pairs(context)
    beside = pair_rows(context, segment_of, candidate_of, numbers["source_odds"], numbers["side_odds"])
    rows = shares_of(_pair_scores(load_network(NUMBERS, "speaker"), beside, around, segment_of), segment_of)
    shares = mention_shares(context, segment_of, candidate_of, rows)
    best = best_rows(segment_of, shares, len(context.document.stretches))
    speech = load_network(NUMBERS, "speech").chances(speech_rows(around, beside, shares, best))
    labels = labelled(context, article)
    found = []
    for number, segment in enumerate(context.document.stretches):
        announced = is_announced(context, article, number)
        is_shaped = announced or number in labels or is_whole_paragraph(context, article, number)
        if not (is_shaped or speech[number] >= SPEECH_AT_LEAST):
            continue
        if is_title(context, article, number) or is_term(context, article, number):
            continue
        row = int(best[number])
        likeliest = context.candidates[int(candidate_of[row])] if row >= 0 else None
        if likeliest is not None and is_bearer(context, number, likeliest):
            continue
        if number in labels:
            found.append(Attribution(segment, labels[number], 1.0))
        elif likeliest is not None and shares[row] >= _named_at_least(context, article, segment, likeliest):
            found.append(Attribution(segment, likeliest, float(shares[row])))
        elif announced:
            found.append(Attribution(segment, headline_subject(context, number), 0.0))
        elif speech[number] >= SCRAP_AT_LEAST or not is_scrap(article.text[segment.start : segment.end]):
            found.append(Attribution(segment, None, 0.0))
    return found


def _named_at_least(context: QuoteContext, article: Article, segment: Segment, candidate: Candidate) -> float:
    """The share from which a mention is shown: higher for a few words if what it does is hardly known to report speech."""
    if candidate.link not in _DOERS or candidate.cue == NO_CUE or not is_scrap(article.text[segment.start : segment.end]):
        return NAMED_AT_LEAST
    odds = context.cue_odds[candidate.cue]
    return next((share for most, share in _SURER_AT_LEAST if odds <= most), NAMED_AT_LEAST)


def _pair_scores(network: Network, beside: Floats, around: Floats, segment_of: Ints) -> Floats:
    """A score a pair, by its own row and its segment's; put together in parts, so that a long article needs no more memory."""
    scores = np.empty(len(segment_of))
    for start in range(0, len(segment_of), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        scores[part] = network.scores(np.hstack([beside[part], around[segment_of[part]]]))
    return scores


def is_scrap(text: str) -> bool:
    """Whether a stretch is only a few words set apart, a scare quote if nobody near has said it: "the “push” of the sea"."""
    return not text[0].isupper() and len(text.split()) <= FRAGMENT


def mention_shares(context: QuoteContext, segment_of: Ints, candidate_of: Ints, rows: Floats) -> Floats:
    """For each row the share of all rows of its segment with the same mention or name, and a trace of its own.

    A mention has a row for each word it may be the subject of; which of them reports the speech is not the question here.
    """
    document = context.document
    names: dict[str, int] = {}
    owner = np.array(
        [
            names.setdefault(document.lower[one.head], one.head) if document.pos[one.head] == "PROPN" else one.head
            for one in context.candidates
        ]
    )
    keys = segment_of * len(document) + owner[candidate_of] if len(segment_of) else segment_of
    _, mention = np.unique(keys, return_inverse=True)
    return np.asarray(np.bincount(mention, rows, minlength=1)[mention] + 1e-4 * rows)


def best_rows(segment_of: Ints, shares: Floats, segments: int) -> Ints:
    """For each segment the row of its likeliest candidate, or -1."""
    best = np.full(segments, -1, dtype=np.int64)
    order = np.argsort(shares, kind="stable")
    best[segment_of[order]] = order
    return best


def speech_rows(around: Floats, beside: Floats, shares: Floats, best: Ints) -> Floats:
    """One row a segment for the question whether it is speech: itself, its best candidate, and how sure its neighbours are."""
    has_any = best >= 0
    chosen = np.zeros((len(best), beside.shape[1]))
    chosen[has_any] = beside[best[has_any]]
    sure = np.zeros(len(best))
    sure[has_any] = shares[best[has_any]]
    before, after = np.concatenate(([0.0], sure[:-1])), np.concatenate((sure[1:], [0.0]))
    return np.column_stack([around, chosen, sure, before, after])
