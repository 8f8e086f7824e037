"""A box over the reading screen."""

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

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
