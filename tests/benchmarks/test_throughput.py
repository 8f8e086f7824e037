"""A batch beside bare spaCy: the same texts, the same cores, both from the start of Python to its end, in turns in one run.

``pytest tests/benchmarks/test_throughput.py --benchmark-only -s``; the share should be at least .6. On a machine that does
other things meanwhile, trust the share of the processors' seconds.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from benchmarks.test_growth import news
from pytest_benchmark.fixture import BenchmarkFixture

ARTICLES = 60
ROUNDS = 2
LENGTH = 6_000
"""Characters of an article, about a thousand words."""

BARE = """
import sys
from pathlib import Path
from briefing.analysis.pipeline import load_model
nlp = load_model()
texts = [file.read_text() for file in sorted(Path(sys.argv[1]).glob("*.txt"))]
for _ in nlp.pipe(texts[int(sys.argv[2])::int(sys.argv[3])], batch_size=64):
    pass
"""
"""The pipe over every n-th text: its own `n_process` is slower, as it sends whole Docs between processes."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("articles")
    paragraphs = news(ARTICLES * LENGTH).split("\n\n")
    share = len(paragraphs) // ARTICLES
    for number in range(ARTICLES):
        body = paragraphs[1 + number * share : 1 + (number + 1) * share]
        (made / f"{number:03d}.txt").write_text("\n\n".join([f"{paragraphs[0]}, part {number}", *body]))
    return made


class Cost(NamedTuple):
    """What a run took, in seconds."""

    wall: float
    cpu: float
    """Of all its processes together."""


def cost(run: Callable[[], None]) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def bare(folder: Path, cores: int) -> None:
    """spaCy alone."""
    running = [subprocess.Popen([sys.executable, "-c", BARE, folder, str(n), str(cores)]) for n in range(cores)]
    assert [process.wait() for process in running] == [0] * cores


def batch(folder: Path, cores: int) -> None:
    """The program."""
    command = [sys.executable, "-m", "briefing", str(folder), "--format", "jsonl", "--no-cache", "--jobs", str(cores)]
    assert subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.count(b"\n") == ARTICLES


@pytest.mark.parametrize("cores", [1, 2])
def test_share_of_bare_spacy(benchmark: BenchmarkFixture, folder: Path, cores: int):
    allowed = os.sched_getaffinity(0)
    if len(allowed) < cores:
        pytest.skip("not so many cores here")
    os.sched_setaffinity(0, set(sorted(allowed)[:cores]))
    costs: dict[str, list[Cost]] = {"bare": [], "batch": []}
    try:
        for _ in range(ROUNDS):
            costs["bare"].append(cost(lambda: bare(folder, cores)))
            costs["batch"].append(cost(lambda: batch(folder, cores)))
        benchmark.pedantic(batch, (folder, cores), rounds=1)
    finally:
        os.sched_setaffinity(0, allowed)
    for kind in Cost._fields:
        alone, ours = (statistics.median(getattr(each, kind) for each in costs[name]) for name in ("bare", "batch"))
        benchmark.extra_info[f"share of bare spaCy, {kind} seconds"] = f"{alone / ours:.2f} ({alone:.1f} of {ours:.1f})"
    sys.stderr.write(f"\n{cores} cores: {benchmark.extra_info}\n")
