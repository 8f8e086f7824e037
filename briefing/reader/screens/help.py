"""The keys, those of the place where one is first."""

from collections.abc import Mapping
from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing.config import shipped_folder
from briefing.reader.keymap import BY_ID, COMMANDS, bar_entries, keys_of, shown_key
from briefing.reader.layout import wrap

KEYS_WIDTH: Final = 16
"""Cells for the keys."""


class HelpScreen(ModalScreen[None]):
    """A list of commands with their keys; any of `esc`, `?` and `q` closes it."""

    BINDINGS = [  # noqa: RUF012 - Textual's way
        Binding("escape,question_mark,q,enter", "dismiss", "Close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(15)", show=False),
        Binding("b,pageup", "scroll(-15)", show=False),
    ]

    CSS_PATH = shipped_folder("styles") / "overlays.tcss"

    def __init__(self, pane: str, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._pane = pane
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """The box with the list."""
        with VerticalScroll(id="help") as box:
            box.border_title = Content("Keys")
            box.border_subtitle = Content("esc closes")
            yield Static(self._list(), markup=False)

    def _list(self) -> Content:
        """The keys of this pane, then all commands by group."""
        name = BY_ID[self._pane].label if self._pane in BY_ID else "Article"
        lines = [Content.styled(f"Here: {name}", "bold $accent")]
        for entry in bar_entries(self._pane, self._keymap):
            lines += self._entry(entry.keys, entry.meaning)
        for group in dict.fromkeys(command.group for command in COMMANDS):
            lines += [Content(""), Content.styled(group, "bold $accent")]
            for command in COMMANDS:
                if command.group == group:
                    lines += self._entry("  ".join(shown_key(key) for key in keys_of(command, self._keymap)), command.tooltip)
        return Content("\n").join(lines)

    def _entry(self, keys: str, meaning: str) -> list[Content]:
        """Keys and what they do."""
        first, *others = wrap(meaning, max(20, min(92, self.app.size.width - 12) - KEYS_WIDTH))
        head = keys + " " * max(1, KEYS_WIDTH - cell_len(keys))
        return [Content.styled(head, "bold") + Content(first), *(Content(" " * KEYS_WIDTH + other) for other in others)]

    def action_scroll(self, lines: int) -> None:
        """Scroll the list."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
