"""A text wrapped at a width: character offsets, lines and cells of the screen, each found from the others.

Pure: nothing here knows Textual. A line is broken at blanks, beside characters of two cells (CJK, emoji), and inside a word
only where the word alone is wider than the line. Most lines hold nothing but characters of one cell, so they are cut with
`str.rfind`; only lines with others are taken apart into graphemes. One megabyte of Latin text takes some 20 ms.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, split_graphemes

from briefing.visible import safe

ELLIPSIS: Final = "…"

_ODD: Final = re.compile(
    "[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2400-\u2421\u2500-\u25fc\u27e6\u27e7]"
)
"""A character that may not be one cell wide (the class lists ranges that always are)."""

_LONGEST_GRAPHEMES: Final = 8_192
"""A line of more characters than this is cut, whatever it holds: combining marks can be piled up without end."""


class Layout:
    """The lines of `text` on a screen of `width` cells (at least 2); `extend` wraps more of it, `starts` grows.

    A newline in the text ends a line; blanks where a line is broken belong to it but are not shown.
    """

    __slots__ = ("_done", "_starts", "text", "width")

    def __init__(self, text: str, width: int) -> None:
        self.text: Final = text
        self.width: Final = max(2, width)
        self._starts = array("L")
        self._done = 0

    def __len__(self) -> int:
        """Lines wrapped so far."""
        return len(self._starts)

    @property
    def is_complete(self) -> bool:
        """Whether the whole text is wrapped."""
        return self._done >= len(self.text) and len(self._starts) > 0

    @property
    def estimated_length(self) -> int:
        """Lines of the whole text, guessed from the part that is wrapped."""
        if self.is_complete or not self._done:
            return len(self._starts)
        return max(len(self._starts), len(self._starts) * len(self.text) // self._done)

    def extend(self, characters: int | None = None) -> None:
        """Wrap at least `characters` more of the text, up to the next newline; all of it when None."""
        text, size, width, at = self.text, len(self.text), self.width, self._done
        stop = size if characters is None else min(size, at + characters)
        while at < stop or not self._starts:
            newline = text.find("\n", at)
            end = size if newline < 0 else newline
            self._starts.append(at)
            if (end - at) * 2 > width:
                self._wrap(at, end)
            at = min(end + 1, size)
        self._done = at

    def extend_to(self, offset: int) -> None:
        """Wrap as far as the line of `offset`, and a little further."""
        if self._done <= offset and not self.is_complete:
            self.extend(offset - self._done + 4_096)

    def line_at(self, offset: int) -> int:
        """The line that holds the character at `offset`; the text must be wrapped that far."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def start(self, line: int) -> int:
        """Offset of the first character of a line."""
        return self._starts[line]

    def bounds(self, line: int) -> tuple[int, int]:
        """Offsets of a line's first character and behind its last, blanks at its end left out."""
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else self._done
        text = self.text
        while end > start and text[end - 1] in " \n":
            end -= 1
        return start, end

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and cell of the character at `offset`."""
        line = self.line_at(offset)
        return line, cell_len(self.text[self._starts[line] : offset])

    def offset_at(self, line: int, cell: int) -> int:
        """Offset of the character under a cell; the line's end when the cell lies behind it."""
        start, end = self.bounds(line)
        words = self.text[start:end]
        if not _ODD.search(words):
            return min(start + max(0, cell), end)
        at = 0
        for first, _, cells in split_graphemes(words)[0]:
            if at + cells > cell:
                return start + first
            at += cells
        return end

    def _wrap(self, at: int, end: int) -> None:
        """Break the stretch from `at` to `end`, which holds no newline, and note where its further lines start."""
        text, width, add = self.text, self.width, self._starts.append
        rfind, find_odd = text.rfind, _ODD.search
        found = find_odd(text, at, end)
        odd = found.start() if found else end
        while True:
            if odd < at:
                found = find_odd(text, at, end)
                odd = found.start() if found else end
            if odd > at + width or odd >= end:
                if end - at <= width:
                    return
                cut = rfind(" ", at, at + width + 1)
                at = cut + 1 if cut > at else at + width
            else:
                at = self._cut_by_graphemes(at, end)
            while at < end and text[at] == " ":
                at += 1
            if at >= end:
                return
            add(at)

    def _cut_by_graphemes(self, at: int, end: int) -> int:
        """Where the line that starts at `at` ends; `end` when all the rest fits."""
        size = self.width + 32
        while True:
            chunk = self.text[at : min(end, at + size)]
            cut = self._overflow(chunk)
            if cut is not None:
                return at + cut
            if at + len(chunk) >= end:
                return end
            if size >= _LONGEST_GRAPHEMES:
                return at + len(chunk)
            size *= 4

    def _overflow(self, chunk: str) -> int | None:
        """Index at which `chunk` must be broken to fit one line; None when it fits."""
        column, last_break = 0, 0
        for first, behind, cells in split_graphemes(chunk)[0]:
            if chunk[first:behind] == " ":  # with a combining mark it is a letter
                column += cells
                last_break = behind
                continue
            if column + cells > self.width:
                return last_break or first or behind
            column += cells
            if cells == 2:
                last_break = behind
        return None


def wrap(text: str, width: int) -> list[str]:
    """The lines of a short text at a width in cells, safe to show."""
    layout = Layout(safe(text), width)
    layout.extend()
    return [layout.text[slice(*layout.bounds(line))] for line in range(len(layout))]


def fit(text: str, width: int) -> str:
    """The text in at most `width` cells, safe to show, with an ellipsis where it had to be cut."""
    text = safe(text)
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    kept, cells = 0, 0
    for _, behind, size in split_graphemes(text[: 4 * width + 64])[0]:
        if cells + size > width - 1:
            break
        kept, cells = behind, cells + size
    return text[:kept].rstrip() + ELLIPSIS


def pad(text: str, width: int) -> str:
    """The text in exactly `width` cells, cut or followed by blanks."""
    text = fit(text, width)
    return text + " " * (width - cell_len(text))


def share_rows(wanted: Sequence[int], available: int, least: int = 3) -> list[int]:
    """Divide `available` rows among those who want so many each.

    Nobody gets more than wanted while another goes short, nobody less than `least` while there is enough, and what is left
    over goes to the last. Returns rows in the order of `wanted`; their sum is `available` when that allows `least` each.
    """
    rows = [min(want, least) for want in wanted]
    left = available - sum(rows)
    while left > 0:
        short = [index for index, want in enumerate(wanted) if rows[index] < want]
        if not short:
            rows[-1] += left
            break
        for index in short[:left]:
            rows[index] += 1
        left -= len(short[:left])
    return rows
