"""A text of any size, wrapped to the width: where its lines are, and moving through them.

Only the lines around the first one are wrapped before they are seen, the others a little later; a resize keeps the words at
the top where they were.
"""

from typing import Final

from textual.geometry import Size

from briefing.reader.bindings import bindings_of
from briefing.reader.layout import Layout
from briefing.reader.widgets.rows import RowView

WIDEST: Final = 88
"""Cells of the longest line: longer ones are hard to read."""

MARGIN: Final = 3
"""Cells before the words; the symbol of a line stands two cells before them."""

RIGHT_MARGIN: Final = 2

UPPER_THIRD: Final = 1 / 3
"""Share of the screen's lines above words that a jump leads to."""

FIRST_STRETCH: Final = 20_000
"""Characters that are wrapped before the first paint."""


class WrappedView(RowView, can_focus=True):
    """A text by the line; positions are those of its characters."""

    BINDINGS = bindings_of("article")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text: str | None = None
        self._layout = Layout("", 1)
        self._first = 0
        self._left = MARGIN

    def wrap(self, text: str, top: int) -> None:
        """Lay `text` out, with the line of position `top` first on the screen."""
        self._text, self._first = text, top
        self._wrap(top)

    def wrapped(self) -> None:
        """The text has other lines now."""

    def stopped(self, where: str) -> None:
        """There is nothing more to scroll to; `where` says so."""

    # -- where one is

    @property
    def top(self) -> int:
        """Position of the first character on the screen."""
        line = min(round(self.scroll_offset.y), len(self._layout) - 1)
        return self._layout.start(line) if line >= 0 else self._first

    @property
    def in_sight(self) -> tuple[int, int]:
        """Positions of the first character on the screen and behind the last."""
        last = min(round(self.scroll_offset.y) + self.size.height, len(self._layout)) - 1
        return (self.top, self._layout.bounds(last)[1]) if last >= 0 else (0, 0)

    def bounds_at(self, position: int) -> tuple[int, int]:
        """Positions of the first character of the line that holds `position`, and behind its last."""
        return self._layout.bounds(self._layout.line_at(position)) if len(self._layout) else (0, 0)

    @property
    def share_read(self) -> float:
        """How much of the article lies above the screen's last line, from 0 to 1."""
        return min(1.0, self.in_sight[1] / max(1, len(self._layout.text)))

    def go_to(self, position: int, *, to_top: bool = False, above: float = UPPER_THIRD) -> None:
        """Bring a position onto the screen: to its top, or, unless it is well in sight, below this share of its lines."""
        self._layout.extend_to(position)
        self._tell_size()
        line, height = self._layout.line_at(position), self.size.height
        first = round(self.scroll_offset.y)
        if to_top or not first + 1 <= line < first + height - 2:
            before = 0 if to_top else min(height - 1, round(height * above))
            self.scroll_to(y=max(0, line - before), animate=False, force=True)

    def position_at(self, x: int, y: int) -> int | None:
        """Position of the character under a cell of the widget; None beside the words."""
        line = y + round(self.scroll_offset.y)
        if not 0 <= line < len(self._layout) or x < self._left:
            return None
        position = self._layout.offset_at(line, x - self._left)
        return position if position < self._layout.bounds(line)[1] else None

    # -- layout

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Wrap at the new width before anything is painted, and keep the words at the top."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed and self._text_width() != self._layout.width:
            self._wrap(self.top if len(self._layout) else self._first)
        return changed

    def _text_width(self) -> int:
        room = self.scrollable_content_region.width - MARGIN - RIGHT_MARGIN
        return max(2, min(WIDEST, room))

    def _wrap(self, top: int) -> None:
        """Lay the text out as far as the screen needs it, with `top` in its first line; the rest comes later."""
        if self._text is None or not self.size.width:
            return
        self._layout = Layout(self._text, self._text_width())
        self._left = max(MARGIN, (self.scrollable_content_region.width - self._layout.width) // 2)
        self._layout.extend(FIRST_STRETCH)
        self._layout.extend_to(top + FIRST_STRETCH)
        self._tell_size()
        self.scroll_to(y=self._layout.line_at(top) if top else 0, animate=False, force=True)
        self.wrapped()
        if not self._layout.is_complete:
            self.set_timer(0.05, self._complete)

    def _complete(self) -> None:
        """Wrap what is left."""
        self._layout.extend(1_000_000)
        self._tell_size()
        if not self._layout.is_complete:
            self.set_timer(0.02, self._complete)

    def _tell_size(self) -> None:
        """Tell the scrollbar how many lines there are."""
        size = Size(self.scrollable_content_region.width, self._layout.estimated_length)
        if size != self.virtual_size:
            self.virtual_size = size

    # -- moving

    def _move(self, lines: int) -> None:
        """Scroll by so many lines; where there are none, say so."""
        top = round(self.scroll_offset.y)
        if (lines > 0 and top >= self.max_scroll_y) or (lines < 0 and top <= 0):
            self.stopped("the end" if lines > 0 else "the start")
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def action_line_down(self) -> None:
        """Scroll one line down."""
        self._move(1)

    def action_line_up(self) -> None:
        """Scroll one line up."""
        self._move(-1)

    def action_page_down(self) -> None:
        """Scroll one page down, two lines of it still in sight."""
        self._move(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        """Scroll one page up."""
        self._move(-max(1, self.size.height - 2))

    def action_half_down(self) -> None:
        """Scroll half a page down."""
        self._move(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Scroll half a page up."""
        self._move(-max(1, self.size.height // 2))

    def action_first(self) -> None:
        """Go to the first line."""
        self._move(-len(self._layout))

    def action_last(self) -> None:
        """Go to the last line."""
        self._layout.extend()
        self._tell_size()
        self._move(len(self._layout))
