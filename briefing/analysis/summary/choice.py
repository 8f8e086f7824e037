"""Which sentences to keep, so that a longer summary holds every sentence of a shorter one."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from briefing.analysis.summary.centrality import TermMatrix, Vector
from briefing.analysis.summary.context import Debts

MOST: Final = 10
"""Sentences of the longest summary."""
SAME: Final = 0.95
"""Likeness from which on two sentences say the same: a text that prints one twice is not summed up by both."""
FEWEST: Final = 1
"""With fewer sentences than this that stand alone, others may be chosen after them: something is better than nothing."""


def choose(scores: Vector, repetition: float, matrix: TermMatrix, leaning: NDArray[np.bool_], debts: Debts) -> list[int]:
    """The numbers of the best sentences, best first: greedy, each by its score less its likeness to those before it.

    Maximal marginal relevance (Carbonell & Goldstein 1998, doi:10.1145/290941.291025). `repetition` is what it costs to be
    like a chosen sentence (cosine 1); `leaning` marks the sentences that cannot stand alone, and `debts` has what it costs the
    others to be shown without what they take for granted.
    """
    open_to_choice = ~leaning
    if open_to_choice.sum() < FEWEST:
        open_to_choice = np.ones(len(leaning), dtype=bool)
    # A sentence that leans on others comes after every one that does not.
    worth = np.where(leaning, scores - 1e3, scores)
    likeness = np.zeros(len(leaning))
    chosen: list[int] = []
    while len(chosen) < MOST and open_to_choice.any():
        best = int(np.argmax(np.where(open_to_choice, worth - repetition * likeness - debts.costs, -np.inf)))
        chosen.append(best)
        open_to_choice[best] = False
        debts.choose(best)
        likeness = np.maximum(likeness, matrix.similarity(matrix[best]))
        open_to_choice &= likeness < SAME
    return chosen
