"""How surely a sentence leaves something open, and of which kind: linear models over its features."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, get_args

from briefing.analysis import weights
from briefing.model import QuestionKind

KINDS: Final[tuple[QuestionKind, ...]] = get_args(QuestionKind)


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
    """Whether a careful reader would name the sentence as one that leaves something open."""
    same: Linear
    """Whether two such sentences are about one matter."""
    kinds: Mapping[QuestionKind, Linear]
    """Of which kind the question is; the log odds of one kind against the others."""


@cache
def models() -> Models:
    """The models as fitted."""
    numbers = weights.load("question_ranking")
    rows = {name: Linear(row["bias"], row["weights"]) for name, row in numbers.items()}
    return Models(rows["open"], rows["same"], {kind: rows[kind] for kind in KINDS if kind in rows})


def kind_shares(features: Mapping[str, float]) -> dict[QuestionKind, float]:
    """For each kind its probability, given that the sentence leaves something open; they add up to 1."""
    raw = {kind: model.log_odds(features) for kind, model in models().kinds.items()}
    top = max(raw.values())
    powers = {kind: math.exp(value - top) for kind, value in raw.items()}
    total = sum(powers.values())
    return {kind: power / total for kind, power in powers.items()}
