"""Affinity: which country a person belongs to, by the country that is named beside them most.

A text that never says that X is a country's president still puts X beside its capital, its army and its diplomats. So "the
president of" that country, or one of its people in the singular, is X if nobody else can be meant.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.gazetteer import lexicon_pairs
from briefing.analysis.actors.syntax import Syntax

_MAIN = 0.2
"""Least weight of a leader beside the person named most; times the share of the country among those named beside them."""
_CLEAR = 1.5
"""How far the likeliest must be before the next."""


@cache
def _seats() -> Mapping[str, str]:
    """Houses of governments by name, each with the country's code."""
    return dict(lexicon_pairs("country_seats"))


def country_affinity(figures: Sequence[Figure], syntax: Syntax) -> dict[Figure, Counter[str]]:
    """How many of each person's sentences name a country, by the country's code."""
    beside: dict[int, set[str]] = defaultdict(set)
    for figure in figures:
        for name in figure.names:
            code = figure.country or _seats().get(name.text)
            if code is not None:
                beside[syntax.sentences[name.first]].add(code)
    return {
        figure: Counter(code for name in figure.names for code in beside[syntax.sentences[name.first]])
        for figure in figures
        if figure.label == "person"
    }


def leader_of(
    country: str, noun: str, people: Sequence[Figure], affinity: Mapping[Figure, Counter[str]], weights: Mapping[Figure, float]
) -> Figure | None:
    """The one person whom "the `noun`" of a country can mean: its leader by what is said, or by what is named beside."""
    compatriots = [figure for figure in people if country in figure.countries]
    known = [figure for figure in compatriots if noun in figure.nouns]
    if known:
        return known[0] if len(known) == 1 else None
    main = [figure for figure in compatriots if weights[figure] >= _MAIN]
    if main:
        return main[0] if len(main) == 1 else None
    strangers = [figure for figure in people if not figure.countries and affinity[figure].total()]
    scores = sorted(
        (
            (affinity[figure][country] / affinity[figure].total() * weights[figure], figure.names[0].start, figure)
            for figure in strangers
        ),
        reverse=True,
    )
    if not scores or scores[0][0] < _MAIN or (len(scores) > 1 and scores[0][0] < _CLEAR * scores[1][0]):
        return None
    return scores[0][2]
