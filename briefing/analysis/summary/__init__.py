"""The summary: sentences worth keeping, in an order of rank that nests."""

from collections.abc import Sequence

from spacy.tokens import Doc

from briefing.model import Actor, Article, Quote, SummarySentence


def summarise(doc: Doc, article: Article, actors: Sequence[Actor], quotes: Sequence[Quote]) -> tuple[SummarySentence, ...]:
    """Up to ten sentences in the article's order."""
    return ()
