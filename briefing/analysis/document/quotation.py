"""Quoted stretches: a state machine over the quotation marks of each paragraph.

It knows curly and straight marks, ``''`` and `` `` `` of the wires, guillemets and German marks, single marks inside
double ones and single marks as the only ones; it resets where marks are out of balance, survives a stray closing mark,
and follows a quote that stays open over paragraphs (each of which then starts with a mark of its own).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefing.analysis.document.symbols import CLOSING_MARKS, OPENING_MARKS, SINGLE_MARKS, STRAIGHT_MARKS
from briefing.model import Article, Block

_MARKS: Final = re.compile(r"``|''|‘‘|’’|[“”\"„‟«»]|[‘’‚'`]")
_SINGLE_PAIR: Final = re.compile(r"(?<!\w)[‘'`](?=\w)[^\n‘“”\"]{2,600}?[’'](?!\w)")
_CERTAIN_PARTNERS: Final = {"«": "»", "»": "«", "„": '“”"'}
"""Marks that always close an open one; »…« and „…“ use marks that open elsewhere."""
_PARTNERS: Final = {**_CERTAIN_PARTNERS, "“": "”", '"': '"', "''": "''", "``": "''", "‘": "’", "'": "'"}
_BEFORE_OPENING: Final = frozenset(" \t\n\r\xa0\u2009\u202f([{—–-/:;,…")
_BEHIND_CLOSING: Final = frozenset(".,;:!?)")
_ELIDED: Final = re.compile(r"(?:\d0s|em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)
"""What an apostrophe at the start of a word may come before: ’90s, ’em, ’til."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One quoted stretch. All offsets are those of the article."""

    start: int
    """First character inside the marks."""
    end: int
    """After the last character inside the marks."""
    outer_start: int
    """Where the opening mark stands."""
    outer_end: int
    """After the closing mark, if there is one."""
    block: int
    """Index of the block among those that are read."""
    closed: bool = True
    """Whether there is a closing mark."""
    continues: bool = False
    """Whether the stretch continues from the paragraph before, which stayed open."""
    single: bool = False
    """Whether its marks are single ones."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """One quotation mark and the characters beside it (blanks at the ends of a block)."""

    text: str
    start: int
    end: int
    before: str
    after: str

    @property
    def is_single(self) -> bool:
        """Whether it may as well be an apostrophe."""
        return self.text in SINGLE_MARKS

    @property
    def looks_opening(self) -> bool:
        """Whether it is at the start of a word."""
        return self.before in _BEFORE_OPENING and not self.after.isspace() and self.after not in _BEHIND_CLOSING


def find_segments(article: Article) -> tuple[Segment, ...]:
    """The quoted stretches of the blocks that are read, in order; they do not overlap, and none is blank."""
    blocks = article.read_blocks
    singles = _single_is_primary(article.text, blocks)
    found: list[Segment] = []
    left_open = False
    for number, block in enumerate(blocks):
        pieces, mark = _scan(article.text, block, number, singles=singles)
        if mark is not None:
            goes_on = number + 1 < len(blocks) and _starts_with_mark(article.text, blocks[number + 1])
            if goes_on or mark.start == block.start:
                pieces.append(Segment(mark.end, block.end, mark.start, block.end, number, closed=False))
        if left_open and pieces and pieces[0].outer_start == block.start:
            pieces[0] = replace(pieces[0], continues=True)
        left_open = mark is not None and goes_on
        found += [piece for piece in (_trimmed(article.text, piece) for piece in pieces) if piece.start < piece.end]
    return tuple(found)


def _trimmed(text: str, piece: Segment) -> Segment:
    """The stretch without the blanks inside its marks."""
    inner = text[piece.start : piece.end]
    start = piece.start + len(inner) - len(inner.lstrip())
    return replace(piece, start=start, end=max(start, piece.start + len(inner.rstrip())))


def _scan(text: str, block: Block, number: int, *, singles: bool) -> tuple[list[Segment], _Mark | None]:
    """The closed stretches of one block, and the mark that is still open at its end."""
    found: list[Segment] = []
    stack: list[_Mark] = []
    for mark in _marks(text, block):
        if mark.is_single and not singles:
            continue
        role = _single_role(text, mark, stack) if mark.is_single else _role(mark, stack)
        if role == "open":
            if stack and not _may_nest(stack[-1].text, mark.text):
                stack.clear()
            stack.append(mark)
        elif role == "close" and stack:
            level = _level(stack, mark.text)
            if level == 0:
                outer = stack[0]
                found.append(Segment(outer.end, mark.start, outer.start, mark.end, number, single=mark.is_single))
            del stack[level:]
    return found, stack[0] if stack else None


def _marks(text: str, block: Block) -> Iterator[_Mark]:
    """The quotation marks of a block, and its apostrophes."""
    for match in _MARKS.finditer(text, block.start, block.end):
        start, end = match.span()
        before = text[start - 1] if start > block.start else " "
        after = text[end] if end < block.end else " "
        yield _Mark(match.group(), start, end, before, after)


def _role(mark: _Mark, stack: Sequence[_Mark]) -> str:
    """Whether the mark is to ``open``, to ``close`` or to be passed over (``stray``)."""
    if stack and mark.text in _CERTAIN_PARTNERS.get(stack[0].text, ""):
        return "close"
    if mark.text in OPENING_MARKS:
        return "open"
    if mark.text in CLOSING_MARKS:
        return "open" if not stack and mark.looks_opening and mark.after.isalnum() and mark.before != "," else "close"
    if not stack:
        return "stray" if mark.after.isspace() or mark.after in _BEHIND_CLOSING else "open"
    starts_word = mark.after.isalnum() or mark.after in "[$’'"
    return "open" if mark.looks_opening and starts_word and mark.before not in ",-;…" else "close"


def _single_role(text: str, mark: _Mark, stack: Sequence[_Mark]) -> str:
    """The same for a single mark, which is far more often an apostrophe."""
    if mark.before.isalnum() and mark.after.isalnum():
        return "stray"
    if mark.before in _BEFORE_OPENING and not mark.after.isspace() and mark.text != "’":
        return "stray" if mark.text == "'" and _ELIDED.match(text, mark.end) else "open"
    is_open = bool(stack) and stack[-1].is_single
    is_plural = mark.before in "sS" and mark.after == " " and not is_open
    return "stray" if mark.before.isspace() or mark.after.isalnum() or is_plural else "close"


def _may_nest(outer: str, inner: str) -> bool:
    """Whether a quotation in `inner` marks may are inside one in `outer` marks; else the outer one was never closed."""
    if outer in SINGLE_MARKS or inner in SINGLE_MARKS:
        return outer != inner
    return (outer in STRAIGHT_MARKS) != (inner in STRAIGHT_MARKS) or (outer == "«") != (inner == "«")


def _level(stack: Sequence[_Mark], closing: str) -> int:
    """Index of the open mark that `closing` closes: the innermost of its kind, else the outermost."""
    pairs = (level for level in range(len(stack) - 1, 0, -1) if closing in _PARTNERS.get(stack[level].text, ""))
    return next(pairs, 0)


def _starts_with_mark(text: str, block: Block) -> bool:
    """Whether a block starts with a mark that opens."""
    mark = next(_marks(text, block), None)
    return mark is not None and mark.start == block.start and not mark.is_single and mark.text not in CLOSING_MARKS


def _single_is_primary(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the article quotes with single marks, as British papers do: it has no double ones, or hardly any."""
    double = sum(not mark.is_single for block in blocks for mark in _marks(text, block))
    pairs = sum(len(_SINGLE_PAIR.findall(text, block.start, block.end)) for block in blocks)
    return pairs > double
