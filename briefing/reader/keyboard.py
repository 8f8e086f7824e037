"""What comes from the keyboard: bytes that are no UTF-8 become �, and what is pasted stays text whatever it holds."""

import codecs
import os
import selectors
from collections.abc import Iterator
from typing import Final

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

ESCAPE: Final = "\x1b"
SHOWN_ESCAPE: Final = "␛"
"""What an escape character becomes in a paste; Textual would read it as the start of a key."""

CHUNK: Final = 4_096
"""Bytes that are read at once."""

TICK: Final = 0.1
"""Seconds after which an escape character that nothing follows is the escape key."""


class PasteGuard:
    """Takes the escape characters out of pastes, however the text is divided into chunks."""

    def __init__(self) -> None:
        self._is_pasting = False
        self._held = ""
        self._tail = ""

    def guard(self, text: str) -> str:
        """The next chunk. What may be the start of the mark that ends a paste is held back until it is known."""
        text, self._held = self._held + text, ""
        passed = []
        while text:
            part, text = self._inside(text) if self._is_pasting else self._outside(text)
            passed.append(part)
        return "".join(passed)

    def _outside(self, text: str) -> tuple[str, str]:
        """The text up to the start of a paste, which an earlier chunk may have begun, and what follows it."""
        seen = self._tail + text
        _, start, pasted = seen.partition(BRACKETED_PASTE_START)
        self._is_pasting = bool(start)
        self._tail = "" if start else seen[1 - len(BRACKETED_PASTE_START) :]
        return text[: len(text) - len(pasted)], pasted

    def _inside(self, text: str) -> tuple[str, str]:
        """The pasted text up to its end, and what follows it."""
        pasted, end, after = text.partition(BRACKETED_PASTE_END)
        self._is_pasting = not end
        if not end:
            kept = next((size for size in range(len(BRACKETED_PASTE_END) - 1, 0, -1) if _ends(pasted, size)), 0)
            self._held = pasted[len(pasted) - kept :]
            pasted = pasted[: len(pasted) - kept]
        return pasted.replace(ESCAPE, SHOWN_ESCAPE) + end, after


def _ends(text: str, size: int) -> bool:
    """Whether the text ends with so many characters of the mark that ends a paste."""
    return text.endswith(BRACKETED_PASTE_END[:size])


class Keyboard:
    """Reads bytes as Textual's messages."""

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._guard = PasteGuard()
        self._parser = XTermParser(debug)

    def read(self, data: bytes) -> Iterator[Message]:
        """What the next bytes mean."""
        for letter in self._guard.guard(self._decode(data)):
            try:
                yield from self._parser.feed(letter)
            except (ValueError, OverflowError):  # a key number that no character has
                self._parser = XTermParser(self._debug)

    def tick(self) -> Iterator[Message]:
        """What bytes mean after which nothing came for a while."""
        yield from self._parser.tick()


class TerminalDriver(LinuxDriver):
    """Textual's driver, with our `Keyboard`."""

    def run_input_thread(self) -> None:
        """Read the terminal until the program ends."""
        keyboard = Keyboard(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data = os.read(self.fileno, CHUNK) if selector.select(TICK) else b""
                for message in (*keyboard.read(data), *keyboard.tick()):
                    self.process_message(message)
