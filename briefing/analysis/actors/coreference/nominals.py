"""Descriptions: noun phrases that may mean an actor ("the French president", "the company", "a 43-year-old man")."""

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.analysis.actors.coreference.antecedent_ranking import Features, Option
from briefing.analysis.actors.coreference.descriptions import Description, same_gender
from briefing.analysis.actors.coreference.discourse import DiscourseState, Place
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.person_nouns import noun_gender, person_noun, title_nouns
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words

UNBACKED: Final = "the description fits"
"""Rule of a guess that no noun or country of the person backs."""
_OPENING: Final = 4
"""Sentences, the headline among them, in which "a judge" may be somebody whom the article names below."""
_REACH: Final = 12
"""Sentences that a description looks back over."""
_FEW: Final = 4
"""People of one noun that a description far after them may still mean."""
_MOST: Final = 8
"""Entities that a description weighs."""


def enter_people(entities: Sequence[Entity], discourse: DiscourseState) -> None:
    """Leave the people the nouns that they are called by, and tell the discourse who has each: a few are enough."""
    for entity in entities:
        if entity.label == "person":
            entity.nouns = _held(entity, discourse.document)
            for noun in entity.nouns:
                if len(known := discourse.holders.setdefault(noun, [])) < _FEW:
                    known.append(entity)


def _held(entity: Entity, document: Document) -> set[str]:
    """The nouns that a person is called by: not those after them ("a lawyer for the president" is no president)."""
    held = {noun for name in entity.names for noun in title_nouns(name.title)}
    for role in entity.roles:
        first = document.tokens(role.start, role.end)[0]
        heads = [role.head, *(child for child in document.children[role.head] if document.deps[child] == "conj")]
        held.update(noun for token in (*range(first, role.head), *heads) if (noun := person_noun(token, document)) is not None)
    return held


def description_options(description: Description, discourse: DiscourseState) -> list[Option]:
    """The people that a description may mean: by their last mention before it, or named after it and of its noun."""
    if description.determiner == "no one":
        return []
    options = [] if description.is_new else list(_options_before(description, discourse))
    if description.is_new and discourse.document.sentence_of[description.head] >= _OPENING:
        return options
    seen = {option.entity for option in options}
    for entity in discourse.holders.get(description.noun, ()):
        if entity not in seen and entity.names[0].first > description.head and _fits(description, entity):
            options.append(Option(entity, _later_features(description, entity, discourse), f"“{description.noun}” in its role"))
    return options


def _options_before(description: Description, discourse: DiscourseState) -> Iterator[Option]:
    """The people who come before a description, nearest first."""
    owner = possessor(description, discourse)
    if description.determiner == "possessive" and owner is None:
        return
    excluded = {owner, discourse.speaker(description.head)}
    seen: set[Entity] = set()
    rank = 0
    holders = discourse.holders.get(description.noun, ())
    for place in (*discourse.before(description.head), *discourse.named_before(holders, description.head)):
        entity = place.entity
        distance = discourse.sentences_between(place, description.head)
        if (distance > _REACH or rank >= _MOST) and description.noun not in entity.nouns:
            continue
        if entity in seen or entity in excluded or entity.label != "person":
            continue
        seen.add(entity)
        if discourse.holds(place.token, description.head):
            continue
        if entity.is_plural or not _fits(description, entity):
            continue
        yield Option(entity, _features(description, place, rank, discourse), _rule(description, entity))
        rank += 1


def _fits(description: Description, entity: Entity) -> bool:
    """Whether nothing that is known of a person speaks against a description."""
    return same_gender(description.noun, entity) and (not description.countries or _can_belong(description, entity))


def _later_features(description: Description, entity: Entity, discourse: DiscourseState) -> Features:
    """What speaks for and against a person who is named after the description only."""
    document, first = discourse.document, entity.names[0].first
    features = {
        "named later": 1.0,
        f"named later, {description.determiner}": 1.0,
        "named later, sentences": min(8, document.sentence_of[first] - document.sentence_of[description.head]) / 4,
        "named later, only holder": float(discourse.is_only_holder(entity, description.noun)),
        "named later, headline": float(description.head < discourse.headline),
        "named later, main figure": discourse.weight(entity),
        "named later, words said": float(len(description.modifiers & entity.words)),
        "named later, bare": float(not description.modifiers),
    }
    return {name: value for name, value in features.items() if value}


def _can_belong(description: Description, entity: Entity) -> bool:
    """Whether an entity can be of the country or party that a description names."""
    if entity.countries:
        return not description.countries.isdisjoint(entity.countries)
    return description.kind != "person" or description.noun in entity.nouns


def possessor(description: Description, discourse: DiscourseState) -> Entity | None:
    """Whose the described person is: "his wife" is not he."""
    document = discourse.document
    owner = document.child(description.head, "poss")
    return discourse.owner.get(owner) if owner is not None else None


def _rule(description: Description, entity: Entity) -> str:
    """Why a description would mean the entity."""
    if description.noun in description.countries:
        return "one of that country"
    if description.noun in entity.nouns:
        return f"“{description.noun}” in its role"
    return UNBACKED


def _features(description: Description, place: Place, rank: int, discourse: DiscourseState) -> Features:
    """What speaks for and against an entity, given its last mention before the description."""
    entity, determiner = place.entity, description.determiner
    distance = discourse.sentences_between(place, description.head)
    in_quote = description.head in discourse.quote_of
    owner = possessor(description, discourse)
    known = discourse.relations.get((description.noun, owner)) if owner is not None else None
    features: Features = {
        determiner: 1.0,
        f"is {entity.label}": 1.0,
        f"distance {min(distance, 4)}": 1.0,
        f"rank {min(rank, 3)}": 1.0,
        "bare": float(not description.modifiers),
        "subject": float(discourse.document.is_subject(place.token)),
        "often": min(8, discourse.counts[entity]) / 8,
        "main figure": discourse.weight(entity),
        "main figure, role unknown, the": discourse.weight(entity) * (not entity.nouns and determiner == "the"),
        "unnamed": float(not entity.names),
        "in headline": float(bool(entity.names) and entity.names[0].first < discourse.headline),
        "above it": float(discourse.commands(place.token, description.head)),
        "kin known": float(known is entity),
        "kin of somebody else": float(owner is not None and (description.noun, entity) in discourse.related and not known),
        "weak noun": float(description.noun in words("actors/weak_roles")),
        "weak noun, known": float(description.noun in words("actors/weak_roles") and description.noun in entity.nouns),
        "clause behind": float(discourse.document.child(description.head, "relcl", "acl") is not None),
        "of": float(discourse.document.child(description.head, "prep") is not None),
        "kin known, another": float(known is not None and known is not entity),
        "possessive, role unknown": float(determiner == "possessive" and description.noun not in entity.nouns),
        "quote": float(in_quote),
        "other side of quote": float(in_quote != (place.token in discourse.quote_of)),
        **_noun_features(description, entity, discourse),
        **_country_features(description, entity),
    }
    return {name: value for name, value in features.items() if value}


def _noun_features(description: Description, entity: Entity, discourse: DiscourseState) -> Features:
    """What the noun and the words before it say: whether the text has called the entity so, and it alone."""
    noun, is_definite = description.noun, description.determiner == "the"
    is_known = noun in entity.nouns
    is_only = is_known and discourse.is_only_holder(entity, noun)
    in_name = noun in discourse.name_words.get(entity, ())
    nobody = noun not in discourse.holders
    return {
        "noun known": float(is_known),
        f"noun known, {description.determiner}": float(is_known),
        "noun known, bare": float(is_known and not description.modifiers),
        "noun in name": float(in_name),
        "noun in name, the": float(in_name and is_definite),
        "described so": float(noun in entity.described),
        "role unknown": float(not entity.nouns),
        "only holder": float(is_only),
        "only holder, the": float(is_only and is_definite),
        "only holder, the, bare": float(is_only and is_definite and not description.modifiers),
        "nobody known": float(nobody),
        "nobody known, main figure, the": discourse.weight(entity) * (nobody and is_definite),
        "words said": float(len(description.modifiers & entity.words)),
        "words new": min(3.0, len(description.modifiers - entity.words)),
    }


def _country_features(description: Description, entity: Entity) -> Features:
    """Whether the country of the description is the entity's."""
    if not description.countries:
        return {}
    return {
        "country agrees": float(not description.countries.isdisjoint(entity.countries)),
        "country not known": float(not entity.countries),
    }


def introduce(description: Description, discourse: DiscourseState) -> Entity | None:
    """The new entity for somebody whom the text describes without a name, or the group it has described before."""
    if description.determiner == "no one" or description.kind not in ("person", "people"):
        return None
    if description.kind == "person":
        entity = Entity("person", gender=noun_gender(description.noun) or None)
    else:
        entity = discourse.groups.setdefault(description.noun, Entity("group", is_plural=True))
    entity.nouns.add(description.noun)
    entity.countries.update(description.countries)
    entity.words.update(description.modifiers)
    return entity
