"""Trust: whether a name names somebody or something that can act, and not a law, a film, an index or a stray capital.

A logistic model over how the name is written and where it is in its clauses. The weights are fitted
(``weights/actor_trust.md``).
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.given_names import first_name_gender
from briefing.analysis.actors.mentions.person_nouns import person_noun
from briefing.analysis.actors.mentions.spans import Name
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words
from briefing.analysis.linear import LinearModel
from briefing.analysis.weights import load

_OPENING: Final = frozenset("“\"‘'«")
_CALLED: Final = frozenset({"called", "named", "dubbed", "titled", "entitled"})
_COMPLEMENT = re.compile(r" (?:of|for|in|on|and|to|with) ")
_PREPOSITIONS: Final = frozenset({"in", "on", "by", "with", "from", "at", "to", "for", "of"})


def filter_actors(entities: Sequence[Entity], document: Document) -> list[Entity]:
    """The entities that seem to be actors; countries and bodies that the gazetteer knows are trusted as they are."""
    model = load("actor_trust")
    common = {lower for lower, word in zip(document.lower, document.words, strict=True) if word.islower()}
    return [
        entity
        for entity in entities
        if entity.country is not None
        or entity.label == "country"
        or actor_probability(actor_features(entity, common, document), model["weights"]) >= model["thresholds"][entity.label]
    ]


def actor_probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely it is that the name is an actor's, from 0 to 1."""
    return LinearModel(weights["bias"], weights).probability(features)


def actor_features(entity: Entity, common: frozenset[str] | set[str], document: Document) -> dict[str, float]:
    """What tells whether an entity is an actor; `common` are the words that the text also writes in small letters."""
    text, kind = entity.name, entity.label
    parts = text.split()
    last = parts[-1].lower().strip(".,")
    head = head_word(text)
    roots = [document.root(name.first, name.stop) for name in entity.names]
    features = {
        kind: 1.0,
        f"named often, {kind}": math.log1p(len(entity.names)),
        f"{min(3, len(parts))} words, {kind}": 1.0,
        "capitals": float(text.isupper() and len(text) > 1),
        f"capitals, {kind}": float(text.isupper() and len(text) > 1),
        "digits": float(any(letter.isdigit() for letter in text)),
        "odd signs": float(any(letter in "/&$%@#+" for letter in text)),
        "small first letter": float(text[:1].islower()),
        "head a thing": float(head in words("actors/thing_nouns") or head in words("quotes/works")),
        "head a body": float(head in words("actors/organization_nouns") or head in words("actors/newspaper_words")),
        "head a place": float(head in words("actors/place_nouns") or head in words("actors/place_endings")),
        "common word": float(len(parts) == 1 and text.lower() in common),
        "last word common": float(len(parts) > 1 and last in common),
        "first name": float(first_name_gender(parts[0]) is not None),
        f"first name, {kind}": float(first_name_gender(parts[0]) is not None),
        "title": float(any(name.title for name in entity.names)),
        "role": float(bool(entity.roles)),
        "several names": float(len({name.text for name in entity.names}) > 1),
        "speaks": float(any(_speaks(root, document) for root in roots)),
    }
    for name, root in zip(entity.names, roots, strict=True):
        for feature in (*_place_features(name, root, document), *_noun_features(name, root, entity.label, document)):
            features[feature] = features.get(feature, 0.0) + 1 / len(roots)
    return {name: value for name, value in features.items() if value}


def _speaks(root: int, document: Document) -> bool:
    """Whether the name is the subject of a verb of speech or will."""
    return document.deps[root] == "nsubj" and document.lemmas[document.heads[root]] in words("actors/speech_verbs")


def _place_features(name: Name, root: int, document: Document) -> list[str]:
    """Where one of the names stands."""
    before = document.words[name.first - 1] if name.first else ""
    after = document.words[name.stop] if name.stop < len(document) else ""
    found = [f"as {document.deps[root]}", f"from {name.source}"]
    if name.label == "group":
        found.append(f"group, {document.tags[root]}")
    if before[-1:] in _OPENING and before:
        found.append("in quotation marks" if after[:1] in "”\"’'»," else "opens a quote")
    if before.lower() in ("the", "a", "an"):
        found.append(f"behind {before.lower()}, {name.label}")
    if before.lower() in _PREPOSITIONS:
        found.append(f"behind {before.lower()}, {name.label}")
    if after == "(":
        found.append("before a bracket")
    if after in ("'s", "’s"):
        found.append("owner")
    if after[:1].isdigit():
        found.append("before a number")
    if after[:1].isupper() and document.pos[name.stop] == "PROPN":
        found.append("before a capital")
    return found


def head_word(text: str) -> str:
    """The word of a name that says what it names, in small letters: "museum" of "Museum of Flight", "act" of "Relief Act"."""
    before, _, _ = _COMPLEMENT.sub("\n", text).partition("\n")
    return (before.split() or [""])[-1].lower().strip(".,")


def _noun_features(name: Name, root: int, kind: str, document: Document) -> Iterator[str]:
    """What the nouns beside one of the names are: "the game X", "X spokesman", "X, a film", "director of X"."""
    if (part := _part_in_clause(name, root, document)) is not None:
        yield f"{part}, {kind}"
    before = name.first - 1
    if before >= 0 and document.pos[before] == "NOUN":
        yield f"behind {noun_class(before, document)}, {kind}"
    if before >= 0 and document.tags[before] in ("POS", "PRP$"):
        yield f"owned, {kind}"
    if before >= 0 and document.lower[before] in _CALLED:
        yield "called"
    for child in document.children[root]:
        if document.deps[child] == "appos":
            yield f"apposition {noun_class(child, document)}"
        elif document.deps[child] == "relcl" and document.lower[document.lefts[child]] == "who":
            yield "who"


def _part_in_clause(name: Name, root: int, document: Document) -> str | None:
    """What the name is to the word that it depends on, with the class of that word if it is a noun."""
    dep, head = document.deps[root], document.heads[root]
    if dep in ("compound", "nmod", "amod") and head >= name.stop:
        return f"before {noun_class(head, document)}"
    if dep == "poss":
        return f"owner of {noun_class(head, document)}"
    if dep == "pobj" and document.pos[over := document.heads[head]] in ("NOUN", "PROPN"):
        return f"complement of {noun_class(over, document)}"
    if dep == "nsubj":
        attribute = document.child(head, "attr")
        return (
            "acts"
            if document.pos[head] == "VERB"
            else f"is {noun_class(attribute, document)}"
            if attribute is not None
            else None
        )
    return f"apposition to {noun_class(head, document)}" if dep == "appos" else None


def noun_class(token: int, document: Document) -> str:
    """What a noun is the word for: a person, a body, a thing, a name, or anything else."""
    lemma = document.lemmas[token]
    if person_noun(token, document) is not None:
        return "person"
    if lemma in words("actors/organization_nouns") or lemma in words("actors/newspaper_words"):
        return "body"
    if lemma in words("actors/thing_nouns") or lemma in words("quotes/works"):
        return "thing"
    return "name" if document.pos[token] == "PROPN" else "other"
