"""Personhood: whether words name a person, where the language model's label for them is in doubt.

A family name alone ("Keller insists …") is labelled a company or a town by every model now and then, and always in the same
article. What the words do there tells better: people insist, have wives and remarks; towns have things happen in them.
How often each construction goes with people was counted over many articles (selectional preference; Resnik 1996, "Selectional
constraints"), and a logistic model weighs the counts against the labels. The numbers are fitted: see
``weights/actor_personhood.md``.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing.analysis.actors.mentions.given_names import first_name_gender, is_family_name
from briefing.analysis.actors.mentions.spans import Name
from briefing.analysis.document import Document
from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.lexicon import words
from briefing.analysis.linear import LinearModel
from briefing.analysis.weights import load

_GOVERNED: Final = SUBJECTS | frozenset({"dobj", "poss", "compound", "amod", "nmod"})
_SHARED: Final = SUBJECTS | frozenset({"dobj"})
_ANIMATE: Final = frozenset({"he", "she", "his", "her", "him", "who"})
_NEUTER: Final = frozenset({"it", "its", "which", "they"})
_FURTHEST: Final = 4.0
"""Where the evidence of one construction is cut, in natural log odds."""


def personhood(names: Sequence[Name], document: Document) -> float:
    """How likely names that all have the same words are a person's, from 0 to 1."""
    model = load("actor_personhood")
    features = personhood_features(names, document, model["odds"])
    return LinearModel(model["weights"]["bias"], model["weights"]).probability(features)


def personhood_features(names: Sequence[Name], document: Document, odds: Mapping[str, float]) -> dict[str, float]:
    """What speaks for a person and against one; `odds` are the log odds of constructions."""
    text = names[0].text
    parts = text.split()
    many = len(parts) > 1
    last = parts[-1].lower().strip(".,")
    sums: dict[str, float] = {}
    for name in names:
        for construction in constructions(name, document):
            kind = construction.partition(" ")[0]
            sums[kind] = sums.get(kind, 0.0) + odds.get(construction, 0.0)
    features = {kind: max(-_FURTHEST, min(_FURTHEST, total / len(names) ** 0.5)) for kind, total in sums.items()}
    labels = Counter(name.label for name in names)
    features |= {
        "several words": float(many),
        "first name": float(first_name_gender(parts[0]) is not None),
        "first name of several words": float(many and first_name_gender(parts[0]) is not None),
        "family name": float(is_family_name(parts[-1])),
        "family name of several words": float(many and is_family_name(parts[-1])),
        "last word a body": float(many and _is_body(last)),
        "last word a place": float(many and (last in words("actors/place_nouns") or last in words("actors/place_endings"))),
        "title": float(any(name.title for name in names)),
        "capitals": float(text.isupper() and len(text) <= 5),
        "hyphen": float("-" in text),
        "ends in s": float(text.endswith("s")),
        "short": float(len(text) < 4),
    }
    for label, count in labels.items():
        features[f"{label}, share"] = count / len(names)
        features[f"{label}, number"] = math.log1p(count)
        if many:
            features[f"{label} of several words"] = 1.0
    return {name: value for name, value in features.items() if value}


def _is_body(word: str) -> bool:
    """Whether the last word of a name is a noun for a body, one or several, or a company's ending."""
    nouns = words("actors/organization_nouns") | words("actors/company_endings")
    return word in nouns or word.removesuffix("s") in nouns


def constructions(name: Name, document: Document) -> Iterator[str]:
    """The constructions that the name is in, each as its kind and a word: ``nsubj insist``, ``left the``."""
    root = document.root(name.first, name.stop)
    shared = document.conjunction_head(root)
    dep, head = document.deps[root], document.heads[root]
    if shared != root and document.deps[shared] in _SHARED:
        yield f"listed-{document.deps[shared]} {document.lemmas[document.heads[shared]]}"
    if dep in _GOVERNED:
        yield f"{dep} {document.lemmas[head]}"
    elif dep == "pobj":
        yield f"prep {document.lower[head]} {document.lemmas[document.heads[head]]}"
        yield f"preposition {document.lower[head]}"
    sentence = document.sentence_of[name.first]
    first, stop = document.sentence_bounds[sentence]
    yield f"left {_neighbour(name.first - 1, first, stop, document)}"
    yield f"right {_neighbour(name.stop, first, stop, document)}"
    yield f"later {_first_pronoun(name.stop, stop, document)}"
    if sentence + 1 < len(document.sentence_bounds):
        yield f"next {_first_pronoun(*document.sentence_bounds[sentence + 1], document)}"


def _neighbour(token: int, first: int, stop: int, document: Document) -> str:
    """The word beside a name in its sentence; one word for all capitals."""
    if not first <= token < stop:
        return "edge"
    return (
        "capital"
        if document.words[token][0].isupper() and document.lower[token] not in ("the", "mr.")
        else document.lower[token]
    )


def _first_pronoun(first: int, stop: int, document: Document) -> str:
    """Of what kind the first pronoun of a stretch is."""
    found = next((word for word in document.lower[first:stop] if word in _ANIMATE or word in _NEUTER), "")
    return "somebody" if found in _ANIMATE else "something" if found else "nothing"
