"""A panel: a list of findings with a cursor, by the line.

What an item looks like is said by `cards.draw`; the panel keeps the rows of every item at its width, the cursor, and what
to say while there is nothing to list. One class serves all panels.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from briefing.reader import cards
from briefing.reader.bindings import bindings_of
from briefing.reader.cards import VIEWS, Row
from briefing.reader.items import Item, View
from briefing.reader.layout import fit, wrap
from briefing.reader.messages import ItemChosen, ItemTaken, StatusShown
from briefing.reader.theme import marks_of
from briefing.reader.widgets.rows import RowView

MOST_CELLS: Final = 100
"""Cells of the longest row: a line across a wide screen is hard to read."""

ITEMS_AT_ONCE: Final = 100
"""Items whose rows are made in one go."""


class Panel(RowView, can_focus=True):
    """One of the panels; its id is the command that leads to it."""

    BINDINGS = bindings_of("panel")
    ALLOW_SELECT = False

    cursor: reactive[int] = reactive(0)
    """Index of the item with the cursor."""

    def __init__(self, panel: str, number: int, name: str) -> None:
        super().__init__(id=panel)
        self.panel = panel
        self.items: Sequence[Item] = ()
        self.subtitle = ""
        """What stands in the lower border."""
        self._title = f"{number} {name}"
        self._count = ""
        self._notice = ""
        self._view: View | None = None
        self._rows: list[list[Row]] = []
        self._ends: list[int] = []
        self._styles: Mapping[str, Style] = {}
        self._width = 0
        self.is_folded = False

    # -- what is shown

    def on_mount(self) -> None:
        """Show the title."""
        self._entitle()

    def show(self, items: Sequence[Item], view: View, count: str, *, notice: str = "") -> None:
        """List `items`; `notice` says why there are none. The cursor stays on its item where that is still there."""
        current = self.item
        kept = next((index for index, item in enumerate(items) if current is not None and item.key == current.key), None)
        self.items, self._view, self._count, self._notice = items, view, count, notice
        self.set_reactive(Panel.cursor, min(self.cursor, max(0, len(items) - 1)) if kept is None else kept)
        self._lay_out()
        self._entitle()

    def clear(self) -> None:
        """Forget the items and the cursor."""
        self.items, self._view, self._count, self._notice = (), None, "", ""
        self.set_reactive(Panel.cursor, 0)
        self._lay_out()

    def tell(self, notice: str) -> None:
        """Say something instead of items."""
        if notice == self._notice and not self.items:
            return
        self.items, self._notice, self._count = (), notice, ""
        self._lay_out()
        self._entitle()

    def fold(self, folded: bool) -> None:
        """Show nothing but the title and the count, or everything."""
        if folded != self.is_folded:
            self.is_folded = folded
            self.set_class(folded, "-folded")
            self._entitle()

    @property
    def item(self) -> Item | None:
        """The item with the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    @property
    def count_words(self) -> str:
        """How many items there are, in few cells."""
        return str(len(self.items)) if self._ends or self.items else ""

    @property
    def wanted_rows(self) -> int:
        """Rows that show everything, borders included."""
        return (self._ends[-1] if self._ends else len(self._notice_rows())) + 2

    def _entitle(self) -> None:
        """Title and count into the border; in one line when folded."""
        count = f" · {self._count}" if self._count and self.is_folded else ""
        self.border_title = Content(f" {self._title}{count} " if self.is_folded else self._title)
        self._subtitle_is("" if self.is_folded else self._count)

    def _subtitle_is(self, subtitle: str) -> None:
        """Show words in the border, and tell the screen."""
        self.subtitle = subtitle
        self.border_subtitle = Content(subtitle) if subtitle else None
        self.post_message(StatusShown(self.panel))

    # -- layout

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Draw at the new width before anything is painted."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed and self.scrollable_content_region.width != self._width:
            self._lay_out()
        return changed

    def _lay_out(self) -> None:
        """Make the rows of all items."""
        self._width = width = self.scrollable_content_region.width
        self._rows, self._ends = [], []
        if self._view is not None and width > 10 and not self.is_folded:
            self._extend(self.cursor + ITEMS_AT_ONCE)
            self._keep_in_sight()
        self.forget_rows()
        self.refresh()

    def _extend(self, items: int) -> None:
        """Make the rows of so many items, and of the others a little later."""
        self._rows += [self._draw(index) for index in range(len(self._rows), min(items, len(self.items)))]
        self._measure()
        if len(self._rows) < len(self.items):
            self.set_timer(0.05, self._extend_later)

    def _extend_later(self) -> None:
        if self._rows:
            self._extend(len(self._rows) + 3 * ITEMS_AT_ONCE)
            self.refresh()

    def _draw(self, index: int) -> list[Row]:
        assert self._view is not None  # noqa: S101 - for the type checker
        width = min(self._width - 1, MOST_CELLS)
        rows = cards.draw(self.items[index], self._view, width, is_open=index == self.cursor and self.has_focus)
        return [*rows, ()] if VIEWS[self.panel].is_spaced and index + 1 < len(self.items) else rows

    def _measure(self) -> None:
        self._ends = list(accumulate(len(rows) for rows in self._rows))
        size = Size(self._width, self._ends[-1] if self._ends else 0)
        if size != self.virtual_size:
            self.virtual_size = size

    def watch_cursor(self, old: int, new: int) -> None:
        """Open the item under the cursor, and tell which it is."""
        if not self._rows or new >= len(self.items):
            return
        self._rows += [self._draw(index) for index in range(len(self._rows), new + 1)]
        self._redraw({old, new})
        self.post_message(ItemTaken(self.items[new]))

    def _redraw(self, indexes: set[int]) -> None:
        """Make the rows of some items anew."""
        for index in indexes:
            if index < len(self._rows):
                self._rows[index] = self._draw(index)
        if self._rows:
            self._measure()
            self._keep_in_sight()
        self.forget_rows()
        self.refresh()

    def _keep_in_sight(self) -> None:
        """Scroll so that the whole item with the cursor is seen."""
        if self.cursor >= len(self._ends) or not self.size.height:
            return
        start = self._ends[self.cursor - 1] if self.cursor else 0
        end = self._ends[self.cursor]
        top, height = round(self.scroll_offset.y), self.size.height
        if start < top or end - start > height:
            self.scroll_to(y=start, animate=False, force=True)
        elif end > top + height:
            self.scroll_to(y=end - height, animate=False, force=True)

    # -- drawing

    def notify_style_update(self) -> None:
        """The theme or the focus changed."""
        super().notify_style_update()
        self._styles = {}

    def watch_has_focus(self, has_focus: bool) -> None:
        """The item under the cursor is open only in the panel that has the focus."""
        super().watch_has_focus(has_focus)
        self._redraw({self.cursor})

    def draw(self, line: int) -> Strip:
        """A row of an item, or of what is said instead."""
        if not self._styles:
            self._styles = marks_of(self.app)
        base, width = self.rich_style, self._width
        if not self._ends:
            if self.items:
                return Strip.blank(width, base)
            notices = self._notice_rows()
            text = notices[line] if line < len(notices) else ""
            return Strip([Segment(text, base + self._styles["dim"])]).extend_cell_length(width, base)
        if line >= self._ends[-1]:
            return Strip.blank(width, base)
        index = bisect_right(self._ends, line)
        cells = self._rows[index][line - (self._ends[index - 1] if index else 0)]
        if index == self.cursor and cells and self.has_focus:
            base += self._styles["cursor"]
        strip = Strip([Segment(text, base + self._styles[style]) for text, style in cells if text])
        return strip.extend_cell_length(width, base)

    def _notice_rows(self) -> list[str]:
        width = max(4, self._width - 2)
        return [fit(line, width) for line in wrap(self._notice, width)] if self._notice else []

    # -- moving

    def index_at(self, y: int) -> int | None:
        """The item drawn at a row of the screen."""
        row = y + round(self.scroll_offset.y)
        return bisect_right(self._ends, row) if self._ends and row < self._ends[-1] else None

    def on_click(self, event: events.Click) -> None:
        """Take the item under the pointer; a second click goes to its words."""
        spot = event.get_content_offset(self)
        index = self.index_at(spot.y) if spot else None
        if index is None:
            return
        if event.chain == 2 or index == self.cursor:
            self.post_message(ItemChosen(self.items[index]))
        self.cursor = index

    def _move(self, items: int) -> None:
        if not self.items:
            self._subtitle_is("nothing here")
            return
        before, self.cursor = self.cursor, max(0, min(len(self.items) - 1, self.cursor + items))
        if self.cursor == before:
            self._subtitle_is("the end" if items > 0 else "the start")
        else:
            self._entitle()

    def _items_a_page(self) -> int:
        """Items that one page holds, about."""
        return max(1, self.size.height * len(self.items) // max(1, self._ends[-1] if self._ends else 1))

    def action_line_down(self) -> None:
        """Take the next item."""
        self._move(1)

    def action_line_up(self) -> None:
        """Take the item before."""
        self._move(-1)

    def action_page_down(self) -> None:
        """Go a page of items down."""
        self._move(self._items_a_page())

    def action_page_up(self) -> None:
        """Go a page of items up."""
        self._move(-self._items_a_page())

    def action_half_down(self) -> None:
        """Go half a page of items down."""
        self._move(max(1, self._items_a_page() // 2))

    def action_half_up(self) -> None:
        """Go half a page of items up."""
        self._move(-max(1, self._items_a_page() // 2))

    def action_first(self) -> None:
        """Take the first item."""
        self._move(-len(self.items))

    def action_last(self) -> None:
        """Take the last item."""
        self._move(len(self.items))
