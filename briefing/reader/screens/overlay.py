"""A box over the reading screen."""

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

from briefing.config import shipped_folder

Outcome = TypeVar("Outcome")


class Overlay(ModalScreen[Outcome]):
    """Closes without an outcome when one clicks beside its box, as it does by `esc`."""

    CSS_PATH = shipped_folder("styles") / "overlays.tcss"

    def on_click(self, event: events.Click) -> None:
        """Close where the click met nothing but the screen."""
        if event.widget is self:
            self.dismiss(None)
