"""One line of the article as a strip of styled segments."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from briefing.reader.highlights import Highlights, Kinds
from briefing.reader.layers import NAME_KINDS
from briefing.reader.layout import Layout

SELECTED: Final[Kinds] = ("selection",)
FADED: Final[Kinds] = ("dim",)
NAMES: Final = frozenset(NAME_KINDS)


class Setting(NamedTuple):
    """How a line is set."""

    left: int
    """Cells before the words."""
    width: int
    """Cells of the whole strip."""
    gutter: tuple[str, str] | None
    """A symbol that stands two cells before the words, and its kind."""
    hints: Mapping[int, str]
    """Labels by the position of the word they stand before; the other words are faded while there are any."""
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
        labels: list[tuple[int, str]] = []
        for run in highlights.runs(start, end):
            for first, behind, kinds in _cut_by_selection(run.start, run.end, run.kinds, selected):
                words = text[first:behind]
                if first in hints:
                    labels.append((cells, hints[first]))
                is_faded = bool(hints) and NAMES.isdisjoint(kinds)
                segments.append(Segment(words, self.style(kinds + FADED if is_faded else kinds)))
                cells += cell_len(words)
        if cells < width:
            segments.append(Segment(" " * (width - cells), self.base))
        strip = Strip(segments, max(cells, width))
        for cell, label in labels:
            strip = self._labelled(strip, cell, label)
        return strip

    def _labelled(self, strip: Strip, cell: int, label: str) -> Strip:
        """The line with a label right before a cell: over a blank or the margin, so that the word can be read."""
        first = max(0, cell - len(label))
        parts = strip.crop(0, first), Strip([Segment(label, self.style(("hint",)))]), strip.crop(first + len(label), None)
        return Strip.join(parts)

    def _margin(self, left: int, gutter: tuple[str, str] | None) -> Segment:
        """The blanks before the words, with the symbol of the line in them."""
        if gutter is None or left < 3:
            return Segment(" " * left, self.base)
        symbol, kind = gutter
        return Segment(" " * (left - 2) + symbol + " ", self.style((kind,)))


def _cut_by_selection(start: int, end: int, kinds: Kinds, selected: tuple[int, int] | None) -> list[tuple[int, int, Kinds]]:
    """A run cut where the selection begins and ends."""
    if selected is None or selected[1] <= start or selected[0] >= end:
        return [(start, end, kinds)]
    first, behind = max(start, selected[0]), min(end, selected[1])
    parts = [(start, first, kinds), (first, behind, kinds + SELECTED), (behind, end, kinds)]
    return [part for part in parts if part[0] < part[1]]
