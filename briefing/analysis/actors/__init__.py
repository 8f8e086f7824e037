"""Key actors: who is in the article, by every name and word it has for them."""

from collections.abc import Sequence

from spacy.tokens import Doc

from briefing.model import Actor, Article, Quote


def find_actors(doc: Doc, article: Article, quotes: Sequence[Quote]) -> tuple[Actor, ...]:
    """The actors, most salient first. `quotes` tell who "I" is; their speakers need no actor yet."""
    return ()
