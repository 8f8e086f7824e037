"""The reader's tests see the same terminal everywhere."""

from pathlib import Path

import pytest
from textual.widgets import Input

from briefing.store import Store


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cursor that does not blink: on a busy machine a picture would be taken at either moment."""
    monkeypatch.setattr(Input.cursor_blink, "_default", False)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of its own."""
    return Store(tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3")
