"""Kinds: what the article shows a body or a place to be, so that "the company" or "the city" finds it.

The name tells ("Labour Party", "Department of Justice", "Acme Inc."), a noun beside it ("the search engine maker Acme", "the
city of Dover", "Acme, a retailer"), or the gazetteer.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.gazetteer import gazetteer, lexicon_pairs
from briefing.analysis.actors.mentions.spans import Name
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words

_LINKS: Final = frozenset({"of", "for", "in", "on", "at"})
"""Words between the noun of a name and what it is of: "Department of Justice"."""
_BEING: Final = frozenset({"be", "become", "remain"})
_ENOUGH: Final = 40
"""Names of an entity that are looked at."""


@cache
def noun_kinds() -> Mapping[str, frozenset[str]]:
    """Nouns for bodies and places with the kinds that they tell."""
    table = defaultdict(set)
    for noun, kind in lexicon_pairs("actors/kinds"):
        table[noun].add(kind)
    return {noun: frozenset(kinds) for noun, kinds in table.items()}


@cache
def _body_kinds() -> Mapping[str, str]:
    """Codes of bodies that go by several names, with their kind."""
    return dict(lexicon_pairs("actors/body_kinds"))


def kinds_of(entity: Entity, document: Document) -> frozenset[str]:
    """The kinds that the article shows an entity to be of."""
    table, kinds = noun_kinds(), set()
    if entity.label == "country":
        kinds.add("country")
    elif (kind := _body_kinds().get(entity.country or "")) is not None:
        kinds.add(kind)
    for name in entity.names[:_ENOUGH]:
        if name.text in gazetteer().capitals and not name.stands_for_country:
            kinds.add("city")
        for noun in (*_beside(name, document), *name_nouns(name)):
            kinds |= table.get(noun, frozenset())
        if name.text.lower().rstrip(".").rpartition(" ")[2] in words("actors/company_endings"):
            kinds.add("company")
    return frozenset(kinds)


def name_nouns(name: Name) -> Iterator[str]:
    """The noun that a name of several words is built on ("Grand Mosque": mosque; "Bank of Dover": bank)."""
    parts = [part.strip(".,").lower() for part in name.text.split()]
    if len(parts) > 1:
        yield next((parts[at - 1] for at in range(1, len(parts)) if parts[at] in _LINKS), parts[-1])


def named_by_noun(entities: Sequence[Entity], most: int) -> dict[str, list[Entity]]:
    """Bodies and places by the noun that their names are built on."""
    found: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.label in ("person", "country"):
            continue
        for noun in dict.fromkeys(noun for name in entity.names[:_ENOUGH] for noun in name_nouns(name)):
            if len(known := found.setdefault(noun, [])) < most:
                known.append(entity)
    return found


def _beside(name: Name, document: Document) -> Iterator[str]:
    """The nouns that are beside a name and say what it is."""
    first, root = name.first, document.root(name.first, name.stop)
    bound = document.sentence_bounds[document.sentence_of[first]][0]
    clause = document.heads[root]
    in_its_clause = document.deps[clause] == "relcl" and document.heads[clause] == first - 1  # "in states Democrats could lose"
    if first - 1 >= bound and document.pos[first - 1] == "NOUN" and not in_its_clause:
        yield document.lemmas[first - 1]
    if first - 2 >= bound and document.lower[first - 1] == "of":
        yield document.lemmas[first - 2]
    for child in document.children[root]:
        if document.deps[child] == "appos" and child >= name.stop and document.is_own_apposition(root, child):
            yield document.lemmas[child]
    above = document.heads[root]
    if document.deps[root] == "appos" and document.pos[above] == "NOUN":
        yield document.lemmas[above]
    if document.deps[root] == "compound" and above == name.stop and document.pos[above] == "NOUN":
        yield document.lemmas[above]
    if document.deps[root] == "nsubj" and document.lemmas[above] in _BEING:
        attribute = document.child(above, "attr")
        if attribute is not None and document.child(above, "neg") is None:
            yield document.lemmas[attribute]
