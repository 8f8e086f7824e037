"""The summary: sentences worth keeping, in an order of rank that nests."""

from collections.abc import Sequence

import numpy as np

from briefing.analysis.document import Document
from briefing.analysis.summary.body_sentences import BodySentence, find_sentences
from briefing.analysis.summary.centrality import TermMatrix
from briefing.analysis.summary.choice import MOST, choose
from briefing.analysis.summary.context import Debts, find_context
from briefing.analysis.summary.features import features
from briefing.analysis.summary.methods import METHODS, rank_with_sumy
from briefing.analysis.summary.ranking import load_ranker
from briefing.analysis.summary.reasons import reasons
from briefing.analysis.summary.standalone import faults
from briefing.model import Actor, Article, Quote, SummarySentence

__all__ = ["METHODS", "summarise"]


def summarise(
    document: Document,
    actors: Sequence[Actor],
    quotes: Sequence[Quote],
    method: str = "briefing",
) -> tuple[SummarySentence, ...]:
    """Up to ten sentences of the body in the article's order; the best n are those with rank ≤ n.

    `method` is one of `METHODS`: the program's own ranker, or one of sumy's, which gives no reasons.
    """
    sentences = find_sentences(document, quotes)
    if not sentences:
        return ()
    if method == "briefing":
        chosen = _rank(document.article, sentences, actors)
    else:
        chosen = [(number, ()) for number in rank_with_sumy(method, sentences, document.article.title, MOST)]
    kept = [
        SummarySentence(sentences[number].start, sentences[number].end, sentences[number].text, rank, because)
        for rank, (number, because) in enumerate(chosen, start=1)
    ]
    return tuple(sorted(kept, key=lambda sentence: sentence.start))


def _rank(article: Article, sentences: Sequence[BodySentence], actors: Sequence[Actor]) -> list[tuple[int, tuple[str, ...]]]:
    """The best sentences by the program's own ranker, best first, each with the reasons for it."""
    matrix = TermMatrix([sentence.terms for sentence in sentences])
    found = [faults(sentence, article.gaps) for sentence in sentences]
    columns = features(article, sentences, matrix, found, actors)
    ranker = load_ranker()
    leaning = np.array([bool(fault) for fault in found])
    debts = Debts(find_context(sentences, article.title), ranker.needs)
    chosen = choose(ranker.scores(columns), ranker.repetition, matrix, leaning, debts)
    because = ranker.contributions(columns)
    return [(number, reasons(because, number)) for number in chosen]
