"""Ranking: how much the article is about each of its figures.

A weighted sum over where, how often and as what a figure is mentioned. Raw counts hurt: their logarithm is what readers
follow. The weights are fitted (``weights/actor_salience.md``).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.syntax import Syntax
from briefing.analysis.weights import load
from briefing.model import Article, Quote

_LEAD: Final = 500
"""Characters of the body that are its lead."""


def rank(figures: Sequence[Figure], article: Article, quotes: Sequence[Quote], syntax: Syntax) -> list[Figure]:
    """The figures, most salient first, with their scores."""
    weights: Mapping[str, float] = load("actor_salience")
    for figure, features in zip(figures, salience_features(figures, article, quotes, syntax), strict=True):
        figure.score = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return sorted(figures, key=lambda figure: -figure.score)


def salience_features(
    figures: Sequence[Figure], article: Article, quotes: Sequence[Quote], syntax: Syntax
) -> list[dict[str, float]]:
    """What tells how salient each figure is."""
    headline = next((block for block in article.read_blocks if block.role == "headline"), None)
    headline_end = headline.end if headline else 0
    speaking = _speaking(figures, quotes)
    most = max((len(figure.names) + len(figure.references) for figure in figures), default=1)
    return [_features(figure, headline_end, len(article.text), most, speaking[figure], syntax) for figure in figures]


def _speaking(figures: Sequence[Figure], quotes: Sequence[Quote]) -> Counter[Figure]:
    """How many quotes each figure says."""
    owner = {name.start: figure for figure in figures for name in figure.names}
    owner.update({found.start: figure for figure in figures for found in figure.references})
    speakers = (quote.speaker for quote in quotes if quote.speaker is not None)
    return Counter(owner[speaker.start] for speaker in speakers if speaker.start in owner)


def _features(figure: Figure, headline_end: int, length: int, most: int, speeches: int, syntax: Syntax) -> dict[str, float]:
    """What tells how salient one figure is."""
    proper = [name for name in figure.names if not name.is_demonym]
    starts = [name.start for name in figure.names] or [found.start for found in figure.references]
    every = sorted(starts + [found.start for found in figure.references])
    roots = [syntax.root(name.first, name.stop) for name in proper]
    in_headline = every[0] < headline_end
    in_lead = any(headline_end <= start < headline_end + _LEAD for start in every)
    kind = figure.label if figure.names else "unnamed"
    return {
        kind: 1.0,
        "names": math.log1p(len(proper)),
        "references": math.log1p(len(figure.references)),
        "mentions": math.log1p(len(every)),
        "share": len(every) / most,
        "in headline": float(in_headline),
        "opens headline": float(in_headline and every[0] < 30),
        f"in headline as {kind}": float(in_headline),
        "in lead": float(in_lead),
        f"in lead as {kind}": float(in_lead),
        "early": 1 - every[0] / max(1, length),
        "at once": 1 / (1 + max(0, every[0] - headline_end) / 100),
        "spread": (every[-1] - every[0]) / max(1, length),
        "subjects": math.log1p(sum(syntax.is_subject(root) for root in roots)),
        "where": sum(syntax.deps[root] == "pobj" for root in roots) / max(1, len(roots)),
        "owner": sum(syntax.deps[root] == "poss" for root in roots) / max(1, len(roots)),
        "beside a noun": sum(syntax.deps[root] in ("compound", "amod", "nmod") for root in roots) / max(1, len(roots)),
        "speeches": math.log1p(speeches),
        "several names": float(len({name.text for name in proper}) > 1),
        "once": float(len(every) == 1),
        "demonyms alone": float(bool(figure.names) and not proper),
        "role": float(bool(figure.roles)),
    }
