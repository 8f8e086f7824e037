"""Fit the small networks of the quotes panel with numpy alone, the same numbers at each run.

The loss is that of a choice among the rows of a group and "none" (a listwise softmax; Cao et al. 2007, Learning to Rank:
From Pairwise Approach to Listwise Approach); several rows may be right, and the likelihood sums over them. The optimiser
is Adam with decoupled weight decay (Loshchilov & Hutter 2019), with dropout on the hidden units and the inputs.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Moments = tuple[Floats, Floats]
"""Running means of a slope and of its square."""

RAREST: Final = 20
"""Rows that must answer yes, and no, for a threshold to be used: an answer seen twice teaches nothing that holds."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit."""

    hidden: int = 32
    """Hidden units of each network."""
    epochs: int = 18
    """Passes over the groups."""
    members: int = 3
    """Networks to average; they differ in their random start alone."""
    levels: int = 8
    """Thresholds a column at most."""
    dropout: float = 0.3
    """Share of hidden units left out at a time."""
    blanks: float = 0.05
    """Share of inputs left out at a time."""
    rate: float = 2e-3
    """First step size of Adam; it falls to zero."""
    decay: float = 0.3
    """Weight decay."""
    batch: int = 256
    """Groups a step."""


def fit(rows: NDArray[np.float64], labels: Ints, groups: Ints, recipe: Recipe, seed: int = 0) -> dict[str, Any]:
    """Numbers of a network that picks the rows labelled 1, for `briefing.analysis.network`.

    `rows` has the shape (rows, columns); `groups` is ascending; a group without a 1 is one where "none" is right.
    """
    column, threshold = _thermometer(rows, recipe.levels)
    answers = (rows[:, column] > threshold).astype(np.float32)
    mean, spread = answers.mean(axis=0), answers.std(axis=0) + 1e-2
    code = (answers - mean) / spread
    fitted = [_fit_one(code, labels, groups, recipe, seed + member) for member in range(recipe.members)]
    inward = np.concatenate([weights[0] for weights in fitted], axis=1) / spread[:, None]
    bias = np.concatenate([weights[1] for weights in fitted]) - mean @ inward
    direct = np.mean([weights[4][:, 0] for weights in fitted], axis=0) / spread
    return {
        "column": column.tolist(),
        "threshold": [round(float(value), 4) for value in threshold],
        "inward": _rounded(inward),
        "bias": _rounded(bias),
        "outward": _rounded(np.concatenate([weights[2][:, 0] for weights in fitted]) / recipe.members),
        "direct": _rounded(direct),
        "offset": round(float(np.mean([weights[3][0] for weights in fitted]) - mean @ direct), 4),
    }


def _rounded(values: NDArray[Any]) -> list[Any]:
    return [_rounded(value) if np.ndim(value) else round(float(value), 3) for value in values]


def _thermometer(rows: NDArray[np.float64], levels: int) -> tuple[Ints, NDArray[np.float64]]:
    """Thresholds for each column: between all values where there are few, else at quantiles of the different values."""
    columns: list[int] = []
    thresholds: list[float] = []
    for number in range(rows.shape[1]):
        values, counts = np.unique(rows[:, number], return_counts=True)
        if len(values) < 2:
            continue
        between = (values[1:] + values[:-1]) / 2
        if len(between) > levels:
            # The square root lets rare values keep a voice beside the one that fills most rows.
            mass = np.cumsum(np.sqrt(counts))[:-1] / np.sqrt(counts).sum()
            places = np.searchsorted(mass, np.linspace(0, 1, levels + 2)[1:-1]).clip(0, len(between) - 1)
            between = between[np.unique(places)]
        above = len(rows) - np.searchsorted(np.sort(rows[:, number]), between, side="right")
        between = between[np.minimum(above, len(rows) - above) >= RAREST]
        columns += [number] * len(between)
        thresholds += between.tolist()
    return np.array(columns, dtype=np.int64), np.array(thresholds, dtype=np.float64)


def _fit_one(code: Floats, labels: Ints, groups: Ints, recipe: Recipe, seed: int) -> list[Floats]:
    """Weights of one network: inward, bias, outward, offset, direct."""
    random = np.random.default_rng(seed)
    size = code.shape[1]
    weights = [
        random.normal(0, 0.5 * np.sqrt(2 / size), (size, recipe.hidden)).astype(np.float32),
        np.zeros(recipe.hidden, np.float32),
        random.normal(0, np.sqrt(1 / recipe.hidden), (recipe.hidden, 1)).astype(np.float32),
        np.zeros(1, np.float32),
        np.zeros((size, 1), np.float32),
    ]
    first = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    behind = np.concatenate((first[1:], [len(groups)]))
    moments = [(np.zeros_like(weight), np.zeros_like(weight)) for weight in weights]
    step, steps = 0, recipe.epochs * -(-len(first) // recipe.batch)
    for _ in range(recipe.epochs):
        order = random.permutation(len(first))
        for start in range(0, len(order), recipe.batch):
            chosen = order[start : start + recipe.batch]
            rows = np.concatenate([np.arange(first[group], behind[group]) for group in chosen])
            group = np.repeat(np.arange(len(chosen)), behind[chosen] - first[chosen])
            inputs = code[rows] * (random.random((len(rows), size), dtype=np.float32) >= recipe.blanks)
            kept = (random.random((len(rows), recipe.hidden), dtype=np.float32) >= recipe.dropout) / (1 - recipe.dropout)
            slopes = _slopes(weights, inputs, kept.astype(np.float32), labels[rows], group)
            step += 1
            _move(weights, moments, slopes, (step, recipe.rate * (1 - step / steps) + 1e-5, recipe.decay))
    return weights


def _slopes(weights: list[Floats], inputs: Floats, kept: Floats, labels: Ints, group: Ints) -> list[Floats]:
    """Gradients of the mean loss of the groups with respect to the weights."""
    inward, bias, outward, offset, direct = weights
    before = inputs @ inward + bias
    hidden = np.maximum(before, 0) * kept
    score = (hidden @ outward + offset + inputs @ direct)[:, 0]
    odds = np.exp(np.clip(score, -30, 30))
    share = odds / (np.bincount(group, odds) + 1)[group]
    right = np.bincount(group, labels * odds)[group]
    wanted = np.where(right > 0, labels * odds / np.maximum(right, 1e-9), 0)
    slope = ((share - wanted) / (group[-1] + 1)).astype(np.float32)[:, None]
    inner = (slope @ outward.T) * kept * (before > 0)
    return [inputs.T @ inner, inner.sum(axis=0), hidden.T @ slope, slope.sum(axis=0), inputs.T @ slope]


def _move(weights: list[Floats], moments: list[Moments], slopes: list[Floats], pace: tuple[int, float, float]) -> None:
    """One step of Adam, in place; `pace` is the number of the step, its size and the weight decay."""
    step, rate, decay = pace
    for number, slope in enumerate(slopes):
        mean, square = moments[number]
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope * slope - square)
        weights[number] -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        if weights[number].ndim > 1:
            weights[number] *= 1 - rate * decay
