"""Pronouns: who "he" and "she" may be, and what speaks for it."""

from typing import Final

from briefing.analysis.actors.discourse import Discourse, Place
from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.linking import Features, Option

GENDERS: Final = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
"""Pronouns of one person and the gender they tell."""

_REACH: Final = 8
"""Sentences that a pronoun looks back over."""
_MOST: Final = 7
"""People that a pronoun weighs."""
_OBJECTS: Final = frozenset({"dobj", "dative", "pobj", "obj", "iobj"})


def pronoun_options(token: int, discourse: Discourse) -> list[Option]:
    """The people that a pronoun may mean, by their last mention before it."""
    gender = GENDERS[discourse.syntax.lower[token]]
    options: list[Option] = []
    seen: set[Figure] = set()
    for place in discourse.before(token):
        figure = place.figure
        distance = discourse.sentences_between(place, token)
        if distance > _REACH or len(options) == _MOST:
            break
        if figure in seen or figure.label != "person" or figure.is_plural:
            continue
        seen.add(figure)
        if figure.gender is None or figure.gender == gender:
            features = _features(token, place, len(options), discourse)
            options.append(Option(figure, features, "the last to fit" if not options else "the likeliest to fit"))
    return options


def _features(token: int, place: Place, rank: int, discourse: Discourse) -> Features:
    """What speaks for and against a person, given its last mention before the pronoun."""
    syntax, figure = discourse.syntax, place.figure
    word, distance = syntax.lower[token], discourse.sentences_between(place, token)
    is_subject = syntax.is_subject(place.token)
    in_quote, speaker = token in discourse.quote_of, discourse.speaker(token)
    features: Features = {
        f"distance {min(distance, 4)}": 1.0,
        "distance": float(distance),
        "tokens": min(60, token - place.token) / 20,
        f"rank {min(rank, 3)}": 1.0,
        "subject": float(is_subject),
        "possessor": float(syntax.deps[place.token] == "poss"),
        "object": float(syntax.deps[place.token] in _OBJECTS),
        "gender known": float(figure.gender is not None),
        f"last {place.form}": 1.0,
        "often": min(8, discourse.counts[figure]) / 8,
        "main figure": discourse.weight(figure),
        "unnamed": float(not figure.names),
        "in headline": float(bool(figure.names) and figure.names[0].first < discourse.headline),
        "from headline": float(place.token < discourse.headline <= token),
        "quote": float(in_quote),
        "other side of quote": float(in_quote != (place.token in discourse.quote_of)),
        "is speaker": float(speaker is figure),
        "speaker unknown": float(in_quote and speaker is None),
    }
    if distance == 0:
        features |= {
            "same clause object": float(word in ("him", "her") and _same_clause(token, place.token, discourse)),
            "same sentence subject": float(is_subject),
            "reflexive": float(word in ("himself", "herself")),
            "own head": float(place.token in (syntax.heads[token], *syntax.children[token])),
            "possessive": float(word in ("his", "her", "hers")),
            "subject and subject": float(is_subject and word in ("he", "she")),
        }
    elif distance == 1:
        features["subject before"] = float(is_subject)
        features["subject and subject before"] = float(is_subject and word in ("he", "she"))
    return features


def _same_clause(token: int, antecedent: int, discourse: Discourse) -> bool:
    """Whether a pronoun is the object of the verb whose subject the antecedent is, and so cannot mean it."""
    syntax = discourse.syntax
    return syntax.deps[token] in _OBJECTS and syntax.heads[token] == syntax.heads[antecedent]
