"""How much each sentence is worth: features times weights that were fitted (see ``weights/summary.md``).

Two heads choose in turn. The first sentences of a summary say what happened: their weights come from reference summaries
and from readers' ratings. Those after them add what else a reader would keep, by the ratings alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from briefing.analysis import weights
from briefing.analysis.summary.centrality import Vector
from briefing.analysis.summary.features import Columns


@dataclass(frozen=True, slots=True)
class Head:
    """Weights that choose the sentences of some ranks."""

    until: int
    """The last rank that it chooses."""
    repetition: float
    """What it costs to be like a sentence already chosen (cosine 1)."""
    weights: Mapping[str, float]
    """A weight for each feature."""

    def contributions(self, columns: Columns) -> Columns:
        """What each feature adds to a sentence's score, over the mean of the article's sentences."""
        return {name: self.weights[name] * (column - column.mean()) for name, column in columns.items()}

    def scores(self, columns: Columns) -> Vector:
        """The score of each sentence."""
        scores: Vector = np.sum([self.weights[name] * column for name, column in columns.items()], axis=0)
        return scores


def heads() -> tuple[Head, ...]:
    """The heads in the order of their turns."""
    return tuple(Head(head["until"], head["repetition"], head["weights"]) for head in weights.load("summary")["heads"])


def need_costs() -> Mapping[str, float]:
    """What it costs a sentence, for each kind of need, that no chosen sentence above it meets it."""
    costs: Mapping[str, float] = weights.load("summary")["needs"]
    return costs
