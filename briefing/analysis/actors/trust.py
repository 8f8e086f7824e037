"""Trust: whether a name names somebody or something that can act, and not a law, a film, an index or a stray capital.

A logistic model over how the name is written and where it stands in its clauses. The weights are fitted
(``weights/actor_trust.md``).
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.persons import first_name_gender
from briefing.analysis.actors.spans import Name
from briefing.analysis.actors.syntax import Syntax
from briefing.analysis.lexicon import words
from briefing.analysis.weights import load

_OPENING: Final = frozenset("“\"‘'«")
_PREPOSITIONS: Final = frozenset({"in", "on", "by", "with", "from", "at", "to", "for", "of"})


def trusted(figures: Sequence[Figure], syntax: Syntax) -> list[Figure]:
    """The figures that seem to be actors; countries and bodies that the gazetteer knows are trusted as they are."""
    model = load("actor_trust")
    common = {lower for lower, word in zip(syntax.lower, syntax.words, strict=True) if word.islower()}
    return [
        figure
        for figure in figures
        if figure.country is not None
        or figure.label == "country"
        or trust(trust_features(figure, common, syntax), model["weights"]) >= model["thresholds"][figure.label]
    ]


def trust(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely it is that the name is an actor's, from 0 to 1."""
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights.get(name, 0.0) * value for name, value in features.items())))


def trust_features(figure: Figure, common: frozenset[str] | set[str], syntax: Syntax) -> dict[str, float]:
    """What tells whether a figure is an actor; `common` are the words that the text also writes in small letters."""
    text, kind = figure.name, figure.label
    parts = text.split()
    last = parts[-1].lower().strip(".,")
    roots = [syntax.root(name.first, name.stop) for name in figure.names]
    features = {
        kind: 1.0,
        f"named often, {kind}": math.log1p(len(figure.names)),
        f"{min(3, len(parts))} words, {kind}": 1.0,
        "capitals": float(text.isupper() and len(text) > 1),
        f"capitals, {kind}": float(text.isupper() and len(text) > 1),
        "digits": float(any(letter.isdigit() for letter in text)),
        "odd signs": float(any(letter in "/&$%@#+" for letter in text)),
        "small first letter": float(text[:1].islower()),
        "last word a thing": float(last in words("actor_thing_nouns")),
        "last word a body": float(last in words("actor_organization_nouns") or last in words("actor_newspaper_words")),
        "last word a place": float(last in words("actor_place_nouns") or last in words("actor_place_endings")),
        "common word": float(len(parts) == 1 and text.lower() in common),
        "last word common": float(len(parts) > 1 and last in common),
        "first name": float(first_name_gender(parts[0]) is not None),
        f"first name, {kind}": float(first_name_gender(parts[0]) is not None),
        "title": float(any(name.title for name in figure.names)),
        "role": float(bool(figure.roles)),
        "several names": float(len({name.text for name in figure.names}) > 1),
        "speaks": float(any(_speaks(root, syntax) for root in roots)),
    }
    for name, root in zip(figure.names, roots, strict=True):
        for feature in _place_features(name, root, syntax):
            features[feature] = features.get(feature, 0.0) + 1 / len(roots)
    return {name: value for name, value in features.items() if value}


def _speaks(root: int, syntax: Syntax) -> bool:
    """Whether the name is the subject of a verb of speech or will."""
    return syntax.deps[root] == "nsubj" and syntax.lemmas[syntax.heads[root]] in words("actor_speech_verbs")


def _place_features(name: Name, root: int, syntax: Syntax) -> list[str]:
    """Where one of the names stands."""
    before = syntax.words[name.first - 1] if name.first else ""
    after = syntax.words[name.stop] if name.stop < len(syntax) else ""
    found = [f"as {syntax.deps[root]}", f"from {name.source}"]
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
    if after[:1].isupper() and syntax.pos[name.stop] == "PROPN":
        found.append("before a capital")
    return found
