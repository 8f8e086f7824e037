"""What the screens need of the program around them."""

from typing import Protocol

from textual.widget import Widget

from briefing.config import Settings


class Host(Protocol):
    """What a screen needs of the program."""

    settings: Settings
    """The user's settings."""

    def analyse(self) -> None:
        """Start the analysis of the article on the screen."""

    def stop_analyses(self) -> bool:
        """Stop what is being analysed; tells whether there was anything."""

    def keep_state(self) -> None:
        """Keep the place and what was marked and written."""

    def hold_keys_for(self, opened: Widget) -> None:
        """Let keys wait until what was opened has the focus."""

    def next_theme(self) -> str:
        """Take the next theme; gives its name."""

    def show_library(self) -> None:
        """Show the articles there are."""

    def reload(self) -> None:
        """Open the article on the screen once more, as it is on the disk now."""

    def leave(self) -> None:
        """Keep what must be kept, and end the program."""
