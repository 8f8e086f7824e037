"""Linking: how likely a reference means a figure, as a logistic model over what can be seen of both.

The weights are fitted (``weights/actor_references.md``); at run time a dot product is all there is.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.analysis.actors.figures import Figure
from briefing.analysis.weights import load

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Option:
    """A figure that a reference may mean."""

    figure: Figure
    """Who it may be."""
    features: Features
    """What speaks for and against it."""
    rule: str
    """What would link them, in short words for people."""


def choose(kind: str, _token: int, options: Sequence[Option]) -> Option | None:
    """The likeliest option, if it is as likely as a link of this kind must be."""
    if not options:
        return None
    model = load("actor_references")[kind]
    best = max(options, key=lambda option: score(option.features, model["weights"]))
    return best if probability(best.features, model["weights"]) >= model["threshold"] else None


def score(features: Features, weights: Mapping[str, float]) -> float:
    """The model's sum, in log odds."""
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())


def probability(features: Features, weights: Mapping[str, float]) -> float:
    """How likely the link is, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score(features, weights)))))
