"""The reader's tests see the same terminal everywhere."""

from pathlib import Path

import pytest
from textual import _wait

from briefing.store import Store

_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 1 / 100, 1 / 2000
"""Textual's pilot waits after each key until the program has been idle for so long: its own 1/50 is most of a test's time."""


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of its own."""
    return Store(tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3")
