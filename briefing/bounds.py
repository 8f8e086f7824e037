"""What one request may cost the worker: a process that takes longer, or more memory, is ended, whatever it is doing.

Time is kept by the system's own alarm, which ends the process even inside a library that never comes back to Python. Memory
is watched from a thread: `setrlimit` is not heeded on macOS, and elsewhere makes libraries fail in ways that nobody tests.
"""

import os
import resource
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from briefing.config import Settings

MB: Final = 1_000_000

OUT_OF_MEMORY: Final = 91
"""Exit status of a worker that took more memory than it may."""

LOOKS: Final = 0.05
"""Seconds between two looks at the memory."""

_PAGES: Final = Path("/proc/self/statm")


class Bounds(Struct, frozen=True):
    """How long one request may take, and how much memory its process may have."""

    seconds: float
    """Time by the clock."""
    megabytes: int
    """Memory of the whole process, the language model included."""
    setting: Literal["open_seconds", "analysis_seconds"]
    """The setting that raises the time."""

    def broken(self, status: int) -> str | None:
        """What to say of a worker that ended with `status`, if it ended because of these bounds."""
        if status == -signal.SIGALRM:
            return f"it takes longer than {self.seconds:g} seconds; raise {self.setting} in the settings to wait longer"
        if status == OUT_OF_MEMORY:
            return (
                f"it takes more than {self.megabytes:,} MB of memory; raise memory_limit in the settings, or open a shorter one"
            )
        return None


def opening_bounds(settings: Settings) -> Bounds:
    """What opening one source may cost."""
    return Bounds(settings.open_seconds, settings.memory_limit, "open_seconds")


def analysis_bounds(settings: Settings, length: int) -> Bounds:
    """What the analysis of a text of `length` characters may cost: more with every million of them."""
    more = length // MB
    return Bounds(settings.analysis_seconds * (1 + more), settings.memory_limit * (3 + more) // 3, "analysis_seconds")


@contextmanager
def bounded(bounds: Bounds) -> Iterator[None]:
    """End the process if the block breaks the bounds; only for the main thread."""
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(_most(bounds), done), name="memory", daemon=True)
    watcher.start()
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        done.set()
        watcher.join()


def _most(bounds: Bounds) -> int:
    """Bytes that the process may have: where a longer text, in wider bounds, has left it with more, as much again."""
    most, before = bounds.megabytes * MB, resident()
    return most if before < most else before + most


def _watch(most: int, done: threading.Event) -> None:
    while not done.wait(LOOKS):
        if resident() > most:
            os._exit(OUT_OF_MEMORY)


def resident() -> int:
    """Bytes of memory that this process has: now where the system tells, else at its highest so far."""
    with suppress(OSError):
        return int(_PAGES.read_text().split()[1]) * resource.getpagesize()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
