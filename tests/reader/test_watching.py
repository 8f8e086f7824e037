"""The file of an article is looked at; no screen needed."""

import os
from pathlib import Path

import pytest

from briefing.reader.watching import FileWatcher


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "goats.txt"
    file.write_text("Goats")
    return file


def test_a_change_is_told_once(file: Path):
    watcher = FileWatcher(str(file))
    assert watcher.look() is None
    os.utime(file, (1, 1))
    assert watcher.look() == "changed"
    assert watcher.look() is None


def test_a_file_that_is_gone_is_told_once(file: Path):
    watcher = FileWatcher(str(file))
    file.unlink()
    assert watcher.look() == "gone"
    assert watcher.look() is None


@pytest.mark.parametrize("source", ["-", "https://example.org/goats", "no\0name", "x" * 5000, ""])
def test_a_source_that_is_no_file_never_changes(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert FileWatcher(source).look() is None
