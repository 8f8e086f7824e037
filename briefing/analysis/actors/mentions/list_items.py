"""Names at the head of the items of a list: "3. Jane Doe. The judge …", "• John Roe — a baker"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.analysis.actors.mentions.given_names import is_full_name
from briefing.analysis.actors.mentions.spans import LONGEST_PERSON, Name
from briefing.analysis.document import Document
from briefing.model import Block

ITEM_MARK: Final = re.compile(r"(?:\(?\d{1,3}[.)]|[•*·▪‣◦]|(?:[-–—])(?= ))\s*")
"""What an item begins with."""
_BEHIND_NAME: Final = re.compile(r"\s*(?:[.:,(]|[-–—]|$)")
"""What may follow the name at the head of an item."""


def item_names(found: Sequence[Name], blocks: Sequence[Block], document: Document) -> Iterator[Name]:
    """The full names of people at the head of lines that begin with an item's mark, where the model saw none."""
    taken = {token for name in found for token in range(name.first, name.stop)}
    for block in blocks:
        mark = ITEM_MARK.match(document.text, block.start, block.end)
        if mark is None:
            continue
        first, end = document.tokens(mark.end(), block.end)
        stop = first
        while stop < min(end, first + LONGEST_PERSON) and document.words[stop][0].isupper() and document.words[stop].isalpha():
            stop += 1
        if stop == first or not taken.isdisjoint(range(first, stop)) or not is_full_name(document.words[first:stop]):
            continue
        if _BEHIND_NAME.match(document.text, document.ends[stop - 1], block.end) is not None:
            start, behind = document.starts[first], document.ends[stop - 1]
            yield Name(start, behind, first, stop, document.text[start:behind], "person", "heads an item")


def heads_line(name: Name, block: Block, text: str) -> bool:
    """Whether a person's name is right after the mark of an item that is a block."""
    mark = ITEM_MARK.match(text, block.start, block.end)
    return mark is not None and name.label == "person" and name.start == mark.end() and " " in name.text
