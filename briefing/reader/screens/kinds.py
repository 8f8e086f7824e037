"""Which kinds of words are coloured: a small menu whose every change is seen at once in the article behind it."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from briefing.reader.layers import COLOURED, NAME_KINDS
from briefing.reader.screens.overlay import MenuOverlay
from briefing.reader.theme import marks_of


class Kind(NamedTuple):
    """A line of the menu."""

    key: str
    """The letter that turns it on or off."""
    sign: str
    """The symbol the panels use for it."""
    words: str
    """What it is called."""


KINDS: Final[Mapping[str, Kind]] = {
    "person": Kind("p", "●", "People"),
    "organization": Kind("o", "■", "Organisations"),
    "place": Kind("c", "◆", "Countries and places"),
    "group": Kind("g", "▲", "Groups"),
    "speech": Kind("w", "“", "Quoted words"),
}


class KindsScreen(MenuOverlay[None]):
    """Turns kinds of highlight on and off; any of `esc`, `e`, `q` and `enter` on the last line closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,e,q", "dismiss", "Close", show=False),
        Binding("space", "move('select')", show=False),
        Binding("a", "all", show=False),
        Binding("n", "none", show=False),
        *(Binding(kind.key, f"turn('{name}')", show=False) for name, kind in KINDS.items()),
    ]

    def __init__(self, counts: Mapping[str, int], is_on: Callable[[str], bool], toggle: Callable[[str], None]) -> None:
        super().__init__()
        self._counts = counts
        self._is_on = is_on
        self._toggle = toggle

    def compose(self) -> ComposeResult:
        """The box with a line for each kind."""
        with Vertical(id="kinds") as box:
            box.border_title = Content("Coloured in the article")
            box.border_subtitle = Content("a all · n no names · esc closes")
            yield OptionList(*(Option(self._line(kind), id=kind) for kind in COLOURED), markup=False)

    def _line(self, name: str) -> Content:
        """Whether it is on, its letter, its name in its colour, and how often it occurs."""
        kind, is_on = KINDS[name], self._is_on(name)
        style = Style.from_rich_style(marks_of(self.app)[name if is_on else "dim"])
        return Content.assemble(
            Content.styled(" ✓ " if is_on else " · ", "bold $accent" if is_on else "$dim"),
            Content.styled(f"{kind.key}  ", "bold $accent"),
            Content.styled(f"{kind.sign} {kind.words}", style),
            Content.styled(f"{self._counts.get(name, 0):>{27 - cell_len(kind.words)}} ", "$dim"),
        )

    def _show(self) -> None:
        menu = self.query_one(OptionList)
        for kind in COLOURED:
            menu.replace_option_prompt(kind, self._line(kind))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Turn the chosen line on or off."""
        event.stop()
        if event.option_id is not None:
            self.action_turn(event.option_id)

    def action_turn(self, kind: str) -> None:
        """Turn one kind on or off."""
        self._toggle(kind)
        self._show()

    def action_all(self) -> None:
        """Turn everything on."""
        for kind in COLOURED:
            if not self._is_on(kind):
                self._toggle(kind)
        self._show()

    def action_none(self) -> None:
        """Turn all names off."""
        for kind in NAME_KINDS:
            if self._is_on(kind):
                self._toggle(kind)
        self._show()
