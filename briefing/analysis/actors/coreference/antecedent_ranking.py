"""Linking: how likely a reference means an entity, among all that it may mean.

A conditional logit over what can be seen of each (Denis and Baldridge 2008, "Specialized models and ranking for coreference
resolution"), with one more option for none of them. The weights are fitted (``weights/actor_references.md``).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.linear import weighed
from briefing.analysis.weights import load

Features = dict[str, float]
"""What can be seen of a reference and an entity; what is left out is zero."""

NOBODY: Final = "nobody"
"""The weight of the option that a reference means none of the entities."""
SPEAKS: Final = "speaks"
"""The feature of a pronoun that is given as the speaker of a quote; it must be surer than others."""


@dataclass(frozen=True, slots=True)
class Option:
    """An entity that a reference may mean."""

    entity: Entity
    """Who it may be."""
    features: Features
    """What speaks for and against it."""
    rule: str
    """What would link them, in short words for people."""


def choose(kind: str, token: int, options: Sequence[Option]) -> Option | None:
    """The likeliest option by the fitted weights, if it is as likely as a link of this kind must be."""
    return choose_by(load("actor_references"), kind, token, options)


def choose_by(models: Mapping[str, Any], kind: str, _token: int, options: Sequence[Option]) -> Option | None:
    """The likeliest option by the `models`: weights and thresholds a kind."""
    if not options:
        return None
    model = models[kind]
    chances = probabilities([option.features for option in options], model["weights"])
    best = max(range(len(options)), key=chances.__getitem__)
    least = model["speaker threshold" if SPEAKS in options[best].features else "threshold"]
    return options[best] if chances[best] >= least else None


def probabilities(options: Sequence[Features], weights: Mapping[str, float]) -> list[float]:
    """How likely each option is, from 0 to 1; what is left to 1 is the chance that it is none of them."""
    odds = [math.exp(max(-30.0, min(30.0, weighed(option, weights)))) for option in options]
    total = math.exp(weights[NOBODY]) + sum(odds)
    return [chance / total for chance in odds]
