"""What summaries written by people hold of an article's sentences: the targets, and the model fitted on them."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from briefing.analysis.summary.centrality import Vector

SENTENCES: Final = 3
"""Sentences of the greedy summary that comes near the references."""
PENALTY: Final = 20.0
"""Weight of the squared norm of the (standardised) weights."""

Matrix = NDArray[np.float64]


def membership(references: Sequence[str], sentences: Sequence[str], stands: NDArray[np.bool_]) -> Vector:
    """1 for the sentences of the greedy summary that comes nearest to the references, 0 for the others."""
    grams = [_grams(sentence) for sentence in sentences]
    wanted = [_grams(reference) for reference in references]
    chosen: list[int] = []
    best = 0.0
    for _ in range(SENTENCES):
        trials = {
            int(number): _overlap([grams[other] for other in (*chosen, int(number))], wanted)
            for number in np.flatnonzero(stands)
            if number not in chosen
        }
        if not trials or max(trials.values()) <= best:
            break
        number, best = max(trials.items(), key=itemgetter(1))
        chosen.append(number)
    return np.isin(np.arange(len(sentences)), chosen).astype(np.float64)


def _grams(text: str) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The words and the pairs of words of a text, in lower case and cut to a stem of six letters."""
    words = [word[:6] for word in re.findall(r"[a-z0-9]+", text.lower())]
    return Counter(words), Counter(pairwise(words))


def _overlap(parts: Sequence[tuple[Counter[Any], ...]], wanted: Sequence[tuple[Counter[Any], ...]]) -> float:
    """The sum of the F1 of words and of pairs, as a mean over the references."""
    total = 0.0
    for order in (0, 1):
        own: Counter[Any] = Counter()
        for part in parts:
            own.update(part[order])
        for reference in wanted:
            shared = sum((own & reference[order]).values())
            total += 2 * shared / max(1, own.total() + reference[order].total())
    return total / len(wanted)


def fit_membership(articles: Sequence[tuple[Matrix, Vector]]) -> Vector:
    """A conditional logit on membership, by Newton's method, scaled so that the scores spread by 1 within an article.

    Each article is a row of features and a target for every sentence that stands alone.
    """
    used = [(values - values.mean(axis=0), target / target.sum()) for values, target in articles if target.any()]
    scale = np.vstack([values for values, _ in used]).std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1e9)
    used = [(values / scale, target) for values, target in used]
    weights = np.zeros(len(scale))
    for _ in range(20):
        slope, curve = PENALTY * weights, PENALTY * np.eye(len(scale))
        for values, target in used:
            odds = np.exp(values @ weights - np.max(values @ weights))
            chances = odds / odds.sum()
            mean = chances @ values
            slope = slope + mean - target @ values
            curve = curve + (values * chances[:, None]).T @ values - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    spread = float(np.std(np.concatenate([values @ weights for values, _ in used])))
    return weights / scale / spread
