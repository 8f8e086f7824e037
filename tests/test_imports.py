"""What a fresh process loads: the command line and the reader know neither spaCy nor sumy."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.system

HEAVY = ("spacy", "sumy", "thinc", "numpy", "nltk", "sklearn")


def loaded(code: str) -> set[str]:
    """The top-level packages in a fresh process after `code`."""
    report = "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code + report], capture_output=True, text=True, timeout=120, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("code", "forbidden"),
    [
        ("import briefing", ("textual", "msgspec", *HEAVY)),
        ("import briefing.cli", ("textual", "rich", "msgspec", "sqlite3", "asyncio", "importlib.metadata", *HEAVY)),
        ("import briefing.worker.client", ("textual", "rich", "asyncio", *HEAVY)),
        ("import briefing.worker.server, briefing.worker.async_client", ("textual", "rich", *HEAVY)),
        ("from briefing import brief, open_article, render, Settings, SourceError", ("textual", "rich", *HEAVY)),
        ("import briefing.batch", ("textual", "rich", *HEAVY)),
        ("import briefing.store, briefing.config, briefing.export", ("textual", "rich", *HEAVY)),
        ("import briefing.sources", ("textual", "rich", "httpx", *HEAVY)),
        ("import briefing.reader.app", HEAVY),
        ("import briefing.analysis", ("textual", "sklearn")),
    ],
)
def test_import(code: str, forbidden: tuple[str, ...]):
    assert not loaded(code) & set(forbidden)


def test_help_is_printed_without_anything_heavy():
    code = "import contextlib, io\nfrom briefing.cli import main\nwith contextlib.suppress(SystemExit): main(['--help'])"
    assert not loaded(code) & {"textual", "rich", "msgspec", "sqlite3", *HEAVY}


def test_a_remembered_article_is_looked_up_without_anything_heavy(tmp_path):
    code = f"""
from pathlib import Path
from briefing.sources import article_from_text
from briefing.store import Store
store = Store(Path({str(tmp_path / "c.sqlite3")!r}), Path({str(tmp_path / "s.sqlite3")!r}))
assert store.get(article_from_text("A headline\\n\\nSome words.", "a.txt"), "md", "briefing") is None
assert not store.notices"""
    assert not loaded(code) & {"textual", "rich", *HEAVY}


def test_the_public_names_come_on_first_use():
    assert {"spacy"} <= loaded("from briefing import analyse")
    assert not loaded("from briefing import Article, open_article") & set(HEAVY)
