"""What is shown while a source is being opened: how far it is, and how to give it up."""

import asyncio
import time
from typing import ClassVar, Final, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing.config import shipped_folder
from briefing.errors import SourceError
from briefing.model import Article, Feed
from briefing.reader.layout import fit
from briefing.worker.protocol import Listener, Progress

BAR: Final = 24
"""Cells of the line that grows."""

Outcome = Article | Feed | SourceError | None
"""What came of it; None where the person gave up."""


class Opens(Protocol):
    """Somebody who opens sources: `briefing.opener.Opener`, or its stand-in."""

    def open_quickly(self, source: str) -> Article | None:
        """The article, where it is a text that opens in no time."""

    def open(self, source: str, listener: Listener | None = None) -> Article | Feed:
        """What the source holds; blocks."""

    def rest(self) -> None:
        """End what is going on."""

    def close(self) -> None:
        """End what is going on for good."""


class OpeningScreen(ModalScreen[Outcome]):
    """Opens a source; gives what it holds, the error, or None where one gave up."""

    CSS_PATH = shipped_folder("styles") / "overlays.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Cancel", show=False)]

    class Heard(Message):
        """The opener has come further."""

        def __init__(self, progress: Progress) -> None:
            super().__init__()
            self.progress = progress

        def can_replace(self, message: Message) -> bool:
            """Only the latest of a burst matters."""
            return isinstance(message, OpeningScreen.Heard)

    def __init__(self, source: str, opener: Opens) -> None:
        super().__init__()
        self._source = source
        self._opener = opener
        self._progress: Progress | None = None
        self._began = time.monotonic()
        self._lines = Static(markup=False)

    def compose(self) -> ComposeResult:
        """The name of the source, and a line that says how far it is."""
        with Vertical(id="opening") as box:
            box.border_title = Content("Opening")
            box.border_subtitle = Content("esc cancels")
            yield self._lines

    def on_mount(self) -> None:
        """Begin."""
        self._show()
        self.set_interval(1.0, self._show)
        self.run_worker(self._open(), exit_on_error=False)

    async def _open(self) -> None:
        outcome: Outcome
        try:
            outcome = await asyncio.to_thread(self._opener.open, self._source, self._hear)
        except SourceError as error:
            outcome = error
        if self.is_attached and self.app.screen is self:
            self.dismiss(outcome)

    def _hear(self, progress: Progress) -> None:
        """In the opener's thread: pass on what it says."""
        self.post_message(self.Heard(progress))

    def on_opening_screen_heard(self, message: Heard) -> None:
        """Say how far it is."""
        self._progress = message.progress
        self._show()

    def on_resize(self) -> None:
        """Fit the lines."""
        self._show()

    def _show(self) -> None:
        width = max(10, min(72, self.size.width - 10))
        name = Content(fit(self._source, width))
        self._lines.update(Content.assemble(name, "\n", Content.styled(fit(self.words, width), "$dim")))

    @property
    def words(self) -> str:
        """How far the opening is."""
        seconds = int(time.monotonic() - self._began)
        elapsed = f" · {seconds} s" if seconds else ""
        progress = self._progress
        if progress is None:
            return f"{'Connecting' if '://' in self._source else 'Finding the article'} …{elapsed}"
        if progress.share >= 1:
            return f"{_size(progress.received)} are here; finding the article …{elapsed}"
        if progress.share:
            filled = int(progress.share * BAR)
            bar = "━" * filled + "─" * (BAR - filled)
            return f"{bar} {progress.share:.0%} of {_size(int(progress.received / progress.share))}{elapsed}"
        return f"{_size(progress.received)} so far …{elapsed}"

    def action_give_up(self) -> None:
        """End it; nothing of it goes on."""
        self.dismiss(None)
        self._opener.rest()


def _size(received: int) -> str:
    return f"{received / 1e6:.1f} MB" if received >= 1_000_000 else f"{received / 1e3:.0f} kB"
