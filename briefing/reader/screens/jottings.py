"""The list of notes and bookmarks: to go to one, to change it, to take it away."""

from collections.abc import Callable
from typing import ClassVar, Final, Literal

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from briefing.export.wording import ADRIFT
from briefing.reader.jottings import Jotting, jottings, put_back, take_away
from briefing.reader.layout import ELLIPSIS, fit, pad, wrap
from briefing.reader.reading import Reading
from briefing.reader.screens.overlay import MenuOverlay

WIDEST: Final = 84
"""Cells of the longest line."""

AROUND: Final = 5
"""Rows of the screen that the list leaves for what is around it."""

MOST_ROWS: Final = 4
"""Rows of a note; `a` shows the whole of a longer one."""

Choice = tuple[Literal["go", "change"], Jotting]
"""What to do with which."""


class JottingsScreen(MenuOverlay[Choice | None]):
    """Gives what to do with which note or bookmark; None where nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,A", "dismiss", "Close", show=False),
        Binding("g", "move('first')", show=False),
        Binding("G", "move('last')", show=False),
        Binding("a", "change", show=False),
        Binding("x", "take_away", show=False),
        Binding("u", "put_back", show=False),
    ]

    def __init__(self, reading: Reading, changed: Callable[[], None]) -> None:
        super().__init__()
        self._reading = reading
        self._changed = changed
        self._shown: list[Jotting] = []
        self._taken: list[Jotting] = []

    def compose(self) -> ComposeResult:
        """The box with the list."""
        with Vertical(id="jottings") as box:
            box.border_title = Content("Notes and bookmarks")
            box.border_subtitle = Content("↵ goes there · a changes · x removes · esc closes")
            yield OptionList(markup=False)
            yield Static("Nothing is left; u brings back what was removed.", id="nothing", markup=False)

    def on_mount(self) -> None:
        """Show them."""
        self._show()

    def on_resize(self) -> None:
        """Fit the lines."""
        self._show()

    def _show(self) -> None:
        menu = self.query_one(OptionList)
        at = menu.highlighted or 0
        self._shown = jottings(self._reading)
        menu.set_options([Option(self._rows(jotting)) for jotting in self._shown])
        menu.highlighted = min(at, len(self._shown) - 1) if self._shown else None
        menu.styles.max_height = max(4, self.app.size.height - AROUND)
        menu.display, self.query_one("#nothing").display = bool(self._shown), not self._shown

    def _rows(self, jotting: Jotting) -> Content:
        """A note above the words it is about, or the words of a bookmark; the paragraph at the right edge."""
        width = max(20, min(WIDEST, self.app.size.width - 12))
        room = width - 2 - cell_len(jotting.place) - 2
        rows = [jotting.words] if jotting.note is None else _cut(wrap(jotting.note, room))
        first, *others = (pad(row, room) for row in rows)
        lines = [
            Content.styled("◈ " if jotting.note is None else "✎ ", "$accent")
            + Content(first)
            + Content.styled(f"  {jotting.place}", "$dim")
        ]
        lines += [Content(f"  {row}") for row in others]
        if jotting.note is not None:
            about = f"({ADRIFT})" if jotting.is_adrift else jotting.words
            lines.append(Content.styled(f"  {fit(about, width - 2)}", "$accent" if jotting.is_adrift else "$dim"))
        return Content("\n").join(lines)

    @property
    def _chosen(self) -> Jotting | None:
        """The one under the cursor."""
        index = self.query_one(OptionList).highlighted
        return self._shown[index] if index is not None and index < len(self._shown) else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to it."""
        event.stop()
        self.dismiss(("go", self._shown[event.option_index]))

    def action_change(self) -> None:
        """Write the note anew."""
        jotting = self._chosen
        if jotting is None:
            return
        if jotting.note is None:
            self.notify("A bookmark has no words of its own: go there, and a writes a note.", markup=False)
        else:
            self.dismiss(("change", jotting))

    def action_take_away(self) -> None:
        """Take it away."""
        if (jotting := self._chosen) is not None:
            take_away(self._reading, jotting)
            self._taken.append(jotting)
            self._changed()
            self._show()

    def action_put_back(self) -> None:
        """Bring back what was taken away last."""
        if self._taken:
            put_back(self._reading, self._taken.pop())
            self._changed()
            self._show()
        else:
            self.notify("Nothing was removed here.", markup=False)


def _cut(rows: list[str]) -> list[str]:
    """As many rows as are shown; the last tells where there are more."""
    return rows if len(rows) <= MOST_ROWS else [*rows[: MOST_ROWS - 1], f"{rows[MOST_ROWS - 1]} {ELLIPSIS}"]
