"""How central a sentence is: what its words share with the words of the others.

LexRank (Erkan & Radev 2004, doi:10.1613/jair.1523) with the definitions of sumy's `LexRankSummarizer`, worked out on
whole arrays: the figures are those of sumy, without a loop over pairs of sentences and without importing sumy (and NLTK
with it, which takes a second). A test holds both equal.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

THRESHOLD: Final = 0.1
"""Cosine above which two sentences are neighbours."""
EPSILON: Final = 0.1
"""The power method ends when a step is shorter than this."""
SECTION: Final = 400
"""Sentences compared with one another at most: longer texts are taken section by section, so that time and memory
grow with the text and not with its square."""


class TermMatrix:
    """Sentences as vectors over terms, kept sparse: one entry a sentence and term."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        """Weigh the terms of each sentence by frequency and rarity, as sumy's LexRank does."""
        self.sentences = len(sentences)
        vocabulary: dict[str, int] = {}
        rows, columns, frequencies = [], [], []
        for row, terms in enumerate(sentences):
            counts = Counter(terms)
            highest = max(counts.values(), default=1)
            for term, count in counts.items():
                rows.append(row)
                columns.append(vocabulary.setdefault(term, len(vocabulary)))
                frequencies.append(count / highest)
        self.terms = len(vocabulary)
        self.rows: NDArray[np.intp] = np.array(rows, dtype=np.intp)
        self.columns: NDArray[np.intp] = np.array(columns, dtype=np.intp)
        spread = np.bincount(self.columns, minlength=self.terms)
        rarity = np.log(self.sentences / (1 + spread))
        values = np.array(frequencies) * rarity[self.columns]
        lengths = np.sqrt(np.bincount(self.rows, values**2, minlength=self.sentences))
        self.values: Vector = np.divide(values, lengths[self.rows], out=np.zeros_like(values), where=lengths[self.rows] > 0)
        self.starts: NDArray[np.intp] = np.searchsorted(self.rows, np.arange(self.sentences + 1))

    def __getitem__(self, row: int) -> Vector:
        """The vector of one sentence over all the terms."""
        vector = np.zeros(self.terms)
        own = slice(self.starts[row], self.starts[row + 1])
        vector[self.columns[own]] = self.values[own]
        return vector

    def mean(self, first: int, last: int) -> Vector:
        """The direction, of length one, in which the sentences from `first` to `last` (exclusive) point together."""
        own = slice(self.starts[first], self.starts[last])
        vector = np.bincount(self.columns[own], self.values[own], minlength=self.terms).astype(np.float64)
        return vector / (np.linalg.norm(vector) or 1.0)

    def similarity(self, vector: Vector) -> Vector:
        """The cosine of every sentence with a vector of length one over the terms."""
        return np.bincount(self.rows, self.values * vector[self.columns], minlength=self.sentences).astype(np.float64)

    def similarities(self, first: int, last: int) -> Vector:
        """The cosines of the sentences from `first` to `last` (exclusive) with one another, as a square array."""
        own = slice(self.starts[first], self.starts[last])
        used, columns = np.unique(self.columns[own], return_inverse=True)
        dense = np.zeros((last - first, len(used)))
        dense[self.rows[own] - first, columns] = self.values[own]
        return dense @ dense.T


def lexrank(matrix: TermMatrix) -> Vector:
    """The LexRank of every sentence, 1.0 on average; in a longer text the rank within the sentence's section."""
    count = matrix.sentences
    ranks = np.zeros(count)
    for first, last in sections(count):
        scores = _power_method(_transitions(matrix.similarities(first, last)))
        ranks[first:last] = scores * (last - first) / (scores.sum() or 1)
    return ranks


def sections(count: int, longest: int = SECTION) -> list[tuple[int, int]]:
    """Cut `count` sentences into sections (first, last) of nearly the same length, none above `longest`."""
    pieces = -(-count // longest)
    edges = [count * number // pieces for number in range(pieces + 1)] if pieces else [0]
    return list(pairwise(edges))


def _transitions(similarities: Vector) -> Vector:
    """From each sentence to its neighbours with equal chances; a sentence without neighbours leads nowhere."""
    neighbours = (similarities > THRESHOLD).astype(float)
    degrees = neighbours.sum(axis=1, keepdims=True)
    degrees[degrees == 0] = 1
    transitions: Vector = neighbours / degrees
    return transitions


def _power_method(transitions: Vector) -> Vector:
    """Where a walk along the transitions spends its time, to within `EPSILON`; the vector has length one."""
    chances = np.full(len(transitions), 1.0 / len(transitions))
    step = 1.0
    while step > EPSILON:
        following = transitions.T @ chances
        length = np.linalg.norm(following)
        if length == 0:  # no sentence has a neighbour, not even itself: sumy's own division gives nan here
            return chances
        following /= length
        step = float(np.linalg.norm(following - chances))
        chances = following
    return chances
