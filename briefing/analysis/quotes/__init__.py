"""Quotes: what was said, and which mention the text gives as its source."""

from collections.abc import Sequence

from spacy.tokens import Doc

from briefing.model import Actor, Article, Quote


def find_quotes(doc: Doc, article: Article) -> tuple[Quote, ...]:
    """The quotes in the article's order; speakers are mentions whose actors are not known yet."""
    return ()


def identify_speakers(quotes: Sequence[Quote], actors: Sequence[Actor]) -> tuple[Quote, ...]:
    """The quotes with the actors behind their speakers' mentions."""
    return tuple(quotes)
