"""References: where the text means an actor without naming it.

One walk over the article in the order of reading, first outside quotes, then inside them: descriptions ("the French
president") and pronouns each look back at who has come before, and the likeliest is taken if it is likely enough.
"""

from collections.abc import Callable, Sequence
from typing import Final

from briefing.analysis.actors.coreference.antecedent_ranking import Option
from briefing.analysis.actors.coreference.copulas import head_of_item, named_beside, stated_of
from briefing.analysis.actors.coreference.descriptions import Description, find_descriptions, same_gender
from briefing.analysis.actors.coreference.discourse import DiscourseState
from briefing.analysis.actors.coreference.nominal_things import can_be, enter_things, thing_options
from briefing.analysis.actors.coreference.nominals import (
    UNBACKED,
    description_options,
    enter_people,
    introduce,
    possessor,
)
from briefing.analysis.actors.coreference.pronouns import GENDERS, pronoun_options
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.entities.roles import STATED

FIRST_PERSON: Final = frozenset({"i", "me", "my", "mine", "myself"})
SECOND_PERSON: Final = frozenset({"you", "your", "yours", "yourself"})
SAID: Final = "the clause says so"
"""Rule of a noun that is in no list: it may judge ("a bully") as well as tell."""
RELATIVE: Final = frozenset({"who", "whom", "whose"})

Choose = Callable[[str, int, Sequence[Option]], Option | None]
"""Takes the kind of reference ("pronoun", or what a description can mean), its token and who it may be; says who it is."""


def link_references(entities: Sequence[Entity], discourse: DiscourseState, choose: Choose) -> list[Entity]:
    """Link descriptions and pronouns to the entities; answers those of whom the text tells no name."""
    enter_people(entities, discourse)
    enter_things(entities, discourse)
    descriptions = {description.head: description for description in find_descriptions(entities, discourse)}
    unnamed: dict[Entity, None] = {}
    for inside in (False, True):
        for token, word in enumerate(discourse.document.lower):
            if (token in discourse.quote_of) != inside:
                continue
            if (description := descriptions.get(token)) is not None:
                entity = _link_description(description, discourse, choose)
                if entity is not None and not entity.names:
                    unnamed[entity] = None
            elif word in GENDERS:
                _link_pronoun(token, discourse, choose)
            elif word in RELATIVE:
                _link_relative(token, discourse)
            elif word in FIRST_PERSON:
                _link_first_person(token, discourse)
            elif word in SECOND_PERSON and discourse.interviewed is not None and discourse.is_asked(token):
                discourse.refer(discourse.interviewed, token, range(token, token + 1), "pronoun", "who is interviewed")
    return list(unnamed)


def _link_description(description: Description, discourse: DiscourseState, choose: Choose) -> Entity | None:
    """Link a description to the entity it means, a new one if it introduces somebody; answers the entity."""
    entity, rule = _told(description, discourse)
    if entity is None:
        entity, rule = _guessed(description, discourse, choose)
    if entity is None:
        return None
    discourse.refer(entity, description.head, range(description.first, description.stop), "nominal", rule)
    entity.described.add(description.noun)
    if (owner := possessor(description, discourse)) is not None:
        discourse.relations[description.noun, owner] = entity
        discourse.related.add((description.noun, entity))
    return entity


def _told(description: Description, discourse: DiscourseState) -> tuple[Entity | None, str]:
    """Whom the grammar of a description tells, and how."""
    if description.of is not None:
        return description.of, STATED
    if description.kind == "people" or description.determiner == "no one":
        return None, ""
    entity = stated_of(description.head, discourse)
    if entity is None and description.kind == "person" and description.determiner == "the":
        entity = head_of_item(description.first, description.head, discourse)
    if description.kind == "thing":
        entity = entity or named_beside(description.head, discourse)
        return (entity, STATED) if entity in discourse.kinds and can_be(description, entity, discourse) else (None, "")
    if entity is not None and entity.label == "person" and same_gender(description.noun, entity):
        if description.kind == "said":
            return entity, SAID
        entity.nouns.add(description.noun)
        return entity, STATED
    return None, ""


def _guessed(description: Description, discourse: DiscourseState, choose: Choose) -> tuple[Entity | None, str]:
    """Whom a description means in all likelihood, or who is new with it; a person by a noun that the article backs alone."""
    if description.kind == "said":
        return None, ""
    find = {"person": description_options, "thing": thing_options}.get(description.kind)
    options = find(description, discourse) if find else []
    chosen = choose(description.kind, description.head, options)
    if chosen is not None and chosen.rule == UNBACKED and description.kind == "person":
        return None, ""
    return (chosen.entity, chosen.rule) if chosen else (introduce(description, discourse), "first described so")


def _link_pronoun(token: int, discourse: DiscourseState, choose: Choose) -> None:
    """Link "he" or "she"."""
    gender = GENDERS[discourse.document.lower[token]]
    heading = head_of_item(token, token, discourse)
    if heading is not None and heading.likely_gender in (None, gender):
        chosen: Option | None = Option(heading, {}, "its name heads the item")
    else:
        chosen = choose("pronoun", token, pronoun_options(token, discourse))
    if chosen is not None:
        if chosen.entity.name_gender in (None, gender):
            chosen.entity.gender = gender
        discourse.last_called[gender] = chosen.entity
        discourse.refer(chosen.entity, token, range(token, token + 1), "pronoun", chosen.rule)


def _link_relative(token: int, discourse: DiscourseState) -> None:
    """Link "who" to the noun that its clause depends on."""
    document = discourse.document
    clause = next((at for at in (token, *document.ancestors(token)) if document.deps[at] == "relcl"), None)
    if clause is None or not document.heads[clause] < token <= document.heads[clause] + 12:
        return
    entity = discourse.owner.get(document.heads[clause])
    if entity is not None and entity.label == "person":
        discourse.refer(entity, token, range(token, token + 1), "pronoun", "the clause's noun")


def _link_first_person(token: int, discourse: DiscourseState) -> None:
    """Link "I" inside a quote, or in a transcript, to who says it."""
    entity = discourse.speaker(token)
    if entity is not None and entity.label == "person":
        discourse.refer(entity, token, range(token, token + 1), "pronoun", "the speaker")
