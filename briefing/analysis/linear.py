"""Logistic regression over sparse features: one model, one logistic function, for all that is fitted this way."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

FARTHEST: Final = 60.0
"""Where log odds are cut: beyond, the probability is 0 or 1 to all digits, and the exponential may overflow."""


def logistic(log_odds: float) -> float:
    """Log odds as a probability, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-FARTHEST, min(FARTHEST, log_odds))))


def logistic_column(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same for a column of them."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -FARTHEST, FARTHEST))))


def weighed(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of the features, each times its weight; a feature without a weight adds nothing."""
    weight_of = weights.get
    return sum(weight_of(name, 0.0) * value for name, value in features.items())


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A logistic regression: a weight for each feature, and a bias."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, features: Mapping[str, float]) -> float:
        """The weighted sum of the features, and the bias."""
        return self.bias + weighed(features, self.weights)

    def probability(self, features: Mapping[str, float]) -> float:
        """From 0 to 1."""
        return logistic(self.log_odds(features))
