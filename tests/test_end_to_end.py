"""The installed program in a real terminal: open an article, go to a quote, save, read the file, leave."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.store import Store

pytestmark = pytest.mark.system

PROGRAM = Path(sys.executable).parent / "briefing"
PATIENCE = 120.0
"""Seconds to wait for anything: the machine may be busy."""

STYLE = re.compile(rb"\x1b\[[0-9;]*m")
UNWANTED = ("NO_COLOR", "COLUMNS", "LINES")

ARTICLE = "\n\n".join(
    [
        "Ferry to Eastmark may stop in May",
        "The ferry between Eastmark and Holm will run until the end of April. \x1b]0;owned\x07",
        *(
            f"The {colour} boat of the old fleet has carried people, sheep and letters over the sound for many years."
            for colour in (
                "red",
                "green",
                "blue",
                "white",
                "black",
                "yellow",
                "brown",
                "grey",
                "golden",
                "silver",
                "rusty",
                "pale",
            )
        ),
        "“We have no choice,” said Ana Brill at the lighthouse. Whether the state will pay for a new ship is open.",
    ]
)


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, *command: str, folder: Path, columns: int = 140, rows: int = 30, **variables: str):
        self.process, self._screen = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "CACHE", "DATA")}
            environment = {**os.environ, **homes, "TERM": "xterm-256color", "COLORTERM": "truecolor", **variables}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            # A whole environment: readline, which pytest loads, puts COLUMNS and LINES where Python does not see them.
            os.execve(command[0], command, {name: environment[name] for name in environment if name not in UNWANTED})
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = b""
        self._mark = 0
        self._is_closed = False

    def press(self, keys: str) -> None:
        """Type; what is waited for next must come after this."""
        self._mark = len(self.seen)
        os.write(self._screen, keys.encode())

    def wait_for(self, words: str) -> None:
        """Wait until `words` are drawn."""
        self.wait_until(lambda: words.encode() in STYLE.sub(b"", self.seen[self._mark :]), words)

    def wait_until(self, came: Callable[[], object], what: str) -> None:
        """Wait until `came` says so."""
        end = time.monotonic() + PATIENCE
        while not came():
            assert time.monotonic() < end, f"{what!r} never came; the last was {self.seen[-500:]!r}"
            assert self._read(), f"the program ended before {what!r}; the last was {self.seen[-500:]!r}"

    def close(self) -> None:
        """Close the window."""
        os.close(self._screen)
        self._is_closed = True

    def wait_for_end(self) -> int:
        """Wait for the program's end; its exit status."""
        while not self._is_closed and self._read():
            pass
        end = time.monotonic() + PATIENCE
        while (ended := os.waitpid(self.process, os.WNOHANG))[0] == 0:
            assert time.monotonic() < end, "the program does not end"
            select.select([], [], [], 0.02)
        return os.waitstatus_to_exitcode(ended[1])

    def _read(self) -> bool:
        """Take what the program draws, if anything comes within a moment; whether it still runs."""
        if select.select([self._screen], [], [], 1.0)[0]:
            try:
                data = os.read(self._screen, 1 << 16)
            except OSError:  # Linux: the other end is closed
                return False
            self.seen += data
            return bool(data)
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "ferry.txt").write_text(ARTICLE)
    yield tmp_path
    for file in sorted(tmp_path.rglob("*"), reverse=True):
        assert not file.name.endswith(".part"), "no half-written file stays behind"


def test_open_jump_save_and_read_the_file(folder: Path):
    terminal = Terminal(str(PROGRAM), "ferry.txt", folder=folder)
    terminal.wait_for("Ferry to Eastmark may stop")
    terminal.wait_for("have no choice")  # the quotes panel fills: the worker has answered
    terminal.press("3")
    terminal.press("G")
    terminal.press("\r")
    terminal.wait_for("lighthouse")  # the article has scrolled to the words
    terminal.press("s")
    terminal.wait_until(lambda: list(folder.glob("*.md")), "the saved file")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert b"\x1b]0;owned" not in terminal.seen, "the article's escape sequences do not reach the terminal"

    (saved,) = folder.glob("*.md")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-ferry-to-eastmark-may-stop-in-may\.md", saved.name)
    markdown = saved.read_text(encoding="utf-8")
    assert markdown.startswith('---\ntitle: "Ferry to Eastmark may stop in May"\n')
    assert "> “We have no choice,”" in markdown
    for heading in ("Summary", "Key actors", "Quotes", "Open questions", "Evidence", "Article"):
        assert f"\n## {heading}\n" in markdown

    again = Terminal(str(PROGRAM), "ferry.txt", folder=folder)
    again.wait_for("have no choice")
    assert b"Loading" not in again.seen, "what was analysed before shows its panels at once"
    again.press("q")
    assert again.wait_for_end() == 0


@pytest.mark.parametrize(("ending", "status"), [("SIGHUP", 129), ("SIGTERM", 0), ("closed", 129)])
def test_the_place_is_kept_when_the_terminal_goes(folder: Path, ending: str, status: int):
    terminal = Terminal(str(PROGRAM), "ferry.txt", folder=folder, rows=20)
    terminal.wait_for("Ferry to Eastmark may stop")
    terminal.press("G")
    terminal.wait_for("at the lighthouse")
    if ending == "closed":
        terminal.close()
    else:
        os.kill(terminal.process, getattr(signal, ending))
    assert terminal.wait_for_end() == status
    assert not list(folder.glob("*/**/*-wal")), "what was written last is in its place, and not read anew at every start"
    (state,) = folder.glob("data/**/*.sqlite3")
    ((_, kept),) = Store(folder / "cache.sqlite3", state).recently_read()
    assert kept.position > 100


def test_standard_input_is_read_and_the_keys_come_from_the_terminal(folder: Path):
    terminal = Terminal("/bin/sh", "-c", f"cat ferry.txt | {PROGRAM} -", folder=folder)
    terminal.wait_for("Ferry to Eastmark may stop")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_YY.UTF-8"])
def test_the_reader_draws_in_any_locale(folder: Path, locale: str):
    terminal = Terminal(str(PROGRAM), "ferry.txt", folder=folder, LC_ALL=locale)
    terminal.wait_for("Ferry to Eastmark may stop")
    terminal.wait_for("─")
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def test_a_dumb_terminal_is_said(folder: Path):
    terminal = Terminal(str(PROGRAM), "ferry.txt", folder=folder, TERM="dumb")
    assert terminal.wait_for_end() == 1
    assert terminal.seen.startswith(b"briefing: the reader needs a terminal that can draw, and TERM=dumb says it cannot")
    assert b"\x1b" not in terminal.seen


def test_a_dumb_terminal_gets_no_progress_line(folder: Path):
    terminal = Terminal(str(PROGRAM), "none.txt", "nor.txt", "-f", "jsonl", folder=folder, TERM="dumb")
    assert terminal.wait_for_end() == 1
    assert terminal.seen.count(b"\n") == 2
    assert b"\x1b" not in terminal.seen


def test_progress_is_a_line_on_standard_error_where_that_is_a_terminal(folder: Path):
    terminal = Terminal("/bin/sh", "-c", f"{PROGRAM} none.txt nor.txt -f jsonl > out.jsonl", folder=folder)
    assert terminal.wait_for_end() == 1
    assert b"1 of 2 articles" in terminal.seen
    assert (folder / "out.jsonl").read_bytes() == b""


def test_a_home_that_cannot_be_written_costs_only_what_is_remembered(folder: Path):
    (folder / "file").write_text("in the way of folders")
    homes = {f"XDG_{name}_HOME": str(folder / "file" / name) for name in ("CACHE", "DATA")}
    terminal = Terminal(str(PROGRAM), "ferry.txt", folder=folder, **homes)
    terminal.wait_for("Ferry to Eastmark may stop")
    terminal.wait_for("is not kept")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
