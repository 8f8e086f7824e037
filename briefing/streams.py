"""The standard streams: results whole, messages short, and quiet when nobody listens any more."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Final, Self

import click

from briefing.errors import ExportError, SourceError
from briefing.visible import safe

CLEAR_LINE: Final = "\r\x1b[2K"


def complain(message: str) -> None:
    """Say on standard error what went wrong, in one line."""
    with suppress(OSError):
        click.echo(f"briefing: {safe(message)}", err=True)


def report(message: str) -> None:
    """Say on standard error what was done."""
    with suppress(OSError):
        click.echo(safe(message), err=True)


def print_whole(text: str) -> None:
    """Print a result; an interrupt waits until it is out, so that no line is ever cut.

    Raises:
        ExportError: there is no standard output, or it cannot take more.
        BrokenPipeError: nobody reads it any more.
    """
    if sys.stdout is None:
        raise ExportError("standard output is closed; save with -o instead")
    try:
        with _interrupts_wait():
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(f"cannot write to standard output: {(error.strerror or 'unknown error').lower()}") from error


def keep_standard_streams_taken() -> None:
    """Give a standard stream that is closed to nobody: the next file opened would get its number, and stray words with it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def leave_quietly() -> None:
    """Turn standard output away, so that Python's last flush does not complain about a reader that is gone."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def take_keys_from_terminal() -> None:
    """Give the reader the terminal for its keys where standard input is something else, as after ``briefing -``.

    Raises:
        SourceError: there is no terminal.
    """
    if "TEXTUAL_DRIVER" in os.environ:  # they come from elsewhere, as from a browser
        return
    if sys.stdout is None or not sys.stdout.isatty():
        raise SourceError("the reader needs a terminal; use --format to print the briefing, or -o to save it")
    if is_dumb_terminal():
        raise SourceError("the reader needs a terminal that can draw, and TERM=dumb says it cannot; use --format or -o instead")
    if sys.stdin is not None and sys.stdin.isatty():
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise SourceError("there is no terminal to take keys from; use --format or -o instead of the reader") from error
    os.dup2(terminal, 0)
    os.close(terminal)


def is_dumb_terminal() -> bool:
    """Whether the terminal takes letters alone."""
    return os.environ.get("TERM") == "dumb"


class Progress:
    """A line on standard error that says how far the work is, where that is a terminal: articles done, if there are several."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._shown = sys.stderr is not None and sys.stderr.isatty() and not is_dumb_terminal()

    def __enter__(self) -> Self:
        self._show()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.clear()

    def clear(self) -> None:
        """Make room for a line of somebody else's."""
        if self._shown:
            click.echo(CLEAR_LINE, err=True, nl=False)

    def step(self) -> None:
        """Count one more."""
        self._done += 1
        self._show()

    def tell(self, words: str) -> None:
        """Say what is going on, until there is something else to say."""
        if self._shown:
            width = shutil.get_terminal_size().columns - 1
            click.echo(f"{CLEAR_LINE}{safe(words)[:width]}", err=True, nl=False)

    def _show(self) -> None:
        if self._shown and self._total > 1:
            click.echo(f"{CLEAR_LINE}{self._done} of {self._total} articles", err=True, nl=False)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Hold an interrupt back until the block is done; one that is ignored, as in the background of a script, stays so."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield
        return
    came: list[FrameType | None] = []
    before = signal.signal(signal.SIGINT, lambda _number, frame: came.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
