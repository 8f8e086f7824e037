"""Many articles: in order, bounded, on past the one that fails; with a worker that costs nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from export import harbour
from fake_worker import FAKE_WORKER
from msgspec.structs import replace

from briefing import batch
from briefing.batch import Outcome, analyse_all, default_jobs
from briefing.config import Settings
from briefing.errors import SourceError
from briefing.model import Article
from briefing.store import Store

SETTINGS = Settings()


@pytest.fixture(autouse=True)
def _fake_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "COMMAND", FAKE_WORKER)


def opener(source: str) -> list[Article]:
    if source.startswith("bad"):
        raise SourceError(f"there is no file {source}; check the name")
    if source == "feed":
        return [*opener("entry 1"), *opener("entry 2")]
    return [replace(harbour.article(), source=source, text=source, blocks=(), gaps=(), sha256=f"{abs(hash(source)):064x}")]


def outcomes(sources: list[str], jobs: int = 2, store: Store | None = None) -> list[Outcome]:
    return list(analyse_all(sources, opener, SETTINGS, jobs=jobs, store=store))


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_order_is_that_of_the_sources(jobs: int):
    sources = [f"article {number}" for number in range(30)]
    assert [outcome.briefing.article.source for outcome in outcomes(sources, jobs)] == sources


def test_a_source_of_several_articles_gives_them_all():
    got = outcomes(["one", "feed", "two"])
    assert [outcome.source for outcome in got] == ["one", "entry 1", "entry 2", "two"]


def test_a_failure_is_one_outcome_among_the_others():
    got = outcomes(["one", "bad file", "FAIL", "CRASH", "two", "CRASH again", "three"])
    assert [outcome.source for outcome in got if outcome.briefing] == ["one", "two", "three"]
    assert [outcome.error for outcome in got if outcome.error][:2] == [
        "there is no file bad file; check the name",
        "FAIL: no luck",
    ]
    assert "ended by itself (exit status 3)" in got[3].error
    assert "ended by itself (exit status 3)" in got[5].error


def test_no_more_is_open_than_what_waits_for_its_turn():
    opened = []

    def sources() -> Iterator[str]:
        for number in range(100):
            opened.append(number)
            yield f"article {number}"

    results = analyse_all(sources(), opener, SETTINGS, jobs=2)
    next(results)
    assert len(opened) <= 2 * batch.AHEAD + 1
    results.close()


def test_one_process_for_each_job_and_none_left_behind():
    got = outcomes([f"article {number}" for number in range(20)])
    processes = {int(outcome.briefing.analysis.program) for outcome in got}
    assert len(processes) <= 2
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_what_is_remembered_is_not_analysed_again(tmp_path: Path):
    store = Store(tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3")
    first = outcomes(["one", "two", "bad"], store=store)
    assert [outcome.briefing for outcome in outcomes(["one", "two", "bad"], store=store)] == [o.briefing for o in first]


def test_remembered_articles_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = Store(tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3")
    outcomes(["one"], store=store)
    monkeypatch.setattr(batch, "COMMAND", ("/does/not/exist",))
    assert outcomes(["one"], store=store)[0].briefing is not None


def test_a_worker_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(batch, "COMMAND", ("/does/not/exist",))
    assert "cannot be started" in outcomes(["one"])[0].error


def test_an_interrupt_ends_the_processes():
    results = analyse_all((f"article {number}" for number in range(50)), opener, SETTINGS, jobs=2)
    process = int(next(results).briefing.analysis.program)
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.parametrize(("articles", "most"), [(1, 1), (3, 1), (8, 2), (1000, 4)])
def test_jobs_that_are_started_unasked(articles: int, most: int):
    assert 1 <= default_jobs(articles) <= most


def test_jobs_where_the_system_does_not_say_which_cores_are_ours(monkeypatch: pytest.MonkeyPatch):
    """As macOS does not."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert default_jobs(1000) == 3
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert default_jobs(1000) == 1
