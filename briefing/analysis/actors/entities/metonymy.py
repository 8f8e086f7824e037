"""Capitals as governments: "Moscow is willing" speaks of a state, "a meeting in Moscow" of a town.

Where the article lets a capital act at least once, its places are the country's, but for those that say where
something happens.
"""

from typing import Final

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.gazetteer import Gazetteer
from briefing.analysis.actors.mentions.spans import Name
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words

_WHERE: Final = frozenset({"in", "at", "near", "outside", "around", "across", "inside", "through", "throughout", "of"})
_WAY: Final = frozenset({"to", "from", "for", "into", "towards", "toward", "via"})


def merge_metonyms(entities: list[Entity], document: Document, gazetteer: Gazetteer) -> list[Entity]:
    """Give the countries those mentions of their capitals that mean their governments."""
    countries = {entity.country: entity for entity in entities if entity.label == "country"}
    kept = []
    for entity in entities:
        governing = (name.text for name in entity.names if name.text not in gazetteer.ambiguous)  # "Brussels" is the EU, too
        code = next((gazetteer.capitals[text] for text in governing if text in gazetteer.capitals), "")
        country = countries.get(code) if entity.label in ("place", "organization") else None
        if country is None or len(country.names) < 2 or not any(_acts(name, document) for name in entity.names):
            kept.append(entity)
            continue
        acting = [name for name in entity.names if not _is_where(name, document)]
        for name in acting:
            name.country, name.source, name.stands_for_country = code, "capital for its government", True
        country.names = sorted([*country.names, *acting], key=lambda name: name.start)
        entity.names = [name for name in entity.names if name.country is None]
        if entity.names:
            kept.append(entity)
    return kept


def _acts(name: Name, document: Document) -> bool:
    """Whether a capital does something, or is spoken to."""
    root = document.root(name.first, name.stop)
    head = document.heads[root]
    if document.deps[root] == "nsubj":
        return document.pos[head] == "VERB"
    if name.stop < len(document) and document.pos[name.stop] == "AUX":
        return True
    if document.deps[root] in ("dobj", "poss"):
        return document.deps[root] == "dobj" and document.lemmas[head] in words("actors/speech_verbs")
    return False


def _is_where(name: Name, document: Document) -> bool:
    """Whether the capital is where something happens or somebody goes."""
    before = document.lower[name.first - 1] if name.first else ""
    if before in _WHERE:
        return True
    if before not in _WAY:
        return False
    verb = document.heads[document.heads[document.root(name.first, name.stop)]]
    return document.lemmas[verb] in words("actors/motion_verbs")
