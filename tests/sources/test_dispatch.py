"""Which reader a source goes to, and what a user is told where there is none."""

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pages import STORY, TITLE

from briefing.errors import SourceError
from briefing.sources import SUFFIXES, Limits, open_source

TEXT = f"{TITLE}\n\n" + "\n\n".join(STORY) + "\n"


@pytest.mark.system
def test_a_text_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    code = (
        "import sys; from briefing.sources import open_source; open_source(sys.argv[1]);"
        "heavy = {'httpx', 'lxml', 'trafilatura', 'pypdfium2', 'feedparser', 'markdown_it', 'spacy', 'textual'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path / "story.txt")], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_of_any_kind_gives_one_message(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"story{suffix}"
    file.touch()
    with pytest.raises(SourceError) as error:
        open_source(str(file))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["missing.txt", "missing.pdf", "missing.html", "folder", "a\0b", "x" * 5_000])
def test_what_is_not_there_gives_one_message(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SourceError):
        open_source(str(tmp_path / name))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (TEXT.encode(), TEXT.encode("utf-16")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        article = open_source("-")
        assert (article.title, article.source) == (TITLE, "-")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    with pytest.raises(SourceError, match="standard input is blank"):
        open_source("-")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * 200)))
    with pytest.raises(SourceError, match="raise text_limit"):
        open_source("-", limits=Limits(text=100))
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(SourceError, match="standard input is closed"):
        open_source("-")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_can_be_read_only_once(tmp_path: Path) -> None:
    pipe = tmp_path / "story"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(TEXT,), daemon=True)
    writer.start()
    assert open_source(str(pipe)).title == TITLE
    writer.join(5)
