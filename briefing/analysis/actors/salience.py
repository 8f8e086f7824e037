"""Ranking: how much the article is about each of its entities.

A weighted sum over where, how often and as what an entity is mentioned. Raw counts hurt: their logarithm is what readers
follow.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.document import Document
from briefing.model import Article, Form

WEIGHTS: Final = {
    "names": 1.0,
    "references": 0.4,
    "descriptions": -0.15,
    "sentences": 0.2,
    "share": 1.0,
    "in headline": 1.2,
    "headline words": 0.3,
    "in first sentence": 0.4,
    "in lead": 0.4,
    "early": 0.8,
    "at once": 0.6,
    "country at once": 0.4,
    "spread": 0.4,
    "subjects": 0.3,
    "person as subject": 0.4,
    "place": -0.2,
    "beside a noun": -0.3,
    "source": -2.0,
    "demonyms alone": -0.7,
    "without a name": -0.2,
    "capitals": -0.4,
}
"""Set by hand, and judged one by one on four annotated sets by `tests.training.actor_ranking`. Weights fitted
to these features and to a hundred others (listwise, pairwise, by coordinate ascent, trees) ranked no better in folds: what
they won on one set they lost on another, since summaries name places and readers of news look for people."""

_LEAD: Final = 500
"""Characters of the body that are its lead."""
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
"""Parts of speech of the words that tell what a sentence is about."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the entities of one article are measured against."""

    headline_end: int
    """Offset after the headline; 0 where there is none."""
    length: int
    """Characters of the article."""
    mentions: int
    """Mentions of all entities together."""
    most: int
    """Mentions of the entity that is mentioned most."""
    paragraphs: tuple[int, ...]
    """Offsets at which its paragraphs begin, after blank lines."""
    first_sentence: int
    """Number of the first sentence after the headline."""
    headline_words: frozenset[str]
    """Base forms of the headline's content words."""


def salience(entity: Entity, shape: Shape, document: Document) -> float:
    """How much the article is about the entity."""
    return sum(WEIGHTS[name] * value for name, value in salience_features(entity, shape, document).items())


def read_shape(entities: Sequence[Entity], article: Article, document: Document) -> Shape:
    """The measures of the article."""
    headline = next((block for block in article.read_blocks if block.role == "headline"), None)
    end = headline.end if headline else 0
    behind = (
        document.sentence_of[token]
        for token in range(len(document))
        if _is_word(token, document) and document.starts[token] >= end
    )
    return Shape(
        headline_end=end,
        length=max(1, len(article.text)),
        mentions=max(1, sum(map(_count, entities))),
        most=max(map(_count, entities), default=1),
        paragraphs=tuple(blank.end() for blank in re.finditer("\n\n", article.text)),
        first_sentence=next(behind, -1),
        headline_words=_content(*document.tokens(headline.start, end), document) if headline else frozenset(),
    )


def salience_features(entity: Entity, shape: Shape, document: Document) -> dict[str, float]:
    """What tells how salient an entity is."""
    mentions = _mentions(entity, document)
    starts = [start for start, _, _ in mentions]
    count = len(mentions)
    proper = [token for _, token, form in mentions if form == "name"]
    roots = [token for _, token, _ in mentions]
    sentences = {document.sentence_of[token] for token in roots}
    at_once = 1 / (1 + max(0, starts[0] - shape.headline_end) / 100)
    return {
        "names": math.log1p(len(proper)),
        "references": math.log1p(len(entity.references)),
        "descriptions": math.log1p(sum(form == "nominal" for _, _, form in mentions)),
        "sentences": math.log1p(len(sentences)),
        "share": count / shape.mentions,
        "in headline": float(starts[0] < shape.headline_end),
        "in first sentence": float(shape.first_sentence in sentences),
        "in lead": float(any(shape.headline_end <= start < shape.headline_end + _LEAD for start in starts)),
        "early": 1 - starts[0] / shape.length,
        "at once": at_once,
        "country at once": at_once * (entity.label == "country"),
        "spread": (starts[-1] - starts[0]) / shape.length,
        "headline words": _shared_words(sentences, shape, document),
        "subjects": math.log1p(sum(map(document.is_subject, proper))),
        "person as subject": sum(map(document.is_subject, roots)) / count * (entity.label == "person"),
        "source": sum(_is_source(token, document) for token in roots) / count,
        "place": float(entity.label == "place"),
        "beside a noun": sum(document.deps[token] in ("compound", "amod", "nmod") for token in proper) / max(1, len(proper)),
        "demonyms alone": float(bool(entity.names) and not proper),
        "without a name": float(not entity.names),
        "capitals": float(len(entity.name) > 1 and entity.name.isupper()),
    }


def _mentions(entity: Entity, document: Document) -> list[tuple[int, int, Form]]:
    """Offset, head and form of each mention, in order."""
    found: list[tuple[int, int, Form]] = [
        (name.start, document.root(name.first, name.stop), "demonym" if name.is_demonym else "name") for name in entity.names
    ]
    return sorted(found + [(reference.start, reference.token, reference.form) for reference in entity.references])


def _is_source(token: int, document: Document) -> bool:
    """Whether something is "according to" the mention."""
    above = document.heads[token]
    return (
        document.deps[token] == "pobj"
        and document.lower[above] == "to"
        and document.lower[document.heads[above]] == "according"
    )


def _shared_words(sentences: set[int], shape: Shape, document: Document) -> float:
    """The share of the headline's words that come back in the sentences of the body among these."""
    if not shape.headline_words:
        return 0.0
    bounds = [document.sentence_bounds[sentence] for sentence in sentences if sentence >= shape.first_sentence]
    shared = {word for bound in bounds for word in _content(*bound, document) & shape.headline_words}
    return len(shared) / len(shape.headline_words)


def _content(first: int, stop: int, document: Document) -> frozenset[str]:
    """Base forms of the content words among the tokens."""
    return frozenset(
        document.lemmas[token]
        for token in range(first, stop)
        if document.pos[token] in _CONTENT and len(document.lemmas[token]) > 2
    )


def _count(entity: Entity) -> int:
    return len(entity.names) + len(entity.references)


def _is_word(token: int, document: Document) -> bool:
    return document.pos[token] not in ("SPACE", "PUNCT")
