"""How much each sentence is worth: logistic models of how readers rated sentences (see ``weights/summary.md``).

Three models of the same features tell how likely readers call a sentence essential, at least good, and bad. Its score is the
sum of the chances, the last one subtracted: a summary loses more by a bad sentence than it wins by a fair one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from briefing.analysis import weights
from briefing.analysis.summary.centrality import Vector
from briefing.analysis.summary.features import Columns

SIGNS: Final = {"essential": 1.0, "good": 1.0, "bad": -1.0}
"""The models, and what each counts in the score."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """The fitted numbers of the summary."""

    models: Mapping[str, Mapping[str, float]]
    """For each model of `SIGNS` a weight for each feature, and its bias."""
    repetition: float
    """What it costs to be like a sentence already chosen (cosine 1)."""
    needs: Mapping[str, float]
    """What it costs, for each kind of need, that no chosen sentence above meets it."""

    def scores(self, columns: Columns) -> Vector:
        """The score of each sentence."""
        scores: Vector = np.sum([sign * chances(columns, self.models[name]) for name, sign in SIGNS.items()], axis=0)
        return scores

    def contributions(self, columns: Columns) -> Columns:
        """What each feature adds to a sentence's score, over the mean of the article's sentences: the slope times the step."""
        slopes = []
        for name, sign in SIGNS.items():
            likely = chances(columns, self.models[name])
            slopes.append((self.models[name], sign * likely * (1 - likely)))
        return {
            feature: np.sum([slope * model.get(feature, 0.0) for model, slope in slopes], axis=0) * (column - column.mean())
            for feature, column in columns.items()
        }


def chances(columns: Columns, model: Mapping[str, float]) -> Vector:
    """What a model says of each sentence, from 0 to 1."""
    odds = model["bias"] + np.sum([model.get(name, 0.0) * column for name, column in columns.items()], axis=0)
    likely: Vector = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return likely


def load_ranker() -> Ranker:
    """The ranker with the weights of the program."""
    return Ranker(**weights.load("summary"))
