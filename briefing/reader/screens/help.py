"""The keys, those of the place where one is first."""

from collections.abc import Mapping
from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from briefing.reader.keymap import COMMANDS, bar_entries, keys_of, name_of, shown_key
from briefing.reader.layout import pad, wrap
from briefing.reader.screens.overlay import Overlay

KEYS_WIDTH: Final = 18
"""Cells for the keys."""

ABOUT: Final = (
    "Beside the article: its summary, key actors, quotes and open questions. Move in a panel, and the article shows the words "
    "behind each line; enter goes there, backspace comes back. Follow an actor, and its every mention is marked."
)
"""What one can do here, for who comes for the first time."""


class HelpScreen(Overlay[str]):
    """A list of commands with their keys: a click gives the id of one; any of `esc`, `?` and `q` closes it."""

    BINDINGS = [  # noqa: RUF012 - Textual's way
        Binding("escape,question_mark,q,enter", "dismiss", "Close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(15)", show=False),
        Binding("b,pageup", "scroll(-15)", show=False),
    ]

    def __init__(self, place: str, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._place = place
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """The box with the list."""
        with VerticalScroll(id="help") as box:
            box.border_title = Content("Keys")
            box.border_subtitle = Content("space scrolls · click a line to do it · esc closes")
            yield Static(self._list(), markup=False)

    def on_resize(self) -> None:
        """Fit the lines."""
        self.query_one(Static).update(self._list())

    def _list(self) -> Content:
        """The keys of this pane, then all commands by group."""
        lines = [*map(Content, wrap(ABOUT, self._room)), Content("")]
        lines.append(Content.styled(f"Here: {name_of(self._place)}", "bold $accent"))
        for entry in bar_entries(self._place, self._keymap):
            lines += self._entry(entry.keys, entry.meaning, entry.command)
        for group in dict.fromkeys(command.group for command in COMMANDS):
            lines += [Content(""), Content.styled(group, "bold $accent")]
            for command in COMMANDS:
                if command.group == group:
                    keys = " ".join(shown_key(key) for key in keys_of(command, self._keymap))
                    lines += self._entry(keys, command.tooltip, command.id)
        return Content("\n").join(lines)

    @property
    def _room(self) -> int:
        """Cells of a line."""
        return max(20 + KEYS_WIDTH, min(88, self.app.size.width - 13))

    def _entry(self, keys: str, meaning: str, command: str) -> list[Content]:
        """Keys and what they do, which a click does."""
        left = KEYS_WIDTH if self._room > 60 else KEYS_WIDTH // 2
        does = Style.from_meta({"@click": f"screen.choose('{command}')"})
        rows = [Content.styled(" " * left + line, does) for line in wrap(meaning, self._room - left)]
        if cell_len(keys) >= left:  # on a line of their own
            return [Content.styled(keys, does + Style(bold=True)), *rows]
        return [Content.styled(pad(keys, left), does + Style(bold=True)) + rows[0][left:], *rows[1:]]

    def action_choose(self, command: str) -> None:
        """Close the list for a command."""
        self.dismiss(command)

    def action_scroll(self, lines: int) -> None:
        """Scroll the list."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
