"""What the words of a sentence mean, as the language model's word vectors have it.

A word list knows only the words somebody thought of. A direction in the space of the vectors, fitted with the other weights,
also rates their neighbours: "stalled" beside "deadlocked". It means something for the vectors that it was fitted with alone:
a model with others, or without any (``sm``), rates nothing.
"""

import hashlib
from typing import Final

import numpy as np
from numpy import float64
from numpy.typing import NDArray
from spacy.tokens import Doc

from briefing.analysis.document import Sentence

_WORDLESS: Final = frozenset({"PUNCT", "SPACE", "SYM", "X"})
_SAMPLED: Final = 97
"""Of so many rows of the vectors one is looked at to tell them from others."""


def fingerprint(doc: Doc) -> str:
    """What tells the language model's word vectors from those of another; empty where it has none."""
    data = doc.vocab.vectors.data[::_SAMPLED]
    return hashlib.sha256(np.ascontiguousarray(data).tobytes()).hexdigest()[:16] if len(data) else ""


def word_vectors(doc: Doc) -> tuple[NDArray[float64], NDArray[float64]]:
    """For each token its row (-1 for none) in a table of unit vectors, and that table: the words of the text, each once."""
    store = doc.vocab.vectors
    if not len(store):
        return np.full(len(doc), -1), np.zeros((0, 0))
    keys = [token.orth if token.pos_ not in _WORDLESS else 0 for token in doc]
    rows = np.asarray(store.find(keys=keys))
    used, places = np.unique(rows, return_inverse=True)
    table = np.asarray(store.data[used], dtype=float64)
    lengths = np.linalg.norm(table, axis=1)
    table = table / np.where(lengths > 0, lengths, 1.0)[:, None]
    return np.where((rows >= 0) & (lengths[places] > 0), places, -1), table


def mean_vectors(doc: Doc, sentences: list[Sentence]) -> NDArray[float64]:
    """A row a sentence: the mean of its words' unit vectors, zeros where none is known."""
    places, table = word_vectors(doc)
    found = np.zeros((len(sentences), table.shape[1]))
    for number, sentence in enumerate(sentences):
        rows = places[sentence.first : sentence.last]
        rows = rows[rows >= 0]
        if len(rows):
            found[number] = table[rows].mean(axis=0)
    return found


def ratings(doc: Doc, sentences: list[Sentence], directions: NDArray[float64]) -> NDArray[float64]:
    """A row a sentence: the mean of its words along each direction (a column each); `mean_vectors` times them, in one pass."""
    places, table = word_vectors(doc)
    if table.shape[1] != directions.shape[0]:
        return np.zeros((len(sentences), directions.shape[1]))
    rated = np.vstack([table @ directions, np.zeros((1, directions.shape[1]))])[places]
    sums = np.vstack([np.zeros((1, directions.shape[1])), np.cumsum(rated, axis=0)])
    counts = np.concatenate(([0], np.cumsum(places >= 0)))
    first, last = [one.first for one in sentences], [one.last for one in sentences]
    found: NDArray[float64] = (sums[last] - sums[first]) / np.maximum(1, counts[last] - counts[first])[:, None]
    return found
