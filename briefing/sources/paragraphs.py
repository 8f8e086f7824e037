"""Where the paragraphs of a plain text lie: one a line, or several lines where the text was wrapped at a margin."""

import re
from itertools import pairwise
from typing import Final

NARROWEST: Final = 40
WIDEST: Final = 100
"""Margins at which a text may have been wrapped, in characters; mail and typewriters wrap at 60 to 80."""

RAGGED: Final = 6
"""By how much a wrapped line may fall short of what would have fitted, in characters."""

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
"""A line without the blanks around it."""

_WORD = re.compile(r"\S+")
_LIST_ITEM = re.compile(r"(?:[-*•–—+]|\d{1,3}[.)])\s")

Stretch = tuple[int, int]
"""Start and end of a piece of the text, in code points, end exclusive."""


def find_paragraphs(text: str, start: int = 0) -> list[Stretch]:
    """The paragraphs of `text` from `start` on, without the blanks around them.

    A line is a paragraph. Only where nearly every line is so long that the next line's first word would not have fitted
    is the text taken to be wrapped, and its lines joined.
    """
    lines = [line.span() for line in _LINE.finditer(text, start)]
    margin = max((end - begin for begin, end in lines), default=0)
    if not NARROWEST <= margin <= WIDEST:
        return lines
    goes_on = [_goes_on(text, line, following, margin) for line, following in pairwise(lines)]
    if not _is_wrapped(text, lines, goes_on):
        return lines
    paragraphs = lines[:1]
    for line, joined in zip(lines[1:], goes_on, strict=True):
        if joined:
            paragraphs[-1] = (paragraphs[-1][0], line[1])
        else:
            paragraphs.append(line)
    return paragraphs


def _goes_on(text: str, line: Stretch, following: Stretch, margin: int) -> bool:
    """Whether `following` stands on a new line only because its first word did not fit beside `line`."""
    if text.count("\n", line[1], following[0]) != 1 or _LIST_ITEM.match(text, *following):
        return False
    word = _WORD.match(text, following[0])
    return word is not None and line[1] - line[0] + 1 + len(word.group()) > margin - RAGGED


def _is_wrapped(text: str, lines: list[Stretch], goes_on: list[bool]) -> bool:
    """Whether most lines that have a neighbour below fill the margin, and most of those break off in mid-sentence."""
    neighbours = sum(text.count("\n", line[1], following[0]) == 1 for line, following in pairwise(lines))
    broken = sum(joined and text[line[1] - 1] not in '.!?:”"' for line, joined in zip(lines, goes_on, strict=False))
    joined = sum(goes_on)
    return joined >= 3 and joined >= 0.6 * neighbours and broken >= 0.6 * joined
