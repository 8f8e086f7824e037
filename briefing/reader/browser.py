"""What comes from a browser, by way of textual-serve: the same bytes as from a terminal, in packets."""

import contextlib
from collections.abc import Iterable

from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver, _ExitInput
from textual.message import Message

from briefing.reader.keyboard import Keyboard


class BrowserDriver(WebDriver):
    """Textual's driver for a reader in a browser, with our `Keyboard`."""

    def run_input_thread(self) -> None:
        """Read what the server sends until the program ends: keys, and messages about the page."""
        keyboard, packets = Keyboard(self._debug), ByteStream()
        with contextlib.closing(self._input_reader), contextlib.suppress(_ExitInput):
            for data in self._input_reader:
                for kind, payload in packets.feed(data) if data else ():
                    if kind == "D":
                        self._process(keyboard.read(payload))
                    else:
                        self._on_meta(kind, payload)
                self._process(keyboard.tick())

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
