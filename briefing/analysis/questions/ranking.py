"""How surely a sentence leaves something open, and of which kind: linear models over its features."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, cast, get_args

from briefing.analysis import weights
from briefing.model import QuestionKind

KINDS: Final = get_args(QuestionKind)


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression: a weight a feature, and what no feature says."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, features: Mapping[str, float]) -> float:
        """The weighted sum; features without a weight count nothing."""
        weigh = self.weights.get
        return self.bias + sum(weigh(name, 0.0) * value for name, value in features.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """From 0 to 1."""
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, self.log_odds(features)))))


@dataclass(frozen=True, slots=True)
class Models:
    """The fitted numbers of this panel; see ``weights/question_ranking.md``."""

    open: Linear
    """Whether a reader would ask."""
    kinds: Mapping[str, Linear]
    """Whether a question of this kind may be asked, given that one is."""
    least: float
    """A sentence below this probability is not shown."""


@cache
def models() -> Models:
    """The models as fitted."""
    numbers = weights.load("question_ranking")
    kinds = {kind: Linear(row["bias"], row["weights"]) for kind, row in numbers["kinds"].items()}
    return Models(Linear(numbers["open"]["bias"], numbers["open"]["weights"]), kinds, numbers["least"])


def openness(features: Mapping[str, float]) -> float:
    """Probability that a careful reader names the sentence as one that leaves something open."""
    return models().open.probability(features)


def kind_odds(features: Mapping[str, float]) -> dict[QuestionKind, float]:
    """For each kind the probability that a question put to the sentence may be of it."""
    return {cast("QuestionKind", kind): model.probability(features) for kind, model in models().kinds.items()}
