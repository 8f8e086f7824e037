"""The list of articles, narrowed as one types."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from briefing.config import shipped_folder
from briefing.reader.layout import fit
from briefing.reader.library import Entry
from briefing.visible import safe


class LibraryScreen(ModalScreen[str | None]):
    """Gives the source of the article that was chosen; None where none was."""

    CSS_PATH = shipped_folder("styles") / "overlays.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, entries: Sequence[Entry], current: str) -> None:
        super().__init__()
        self._entries = entries
        self._current = current
        self._shown: list[Entry] = []

    def compose(self) -> ComposeResult:
        """A line to type in, and the list."""
        with Vertical(id="library") as box:
            box.border_title = Content("Library")
            box.border_subtitle = Content("↵ opens · a file's path opens too · esc closes")
            yield Input(placeholder="Type to narrow the list, or a path")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show everything."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has these words."""
        self._show(event.value)

    def _show(self, words: str) -> None:
        self._shown = [entry for entry in self._entries if entry.has(words)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(entry)) for entry in self._shown])
        options.highlighted = 0 if self._shown else None

    def _line(self, entry: Entry) -> Content:
        width = max(20, min(96, self.app.size.width - 8))
        here = "▸ " if entry.source == self._current else "  "
        return Content.assemble(
            Content.styled(here, "$accent"),
            Content(fit(safe(entry.title), width - 4)),
            "\n",
            Content.styled("  " + fit(f"{entry.standing} · {safe(entry.source)}", width - 4), "$dim"),
        )

    def action_move(self, rows: int) -> None:
        """Move in the list while typing."""
        options = self.query_one(OptionList)
        if self._shown:
            options.highlighted = ((options.highlighted or 0) + rows) % len(self._shown)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the highlighted article, or the path that was typed."""
        index = self.query_one(OptionList).highlighted
        if index is not None and index < len(self._shown):
            self.dismiss(self._shown[index].source)
        else:
            self.dismiss(event.value.strip() or None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the article that was clicked."""
        self.dismiss(self._shown[event.option_index].source)
