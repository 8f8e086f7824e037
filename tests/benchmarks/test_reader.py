"""The reader from outside, in a terminal of 120 × 40: first paint, keys while the worker is busy, resize, cancel.

``nice pytest tests/benchmarks/test_reader.py --benchmark-only``. Budgets: first paint 1.6 times the smallest Textual program's;
p95 of a key while analysing 1.5 times the idle one; the first frame after a resize within 60 ms; cancel within 100 ms.
What must be compared is measured in turn, and its ratio stands in `extra_info`: the machine may be busy.
"""

import asyncio
import fcntl
import os
import pty
import resource
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from test_growth import news

from briefing.config import Settings
from briefing.sources import article_from_text
from briefing.worker.async_client import AsyncClient
from briefing.worker.protocol import Progress

FRAME_END = b"\x1b[?2026l"
FIRST_WORDS = b"Harbour town argues"
SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self):
        yield Static("SMALLEST")
Smallest().run()
"""
BRIEFING = (sys.executable, "-m", "briefing")


class Terminal:
    """A program in a pseudo-terminal that tells its frames apart, as Textual does."""

    def __init__(self, *command: str, home: Path) -> None:
        self.pid, self._screen = pty.fork()
        if self.pid == 0:
            homes = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "CACHE", "DATA")}
            environment = {**os.environ, **homes, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            self._set_size(0, 120)
            os.execvpe(command[0], command, environment)
        self._set_size(self._screen, 120)
        self.frames = 0
        self._tail = b""

    @staticmethod
    def _set_size(terminal: int, columns: int) -> None:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

    def _read(self, patience: float) -> bytes:
        if not select.select([self._screen], [], [], patience)[0]:
            return b""
        content = os.read(self._screen, 1 << 20)
        if b"\x1b[?2026$p" in content:
            os.write(self._screen, b"\x1b[?2026;2$y")
        joined = self._tail + content
        self.frames += joined.count(FRAME_END)
        self._tail = b"" if joined.endswith(FRAME_END) else joined[-len(FRAME_END) + 1 :]
        return content

    def wait_for(self, words: bytes) -> None:
        seen = b""
        while words not in seen:
            seen += self._read(60)

    def settle(self, quiet: float = 0.3) -> None:
        while self._read(quiet):
            pass

    def press(self, key: bytes) -> None:
        """Press a key and wait for the frame that answers it."""
        frames = self.frames
        os.write(self._screen, key)
        while self.frames == frames:
            self._read(5)

    def resize(self, columns: int) -> None:
        """Change the width and wait for the first frame."""
        frames = self.frames
        self._set_size(self._screen, columns)
        while self.frames == frames:
            self._read(5)


@contextmanager
def running(*command: str, home: Path) -> Iterator[Terminal]:
    terminal = Terminal(*command, home=home)
    try:
        yield terminal
    finally:
        os.kill(terminal.pid, 9)
        os.waitpid(terminal.pid, 0)
        os.close(terminal._screen)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def article(home: Path) -> Callable[[int, bool], Path]:
    """An article of a length, analysed before or not."""

    def write(length: int, analysed: bool) -> Path:
        file = home / f"{length}-{analysed}.txt"
        if not file.exists():
            file.write_text(news(length) + ("" if analysed else " Not yet."), encoding="utf-8")
            if analysed:
                homes = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "CACHE", "DATA")}
                command = (*BRIEFING, str(file), "--format", "json")
                subprocess.run(command, env={**os.environ, **homes}, stdout=subprocess.DEVNULL, check=True)
        return file

    return write


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def child_of(process: int) -> int:
    """The first process that a process started, as soon as there is one."""
    while True:
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            if found := children.read_text().split():
                return int(found[0])


def memory_of(process: int) -> int:
    """Bytes that a process has."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()


def p95(values: list[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


@pytest.mark.parametrize("length", [10_000, 1_000_000])
def test_first_paint_of_an_analysed_article(benchmark: BenchmarkFixture, article, home: Path, length: int):
    file = str(article(length, True))
    smallest: list[float] = []

    def start(words: bytes, *command: str) -> None:
        with running(*command, home=home) as terminal:
            terminal.wait_for(words)

    def smallest_first() -> None:
        smallest.append(seconds(lambda: start(b"SMALLEST", sys.executable, "-c", SMALLEST)))

    benchmark.pedantic(lambda: start(FIRST_WORDS, *BRIEFING, file), setup=smallest_first, rounds=7)
    if benchmark.stats is not None:
        benchmark.extra_info["ratio"] = round(benchmark.stats.stats.median / statistics.median(smallest), 2)


@pytest.mark.parametrize("keys", [[b" "], [b"j"], [b"G", b"g", b" "]], ids=["page", "line", "end, start and page"])
def test_a_key_while_analysing(benchmark: BenchmarkFixture, article, home: Path, keys: list[bytes]):
    """The same reader, its worker held for every other press."""
    idle: list[float] = []
    turn = cycle(keys)
    with running(*BRIEFING, str(article(1_000_000, False)), home=home) as terminal:
        terminal.wait_for(FIRST_WORDS)
        terminal.settle()
        worker = child_of(terminal.pid)

        def idle_first() -> None:
            os.kill(worker, signal.SIGSTOP)
            terminal.settle(0.03)
            idle.append(seconds(lambda: terminal.press(next(turn))))
            os.kill(worker, signal.SIGCONT)
            terminal.settle(0.03)

        benchmark.pedantic(lambda: terminal.press(next(turn)), setup=idle_first, rounds=80)
        benchmark.extra_info["MB of the reader"] = round(memory_of(terminal.pid) / 1e6)
        os.kill(worker, signal.SIGKILL)
    if benchmark.stats is not None:
        benchmark.extra_info["p95 ratio"] = round(p95(benchmark.stats.stats.data) / p95(idle), 2)
        benchmark.extra_info["idle p95 ms"] = round(p95(idle) * 1000, 1)


@pytest.mark.parametrize("length", [10_000, 1_000_000])
def test_the_first_frame_after_a_resize(benchmark: BenchmarkFixture, article, home: Path, length: int):
    with running(*BRIEFING, str(article(length, True)), home=home) as terminal:
        terminal.wait_for(FIRST_WORDS)
        widths = iter([100, 120] * 20)
        benchmark.pedantic(lambda: terminal.resize(next(widths)), setup=terminal.settle, rounds=20)


def test_cancel(benchmark: BenchmarkFixture):
    """From the decision to the end of the worker's process, in the middle of its work."""
    opened = article_from_text(news(200_000), "article.txt")

    async def cancelled() -> float:
        settings = Settings()
        client = AsyncClient(settings.model)
        async for answer in client.analyse(opened, settings):
            if isinstance(answer, Progress) and answer.stage == "parsing":
                break
        await asyncio.sleep(0.3)
        start = time.perf_counter()
        await client.close()
        return time.perf_counter() - start

    taken: list[float] = []
    benchmark.pedantic(lambda: taken.append(asyncio.run(cancelled())), rounds=3)
    benchmark.extra_info["cancel ms"] = round(statistics.median(taken) * 1000, 1)
