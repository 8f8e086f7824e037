"""A box over the reading screen."""

from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList

from briefing.config import shipped_folder
from briefing.reader.theme import lacks_colours

Outcome = TypeVar("Outcome")


class Overlay(ModalScreen[Outcome]):
    """Closes without an outcome when one clicks beside its box, as it does by `esc`."""

    CSS_PATH = shipped_folder("styles") / "overlays.tcss"

    def on_mount(self) -> None:
        """Say to the style sheet where a tint would not be seen."""
        self.set_class(lacks_colours(self.app), "-plain")

    def on_click(self, event: events.Click) -> None:
        """Close where the click met nothing but the screen."""
        if event.widget is self:
            self.dismiss(None)


class MenuOverlay(Overlay[Outcome]):
    """Holds a list that one moves in as in a panel."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move('cursor_down')", show=False),
        Binding("k", "move('cursor_up')", show=False),
    ]

    async def action_move(self, how: str) -> None:
        """Have the list do one of its own actions."""
        await self.query_one(OptionList).run_action(how)
