"""The order in which the words of a printed page are read, from where they stand alone.

A page is cut at its gutters: strips without a word, beside which at least a few lines begin at one edge. What crosses a strip
(a headline over two columns) ends it. Above comes before left, left before right, right before below, whatever the order of
drawing. Pure geometry: nothing here knows PDF.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from msgspec import Struct

LEAST_ROWS: Final = 3
"""Lines that stand on either side of a gutter, at least."""


class Shape(Struct, frozen=True):
    """What a gutter is like: the narrower it is, the more lines must stand at its edge, as rivers in justified text do not."""

    width: float
    """In sizes of the letters beside it, at least."""
    rows: int
    """Lines on either side, at least."""
    aligned: float
    """Share of the lines to the right of it that begin at its edge, at least."""


SHAPES: Final = (Shape(1.0, LEAST_ROWS, 0.7), Shape(0.6, 6, 0.6), Shape(0.3, 8, 0.6))

NARROWEST: Final = 10.0
"""Width of the narrowest column, in sizes of its letters."""

EDGES: Final = 40
"""Edges that are looked at, those with most lines first."""

APART: Final = 2.0
"""Width from which on a blank inside a line parts it, in sizes of its letters."""

DEEPEST: Final = 12
"""How often a page is cut again."""


CELL: Final = 4
"""Words of the longest cell of a table; more are prose, and whether it goes on beside them is not sure."""

Kind = Literal["line", "cells", "stretch"]
"""A whole line, a row of a table, or one of several stretches side by side that may or may not be one line."""


class Word(Struct, frozen=True):
    """A word at its place; points from the left and from the bottom of the page."""

    left: float
    right: float
    y: float
    """Where its line stands."""
    size: float
    """Size of its letters."""
    text: str


class Row(Struct, frozen=True):
    """Words at one height in one column."""

    words: tuple[Word, ...]
    column: int
    """Number of the column on its page, in the order of reading."""
    kind: Kind = "line"
    """What it is of its column."""

    @property
    def text(self) -> str:
        """The words with a blank between; cells of a table with a stroke."""
        if self.kind == "cells":
            return " | ".join(" ".join(word.text for word in cell) for cell in _stretches(list(self.words)))
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def y(self) -> float:
        """Where it stands."""
        return self.words[0].y

    @property
    def size(self) -> float:
        """Size of most of its letters."""
        sizes = Counter[float]()
        for word in self.words:
            sizes[word.size] += len(word.text)
        return sizes.most_common(1)[0][0]


class _Gutter(Struct, frozen=True):
    """A strip without words."""

    x: float
    """Where the column to its right begins."""
    top: float
    bottom: float
    """Between which heights nothing crosses it."""
    rows: int
    """Lines beside it, on the side that has fewer."""


def rows_in_order(words: Sequence[Word]) -> list[Row]:
    """The lines of a page, column after column."""
    rows: list[Row] = []
    for column, region in enumerate(_regions(list(words), DEEPEST)):
        rows.extend(_parted(_lines(region), column))
    return rows


def _regions(words: list[Word], depth: int) -> Iterator[list[Word]]:
    """The words of each column in the order of reading."""
    gutter = _gutter(words) if depth else None
    if gutter is None:
        if words:
            yield words
        return
    beside = [word for word in words if gutter.bottom <= word.y <= gutter.top]
    for part in (
        [word for word in words if word.y > gutter.top],
        [word for word in beside if word.left < gutter.x],
        [word for word in beside if word.left >= gutter.x],
        [word for word in words if word.y < gutter.bottom],
    ):
        yield from _regions(part, depth - 1)


def _gutter(words: list[Word]) -> _Gutter | None:
    """The gutter with most lines beside it; None where all words stand in one column."""
    narrowest = min(shape.width for shape in SHAPES)
    ordered = sorted(words, key=lambda word: -word.y)
    starts = Counter(round(segment[0].left) for line in _lines(words) for segment in _segments(line, narrowest))
    first = min((word.left for word in words), default=0.0)
    edges = [x for x, _ in starts.most_common(EDGES) if x > first + 1 and _near(starts, x) >= LEAST_ROWS]
    gutters = [gutter for x in edges for shape in SHAPES for gutter in _gutters_at(x - 1.5, ordered, shape)]
    return max(gutters, key=lambda gutter: gutter.rows, default=None)


def _near(starts: Counter[int], x: int) -> int:
    return starts[x - 1] + starts[x] + starts[x + 1]


def _gutters_at(x: float, ordered: list[Word], shape: Shape) -> Iterator[_Gutter]:
    """The gutters of a shape that end at `x`: between two lines that cross it there are lines on either side.

    `ordered` are the words of the region from the top.
    """
    crossing = [at for at, word in enumerate(ordered) if word.left < x and word.right > x + 1.5 - shape.width * word.size]
    for above, below in pairwise([-1, *crossing, len(ordered)]):
        if below - above <= 2 * shape.rows:  # too few words, as between nearly all lines of a single column
            continue
        upper = ordered[above].y if above >= 0 else math.inf
        lower = ordered[below].y if below < len(ordered) else -math.inf
        beside = [word for word in ordered[above + 1 : below] if lower + word.size / 2 < word.y < upper - word.size / 2]
        if beside and beside[0].y - beside[-1].y > (shape.rows - 1.5) * beside[0].size:
            gutter = _judged(x, beside, shape)
            if gutter is not None:
                yield gutter


def _judged(x: float, words: list[Word], shape: Shape) -> _Gutter | None:
    """The strip beside the words as a gutter, if it has the shape of one."""
    lefts = _lines([word for word in words if word.left < x])
    rights = _lines([word for word in words if word.left >= x])
    if not lefts or not rights:
        return None
    top, bottom = min(lefts[0][0].y, rights[0][0].y), max(lefts[-1][0].y, rights[-1][0].y)
    sides = [[line for line in lines if bottom - 1 <= line[0].y <= top + 1] for lines in (lefts, rights)]
    rows = min(map(len, sides))
    at_edge = sum(line[0].left - x <= 3 for line in rights)
    if rows < shape.rows or at_edge < shape.aligned * len(rights) or _is_table(sides):
        return None
    widths = [max(line[-1].right for line in lines) - min(line[0].left for line in lines) for lines in (lefts, rights)]
    if min(widths) < NARROWEST * words[0].size:
        return None
    heights = [word.y for word in words]
    return _Gutter(x, max(heights), min(heights), rows)


def _is_table(sides: list[list[list[Word]]]) -> bool:
    """Whether the lines on one side are cells of a few letters, and each has one beside it."""
    heights = [{round(line[0].y) for line in side} for side in sides]
    shared = len(heights[0] & heights[1])
    short = min(sum(len(line) for line in side) / len(side) for side in sides) < 2.5
    return short and shared >= 0.9 * min(map(len, heights))


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each height from the top, from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.y, word.left)):
        if lines and lines[-1][0].y - word.y < 0.4 * min(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _segments(line: list[Word], apart: float) -> list[list[Word]]:
    """A line cut where its blanks are wider than `apart` sizes of its letters."""
    segments = [line[:1]]
    for before, word in pairwise(line):
        if word.left - before.right > apart * min(before.size, word.size):
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def _stretches(line: list[Word]) -> list[list[Word]]:
    """A line cut at blanks that are wide, and wider than its others: a justified line of few words has wide ones everywhere."""
    blanks = [(word.left - before.right) / word.size for before, word in pairwise(line)]
    usual = min(blanks) if len(blanks) > 1 else 0.0
    return _segments(line, max(APART, 2 * usual))


def _parted(lines: list[list[Word]], column: int) -> Iterator[Row]:
    """The lines of a column; what wide blanks part is rows of a table, one below the other, or each stretch by itself."""
    cut = [_stretches(line) for line in lines]
    cells = [len(stretches) > 1 and max(map(len, stretches)) <= CELL for stretches in cut]
    for at, (line, stretches) in enumerate(zip(lines, cut, strict=True)):
        if len(stretches) == 1:
            yield Row(tuple(line), column)
        elif cells[at] and any(cells[near] for near in (at - 1, at + 1) if 0 <= near < len(cells)):
            yield Row(tuple(line), column, "cells")
        else:
            yield from (Row(tuple(stretch), column, "stretch") for stretch in stretches)
