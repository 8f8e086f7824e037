"""One line of the article as a strip of styled segments."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from briefing.reader.highlights import Highlights, Kinds
from briefing.reader.layout import Layout

SELECTED: Final[Kinds] = ("selection",)


class Setting(NamedTuple):
    """How a line is set."""

    left: int
    """Cells before the words."""
    width: int
    """Cells of the whole strip."""
    gutter: tuple[str, str] | None
    """A symbol that stands two cells before the words, and its kind."""
    hints: Mapping[int, str]
    """Labels by the position they lie on."""
    selected: tuple[int, int] | None
    """A stretch of positions."""


class LinePainter:
    """Draws lines; keeps the styles of every combination of highlights it has met."""

    def __init__(self) -> None:
        self.base = Style()
        self._components: Mapping[str, Style] = {}
        self._styles: dict[Kinds, Style] = {}

    def restyle(self, base: Style, components: Mapping[str, Style]) -> None:
        """Take the styles of a theme: of plain words, and by kind of highlight."""
        self.base = base
        self._components = components
        self._styles = {(): base}

    def style(self, kinds: Kinds) -> Style:
        """The style of words on which these highlights lie."""
        style = self._styles.get(kinds)
        if style is None:
            style = self.base
            for kind in kinds:
                style += self._components.get(kind, Style())
            self._styles[kinds] = style
        return style

    def line(self, layout: Layout, line: int, highlights: Highlights, setting: Setting) -> Strip:
        """The strip of a line."""
        left, width, gutter, hints, selected = setting
        start, end = layout.bounds(line)
        text = layout.text
        segments = [self._margin(left, gutter)]
        cells = left
        for run in highlights.runs(start, end):
            for first, behind, kinds in _cut_by_selection(run.start, run.end, run.kinds, selected):
                words = text[first:behind]
                size = cell_len(words)
                if hints and first in hints:
                    label = set_cell_size(hints[first], min(len(hints[first]), size))
                    segments.append(Segment(label, self.style(("hint",))))
                    words = _without_cells(words, cell_len(label), size)
                segments.append(Segment(words, self.style(kinds)))
                cells += size
        if cells < width:
            segments.append(Segment(" " * (width - cells), self.base))
        return Strip(segments, max(cells, width))

    def _margin(self, left: int, gutter: tuple[str, str] | None) -> Segment:
        """The blanks before the words, with the symbol of the line in them."""
        if gutter is None or left < 3:
            return Segment(" " * left, self.base)
        symbol, kind = gutter
        return Segment(" " * (left - 2) + symbol + " ", self.style((kind,)))


def _without_cells(words: str, skipped: int, size: int) -> str:
    """The words without their first `skipped` cells, `size - skipped` cells wide."""
    at = 0
    while at < len(words) and cell_len(words[:at]) < skipped:
        at += 1
    return set_cell_size(words[at:], size - skipped)


def _cut_by_selection(start: int, end: int, kinds: Kinds, selected: tuple[int, int] | None) -> list[tuple[int, int, Kinds]]:
    """A run cut where the selection begins and ends."""
    if selected is None or selected[1] <= start or selected[0] >= end:
        return [(start, end, kinds)]
    first, behind = max(start, selected[0]), min(end, selected[1])
    parts = [(start, first, kinds), (first, behind, kinds + SELECTED), (behind, end, kinds)]
    return [part for part in parts if part[0] < part[1]]
