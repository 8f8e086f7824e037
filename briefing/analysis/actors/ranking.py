"""Ranking: how much the article is about each of its figures.

A weighted sum over where and how often a figure is named. Raw counts hurt: their logarithm is what readers follow.
"""

import math
from collections.abc import Sequence
from typing import Final

from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.syntax import Syntax
from briefing.model import Article

WEIGHTS: Final = {
    "frequency": 1.0,
    "headline": 1.2,
    "first": 0.8,
    "lead": 0.4,
    "references": 0.4,
    "spread": 0.4,
    "subject": 0.3,
    "demonym": -0.7,
}
"""Found on annotated articles; fitted ones were not better."""

_LEAD: Final = 500
"""Characters of the body that are its lead."""


def rank(figures: Sequence[Figure], article: Article, syntax: Syntax) -> list[Figure]:
    """The figures, most salient first, with their scores."""
    headline_end = next((block.end for block in article.read_blocks if block.role != "headline"), 0)
    headline = next((block for block in article.read_blocks if block.role == "headline"), None)
    headline_end = headline.end if headline else 0
    for figure in figures:
        features = salience(figure, headline_end, len(article.text), syntax)
        figure.score = sum(WEIGHTS[feature] * value for feature, value in features.items())
    return sorted(figures, key=lambda figure: -figure.score)


def salience(figure: Figure, headline_end: int, length: int, syntax: Syntax) -> dict[str, float]:
    """What tells how salient a figure is."""
    starts = [name.start for name in figure.names] or [reference.start for reference in figure.references]
    every = starts + [reference.start for reference in figure.references]
    subjects = sum(syntax.is_subject(syntax.root(name.first, name.stop)) for name in figure.names)
    return {
        "frequency": math.log1p(len(figure.names)),
        "headline": float(starts[0] < headline_end),
        "first": 1 - starts[0] / max(1, length),
        "lead": float(any(headline_end <= start < headline_end + _LEAD for start in starts)),
        "references": math.log1p(len(figure.references)),
        "spread": (max(every) - min(every)) / max(1, length),
        "subject": math.log1p(subjects),
        "demonym": float(figure.label == "group"),
    }
