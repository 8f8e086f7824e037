"""What the whole way from a person to a pronoun says: all mentions on it, and who else stands there."""

from collections.abc import Mapping, Sequence
from typing import Final

from briefing.analysis.actors.coreference.antecedent_ranking import Features
from briefing.analysis.actors.coreference.discourse import DiscourseState, Place
from briefing.analysis.actors.entities.entity import Entity

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_NEAR: Final = 2
"""Sentences before a pronoun whose people compete for it."""


def recency_features(
    token: int, gender: str, places: Sequence[Place], mentioned: Mapping[Entity, Sequence[Place]], discourse: DiscourseState
) -> Features:
    """What all mentions of a person before a pronoun say, nearest first, beside those of the others it may mean."""
    entity = places[0].entity
    spots = [(discourse.sentences_between(place, token), place) for place in places]
    counts = [sum(distance == near for distance, _ in spots) for near in range(_NEAR + 1)]
    rivals = [other for other, others in mentioned.items() if other is not entity and _is_near(others, token, discourse)]
    first = len(places) == discourse.counts[entity] and spots[-1][0] <= _NEAR
    asks_subject = discourse.document.deps[token] in _SUBJECTS
    return {
        **_gender_features(entity, gender, rivals),
        "mentions same": min(2, counts[0]) / 2,
        "mentions next": min(2, counts[1]) / 2,
        "mentions before": min(2, counts[2]) / 2,
        "just introduced": float(first),
        "just introduced, subject": float(first and any(discourse.document.is_subject(place.token) for _, place in spots)),
        "just introduced, opens paragraph": float(first and _opens_paragraph(places[-1], discourse)),
        "last subject next": float(_is_main_subject_at(1, spots, discourse)),
        "last subject next, for subject": float(asks_subject and _is_main_subject_at(1, spots, discourse)),
        "last subject before, for subject": float(asks_subject and _is_main_subject_at(2, spots, discourse)),
        "subject of own sentence": float(_is_main_subject_at(0, spots, discourse)),
        "called last": float(discourse.last_called.get(gender) is entity),
        "another called last": float(discourse.last_called.get(gender) not in (None, entity)),
        "called in own sentence": float(any(not distance and place.form == "pronoun" for distance, place in spots)),
        "called next": float(any(distance == 1 and place.form == "pronoun" for distance, place in spots)),
        "opens the sentence next": float(_opens_at(1, spots, mentioned, discourse)),
        "opens own sentence": float(_opens_at(0, spots, mentioned, discourse)),
    }


def _gender_features(entity: Entity, gender: str, rivals: Sequence[Entity]) -> Features:
    """How well the gender of a person is known, and whether anybody else has it."""
    fits = entity.likely_gender == gender
    alone = not any(rival.likely_gender in (None, gender) for rival in rivals)
    alone_known = not any(rival.likely_gender == gender for rival in rivals)
    return {
        "gender told": float(entity.gender == gender),
        "gender by name": float(entity.gender is None and entity.name_gender == gender),
        "gender by name, other": float(not fits and entity.name_gender is not None),
        "gender unknown, alone": float(entity.likely_gender is None and alone),
        "gender unknown, alone known": float(entity.likely_gender is None and alone_known),
        "gender fits, alone": float(fits and alone),
        "gender fits, alone known": float(fits and alone_known),
        "unnamed, unknown": float(not entity.names and entity.likely_gender is None),
        "rivals": min(3, len(rivals)) / 3,
    }


def _is_near(places: Sequence[Place], token: int, discourse: DiscourseState) -> bool:
    """Whether somebody is mentioned near a pronoun."""
    return discourse.sentences_between(places[0], token) <= _NEAR


def _is_main_subject_at(near: int, spots: Sequence[tuple[int, Place]], discourse: DiscourseState) -> bool:
    """Whether the person is the subject of the main verb of a sentence so far before the pronoun."""
    document = discourse.document
    return any(
        distance == near and document.deps[place.token] in _SUBJECTS and document.deps[document.heads[place.token]] == "ROOT"
        for distance, place in spots
    )


def _opens_at(
    near: int, spots: Sequence[tuple[int, Place]], mentioned: Mapping[Entity, Sequence[Place]], discourse: DiscourseState
) -> bool:
    """Whether the person is the first one mentioned in a sentence so far before the pronoun."""
    own = [place for distance, place in spots if distance == near]
    if not own:
        return False
    sentence = discourse.document.sentence_of[own[-1].token]
    others = (place.token for places in mentioned.values() for place in places)
    return own[-1].token == min(other for other in others if discourse.document.sentence_of[other] == sentence)


def _opens_paragraph(place: Place, discourse: DiscourseState) -> bool:
    """Whether a mention stands in the first sentence of its paragraph."""
    document = discourse.document
    first = document.sentence_bounds[document.sentence_of[place.token]][0]
    return first == 0 or not document.words[first - 1].strip()
