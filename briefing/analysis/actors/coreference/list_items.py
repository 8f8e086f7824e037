"""Lists of people: "3. Jane Doe. The judge …", "• John Roe — a baker", and the item that a name heads."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.analysis.actors.entities.entity import Figure
from briefing.analysis.actors.entities.gender import is_full_name
from briefing.analysis.actors.mentions.spans import LONGEST_PERSON, Name
from briefing.analysis.actors.syntax import Syntax
from briefing.model import Block

_MARK: Final = re.compile(r"(?:\(?\d{1,3}[.)]|[•*·▪‣◦]|(?:[-–—])(?= ))\s*")
"""What an item begins with."""
_NUMBER: Final = re.compile(r"(?<![\w,.])\(?\d{1,3}[.)]\s+$")
"""The same inside a paragraph, where a dash is none."""
_BEHIND_NAME: Final = re.compile(r"\s*(?:[.:,(]|[-–—]|$)")
"""What may follow the name at the head of an item."""
_HEADING: Final = re.compile(r"(?:\.|\s?[—–]| -|:)(?=\s)\s*|\s*\n\s*")
"""What stands between a name that heads an item and the item's first sentence."""


def item_names(found: Sequence[Name], blocks: Sequence[Block], syntax: Syntax) -> Iterator[Name]:
    """The full names of people at the head of lines that begin with an item's mark, where the model saw none."""
    taken = {token for name in found for token in range(name.first, name.stop)}
    for block in blocks:
        mark = _MARK.match(syntax.text, block.start, block.end)
        if mark is None:
            continue
        first, end = syntax.tokens(mark.end(), block.end)
        stop = first
        while stop < min(end, first + LONGEST_PERSON) and syntax.words[stop][0].isupper() and syntax.words[stop].isalpha():
            stop += 1
        if stop == first or not taken.isdisjoint(range(first, stop)) or not is_full_name(syntax.words[first:stop]):
            continue
        if _BEHIND_NAME.match(syntax.text, syntax.ends[stop - 1], block.end) is not None:
            start, behind = syntax.starts[first], syntax.ends[stop - 1]
            yield Name(start, behind, first, stop, syntax.text[start:behind], "person", "heads an item")


def heads_line(name: Name, block: Block, text: str) -> bool:
    """Whether a person's name stands right behind the mark of an item that is a block."""
    mark = _MARK.match(text, block.start, block.end)
    return mark is not None and name.label == "person" and name.start == mark.end() and " " in name.text


def headed(figures: Sequence[Figure], syntax: Syntax) -> dict[int, tuple[int, Figure]]:
    """For the first sentence of each item that a person's name alone heads: its first token, and whose name it is."""
    found: dict[int, tuple[int, Figure]] = {}
    for figure in figures:
        for name in figure.names if figure.label == "person" else ():
            heading = _HEADING.match(syntax.text, name.end)
            if heading is None or heading.end() == len(syntax.text):
                continue
            begins = syntax.tokens(heading.end(), heading.end() + 1)[0]
            if begins < len(syntax) and _opens_item(name, heading.group(), syntax.text):
                found[syntax.sentences[begins]] = begins, figure
    return found


def _opens_item(name: Name, heading: str, text: str) -> bool:
    """Whether nothing but an item's mark stands before a name; a name and a stop or an end of line need none.

    A name and a colon without a mark is a speaker's, as in a transcript, and one behind a dash signs what stands above.
    """
    line = text.rfind("\n", 0, name.start) + 1
    before = text[line : name.start].removesuffix(f"{name.title} ")
    if not before.strip():
        return heading.strip() in ("", ".")
    mark = _MARK.fullmatch(before)
    if mark is not None:
        return "\n" not in heading or before[0] not in "-–—"
    return _NUMBER.search(before) is not None
