"""The keys, those of the place where one is first."""

from collections.abc import Mapping

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing.config import shipped_folder
from briefing.reader.keymap import BAR, BY_ID, COMMANDS, Command, keys_of, shown_key
from briefing.reader.layout import pad, wrap

KEYS_WIDTH = 16


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
        """All commands by group, the most useful of this pane before them."""
        here = [BY_ID[command] for ids in BAR.get(self._pane, ()) for command in ids]
        name = BY_ID[self._pane].label if self._pane in BY_ID else "Article"
        parts = self._section(f"Here: {name}", here)
        for group in dict.fromkeys(command.group for command in COMMANDS):
            parts += self._section(group, [command for command in COMMANDS if command.group == group])
        return Content("\n").join(parts)

    def _section(self, heading: str, commands: list[Command]) -> list[Content]:
        lines = [Content.styled(heading, "bold $accent")]
        width = max(20, min(92, self.app.size.width - 12) - KEYS_WIDTH)
        for command in commands:
            keys = "  ".join(shown_key(key) for key in keys_of(command, self._keymap))
            first, *others = wrap(command.tooltip, width)
            gap = "" if cell_len(keys) < KEYS_WIDTH else " "
            lines.append(Content.styled(pad(keys, KEYS_WIDTH) + gap, "bold") + Content(first))
            lines += [Content(" " * KEYS_WIDTH + other) for other in others]
        return [*lines, Content("")]

    def action_scroll(self, lines: int) -> None:
        """Scroll the list."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
