"""Ranking: how much the article is about each of its figures.

A weighted sum over where, how often and as what a figure is mentioned. Raw counts hurt: their logarithm is what readers
follow.
"""

import math
from collections.abc import Sequence
from typing import Final

from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.syntax import Syntax
from briefing.model import Article

WEIGHTS: Final = {
    "names": 1.0,
    "references": 0.4,
    "in headline": 1.2,
    "in lead": 0.4,
    "early": 0.8,
    "at once": 0.6,
    "spread": 0.4,
    "subjects": 0.3,
    "place": -0.2,
    "beside a noun": -0.3,
    "demonyms alone": -0.7,
}
"""Set by hand on annotated articles. Weights fitted to the same features (a listwise and a pairwise model, each judged in
folds) ranked no better."""

_LEAD: Final = 500
"""Characters of the body that are its lead."""


def rank(figures: Sequence[Figure], article: Article, syntax: Syntax) -> list[Figure]:
    """The figures, most salient first, with their scores."""
    headline_end = next((block.end for block in article.read_blocks if block.role == "headline"), 0)
    for figure in figures:
        features = salience_features(figure, headline_end, max(1, len(article.text)), syntax)
        figure.score = sum(WEIGHTS[name] * value for name, value in features.items())
    return sorted(figures, key=lambda figure: -figure.score)


def salience_features(figure: Figure, headline_end: int, length: int, syntax: Syntax) -> dict[str, float]:
    """What tells how salient a figure is; lengths and offsets in characters."""
    proper = [name for name in figure.names if not name.is_demonym]
    starts = [name.start for name in figure.names] or [found.start for found in figure.references]
    every = sorted(starts + [found.start for found in figure.references])
    roots = [syntax.root(name.first, name.stop) for name in proper]
    return {
        "names": math.log1p(len(proper)),
        "references": math.log1p(len(figure.references)),
        "in headline": float(every[0] < headline_end),
        "in lead": float(any(headline_end <= start < headline_end + _LEAD for start in every)),
        "early": 1 - every[0] / length,
        "at once": 1 / (1 + max(0, every[0] - headline_end) / 100),
        "spread": (every[-1] - every[0]) / length,
        "subjects": math.log1p(sum(syntax.is_subject(root) for root in roots)),
        "place": float(figure.label == "place"),
        "beside a noun": sum(syntax.deps[root] in ("compound", "amod", "nmod") for root in roots) / max(1, len(roots)),
        "demonyms alone": float(bool(figure.names) and not proper),
    }
