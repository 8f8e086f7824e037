"""What the tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from command import TEXT, Run
from fake_worker import FAKE_WORKER
from spacy.language import Language

from briefing import batch
from briefing.analysis import analyse
from briefing.analysis.pipeline import load_model
from briefing.model import Briefing
from briefing.sources import article_from_text


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default language model, loaded once."""
    return load_model()


@pytest.fixture(scope="session")
def brief(nlp: Language) -> Callable[[str], Briefing]:
    """The briefing of a text."""
    return lambda text: analyse(article_from_text(text, "article.txt"), nlp)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, where it runs; and a worker that costs nothing."""
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    monkeypatch.setattr(batch, "COMMAND", FAKE_WORKER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def article(home: Path) -> Path:
    """An article at home."""
    file = home / "ferry.txt"
    file.write_text(TEXT)
    return file


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], home: Path) -> Callable[..., Run]:
    """Runs the command line in this process."""
    return lambda *arguments: Run(capfd, *arguments)
