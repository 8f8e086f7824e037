"""What is printed is printed whole, interrupt or not."""

import signal
import sys
from collections.abc import Iterator

import pytest

from briefing.streams import print_whole


class Interrupted:
    """A standard output on whose every writing an interrupt comes."""

    def __init__(self) -> None:
        self.buffer = self
        self.got = b""

    def write(self, content: bytes) -> None:
        signal.raise_signal(signal.SIGINT)
        self.got += content

    def flush(self) -> None:
        """Nothing waits."""


@pytest.fixture(autouse=True)
def _interrupts_as_before() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_waits_until_the_line_is_out(monkeypatch: pytest.MonkeyPatch):
    signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(sys, "stdout", out := Interrupted())
    with pytest.raises(KeyboardInterrupt):
        print_whole("a line\n")
    assert out.got == b"a line\n"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_that_is_ignored_stays_ignored(monkeypatch: pytest.MonkeyPatch):
    """So a shell starts what a script has in the background."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    monkeypatch.setattr(sys, "stdout", out := Interrupted())
    print_whole("a line\n")
    assert out.got == b"a line\n"
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
