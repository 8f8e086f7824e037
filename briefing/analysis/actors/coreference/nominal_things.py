"""Things: which body or place a noun phrase means ("the company", "our country", "the mosque")."""

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.analysis.actors.coreference.antecedent_ranking import Features, Option
from briefing.analysis.actors.coreference.body_kinds import kinds_of, named_by_noun, noun_kinds
from briefing.analysis.actors.coreference.descriptions import Description
from briefing.analysis.actors.coreference.discourse import DiscourseState, Place
from briefing.analysis.actors.coreference.nominals import possessor
from briefing.analysis.actors.entities.entity import Entity

_REACH: Final = 12
"""Sentences that a description looks back over."""
_MOST: Final = 10
"""Entities that a description weighs."""
_FEW: Final = 4
"""Entities of one kind that are looked for after that."""
_FEW_NAMES: Final = 20
"""Names and roles that are looked through."""
_SORTS: Final = (("country", ("country",)), ("city", ("city",)), ("region", ("state", "region", "continent", "island")))
_PLACE_SORTS: Final = frozenset(sort for sort, _ in _SORTS)
_PLACES: Final = frozenset({"place", "country"})
_OURS: Final = frozenset({"our", "my"})


def enter_things(entities: Sequence[Entity], discourse: DiscourseState) -> None:
    """Tell the discourse what kinds of bodies and places there are, and how often each is named."""
    things = sorted((entity for entity in entities if entity.label != "person"), key=lambda entity: -len(entity.names))
    discourse.by_name_noun = named_by_noun(things, _FEW)
    most: dict[str, int] = {}
    for entity in things:
        discourse.kinds[entity] = kinds_of(entity, discourse.document)
        for kind in discourse.kinds[entity]:
            if len(known := discourse.of_kind.setdefault(kind, [])) < _FEW:
                known.append(entity)
        discourse.shares[entity] = len(entity.names) / most.setdefault(entity.label, max(1, len(entity.names)))


def thing_options(description: Description, discourse: DiscourseState) -> list[Option]:
    """The bodies and places that a description may mean, by their last mention before it."""
    if description.determiner == "no one" or description.is_new:
        return []
    kinds = noun_kinds().get(description.noun, frozenset())
    sort = _sort(kinds)
    excluded = {possessor(description, discourse), discourse.speaker(description.head)}
    options: list[Option] = []
    seen: set[Entity] = set()
    rank = 0
    for place in (*discourse.before(description.head), *_known(description, kinds, discourse)):
        entity = place.entity
        if entity in seen or entity in excluded or entity not in discourse.kinds:
            continue
        is_near = discourse.sentences_between(place, description.head) <= _REACH and len(options) < _MOST
        fits = not kinds.isdisjoint(discourse.kinds[entity]) or entity in discourse.by_name_noun.get(description.noun, ())
        if not fits and (not is_near or entity.is_plural or (entity.label in _PLACES) != (sort in _PLACE_SORTS)):
            continue
        seen.add(entity)
        if entity.country is not None and entity.country in description.countries:
            continue
        options.append(
            Option(entity, _features(description, place, rank, kinds, discourse), _rule(description, entity, discourse))
        )
        rank += fits or not discourse.kinds[entity]
    return options


def _sort(kinds: frozenset[str]) -> str:
    """What a noun of these kinds can mean, in the rough: a country, a city, a region or a body."""
    return next((sort for sort, of in _SORTS if not kinds.isdisjoint(of)), "body")


def can_be(description: Description, entity: Entity, discourse: DiscourseState) -> bool:
    """Whether a body or place that is beside a noun can be of its kind: a country is no group, a person no town."""
    kinds = noun_kinds().get(description.noun, frozenset())
    if entity.country is not None:
        return "country" in kinds and entity.country not in description.countries
    return not kinds.isdisjoint(discourse.kinds[entity])


def _known(description: Description, kinds: frozenset[str], discourse: DiscourseState) -> Iterator[Place]:
    """The last names of those that are of the description's kind, however far back."""
    known = {entity: None for kind in sorted(kinds) for entity in discourse.of_kind.get(kind, ())}
    known |= dict.fromkeys(discourse.by_name_noun.get(description.noun, ()))
    yield from discourse.named_before(list(known), description.head)


def _rule(description: Description, entity: Entity, discourse: DiscourseState) -> str:
    """Why a description would mean the entity."""
    if entity in discourse.by_name_noun.get(description.noun, ()):
        return f"“{description.noun}” in its name"
    return "the description fits"


def _features(description: Description, place: Place, rank: int, kinds: frozenset[str], discourse: DiscourseState) -> Features:
    """What speaks for and against an entity, given its last mention before the description."""
    entity, determiner, document = place.entity, description.determiner, discourse.document
    distance = discourse.sentences_between(place, description.head)
    in_quote = description.head in discourse.quote_of
    sort = _sort(kinds)
    own = discourse.kinds[entity]
    agrees, named = not kinds.isdisjoint(own), discourse.by_name_noun.get(description.noun, ())
    alike = {known for kind in kinds for known in discourse.of_kind.get(kind, ())}
    relation = ("agrees" if agrees else "differs") if own else "unknown"
    owner = document.child(description.head, "poss")
    is_ours = owner is not None and document.lower[owner] in _OURS
    name_words = discourse.name_words.get(entity, frozenset())
    share = discourse.shares[entity]
    features: Features = {
        determiner: 1.0,
        f"{sort} noun": 1.0,
        f"{sort} noun for {entity.label}": 1.0,
        f"kind {relation}": 1.0,
        f"kind {relation}, {sort}": 1.0,
        "kind agrees, the only": float(agrees and len(alike) == 1),
        "in name": float(entity in named),
        "in name, the only": float(entity in named and len(named) == 1),
        "described so": float(description.noun in entity.described),
        "described otherwise": float(bool(entity.described) and description.noun not in entity.described),
        f"distance {min(distance, 4)}": 1.0,
        f"rank {min(rank, 3)}": 1.0,
        "bare": float(not description.modifiers),
        "share": share,
        "most named": float(share == 1.0),
        f"most named, {sort}": float(share == 1.0),
        "often": min(8, discourse.counts[entity]) / 8,
        "ours, share": share * is_ours,
        "ours, most named": float(share == 1.0 and is_ours),
        "subject": float(document.is_subject(place.token)),
        "in headline": float(entity.names[0].first < discourse.headline),
        "above it": float(discourse.commands(place.token, description.head)),
        "inside its own phrase": float(discourse.holds(place.token, description.head)),
        "word of name": float(bool({word.lower() for word in description.modifiers} & name_words)),
        "words new": min(3.0, len(description.modifiers - name_words)),
        "in its owner's role": float(_is_in_role(entity, possessor(description, discourse))),
        "names a country": float(bool(description.countries)),
        "of": float(description.stop > description.head + 1),
        "quote": float(in_quote),
        "other side of quote": float(in_quote != (place.token in discourse.quote_of)),
    }
    return {name: value for name, value in features.items() if value}


def _is_in_role(entity: Entity, owner: Entity | None) -> bool:
    """Whether a role of the owner names the entity: "the chief of Acme" and "his company"."""
    if owner is None:
        return False
    spans = [(role.start, role.end) for role in owner.roles]
    return any(start <= name.start < end for name in entity.names[:_FEW_NAMES] for start, end in spans[:_FEW_NAMES])
