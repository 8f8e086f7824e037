"""The small fitted network of the quotes: a thermometer code of each number, one hidden layer, and a way around it.

A number becomes several yes/no answers ("more than 3?"), so that the network can bend where a tree would split. Scores are
compared within a group of rows against a rival that always scores 0: the softmax over a group is then a choice of
one row or none, and for a group of one row it is the logistic function.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from briefing.analysis import weights
from briefing.analysis.linear import logistic_column

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AT_ONCE: Final = 2048
"""Rows that are scored at once: what a processor's cache holds, and no more memory for a long article than for a short one."""


@dataclass(frozen=True, slots=True)
class Network:
    """The fitted numbers; `code` features of a row lead to `hidden` units."""

    column: Ints
    """Which number of the row each yes/no answer looks at; shape (code,)."""
    threshold: Floats
    """What it must exceed; shape (code,)."""
    inward: Floats
    """Weights from the answers to the hidden units; shape (code, hidden)."""
    bias: Floats
    """Shape (hidden,)."""
    outward: Floats
    """Weights from the hidden units to the score; shape (hidden,)."""
    direct: Floats
    """Weights from the answers to the score; shape (code,)."""
    offset: float
    """The score of a row without any yes."""

    def scores(self, rows: Floats) -> Floats:
        """One score a row of numbers."""
        found = np.empty(len(rows))
        for start in range(0, len(rows), AT_ONCE):  # the code of a row is many times longer than the row
            answers = (rows[start : start + AT_ONCE, self.column] > self.threshold).astype(np.float64)
            hidden = np.maximum(answers @ self.inward + self.bias, 0.0)
            found[start : start + AT_ONCE] = hidden @ self.outward + answers @ self.direct + self.offset
        return found

    def chances(self, rows: Floats) -> Floats:
        """For each row the probability that it is true, by itself."""
        return logistic_column(self.scores(rows))

    def shares(self, rows: Floats, group: Ints) -> Floats:
        """For each row the probability that it is the one of its group; they sum to less than 1, the rest is "none"."""
        return shares_of(self.scores(rows), group)


def shares_of(scores: Floats, group: Ints) -> Floats:
    """Scores as shares of their groups, each beside a rival that scores 0."""
    weight = np.exp(np.clip(scores, -30, 30))
    total = np.bincount(group, weight, minlength=1) + 1.0
    return np.asarray(weight / total[group])


@cache
def load_network(name: str, part: str) -> Network:
    """The network `part` of the fitted numbers ``<name>.json``."""
    return network_from(weights.load(name)[part])


def network_from(numbers: dict[str, Any]) -> Network:
    """A network from its numbers as written in the file."""
    return Network(
        column=np.array(numbers["column"], dtype=np.int64),
        threshold=np.array(numbers["threshold"], dtype=np.float64),
        inward=np.array(numbers["inward"], dtype=np.float64),
        bias=np.array(numbers["bias"], dtype=np.float64),
        outward=np.array(numbers["outward"], dtype=np.float64),
        direct=np.array(numbers["direct"], dtype=np.float64),
        offset=float(numbers["offset"]),
    )
