"""Who said it, and whether anybody did: the best candidate for each quoted stretch, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from briefing.analysis import weights
from briefing.analysis.quotes.candidates import Candidate
from briefing.analysis.quotes.features import Floats, Ints, Scene, nearby_pairs, pair_rows, segment_rows
from briefing.analysis.quotes.network import load_network
from briefing.analysis.quotes.segments import Segment
from briefing.model import Article

NUMBERS: Final = "quote_speakers"
"""Name of the fitted numbers."""
SPEECH_AT_LEAST: Final = 0.45
"""Probability of being speech from which a quoted stretch is shown."""
NAMED_AT_LEAST: Final = 0.15
"""Probability of being the speaker from which a mention is shown; below, the quote stays unattributed."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quoted stretch that is speech, and its source."""

    segment: Segment
    candidate: Candidate | None
    chance: float
    """Probability that the candidate is the source."""


def attribute(scene: Scene, article: Article) -> list[Attribution]:
    """The stretches that are speech, in order, each with its source where that is likely enough."""
    if not scene.segments:
        return []
    around = segment_rows(scene, article)
    segment_of, candidate_of = nearby_pairs(scene)
    beside = pair_rows(scene, segment_of, candidate_of, weights.load(NUMBERS)["source_odds"])
    shares = load_network(NUMBERS, "speaker").shares(np.hstack([beside, around[segment_of]]), segment_of)
    best = best_rows(segment_of, shares, len(scene.segments))
    speech = load_network(NUMBERS, "speech").chances(speech_rows(around, beside, shares, segment_of, best))
    found = []
    for number, segment in enumerate(scene.segments):
        row = int(best[number])
        if speech[number] < SPEECH_AT_LEAST:
            continue
        named = row >= 0 and shares[row] >= NAMED_AT_LEAST
        candidate = scene.candidates[int(candidate_of[row])] if named else None
        found.append(Attribution(segment, candidate, float(shares[row]) if named else 0.0))
    return found


def best_rows(segment_of: Ints, shares: Floats, segments: int) -> Ints:
    """For each segment the row of its likeliest candidate, or -1."""
    best = np.full(segments, -1, dtype=np.int64)
    order = np.argsort(shares, kind="stable")
    best[segment_of[order]] = order
    return best


def speech_rows(around: Floats, beside: Floats, shares: Floats, segment_of: Ints, best: Ints) -> Floats:
    """One row a segment for the question whether it is speech: itself, its best candidate, and how sure its neighbours are."""
    has_any = best >= 0
    chosen = np.zeros((len(best), beside.shape[1]))
    chosen[has_any] = beside[best[has_any]]
    sure = np.zeros(len(best))
    sure[has_any] = shares[best[has_any]]
    total = np.bincount(segment_of, shares, minlength=len(best))
    before, after = np.concatenate(([0.0], sure[:-1])), np.concatenate((sure[1:], [0.0]))
    return np.column_stack([around, chosen, sure, total - sure, before, after])
