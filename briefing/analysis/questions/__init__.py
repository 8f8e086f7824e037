"""Open questions: what the article itself leaves open."""

from collections.abc import Sequence

from spacy.tokens import Doc

from briefing.model import Actor, Article, Question, Quote


def find_questions(doc: Doc, article: Article, actors: Sequence[Actor], quotes: Sequence[Quote]) -> tuple[Question, ...]:
    """At most ten questions, most important first."""
    return ()
