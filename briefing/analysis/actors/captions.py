"""Captions: where the line under a photograph names an actor that the article proper has.

Captions are not parsed and make no actors of their own. A name of an actor that stands there in full is a mention of it;
it counts for nothing in the ranking.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.spans import titles
from briefing.model import Article, Block, Mention

RULE: Final = "name in a caption"

_WORD = re.compile(r"\b(?=[^\W\d_])\w+")
_BEFORE = re.compile(r"([\w.]+)\s$")
_AFTER = re.compile(r"\s([A-ZÀ-Þ])")


def caption_mentions(entities: Sequence[Entity], article: Article) -> dict[Entity, list[Mention]]:
    """The places in the article's captions that name entities of its prose."""
    by_first_word = _surfaces(entities)
    found: dict[Entity, list[Mention]] = defaultdict(list)
    for block in article.blocks:
        if block.role == "caption" and block.duplicate_of is None:
            for entity, mention in _mentions_in(block, article.text, by_first_word):
                found[entity].append(mention)
    return found


def _surfaces(entities: Sequence[Entity]) -> Mapping[str, list[tuple[str, Entity]]]:
    """The names that are of one entity alone, and the family names of people, by their first word, longest first."""
    owners: dict[str, set[Entity]] = defaultdict(set)
    for entity in entities:
        for name in entity.names:
            if name.is_demonym or name.stands_for_country:
                continue
            owners[name.text].add(entity)
            if entity.label == "person" and len(parts := name.text.split()) > 1 and len(parts[-1]) > 3:
                owners[parts[-1]].add(entity)
    by_first_word: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for text, known in owners.items():
        if len(known) == 1 and (first := _WORD.search(text)) is not None and first.start() == 0:
            by_first_word[first.group()].extend((text, entity) for entity in known)
    for surfaces in by_first_word.values():
        surfaces.sort(key=lambda surface: -len(surface[0]))
    return by_first_word


def _mentions_in(
    block: Block, text: str, by_first_word: Mapping[str, list[tuple[str, Entity]]]
) -> Iterator[tuple[Entity, Mention]]:
    """The names in one caption, each with its entity."""
    behind = block.start
    for word in _WORD.finditer(text, block.start, block.end):
        if word.start() < behind:
            continue
        for surface, entity in by_first_word.get(word.group(), ()):
            end = word.start() + len(surface)
            if end <= block.end and text.startswith(surface, word.start()) and _stands_alone(word.start(), end, text):
                yield entity, Mention(word.start(), end, surface, "name", RULE)
                behind = end
                break


def _stands_alone(start: int, end: int, text: str) -> bool:
    """Whether a name is no part of a longer one: one word between other capital words may be, several words are not."""
    if text[end : end + 1].isalnum() or text[start - 1 : start] in ("-", "/", "@"):
        return False
    if " " in text[start:end]:
        return True
    before = _BEFORE.search(text, max(0, start - 30), start)
    word = before.group(1) if before is not None else ""
    is_led = word[:1].isupper() and not word.endswith((".", ":")) and word.lower() not in titles()
    return not is_led and _AFTER.match(text, end) is None
