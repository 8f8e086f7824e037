"""How surely a sentence leaves something open, and of which kind: linear models over its features."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, get_args

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from briefing.analysis import weights
from briefing.analysis.document import Document
from briefing.analysis.linear import LinearModel
from briefing.analysis.questions.rank.embeddings import fingerprint, ratings
from briefing.analysis.questions.rank.sentence_features import SentenceFeatures
from briefing.model import QuestionKind

KINDS: Final[tuple[QuestionKind, ...]] = get_args(QuestionKind)


@dataclass(frozen=True, slots=True)
class Models:
    """The fitted numbers of this panel; see ``weights/question_ranking.md``."""

    open: LinearModel
    """Whether a careful reader would name the sentence as one that leaves something open."""
    same: LinearModel
    """Whether two such sentences are about one issue."""
    kinds: Mapping[QuestionKind, LinearModel]
    """Of which kind the question is; the log odds of one kind against the others."""
    directions: Mapping[str, NDArray[float64]]
    """For `open` and for each kind the direction of the word vectors in which such sentences lie (see `meaning`)."""
    centres: Mapping[str, float]
    """What an average sentence is rated along each direction."""
    vectors: str
    """The fingerprint of the word vectors that the directions belong to."""


@cache
def models() -> Models:
    """The models as fitted."""
    return models_of(weights.load("question_ranking"))


def models_of(numbers: dict[str, Any]) -> Models:
    """The models from their numbers as the weights file has them."""
    directions = {name: np.array(row["direction"], dtype=float64) for name, row in numbers.items() if "direction" in row}
    centres = {name: float(numbers[name]["centre"]) for name in directions}
    rows = {
        name: LinearModel(
            row["bias"] + centres.get(name, 0.0), {**row["weights"], **({_meaning(name): 1.0} if name in directions else {})}
        )
        for name, row in numbers.items()
    }
    kinds = {kind: rows[kind] for kind in KINDS if kind in rows}
    return Models(rows["open"], rows["same"], kinds, directions, centres, numbers["open"]["vectors"])


def _meaning(name: str) -> str:
    """The feature that holds what a sentence's words say for a model."""
    return f"meaning {name}"


def with_embeddings(document: Document, observed: Sequence[SentenceFeatures], fitted: Models) -> list[SentenceFeatures]:
    """The same sentences with what their words say for each model, beside an average sentence, among their features.

    Other word vectors than those of the fit say nothing: every sentence is then an average one.
    """
    if not fitted.directions or fingerprint(document.doc) != fitted.vectors:
        return list(observed)
    columns = np.column_stack(list(fitted.directions.values()))
    centres = np.array([fitted.centres[name] for name in fitted.directions])
    meant = (ratings(document.doc, [one.sentence for one in observed], columns) - centres).tolist()
    names = [_meaning(name) for name in fitted.directions]
    return [
        replace(one, features={**one.features, **dict(zip(names, row, strict=True))})
        for one, row in zip(observed, meant, strict=True)
    ]


def kind_shares(features: Mapping[str, float], fitted: Models) -> dict[QuestionKind, float]:
    """For each kind its probability, given that the sentence leaves something open; they add up to 1."""
    raw = {kind: model.log_odds(features) for kind, model in fitted.kinds.items()}
    top = max(raw.values())
    powers = {kind: math.exp(value - top) for kind, value in raw.items()}
    total = sum(powers.values())
    return {kind: power / total for kind, power in powers.items()}
