"""Key actors: who is in the article, by every name and word it has for them.

The steps: `mentions` by name → `entities` with their roles → `coreference` by other words → `salience` → names in `captions`.
"""

from collections.abc import Sequence
from typing import Final

from briefing.analysis.actors.captions import caption_mentions
from briefing.analysis.actors.coreference.antecedent_ranking import choose
from briefing.analysis.actors.coreference.discourse import DiscourseState, read_quotes
from briefing.analysis.actors.coreference.headed_items import headed
from briefing.analysis.actors.coreference.references import Choose, link_references
from briefing.analysis.actors.entities.actor_filter import filter_actors
from briefing.analysis.actors.entities.clustering import cluster
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.entities.gender import name_gender, told_gender
from briefing.analysis.actors.entities.metonymy import merge_metonyms
from briefing.analysis.actors.entities.roles import best_role, find_roles, without_parts_of_roles
from briefing.analysis.actors.mentions.gazetteer import gazetteer
from briefing.analysis.actors.mentions.labels import vote_labels
from briefing.analysis.actors.mentions.names import find_names
from briefing.analysis.actors.salience import rank
from briefing.analysis.document import Document
from briefing.model import Actor, Article, Mention, Quote

FEWEST: Final = 3
"""References from which somebody without a name is an actor."""
MOST_PEOPLE: Final = 60
"""People whom "the president of" a country may mean: those named most."""


def find_actors(document: Document, quotes: Sequence[Quote]) -> tuple[Actor, ...]:
    """The actors, most salient first. `quotes` tell who "I" is; their speakers need no actor yet."""
    article = document.article
    entities = find_entities(document, quotes, choose)
    ranked = rank(entities, article, document)
    captioned = caption_mentions(ranked, article)
    return tuple(
        _actor(entity, number, ranked[0].score, article, captioned.get(entity, ())) for number, entity in enumerate(ranked, 1)
    )


def find_entities(document: Document, quotes: Sequence[Quote], choose: Choose) -> list[Entity]:
    """All entities of the article with their names and references, in no order; `choose` decides whom a reference means."""
    entities = filter_actors(find_named(document), document)
    for entity in entities:
        if entity.label == "person":
            entity.gender, entity.name_gender = told_gender(entity), name_gender(entity)
    discourse = _discourse(entities, quotes, document)
    unnamed = link_references(entities, discourse, choose)
    described = [entity for entity in unnamed if _is_often_described(entity, discourse)]
    return without_parts_of_roles(entities, document, unnamed) + described


def _is_often_described(entity: Entity, discourse: DiscourseState) -> bool:
    """Whether somebody without a name is described often enough to be an actor.

    Several people are none by pronouns alone, nor by words that hold a name ("Keller's supporters").
    """
    if not entity.is_plural:
        return len(entity.references) >= FEWEST
    described = [found for found in entity.references if found.form == "nominal"]
    return sum(not discourse.holds_name(found) for found in described) >= FEWEST


def find_named(document: Document) -> list[Entity]:
    """The entities that the article names, with their roles."""
    names = find_names(document, gazetteer())
    vote_labels(names, document)
    entities = cluster(names, document)
    entities = merge_metonyms(entities, document, gazetteer())
    find_roles(entities, document, gazetteer())
    return without_parts_of_roles(entities, document)


def _discourse(entities: Sequence[Entity], quotes: Sequence[Quote], document: Document) -> DiscourseState:
    """The line of reading with the entities' names on it."""
    headline = max((block.end for block in document.blocks[:1] if block.role == "headline"), default=0)
    people = [entity for entity in entities if entity.label == "person"]
    discourse = DiscourseState(
        document,
        headline=document.tokens(headline, headline)[0] if headline else 0,
        quotes=quotes,
        quote_of=read_quotes(quotes, document),
        people=sorted(people, key=lambda entity: -len(entity.names))[:MOST_PEOPLE],
        name_words={entity: frozenset(entity.name.lower().split()) for entity in entities},
        most_named=max((len(entity.names) for entity in people), default=1),
        headed=headed(people, document),
    )
    named = [(name, entity) for entity in entities for name in entity.names]
    for name, entity in sorted(named, key=lambda entry: entry[0].start):
        discourse.add_name(entity, name.first, name.stop)
    for block in document.blocks:
        discourse.add_turn(*document.tokens(block.start, block.end))
    discourse.add_interview([document.tokens(block.start, block.end) for block in document.blocks])
    return discourse


def _actor(entity: Entity, number: int, highest: float, article: Article, captioned: Sequence[Mention]) -> Actor:
    """The entity as it goes into the briefing, with its names in captions; `highest` is the score of the most salient."""
    mentions = [
        Mention(
            name.start, name.end, article.text[name.start : name.end], "demonym" if name.is_demonym else "name", name.source
        )
        for name in entity.names
    ]
    mentions += [
        Mention(found.start, found.end, article.text[found.start : found.end], found.form, found.rule)
        for found in entity.references
    ]
    mentions += captioned
    name = entity.name or _fullest_description(entity, article)
    by_demonym = sorted(entity.names, key=lambda found: found.is_demonym)
    aliases = dict.fromkeys(found.text for found in by_demonym if found.text != name)
    return Actor(
        id=f"a{number}",
        name=name,
        type=entity.label,
        role=best_role(entity, article.text),
        aliases=tuple(aliases),
        salience=round(max(0.0, entity.score) / max(0.001, highest), 3),
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))),
    )


def _fullest_description(entity: Entity, article: Article) -> str:
    """What to call somebody whom the text never names."""
    nominal = [article.text[found.start : found.end] for found in entity.references if found.form == "nominal"]
    return max(nominal, key=len)
