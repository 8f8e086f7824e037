"""The public names: what README shows runs as it stands, and costs nothing to import."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_worker import FAKE_WORKER

import briefing
from briefing import api

README = Path(__file__).parent.parent / "README.md"
TEXT = "Ferry to Eastmark stops\n\nThe ferry will stop in May. “We have no choice,” said Ana Brill, who runs it.\n"


@pytest.fixture
def here(home: Path) -> Iterator[Path]:
    """A home with an article, and a worker of the test's own."""
    (home / "article.txt").write_text(TEXT)
    api._client.cache_clear()
    yield home
    api._client(os.getpid()).close()
    api._client.cache_clear()


@pytest.mark.system
def test_the_lines_of_the_readme_run_as_they_stand(here: Path, capsys: pytest.CaptureFixture[str]):
    section = README.read_text().partition("### From Python\n")[2]
    code = re.search(r"```python\n(.+?)```", section, re.DOTALL)[1]
    assert len([line for line in code.splitlines() if line]) == 5
    exec(compile(code, str(README), "exec"), {})
    shown = capsys.readouterr().out
    assert "Ana Brill · We have no choice," in shown
    assert "# Ferry to Eastmark stops" in shown


def test_a_path_an_article_and_a_feed(here: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(api, "COMMAND", FAKE_WORKER)
    found = briefing.brief(here / "article.txt", settings=briefing.Settings(model="sm"))
    assert (found.article.text, found.analysis.model) == (TEXT, "sm")
    assert briefing.brief(found.article).article == found.article
    with pytest.raises(briefing.SourceError, match="no file"):
        briefing.brief("none.txt")
    (here / "article.txt").write_text("FAIL")
    with pytest.raises(briefing.AnalysisError, match="no luck"):
        briefing.brief("article.txt")


@pytest.mark.parametrize("name", briefing.__all__)
def test_every_public_name_is_there(name: str):
    assert getattr(briefing, name) is not None
    assert name == "__version__" or name in Path(briefing.__file__).read_text().partition("_HOMES = ")[0], "and typed"


def test_what_is_not_there_is_said():
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        briefing.nonsense  # noqa: B018


def test_the_package_says_that_it_is_typed():
    assert (Path(briefing.__file__).parent / "py.typed").exists()
