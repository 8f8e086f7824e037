"""The list of articles, narrowed as one types, with what becomes of each while one looks."""

from collections.abc import Callable
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from briefing.reader.layout import fit, pad
from briefing.reader.library import Entry
from briefing.reader.screens.overlay import Overlay

WIDEST: Final = 92
"""Cells of the longest line."""

AROUND: Final = 9
"""Rows of the screen that the list leaves for what is around it."""

LEAST_ORIGIN: Final = 28
"""Cells for date and source below which there is the date alone."""

Listing = tuple[list[Entry], str]
"""The articles, and what is being done with them."""


class LibraryScreen(Overlay[str | None]):
    """Gives the source of the article that was chosen; None where none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(8)", show=False, priority=True),
        Binding("pageup", "move(-8)", show=False, priority=True),
        Binding("ctrl+x", "toggle_analyses", show=False, priority=True),
    ]

    def __init__(self, listing: Callable[[], Listing], current: str, toggle_analyses: Callable[[], None]) -> None:
        super().__init__()
        self._listing = listing
        self._current = current
        self._toggle_analyses = toggle_analyses
        self._shown: list[Entry] = []

    def compose(self) -> ComposeResult:
        """A line to type in, and the list."""
        with Vertical(id="library") as box:
            box.border_subtitle = Content("↵ opens · esc closes")
            yield Input(placeholder="Type to narrow the list, or a path")
            yield OptionList(markup=False)
            yield Static("Nothing has these words; ↵ opens them as a path.", id="nothing", markup=False)

    def on_mount(self) -> None:
        """Show everything; the article on the screen has the cursor."""
        self.tell_standing(self._current)

    def on_resize(self) -> None:
        """Fit the lines."""
        self.tell_standing()

    def on_input_changed(self) -> None:
        """Show what has these words."""
        self.tell_standing()

    def tell_standing(self, source: str | None = None) -> None:
        """Show what has become of the articles; the cursor stays on its article, or goes to `source`."""
        options, words = self.query_one(OptionList), self.query_one(Input).value
        wanted = source or self._chosen
        found, work = self._listing()
        entries = [entry for entry in found if entry.has(words)]
        if [entry.source for entry in entries] != [entry.source for entry in self._shown]:
            options.clear_options()
            options.add_options([Option(self._line(entry)) for entry in entries])
            sources = [entry.source for entry in entries]
            options.highlighted = (sources.index(wanted) if wanted in sources else 0) if entries else None
        else:
            for index, entry in enumerate(entries):
                options.replace_option_prompt_at_index(index, self._line(entry))
        self._shown = entries
        options.styles.max_height = max(4, self.app.size.height - AROUND)
        self.query_one("#nothing").display = not entries
        self.query_one("#library").border_title = Content(f"Library{f' · {work}' if work else ''}")

    @property
    def _chosen(self) -> str | None:
        """The source under the cursor."""
        index = self.query_one(OptionList).highlighted
        return self._shown[index].source if index is not None and index < len(self._shown) else None

    @property
    def _width(self) -> int:
        """Cells of a line."""
        return max(20, min(WIDEST, self.app.size.width - 12))

    def _line(self, entry: Entry) -> Content:
        """Title and how far it is read; source, date, and what was found or how far the analysis is."""
        here = "▸ " if entry.source == self._current else "  "
        title, reading = _apart(entry.title, entry.reading, self._width - 2)
        origin = [part for part in (entry.published, entry.source) if part]
        if len(origin) > 1 and self._width - cell_len(entry.standing) < LEAST_ORIGIN:
            origin.pop()  # a stump of a path tells nothing
        where, standing = _apart(" · ".join(origin), entry.standing, self._width - 2)
        return Content.assemble(
            Content.styled(here, "$accent"),
            Content(title),
            Content.styled(reading, "$accent" if "%" in entry.reading else "$dim"),
            "\n",
            Content.styled(f"  {where}{standing}", "$dim"),
        )

    def action_move(self, rows: int) -> None:
        """Move in the list while typing."""
        options = self.query_one(OptionList)
        if not self._shown:
            return
        at, last = options.highlighted or 0, len(self._shown) - 1
        if abs(rows) == 1:
            options.highlighted = (at + rows) % (last + 1)
        else:
            options.highlighted = max(0, min(last, at + rows))

    def action_toggle_analyses(self) -> None:
        """Stop the analyses, or go on with them."""
        self._toggle_analyses()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the highlighted article, or the path that was typed."""
        self.dismiss(self._chosen or event.value.strip() or None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the article that was clicked."""
        self.dismiss(self._shown[event.option_index].source)


def _apart(left: str, right: str, width: int) -> tuple[str, str]:
    """Two texts at the two ends of a line; the right one may have three quarters of it."""
    right = fit(right, width * 3 // 4)
    room = width - cell_len(right) - (2 if right else 0)
    return pad(left, room) + ("  " if right else ""), right
