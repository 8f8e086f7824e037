"""The analysis past one machine: what Dask and Ray map, and the batch on a local cluster of two processes."""

import json
import os
import pickle
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from command import Run
from export import harbour
from fake_worker import FAKE_WORKER
from msgspec.structs import replace

import briefing.cluster
from briefing import api, batch, config
from briefing.api import brief
from briefing.cluster import brief_record
from briefing.config import Settings
from briefing.errors import AnalysisError, BriefingError, ClusterError, ModelError
from briefing.worker.protocol import COMMAND

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("cluster")]  # one cluster for all

TEXTS = [
    f"Ferry number {number} to Eastmark stops\n\nThe ferry will stop in May, Ana Brill said. “We have no choice,” she said.\n"
    for number in range(6)
]


def test_what_is_mapped_can_be_pickled():
    assert pickle.loads(pickle.dumps(brief)) is brief
    assert pickle.loads(pickle.dumps(harbour.briefing())) == harbour.briefing()
    for kind in (AnalysisError, ModelError, ClusterError):
        error = pickle.loads(pickle.dumps(kind("no luck")))
        assert (type(error), str(error)) == (kind, "no luck")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A worker that costs nothing, and belongs to the test alone."""
    monkeypatch.setattr(api, "COMMAND", FAKE_WORKER)
    api._client.cache_clear()
    yield
    api._client(os.getpid()).close()
    api._client.cache_clear()


def test_a_row_of_a_table_comes_back_with_its_briefing(here: None):
    row = brief_record({"source": "a.txt", "text": TEXTS[0]})
    assert (row["source"], row["error"]) == ("a.txt", None)
    assert json.loads(row["briefing"])["schema"] == "briefing/1"
    assert brief_record({"text": "FAIL"}) == {"source": "-", "briefing": None, "error": "no luck"}


def test_one_worker_serves_a_process_until_an_article_breaks_it(here: None):
    first, again = (brief(harbour.article()).analysis.program for _ in range(2))
    assert first == again
    with pytest.raises(AnalysisError, match="exit status 3"):
        brief(replace(harbour.article(), text="CRASH"))
    assert brief(harbour.article()).analysis.program != first


def test_an_article_keeps_within_the_bounds_of_the_settings(here: None):
    settings = Settings(analysis_seconds=7)
    with pytest.raises(AnalysisError, match="longer than 14 seconds; raise analysis_seconds in the settings"):
        brief(replace(harbour.article(), text="SLOW" + " " * 1_000_000), settings)


def test_without_dask_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ClusterError, match=r'pip install "briefing\[dask\]"'):
        briefing.cluster.Cluster("tcp://127.0.0.1:1", Settings())


class Gone:
    """A client of a scheduler that died, and a future of its."""

    def submit(self, *_arguments, **_options):
        raise RuntimeError("Client is closed")

    def close(self):
        """Nothing to end."""

    def result(self):
        raise CancelledError


@pytest.mark.parametrize("moment", ["submit", "result"])
def test_a_scheduler_that_dies_ends_the_run_with_one_message(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, moment: str
):
    def cluster(*_arguments) -> briefing.cluster.Cluster:
        made = object.__new__(briefing.cluster.Cluster)
        made.jobs, made._settings, made._client = 2, Settings(), Gone()
        return made

    if moment == "result":
        monkeypatch.setattr(Gone, "submit", lambda self, *_arguments, **_options: self)
    monkeypatch.setattr(batch, "Cluster", cluster)
    got = Run(capfd, "news", "-o", "all.jsonl", "--scheduler", "tcp://x:1")
    assert (got.status, got.out) == (1, "")
    assert got.err.startswith("briefing: the Dask scheduler is gone; start it again")
    assert len(got.err.splitlines()) == 1


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a Dask cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**options) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def folder(home: Path) -> Path:
    (home / "news").mkdir()
    for number, text in enumerate(TEXTS):
        (home / "news" / f"{number}.txt").write_text(text)
    return home


def test_a_cluster_gives_the_same_lines(
    folder: Path, scheduler: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(batch, "COMMAND", COMMAND)
    options = ("news", "none.txt", "--format", "jsonl", "--no-cache", "--model", "sm")
    here, there = Run(capfd, *options, "--jobs", "1"), Run(capfd, *options, "--scheduler", scheduler)
    assert there.out == here.out
    assert len(there.out.splitlines()) == len(TEXTS)
    assert (there.status, there.err) == (here.status, here.err)
    assert "none.txt" in there.err


def test_a_cluster_keeps_the_same_bounds(
    folder: Path, scheduler: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(batch, "COMMAND", COMMAND)
    monkeypatch.setattr(config, "read_settings", lambda: Settings(analysis_seconds=0.001))
    options = ("news/0.txt", "news/1.txt", "--format", "jsonl", "--no-cache", "--model", "sm")
    here, there = Run(capfd, *options, "--jobs", "1"), Run(capfd, *options, "--scheduler", scheduler)
    assert (there.status, there.out, there.err) == (here.status, here.out, here.err)
    assert there.status == 1
    for name, line in zip(options, there.err.splitlines(), strict=False):
        assert line.startswith(f"briefing: {name}: it takes longer than 0.001 seconds; raise analysis_seconds in the settings")
    with briefing.cluster.Cluster(scheduler, Settings(model="sm")) as cluster:
        assert cluster.submit(harbour.article()).result().article == harbour.article()


def test_a_bag_maps_it_as_it_is(scheduler: str):
    bag = pytest.importorskip("dask.bag")
    records = [{"source": f"{number}.txt", "text": text} for number, text in enumerate(TEXTS[:3])]
    with pytest.importorskip("distributed").Client(scheduler, set_as_default=False) as client:
        rows = client.compute(
            bag.from_sequence(records, npartitions=2).map(brief_record, settings=Settings(model="sm"))
        ).result()
    assert [row["error"] for row in rows] == [None] * 3
    assert [json.loads(row["briefing"])["article"]["source"] for row in rows] == ["0.txt", "1.txt", "2.txt"]


def test_a_scheduler_that_does_not_answer(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(briefing.cluster, "PATIENCE", 0.2)
    got = Run(capfd, "news", "-o", "all.jsonl", "--scheduler", "tcp://127.0.0.1:9")
    assert (got.status, got.out) == (1, "")
    assert got.err == "briefing: no Dask scheduler answers at tcp://127.0.0.1:9; check the address, or leave --scheduler out\n"
    assert not list(folder.glob("all*"))


@pytest.mark.parametrize("address", ["nonsense", "tcp://[::1", "http://127.0.0.1:9", "://", "inproc://", "tcp://\udcff\x1b:1"])
def test_what_is_no_address(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, address: str):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(distributed, "Client", None)  # Dask's own, for such an address, is in its own way for 20 seconds
    got = Run(capfd, "news", "-o", "all.jsonl", "--scheduler", address)
    assert (got.status, got.out) == (1, "")
    assert got.err.startswith("briefing: no Dask scheduler answers at ")
    assert len(got.err.splitlines()) == 1
    assert "\x1b" not in got.err


def test_workers_of_another_version_are_refused(scheduler: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(briefing.cluster, "__version__", "99")
    with pytest.raises(ClusterError, match=r"the Dask worker at .* has briefing .*; it must be 99"):
        briefing.cluster.Cluster(scheduler, Settings())


def test_what_goes_wrong_there_is_one_error_of_ours(scheduler: str, monkeypatch: pytest.MonkeyPatch):
    with briefing.cluster.Cluster(scheduler, Settings(model="none")) as cluster:
        assert cluster.jobs == 2
        with pytest.raises(AnalysisError, match="no language model 'none'"):
            cluster.submit(harbour.article()).result()
        monkeypatch.setattr(briefing.cluster, "brief", crash)
        with pytest.raises(BriefingError, match=r"the cluster gave no briefing \(ZeroDivisionError"):
            cluster.submit(harbour.article()).result()


def crash(*_arguments, **_options) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("arguments", [["--scheduler", "tcp://x:1"], ["--scheduler", "tcp://x:1", "--jobs", "2", "-f", "json"]])
def test_wrong_usage(folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str]):
    got = Run(capfd, "news", *arguments)
    assert got.status == 2
    assert "--scheduler" in got.err


@pytest.mark.parametrize("record", [{"source": "a.txt"}, {"source": "a.txt", "text": None}, {"source": "a.txt", "text": 3}])
def test_a_record_without_a_text_is_a_row_with_an_error(record: dict[str, object]):
    row = brief_record(record)
    assert row == {"source": "a.txt", "briefing": None, "error": "a.txt: the record has no text; give one with the column text"}
