"""Which sentences to keep, so that a longer summary holds every sentence of a shorter one."""

from typing import Final

import numpy as np

from briefing.analysis.summary.centrality import TermMatrix, Vector

MOST: Final = 10
"""Sentences of the longest summary."""
REPETITION: Final = 0.5
"""How much being like a chosen sentence costs, as a share of the range of the scores (1 − λ of Carbonell & Goldstein 1998)."""


def choose(scores: Vector, matrix: TermMatrix, wanted: int = MOST, repetition: float = REPETITION) -> list[int]:
    """The numbers of the best sentences, best first: greedy, each by its score less its likeness to those before it.

    Maximal marginal relevance (Carbonell & Goldstein 1998, doi:10.1145/290941.291025). A score of -inf is never chosen.
    """
    possible = np.isfinite(scores)
    if not possible.any():
        return []
    low, high = scores[possible].min(), scores[possible].max()
    worth = np.where(possible, (scores - low) / ((high - low) or 1.0), -np.inf)
    likeness = np.zeros(len(scores))
    chosen: list[int] = []
    while len(chosen) < min(wanted, int(possible.sum())):
        best = int(np.argmax(worth - repetition * likeness))
        chosen.append(best)
        worth[best] = -np.inf
        likeness = np.maximum(likeness, matrix.similarity(matrix[best]))
    return chosen
