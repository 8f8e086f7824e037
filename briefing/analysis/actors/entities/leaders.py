"""Leaders: whom "the president of Ostania", "the Ostanian leader" or "the Ostanian" means.

Only somebody of whom the article itself says that they are of that country. Who leads a country that no sentence ties to
a name is knowledge of the world, which this program does not have.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.lexicon import words

_MAIN: Final = 0.2
"""Least weight beside the person named most of one whose very office the article does not name."""


def leader_of(country: str, noun: str, people: Sequence[Entity], weights: Mapping[Entity, float]) -> Entity | None:
    """The one person whom "the `noun`" of a country can mean, by what the article says of each."""
    compatriots = [entity for entity in people if country in entity.countries]
    known = [entity for entity in compatriots if noun in entity.nouns]
    if known:
        return known[0] if len(known) == 1 else None
    main = [entity for entity in compatriots if weights[entity] >= _MAIN and not _leads_otherwise(entity, noun)]
    return main[0] if len(main) == 1 else None


def _leads_otherwise(entity: Entity, noun: str) -> bool:
    """Whether the article gives somebody another office at the head of a state ("the premier" is not "the president")."""
    heads = words("actors/heads_of_state")
    return noun in heads and not heads.isdisjoint(entity.nouns)
