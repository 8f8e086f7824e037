"""A view that scrolls by the row, and paints nothing but what changed.

Textual works out border, padding and opacity anew for each row of words, which takes longer than the words themselves, and
draws the whole scrollbar for every line that goes by. Here rows of words get the edges of one that Textual has drawn, stay
drawn until they change, and only those rows of the scrollbar are drawn that its thumb enters or leaves.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

MOST_ROWS: Final = 500
"""Rows that are kept as they were painted; each takes some five kilobytes."""

STEPS: Final = 8
"""Steps that the thumb of the scrollbar takes in a row."""


class Frame(NamedTuple):
    """What a row of words gets from the widget around it."""

    left: Strip
    """What stands before the words."""
    right: Strip
    """What stands behind them, up to the widget's edge."""
    filters: Sequence[LineFilter]
    """What every line of the app goes through."""
    ground: Color
    """The colour behind the words."""

    def filtered(self, strip: Strip) -> list[Segment]:
        """The words after all filters."""
        segments = list(strip)
        for line_filter in self.filters:
            segments = line_filter.apply(segments, self.ground)
        return segments


class RowView(ScrollView):
    """Shows the lines that `draw` gives, each as wide as the words have room."""

    virtual_size: reactive[Size] = reactive(Size(0, 0), layout=False)
    """Cells of the whole text. How long it is changes nothing but the scrollbar: no widget has to be arranged anew."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._painted: dict[int, Strip] = {}
        self._frame: Frame | None = None

    def draw(self, line: int) -> Strip:
        """The words of a line of the text, counted from 0; blank behind the last one."""
        raise NotImplementedError

    def edge(self, y: int, line: int) -> Strip | None:
        """What covers the last cells of a line of words while it stands in row `y` of the screen."""

    def head(self, strip: Strip) -> Strip:
        """The row above the words, if there is one, made of what Textual drew."""
        return strip

    def foot(self, strip: Strip) -> Strip:
        """The row below the words, if there is one, made of what Textual drew."""
        return strip

    def forget_rows(self, lines: Iterable[int] | None = None) -> None:
        """Draw lines anew when they are seen next; all of them where none are given."""
        if lines is None:
            self._painted.clear()
            return
        for line in lines:
            self._painted.pop(line, None)

    # -- painting

    def render_line(self, y: int) -> Strip:
        """The words of a row of the screen; Textual asks for it when it wants to know what lies under the pointer."""
        return self.draw(y + round(self.scroll_offset.y))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a part of the widget: those of words from what is drawn already, the border from Textual."""
        width, height = self.outer_size
        first = self.gutter.top
        behind = max(first, height - self.gutter.bottom)
        strips = []
        if crop.y < first:
            strips += super().render_lines(Region(0, crop.y, width, min(first, crop.bottom) - crop.y))
            if crop.y == 0:
                strips[0] = self.head(strips[0])
        top_line = round(self.scroll_offset.y)
        strips += [self._paint(y - first, y - first + top_line) for y in range(max(first, crop.y), min(behind, crop.bottom))]
        if crop.bottom > behind:
            top = max(behind, crop.y)
            strips += super().render_lines(Region(0, top, width, crop.bottom - top))
            if crop.bottom == height:
                strips[-1] = self.foot(strips[-1])
        if crop.column_span != (0, width):
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def _paint(self, y: int, line: int) -> Strip:
        """A line of words in a row of the screen as it is painted, between the edges of the widget."""
        self._frame = frame = self._frame or self._make_frame()
        strip = self._painted.get(line)
        if strip is None:
            if len(self._painted) >= MOST_ROWS:
                self._painted.clear()
            words = frame.filtered(self.draw(line))
            self._painted[line] = strip = Strip([*frame.left, *words, *frame.right], self.outer_size.width)
        if (edge := self.edge(y, line)) is not None:
            at = strip.cell_length - frame.right.cell_length - edge.cell_length
            strip = Strip([*strip.crop(0, at), *frame.filtered(edge), *frame.right], strip.cell_length)
        return strip

    def filtered(self, strip: Strip) -> Strip:
        """A row of our own as the app's filters want it: colours may be unwanted."""
        self._frame = frame = self._frame or self._make_frame()
        return Strip(frame.filtered(strip), strip.cell_length)

    def _make_frame(self) -> Frame:
        """The frame, from a row that Textual draws."""
        width, left = self.outer_size.width, self.gutter.left
        (row,) = super().render_lines(Region(0, self.gutter.top, width, 1))
        behind = left + self.scrollable_content_region.width
        return Frame(row.crop(0, left), row.crop(behind, width), self.get_line_filters(), self.background_colors[1])

    def notify_style_update(self) -> None:
        """The theme or the focus changed."""
        super().notify_style_update()
        self._frame = None
        self.forget_rows()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Draw the edges anew for another size."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            self._frame = None
            self.forget_rows()
        return changed

    # -- scrolling

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint the words at another place, and the scrollbar where its thumb moved."""
        if round(old_value) == round(new_value):
            return
        self.refresh(self.size.region)
        if self.show_vertical_scrollbar:
            self._move_thumb(new_value)

    def _move_thumb(self, position: float) -> None:
        bar = self.vertical_scrollbar
        before, after = self._thumb(bar.position), self._thumb(position)
        bar.set_reactive(ScrollBar.position, position)
        if before != after:
            rows = [step // STEPS for step in (*before, *after)]
            bar.refresh(Region(0, min(rows), bar.size.width, max(rows) - min(rows) + 1))

    def _thumb(self, position: float) -> tuple[int, int]:
        """Where the thumb of the scrollbar begins and ends, in steps, as Textual draws it."""
        height, window, length = self.vertical_scrollbar.size.height, self.vertical_scrollbar.window_size, self.max_scroll_y
        size = max(1.0, height * window / max(1, length + window))
        first = int((height - size) * position / max(1, length) * STEPS)
        return first, first + -int(-size * STEPS // 1)
