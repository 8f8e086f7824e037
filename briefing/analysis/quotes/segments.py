"""Quoted stretches: a state machine over the quotation marks of each paragraph.

It knows curly and straight marks, ``''`` and `` `` `` of the wires, guillemets and German marks, single marks inside
double ones and single marks as the only ones; it resets where marks are out of balance, survives a stray closing mark,
and follows a quote that stays open over paragraphs (each of which then starts with a mark of its own).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefing.model import Article, Block

_MARKS: Final = re.compile(r"``|''|‘‘|’’|[“”\"„‟«»]|[‘’‚'`]")
_OPENING: Final = frozenset({"“", "„", "‟", "``", "‘‘", "«"})
_CLOSING: Final = frozenset({"”", "’’", "»"})
_SINGLE: Final = frozenset("‘’‚'`")
_FAMILY: Final = {"«": "»", "»": "«"}
_BEFORE_OPENING: Final = frozenset(" \t\n\r\xa0\u2009\u202f([{—–-/:;,…")
_ELIDED: Final = re.compile(r"(?:\d0s|em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)
"""What an apostrophe at the start of a word may stand before: ’90s, ’em, ’til."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One quoted stretch. All offsets are those of the article."""

    start: int
    """First character inside the marks."""
    end: int
    """Behind the last character inside the marks."""
    outer_start: int
    """Where the opening mark stands."""
    outer_end: int
    """Behind the closing mark, if there is one."""
    block: int
    """Index of the block among those that are read."""
    closed: bool = True
    """Whether there is a closing mark."""
    continues: bool = False
    """Whether the stretch goes on from the paragraph before, which stayed open."""
    single: bool = False
    """Whether its marks are single ones."""


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner."""

    mark: str
    start: int
    inner: int


def find_segments(article: Article) -> tuple[Segment, ...]:
    """The quoted stretches of the blocks that are read, in order; they do not overlap, and none is blank."""
    blocks = article.read_blocks
    singles = _single_is_primary(article.text, blocks)
    found: list[Segment] = []
    left_open = False
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        pieces, open_mark = _scan(article.text, block, number, singles=singles)
        if left_open and pieces and not article.text[block.start : pieces[0].outer_start].strip():
            pieces[0] = replace(pieces[0], continues=True)
        left_open = False
        if open_mark is not None:
            goes_on = following is not None and _starts_with_mark(article.text, following)
            whole = not article.text[block.start : open_mark.start].strip()
            if goes_on or whole:
                continues = whole and bool(found) and not found[-1].closed and found[-1].block == number - 1
                pieces.append(
                    Segment(open_mark.inner, block.end, open_mark.start, block.end, number, closed=False, continues=continues)
                )
                left_open = goes_on
        found += [piece for piece in (_trimmed(article.text, piece) for piece in pieces) if piece.start < piece.end]
    return tuple(found)


def _trimmed(text: str, piece: Segment) -> Segment:
    """The stretch without the blanks inside its marks."""
    inner = text[piece.start : piece.end]
    start = piece.start + len(inner) - len(inner.lstrip())
    return replace(piece, start=start, end=max(start, piece.start + len(inner.rstrip())))


def _scan(text: str, block: Block, number: int, *, singles: bool) -> tuple[list[Segment], _Open | None]:
    """The closed stretches of one block, and the mark that is still open at its end."""
    found: list[Segment] = []
    stack: list[_Open] = []
    for match in _MARKS.finditer(text, block.start, block.end):
        mark = match.group()
        if mark in _SINGLE and not singles:
            continue
        role = _role(text, block, match.start(), match.end(), stack)
        if role == "open":
            if stack and not _may_nest(stack[-1].mark, mark):
                stack.clear()
            stack.append(_Open(mark, match.start(), match.end()))
        elif role == "close" and stack:
            level = _level(stack, mark)
            if level == 0:
                found.append(
                    Segment(stack[0].inner, match.start(), stack[0].start, match.end(), number, single=mark in _SINGLE)
                )
            del stack[level:]
    return found, stack[0] if stack else None


def _role(text: str, block: Block, start: int, end: int, stack: Sequence[_Open]) -> str:
    """Whether the mark from `start` to `end` is to ``open``, to ``close`` or to be passed over (``stray``)."""
    mark = text[start:end]
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    looks_opening = before in _BEFORE_OPENING and not after.isspace() and after not in ".,;:!?)"
    if mark in _SINGLE:
        return _single_role(text, start, end, before, after, is_open=bool(stack) and stack[-1].mark in _SINGLE)
    if stack and _FAMILY.get(stack[0].mark) == mark:
        return "close"
    if stack and stack[0].mark == "„" and mark in '“”"':
        return "close"
    if mark in _OPENING:
        return "open"
    if mark in _CLOSING:
        return "open" if not stack and looks_opening and after.isalnum() and before != "," else "close"
    if not stack:
        return "open" if not after.isspace() and after not in ".,;:!?)" else "stray"
    return "open" if looks_opening and before not in ",-;…" and (after.isalnum() or after in "[$’'") else "close"


def _single_role(text: str, start: int, end: int, before: str, after: str, *, is_open: bool) -> str:
    """The same for a single mark, which is far more often an apostrophe."""
    if before.isalnum() and after.isalnum():
        return "stray"
    if before in _BEFORE_OPENING and not after.isspace() and text[start:end] != "’":
        return "stray" if _ELIDED.match(text, end) and text[start:end] == "'" else "open"
    plural = before in "sS" and after == " " and not is_open
    return "close" if not before.isspace() and not after.isalnum() and not plural else "stray"


def _may_nest(outer: str, inner: str) -> bool:
    """Whether a quotation in `inner` marks may stand inside one in `outer` marks; else the outer one was never closed."""
    if outer in _SINGLE or inner in _SINGLE:
        return outer != inner
    straight = {'"', "''"}
    return (outer in straight) != (inner in straight) or (outer == "«") != (inner == "«")


def _level(stack: Sequence[_Open], mark: str) -> int:
    """Index of the open mark that `mark` closes: the innermost of its kind, else the outermost."""
    for level in range(len(stack) - 1, 0, -1):
        if _pairs(stack[level].mark, mark):
            return level
    return 0


def _pairs(opening: str, closing: str) -> bool:
    pairs = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "''": "''", "``": "''", "‘": "’", "'": "'"}
    return closing in pairs.get(opening, "")


def _starts_with_mark(text: str, block: Block) -> bool:
    match = _MARKS.match(text, block.start)
    return match is not None and match.group() not in _SINGLE and match.group() not in _CLOSING


def _single_is_primary(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the article quotes with single marks, as British papers do: it has no double ones, or hardly any."""
    double = sum(1 for block in blocks for match in _marks(text, block) if match not in _SINGLE)
    pairs = sum(len(_SINGLE_PAIR.findall(text, block.start, block.end)) for block in blocks)
    return pairs > double


def _marks(text: str, block: Block) -> Iterator[str]:
    return (match.group() for match in _MARKS.finditer(text, block.start, block.end))


_SINGLE_PAIR: Final = re.compile(r"(?<!\w)[‘'`](?=\w)[^\n‘“”\"]{2,600}?[’'](?!\w)")
