"""The last door to the terminal: whatever text comes to it leaves as letters alone, and a fault leaves it in order."""

import contextlib
from abc import abstractmethod
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel

from briefing.reader.ordered import OrderedApp
from briefing.visible import is_safe, safe, safe_lines, safe_without

FAULT: Final = "the reader ended by a fault of its own; your place and your notes are kept"


class SafeFilter(LineFilter):
    """Every strip passes here on its way to the terminal; what could steer it, or hide, is taken out, the width stays."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with safe text."""
        del background
        if is_safe("".join(segment.text for segment in segments if not segment.control)):
            return segments
        return [Segment(text if control else _of_same_width(text), style, control) for text, style, control in segments]


def _of_same_width(text: str) -> str:
    """Safe text of as many cells, for text that was measured already: what has no width is left out."""
    return text if is_safe(text) else set_cell_size(safe_without(text, lambda letter: not cell_len(letter)), cell_len(text))


_SAFE: Final = SafeFilter()


class GuardedApp(OrderedApp):
    """An app whose screen, notices and clipboard hold safe text alone, and that ends in order where it fails."""

    last_words = ""
    """What is said on standard error after the end."""

    @abstractmethod
    def keep_state(self) -> str | None:
        """Keep the place and what was marked and written; why it cannot be kept, where that is so."""

    def get_driver_class(self) -> type[Driver]:
        """Our own driver where Textual would take its own for terminals or for browsers."""
        usual = super().get_driver_class()
        if usual.__name__ == "LinuxDriver":
            from briefing.reader.keyboard import TerminalDriver  # noqa: PLC0415 - there are no terminals like this on Windows

            return TerminalDriver
        if usual.__name__ == "WebDriver":
            from briefing.reader.browser import BrowserDriver  # noqa: PLC0415 - a terminal does without it

            return BrowserDriver
        return usual

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, then ours: nothing comes after it."""
        return [*super().get_line_filters(), _SAFE]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell the person something, as plain text unless `markup` is asked for."""
        super().notify(safe(message), title=safe(title), severity=severity, timeout=timeout, markup=markup)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy text that can be pasted anywhere, a shell included."""
        super().copy_to_clipboard(safe_lines(text))

    # -- faults

    def _handle_exception(self, error: Exception) -> None:
        """Whatever was raised: keep what can be kept, and say in one line what it was."""
        self.last_words = f"{FAULT} ({type(error).__name__}: {error})"
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.panic()

    def panic(self, *renderables: object) -> None:
        """End after a fault: without a traceback, and not with status 0."""
        del renderables
        self.last_words = self.last_words or FAULT
        self._return_code = 1
        with contextlib.suppress(Exception):
            self.keep_state()
        self._close_messages_no_wait()
