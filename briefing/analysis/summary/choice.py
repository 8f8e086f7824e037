"""Which sentences to keep, so that a longer summary holds every sentence of a shorter one."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from briefing.analysis.summary.centrality import TermMatrix, Vector
from briefing.analysis.summary.ranking import Head

MOST: Final = 10
"""Sentences of the longest summary."""
LEANING_COST: Final = 2.0
"""What it costs to lean lightly on the sentence before, in spreads of the ratings' scores. At 2 instead of 0 about a quarter
of such sentences is left on the evaluation's articles, and ROUGE-1 on GUM falls by half a point."""
FEWEST: Final = 1
"""With fewer sentences than this that stand alone, others may be chosen after them: something is better than nothing."""


def choose(
    heads: list[tuple[Head, Vector]], matrix: TermMatrix, unfit: NDArray[np.bool_], leaning: NDArray[np.bool_]
) -> list[int]:
    """The numbers of the best sentences, best first: greedy, each by its score less its likeness to those before it.

    Maximal marginal relevance (Carbonell & Goldstein 1998, doi:10.1145/290941.291025). `heads` are given with their scores
    of all sentences, in the order of their turns; `unfit` marks the sentences that cannot stand alone, and `leaning` those
    that could, but would be clearer behind the sentence before them.
    """
    open_to_choice = ~unfit
    if open_to_choice.sum() < FEWEST:
        open_to_choice = np.ones(len(unfit), dtype=bool)
    likeness = np.zeros(len(unfit))
    chosen: list[int] = []
    for head, scores in heads:
        # A sentence that cannot stand alone comes after every one that can.
        worth = np.where(unfit, scores - 1e3, scores) - LEANING_COST * leaning
        while len(chosen) < head.until and open_to_choice.any():
            best = int(np.argmax(np.where(open_to_choice, worth - head.repetition * likeness, -np.inf)))
            chosen.append(best)
            open_to_choice[best] = False
            likeness = np.maximum(likeness, matrix.similarity(matrix[best]))
    return chosen
