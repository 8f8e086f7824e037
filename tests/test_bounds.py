"""A request that takes too long, or too much memory, ends its process, and the next one is served by another."""

import resource
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from briefing import bounds
from briefing.bounds import OUT_OF_MEMORY, Bounds, resident
from briefing.config import Settings
from briefing.errors import AnalysisError
from briefing.model import Article
from briefing.worker.client import Client
from briefing.worker.protocol import AnalyseRequest, Opened, OpenRequest, how_it_ended

pytestmark = pytest.mark.system

BOUNDED = """
import sys
from pathlib import Path
from briefing import bounds
{before}
with bounds.bounded(bounds.Bounds({seconds}, {megabytes}, 'open_seconds')): {work}
"""


def ended(work: str, *, seconds: float = 60, megabytes: int = 1_000, before: str = "") -> int:
    """The exit status of a process that does something before, and then `work` within bounds."""
    code = BOUNDED.format(seconds=seconds, megabytes=megabytes, work=work, before=before)
    return subprocess.run([sys.executable, "-c", code], check=False, timeout=60, stderr=subprocess.DEVNULL).returncode


@pytest.mark.parametrize(
    "work", ["import time; time.sleep(60)", "import re; re.match('(a|aa)+$', 'a' * 200 + 'b')"], ids=["waiting", "in a library"]
)
def test_what_takes_too_long_is_ended_whatever_it_does(work: str):
    assert ended(work, seconds=0.1) == -signal.SIGALRM


def test_what_takes_too_much_memory_is_ended():
    assert ended("import time; hoard = b'x' * 300_000_000; time.sleep(60)", megabytes=100) == OUT_OF_MEMORY


ONLY_THE_MOST = """
most, now = 0, bounds.resident
def resident():
    global most
    most = max(most, now())
    return most
bounds.resident = resident
"""
"""As on a system that tells only how much a process had at its highest."""
HOARD = "hoard = b'x' * 300_000_000"
A_WHILE, FOR_GOOD = "import time; time.sleep(0.3)", "import time; time.sleep(60)"


def test_where_only_the_most_is_told_it_is_heeded():
    assert ended(f"{HOARD}; {FOR_GOOD}", megabytes=100, before=ONLY_THE_MOST) == OUT_OF_MEMORY
    assert ended(A_WHILE, megabytes=100, before=ONLY_THE_MOST) == 0


@pytest.mark.parametrize("before", [HOARD, f"{ONLY_THE_MOST}{HOARD}; resident(); del hoard"], ids=["now", "the most"])
def test_what_an_earlier_text_has_left_is_not_held_against_the_next(before: str):
    assert ended(A_WHILE, megabytes=200, before=before) == 0
    assert ended(f"more = b'x' * 600_000_000; {FOR_GOOD}", megabytes=200, before=before) == OUT_OF_MEMORY


@pytest.mark.parametrize(("platform", "size"), [("darwin", 123), ("freebsd14", 123 * 1024)])
def test_memory_elsewhere_is_the_most_so_far_in_its_units(monkeypatch: pytest.MonkeyPatch, platform: str, size: int):
    monkeypatch.setattr(bounds, "_PAGES", Path("/none"))
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(resource, "getrusage", lambda _who: SimpleNamespace(ru_maxrss=123))
    assert resident() == size


def test_what_keeps_within_bounds_is_left_alone():
    assert ended("pass") == 0
    after = "pass\nimport time; hoard = b'x' * 50_000_000; time.sleep(.3)"
    assert ended(after, seconds=0.1, megabytes=30 + resident() // 1_000_000) == 0


def test_the_message_names_the_setting_that_helps():
    settings = Settings(open_seconds=7, memory_limit=900, analysis_seconds=11)
    opening = OpenRequest.of(1, "a.html", settings, content=None, login=None)
    analysis = AnalyseRequest.of(2, Article("a.txt", None, None, None, None, "en", "", "a" * 1_500_000), settings)
    assert "longer than 7 seconds; raise open_seconds" in how_it_ended(opening, -signal.SIGALRM).message
    assert "900 MB of memory; raise memory_limit" in how_it_ended(opening, OUT_OF_MEMORY).message
    assert "22 seconds; raise analysis_seconds" in how_it_ended(analysis, -signal.SIGALRM).message
    assert "exit status -11" in how_it_ended(opening, -11).message


def test_a_worker_that_broke_its_bounds_says_so_and_another_takes_its_place(tmp_path):
    page = tmp_path / "deep.html"
    page.write_text("<p>A story of the sea that is told on one evening in May. " * 20_000)
    request = OpenRequest(1, str(page), bounds=Bounds(0.02, 4_000, "open_seconds"))
    with Client() as client:
        with pytest.raises(AnalysisError, match=r"longer than 0\.02 seconds"):
            client.ask(request)
        with pytest.raises(AnalysisError, match="40 MB of memory"):
            client.ask(replace(request, bounds=Bounds(60, 40, "open_seconds")))
        small = tmp_path / "small.html"
        small.write_text("<h1>Sea</h1><p>A story of the sea that is told on one evening in May.</p>")
        answer = client.ask(OpenRequest(3, str(small), bounds=Bounds(60, 4_000, "open_seconds")))
        assert isinstance(answer, Opened)
        assert "A story of the sea" in answer.article.text
