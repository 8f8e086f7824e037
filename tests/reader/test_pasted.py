"""What somebody pasted or dropped: an address, a path as terminals and shells write it, or an article's words."""

from pathlib import Path

import pytest

from briefing.reader.pasted import pasted_source, pasted_text, path_of

WORDS = "The ferry to Eastmark will stop in May, its owner said. " * 3


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", " http://127.0.0.1:80/ \n"])
def test_an_address(address: str):
    assert pasted_source(address) == address.strip()


@pytest.mark.parametrize("written", ["{}", "'{}'", '"{}"', "file://{}", "{}\n", " {} "])
def test_a_path(tmp_path: Path, written: str):
    file = tmp_path / "a story.txt"
    file.touch()
    assert pasted_source(written.format(file)) == str(file)


def test_a_path_with_a_shells_escapes_and_one_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / "a story’s end (2).txt"
    file.touch()
    assert pasted_source(str(file).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")) == str(file)
    assert pasted_source("~/a story’s end (2).txt") == str(file)
    assert pasted_source(f"file://{str(file).replace(' ', '%20')}") == str(file)


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "nowhere.txt", "~nobody/x", "ftp://x/y", "it's", "a\0b", "x" * 5000, "two\nlines", "javascript:alert(1)"],
)
def test_what_is_neither(typed: str):
    assert pasted_source(typed) is None
    assert isinstance(path_of(typed), str)


def test_an_article_gets_the_line_ends_of_articles():
    assert pasted_text(f"A\r\n{WORDS}\rB") == f"A\n{WORDS}\nB"
    assert pasted_text("few words") is None
