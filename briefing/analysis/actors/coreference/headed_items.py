"""The item of a list that a person's name heads: its sentences are about that person."""

import re
from collections.abc import Sequence
from typing import Final

from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.mentions.list_items import ITEM_MARK
from briefing.analysis.actors.mentions.spans import Name
from briefing.analysis.document import Document

_NUMBER: Final = re.compile(r"(?<![\w,.])\(?\d{1,3}[.)]\s+$")
"""The same inside a paragraph, where a dash is none."""
_HEADING: Final = re.compile(r"(?:\.|\s?[—–]| -|:)(?=\s)\s*|\s*\n\s*")
"""What is between a name that heads an item and the item's first sentence."""


def headed(entities: Sequence[Entity], document: Document) -> dict[int, tuple[int, Entity]]:
    """For the first sentence of each item that a person's name alone heads: its first token, and whose name it is."""
    found: dict[int, tuple[int, Entity]] = {}
    for entity in entities:
        for name in entity.names if entity.label == "person" else ():
            heading = _HEADING.match(document.text, name.end)
            if heading is None or heading.end() == len(document.text):
                continue
            begins = document.tokens(heading.end(), heading.end() + 1)[0]
            if begins < len(document) and _opens_item(name, heading.group(), document.text):
                found[document.sentence_of[begins]] = begins, entity
    return found


def _opens_item(name: Name, heading: str, text: str) -> bool:
    """Whether nothing but an item's mark comes before a name; a name and a stop or an end of line need none.

    A name and a colon without a mark is a speaker's, as in a transcript, and one after a dash signs what stands above.
    """
    line = text.rfind("\n", 0, name.start) + 1
    before = text[line : name.start].removesuffix(f"{name.title} ")
    if not before.strip():
        return heading.strip() in ("", ".")
    mark = ITEM_MARK.fullmatch(before)
    if mark is not None:
        return "\n" not in heading or before[0] not in "-–—"
    return _NUMBER.search(before) is not None
