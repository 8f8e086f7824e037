"""The summary: sentences worth keeping, in an order of rank that nests."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from spacy.tokens import Doc

from briefing.analysis.summary.centrality import TermMatrix, lexrank
from briefing.analysis.summary.choice import choose
from briefing.analysis.summary.sentences import find_sentences
from briefing.analysis.summary.standalone import faults
from briefing.model import Actor, Article, Quote, SummarySentence

CANNOT_STAND_ALONE: Final = 3.0
"""What a sentence loses that cannot be read without its neighbours: more than it can win."""


def summarise(
    doc: Doc, article: Article, actors: Sequence[Actor], quotes: Sequence[Quote], method: str = "briefing"
) -> tuple[SummarySentence, ...]:
    """Up to ten sentences of the body in the article's order."""
    sentences = find_sentences(doc, article)
    if not sentences:
        return ()
    matrix = TermMatrix([sentence.terms for sentence in sentences])
    early = np.exp(-np.arange(len(sentences)) / 5)
    leaning = np.array([bool(faults(sentence, article.gaps)) for sentence in sentences])
    scores = early + lexrank(matrix) / 4 - CANNOT_STAND_ALONE * leaning
    ranks = {number: rank for rank, number in enumerate(choose(scores, matrix), start=1)}
    return tuple(
        SummarySentence(sentence.start, sentence.end, sentence.text, ranks[number], ())
        for number, sentence in enumerate(sentences)
        if number in ranks
    )
