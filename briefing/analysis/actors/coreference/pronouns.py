"""Pronouns: who "he" and "she" may be, and what speaks for it."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from briefing.analysis.actors.coreference.antecedent_ranking import SPEAKS, Features, Option
from briefing.analysis.actors.coreference.discourse import DiscourseState, Place
from briefing.analysis.actors.coreference.recency import recency_features
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.document import Document
from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.lexicon import words

GENDERS: Final = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
"""Pronouns of one person and the gender they tell."""

_REACH: Final = 8
"""Sentences that a pronoun looks back over."""
_MOST: Final = 7
"""People that a pronoun weighs."""
_OBJECTS: Final = frozenset({"dobj", "dative", "pobj", "obj", "iobj"})


def pronoun_options(token: int, discourse: DiscourseState) -> list[Option]:
    """The people that a pronoun may mean, by their last mention before it; nobody calls himself "he"."""
    gender = GENDERS[discourse.document.lower[token]]
    excluded = _who_it_is_not(token, discourse)
    mentioned: dict[Entity, list[Place]] = {}
    for place in (*_announced(token, discourse), *discourse.before(token)):
        entity = place.entity
        if discourse.sentences_between(place, token) > _REACH:
            break
        if entity in excluded or entity.label != "person" or entity.is_plural or entity.gender not in (None, gender):
            continue
        mentioned.setdefault(entity, []).append(place)
    options: list[Option] = []
    for rank, (entity, places) in enumerate(islice(mentioned.items(), _MOST)):
        features = _features(token, places[0], rank, discourse) | recency_features(token, gender, places, mentioned, discourse)
        seen = {name: value for name, value in features.items() if value}
        options.append(Option(entity, seen, "the likeliest to fit" if rank else "the last to fit"))
    return options


def _who_it_is_not(token: int, discourse: DiscourseState) -> set[Entity]:
    """Who speaks the quote around the pronoun; whom the quote names that the pronoun's person speaks."""
    speaker, said = discourse.speaker(token), discourse.spoken_by(token)
    excluded = {speaker} if speaker is not None else set()
    return excluded | (discourse.named_in_quote(said) if said is not None else set())


def _announced(token: int, discourse: DiscourseState) -> Iterator[Place]:
    """The subject after a phrase that opens its sentence: "In his speech, the mayor …"."""
    document = discourse.document
    for above in document.ancestors(token):
        subject = document.child(above, *SUBJECTS)
        if subject is not None:
            if subject > token and document.deps[token] == "poss" and subject in discourse.owner:
                yield Place(subject, discourse.owner[subject], "name")
            return


def _features(token: int, place: Place, rank: int, discourse: DiscourseState) -> Features:
    """What speaks for and against a person, given its last mention before the pronoun."""
    document, entity = discourse.document, place.entity
    word, distance = document.lower[token], discourse.sentences_between(place, token)
    if place.token > token:
        return {"announced": 1.0}
    near = "same" if distance == 0 else "next" if distance == 1 else "far"
    is_subject, is_root = document.is_subject(place.token), _is_main_subject(place.token, document)
    asks_subject = document.deps[token] in SUBJECTS
    return {
        f"distance {min(distance, 5)}": 1.0,
        "tokens": min(60, token - place.token) / 20,
        "paragraphs": float(min(2, discourse.paragraphs_between(place, token))),
        f"rank {min(rank, 3)}": 1.0,
        f"subject {near}": float(is_subject),
        f"main subject {near}": float(is_root),
        f"subject {near}, for subject": float(is_subject and asks_subject),
        f"main subject {near}, for main subject": float(is_root and _is_main_subject(token, document)),
        f"possessor {near}": float(document.deps[place.token] == "poss"),
        f"object {near}": float(document.deps[place.token] in _OBJECTS),
        "object for object": float(document.deps[place.token] in _OBJECTS and document.deps[token] in _OBJECTS),
        "listed": float(_is_listed(place.token, document)),
        f"last {place.form} {near}": 1.0,
        "often": min(8, discourse.counts[entity]) / 8,
        "main figure": discourse.weight(entity),
        "unnamed": float(not entity.names),
        "in headline": float(bool(entity.names) and entity.names[0].first < discourse.headline),
        "from headline": float(place.token < discourse.headline <= token),
        **_clause_features(token, place.token, word, near, document),
        **_quote_features(token, place, discourse),
    }


def _clause_features(token: int, antecedent: int, word: str, near: str, document: Document) -> Features:
    """What the clause says: an object is not its own subject, a reflexive is."""
    if near != "same":
        return {}
    same_verb = _verb(token, document) == _verb(antecedent, document)
    return {
        "object of own subject": float(same_verb and document.deps[token] in _OBJECTS and word in ("him", "her")),
        "reflexive": float(word in ("himself", "herself")),
        "reflexive of own subject": float(same_verb and word in ("himself", "herself")),
        "own head": float(antecedent in (document.heads[token], *document.children[token])),
        "possessive of own subject": float(same_verb and document.deps[token] == "poss"),
        "second subject": float(document.deps[token] in SUBJECTS and document.is_subject(antecedent)),
    }


def _quote_features(token: int, place: Place, discourse: DiscourseState) -> Features:
    """What the quotes around say: who speaks does not speak of himself as "he", and continues speaking."""
    entity, number = place.entity, discourse.quote_of.get(token)
    said = discourse.spoken_by(token)
    features = {
        "other side of quote": float((number is None) != (place.token not in discourse.quote_of)),
        "spoke last": float(discourse.last_speaker(token) is entity),
    }
    if number is not None:
        features["inside, speaker unknown"] = float(discourse.speaker(token) is None)
    if said is not None:
        features |= {
            SPEAKS: 1.0,
            "speaks, spoke last": features["spoke last"],
        }
    elif discourse.document.lemmas[discourse.document.heads[token]] in words("actors/speech_verbs"):
        above = discourse.document.lemmas[discourse.document.heads[place.token]]
        features["both say"] = float(above in words("actors/speech_verbs"))
    return features


def _is_main_subject(token: int, document: Document) -> bool:
    """Whether the token is the subject of its sentence's main verb."""
    return document.deps[token] in SUBJECTS and document.deps[document.heads[token]] == "ROOT"


def _is_listed(token: int, document: Document) -> bool:
    """Whether the token is in a list of people."""
    return document.deps[token] == "conj" or document.child(token, "conj") is not None


def _verb(token: int, document: Document) -> int:
    """The verb over the token, through prepositions and owned nouns."""
    return next((above for above in document.ancestors(token) if document.pos[above] in ("VERB", "AUX")), token)
