"""Things: which body or place a noun phrase means ("the company", "our country", "the mosque")."""

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.analysis.actors.coreference.antecedent_ranking import Features, Option
from briefing.analysis.actors.coreference.body_kinds import kinds_of, named_by_noun, noun_kinds
from briefing.analysis.actors.coreference.discourse import Discourse, Place
from briefing.analysis.actors.coreference.nominals import Description, possessor
from briefing.analysis.actors.entities.entity import Figure

_REACH: Final = 12
"""Sentences that a description looks back over."""
_MOST: Final = 10
"""Figures that a description weighs."""
_FEW: Final = 4
"""Figures of one kind that are looked for behind that."""
_FEW_NAMES: Final = 20
"""Names and roles that are looked through."""
_SORTS: Final = (("country", ("country",)), ("city", ("city",)), ("region", ("state", "region", "continent", "island")))
_PLACE_SORTS: Final = frozenset(sort for sort, _ in _SORTS)
_PLACES: Final = frozenset({"place", "country"})
_OURS: Final = frozenset({"our", "my"})


def enter_things(figures: Sequence[Figure], discourse: Discourse) -> None:
    """Tell the discourse what kinds of bodies and places there are, and how often each is named."""
    things = sorted((figure for figure in figures if figure.label != "person"), key=lambda figure: -len(figure.names))
    discourse.by_name_noun = named_by_noun(things, _FEW)
    most: dict[str, int] = {}
    for figure in things:
        discourse.kinds[figure] = kinds_of(figure, discourse.document)
        for kind in discourse.kinds[figure]:
            if len(known := discourse.of_kind.setdefault(kind, [])) < _FEW:
                known.append(figure)
        discourse.shares[figure] = len(figure.names) / most.setdefault(figure.label, max(1, len(figure.names)))


def thing_options(description: Description, discourse: Discourse) -> list[Option]:
    """The bodies and places that a description may mean, by their last mention before it."""
    if description.determiner == "no one" or description.is_new:
        return []
    kinds = noun_kinds().get(description.noun, frozenset())
    sort = _sort(kinds)
    excluded = {possessor(description, discourse), discourse.speaker(description.head)}
    options: list[Option] = []
    seen: set[Figure] = set()
    rank = 0
    for place in (*discourse.before(description.head), *_known(description, kinds, discourse)):
        figure = place.figure
        if figure in seen or figure in excluded or figure not in discourse.kinds:
            continue
        is_near = discourse.sentences_between(place, description.head) <= _REACH and len(options) < _MOST
        fits = not kinds.isdisjoint(discourse.kinds[figure]) or figure in discourse.by_name_noun.get(description.noun, ())
        if not fits and (not is_near or figure.is_plural or (figure.label in _PLACES) != (sort in _PLACE_SORTS)):
            continue
        seen.add(figure)
        if figure.country is not None and figure.country in description.countries:
            continue
        options.append(
            Option(figure, _features(description, place, rank, kinds, discourse), _rule(description, figure, discourse))
        )
        rank += fits or not discourse.kinds[figure]
    return options


def _sort(kinds: frozenset[str]) -> str:
    """What a noun of these kinds can mean, in the rough: a country, a city, a region or a body."""
    return next((sort for sort, of in _SORTS if not kinds.isdisjoint(of)), "body")


def can_be(description: Description, figure: Figure, discourse: Discourse) -> bool:
    """Whether a body or place that stands beside a noun can be of its kind: a country is no group, a person no town."""
    kinds = noun_kinds().get(description.noun, frozenset())
    if figure.country is not None:
        return "country" in kinds and figure.country not in description.countries
    return not kinds.isdisjoint(discourse.kinds[figure])


def _known(description: Description, kinds: frozenset[str], discourse: Discourse) -> Iterator[Place]:
    """The last names of those that are of the description's kind, however far back."""
    known = {figure: None for kind in sorted(kinds) for figure in discourse.of_kind.get(kind, ())}
    known |= dict.fromkeys(discourse.by_name_noun.get(description.noun, ()))
    yield from discourse.named_before(list(known), description.head)


def _rule(description: Description, figure: Figure, discourse: Discourse) -> str:
    """Why a description would mean the figure."""
    if figure in discourse.by_name_noun.get(description.noun, ()):
        return f"“{description.noun}” in its name"
    return "the description fits"


def _features(description: Description, place: Place, rank: int, kinds: frozenset[str], discourse: Discourse) -> Features:
    """What speaks for and against a figure, given its last mention before the description."""
    figure, determiner, document = place.figure, description.determiner, discourse.document
    distance = discourse.sentences_between(place, description.head)
    in_quote = description.head in discourse.quote_of
    sort = _sort(kinds)
    own = discourse.kinds[figure]
    agrees, named = not kinds.isdisjoint(own), discourse.by_name_noun.get(description.noun, ())
    alike = {known for kind in kinds for known in discourse.of_kind.get(kind, ())}
    relation = ("agrees" if agrees else "differs") if own else "unknown"
    owner = document.child(description.head, "poss")
    is_ours = owner is not None and document.lower[owner] in _OURS
    name_words = discourse.name_words.get(figure, frozenset())
    share = discourse.shares[figure]
    features: Features = {
        determiner: 1.0,
        f"{sort} noun": 1.0,
        f"{sort} noun for {figure.label}": 1.0,
        f"kind {relation}": 1.0,
        f"kind {relation}, {sort}": 1.0,
        "kind agrees, the only": float(agrees and len(alike) == 1),
        "in name": float(figure in named),
        "in name, the only": float(figure in named and len(named) == 1),
        "described so": float(description.noun in figure.described),
        "described otherwise": float(bool(figure.described) and description.noun not in figure.described),
        f"distance {min(distance, 4)}": 1.0,
        f"rank {min(rank, 3)}": 1.0,
        "bare": float(not description.modifiers),
        "share": share,
        "most named": float(share == 1.0),
        f"most named, {sort}": float(share == 1.0),
        "often": min(8, discourse.counts[figure]) / 8,
        "ours, share": share * is_ours,
        "ours, most named": float(share == 1.0 and is_ours),
        "subject": float(document.is_subject(place.token)),
        "in headline": float(figure.names[0].first < discourse.headline),
        "above it": float(discourse.commands(place.token, description.head)),
        "inside its own phrase": float(discourse.holds(place.token, description.head)),
        "word of name": float(bool({word.lower() for word in description.modifiers} & name_words)),
        "words new": min(3.0, len(description.modifiers - name_words)),
        "in its owner's role": float(_is_in_role(figure, possessor(description, discourse))),
        "names a country": float(bool(description.countries)),
        "of": float(description.stop > description.head + 1),
        "quote": float(in_quote),
        "other side of quote": float(in_quote != (place.token in discourse.quote_of)),
    }
    return {name: value for name, value in features.items() if value}


def _is_in_role(figure: Figure, owner: Figure | None) -> bool:
    """Whether a role of the owner names the figure: "the chief of Acme" and "his company"."""
    if owner is None:
        return False
    spans = [(role.start, role.end) for role in owner.roles]
    return any(start <= name.start < end for name in figure.names[:_FEW_NAMES] for start, end in spans[:_FEW_NAMES])
