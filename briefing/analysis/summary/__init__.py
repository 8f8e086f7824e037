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
from briefing.analysis.summary.ranking import heads, need_costs
from briefing.analysis.summary.reasons import reasons
from briefing.analysis.summary.standalone import faults
from briefing.model import Article, Quote, SummarySentence

__all__ = ["METHODS", "summarise"]


def summarise(
    document: Document,
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
        chosen = _rank(document.article, sentences)
    else:
        chosen = [(number, ()) for number in rank_with_sumy(method, sentences, document.article.title, MOST)]
    kept = [
        SummarySentence(sentences[number].start, sentences[number].end, sentences[number].text, rank, because)
        for rank, (number, because) in enumerate(chosen, start=1)
    ]
    return tuple(sorted(kept, key=lambda sentence: sentence.start))


def _rank(article: Article, sentences: Sequence[BodySentence]) -> list[tuple[int, tuple[str, ...]]]:
    """The best sentences by the program's own ranker, best first, each with the reasons for it."""
    matrix = TermMatrix([sentence.terms for sentence in sentences])
    found = [faults(sentence, article.gaps) for sentence in sentences]
    columns = features(article, sentences, matrix, found)
    turns = heads()
    leaning = np.array([bool(fault) for fault in found])
    debts = Debts(find_context(sentences, article.title), need_costs())
    chosen = choose([(head, head.scores(columns)) for head in turns], matrix, leaning, debts)
    because = [head.contributions(columns) for head in turns]
    turn_of = [next(turn for turn, head in enumerate(turns) if rank < head.until) for rank in range(len(chosen))]
    return [(number, reasons(because[turn], number)) for turn, number in zip(turn_of, chosen, strict=True)]
