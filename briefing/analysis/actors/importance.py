"""Which entities are actors of the article, and in what order: two logistic models of the same features.

A name is not yet an actor: places where it happened, countries of the backdrop, bodies named once beside somebody, outlets,
products and laws are named, and do nothing. The weights are fitted on ratings of careful readers
(``weights/actor_importance.md``).
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing.analysis.actors.entities.actor_filter import actor_features, noun_class
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.salience import Shape, read_shape, salience, salience_features
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words
from briefing.analysis.linear import LinearModel, logistic
from briefing.analysis.weights import load
from briefing.model import Article, Quote

_SPEECH_OF_REPORTS: Final = 0.15
"""Quotes for each entity from which on an article is taken for a report. In others – speeches, interviews, lives, judgments –
places and bodies matter as much as people: there everybody named stays, in the order of `salience`."""
_MANY: Final = 10
"""Actors from which on a list may go on with the entities that are hardly any."""
_SHARE_OF_ACTOR: Final = 0.2
"""What the odds of being an actor at all count beside those of being key."""
_ACTS: Final = frozenset({"nsubj", "agent"})


def arrange(entities: Sequence[Entity], article: Article, document: Document, quotes: Sequence[Quote]) -> list[Entity]:
    """The entities that are actors, most important first, with their scores."""
    shape = read_shape(entities, article, document)
    speaking = count_speech(entities, quotes)
    if sum(counts.total() for counts in speaking.values()) < _SPEECH_OF_REPORTS * len(entities):
        for entity in entities:
            entity.score = salience(entity, shape, document)
        return sorted(entities, key=lambda entity: -entity.score)
    fitted = load("actor_importance")
    key_model, actor_model = (LinearModel(fitted[name]["bias"], fitted[name]) for name in ("key", "actor"))
    common = common_words(document)
    actors: list[Entity] = []
    others: list[Entity] = []
    for entity in entities:
        features = importance_features(entity, shape, document, speaking, common)
        key, actor = key_model.log_odds(features), actor_model.log_odds(features)
        entity.score = logistic(key + _SHARE_OF_ACTOR * actor + salience(entity, shape, document))
        is_likely = logistic(actor) > fitted["least actor"] or logistic(key) > fitted["least key"]
        is_actor = is_likely or _is_needed(entity, speaking) or _is_in_headline(entity, shape)
        (actors if is_actor else others).append(entity)
    actors.sort(key=lambda entity: -entity.score)
    others.sort(key=lambda entity: -entity.score)
    return actors + others if len(actors) >= _MANY else actors or others


def _is_needed(entity: Entity, speaking: Mapping[Entity, Counter[str]]) -> bool:
    """Whether other findings name the entity: it speaks, or a pronoun means it."""
    return entity in speaking or any(found.form == "pronoun" for found in entity.references)


def _is_in_headline(entity: Entity, shape: Shape) -> bool:
    """Whether the article may be about a place: its headline names it."""
    return entity.label in ("place", "country") and any(name.start < shape.headline_end for name in entity.names)


def common_words(document: Document) -> frozenset[str]:
    """The words that the text writes in small letters."""
    return frozenset(lower for lower, word in zip(document.lower, document.words, strict=True) if word.islower())


def importance_features(
    entity: Entity, shape: Shape, document: Document, speaking: Mapping[Entity, Counter[str]], common: frozenset[str]
) -> dict[str, float]:
    """What tells whether an entity is an actor; `speaking` counts what each entity is quoted with, by the kind of quote."""
    kind, features = entity.label, salience_features(entity, shape, document)
    features |= actor_features(entity, common, document) if entity.names else {kind: 1.0}
    features |= _measures(entity, shape)
    said = speaking.get(entity, Counter())
    direct = said.total() - said["indirect"]
    features |= {"quoted": math.log1p(direct), "is quoted": float(direct > 0), "reported": float(said["indirect"] > 0)}
    roots = _roots(entity, document)
    for root in roots:
        for name in _clause_features(root, document):
            features[name] = features.get(name, 0.0) + 1 / len(roots)
            features[f"once, {name}"] = 1.0
    for name in ("in headline", "in first sentence", "in lead", "is quoted", "once"):
        features[f"{name}, {kind}"] = features[name]
    return {name: value for name, value in features.items() if value}


def _measures(entity: Entity, shape: Shape) -> dict[str, float]:
    """How often and how widely it is mentioned, by itself and beside the one that is mentioned most."""
    starts = sorted([name.start for name in entity.names] + [found.start for found in entity.references])
    count, kind = len(starts), entity.label
    beside = count / shape.most
    forms = Counter(found.form for found in entity.references)
    return {
        "mentions": math.log1p(count),
        "beside the most mentioned": beside,
        f"beside the most mentioned, {kind}": beside,
        "pronouns": math.log1p(forms["pronoun"]),
        "once": float(count == 1),
        "twice": float(count == 2),
        "paragraphs": math.log1p(len({bisect_right(shape.paragraphs, start) for start in starts})),
        "in the last fifth alone": float(starts[0] / shape.length > 0.8),
        f"country of the gazetteer, {kind}": float(entity.country is not None),
        "several": float(entity.is_plural),
        "has a role": float(bool(entity.roles)),
        f"demonyms alone, {kind}": float(bool(entity.names) and all(name.is_demonym for name in entity.names)),
    }


def _roots(entity: Entity, document: Document) -> list[int]:
    """The heads of its mentions."""
    return [document.root(name.first, name.stop) for name in entity.names] + [found.token for found in entity.references]


def _clause_features(root: int, document: Document) -> Iterator[str]:
    """What a mention does in its clause."""
    dep, head = document.deps[root], document.heads[root]
    if dep == "pobj":
        over = document.heads[head]
        above = noun_class(over, document) if document.pos[over] in ("NOUN", "PROPN") else "verb"
        yield f"after {document.lower[head]}"
        yield f"after {document.lower[head]} under {above}"
    else:
        yield f"mention as {dep}"
    if dep in _ACTS:
        yield "subject of speech" if document.lemmas[head] in words("actors/speech_verbs") else "subject of another verb"
    if document.tags[root] == "JJ":
        yield "adjective"


def count_speech(entities: Sequence[Entity], quotes: Sequence[Quote]) -> dict[Entity, Counter[str]]:
    """For each entity how often it is the speaker, by the kind of the quote."""
    owner = {name.start: entity for entity in entities for name in entity.names}
    owner |= {found.start: entity for entity in entities for found in entity.references}
    owner |= {name.end: entity for entity in entities for name in entity.names}
    counts: dict[Entity, Counter[str]] = {}
    for quote in quotes:
        speaker = quote.speaker
        entity = owner.get(speaker.start) or owner.get(speaker.end) if speaker else None
        if entity is not None:
            counts.setdefault(entity, Counter())[quote.kind] += 1
    return counts
