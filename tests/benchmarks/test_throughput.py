"""A batch beside bare spaCy: the same texts, the same cores, both from the start of Python to its end, in turns in one run.

``pytest tests/benchmarks/test_throughput.py --benchmark-only``; `extra_info` has the share: it should be at least .6.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.test_growth import news
from pytest_benchmark.fixture import BenchmarkFixture

ARTICLES = 120
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


def bare(folder: Path, cores: int) -> float:
    """Seconds that spaCy takes."""
    start = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", BARE, folder, str(n), str(cores)]) for n in range(cores)]
    assert [process.wait() for process in running] == [0] * cores
    return time.perf_counter() - start


def batch(folder: Path, cores: int) -> float:
    """Seconds that the program takes."""
    command = [sys.executable, "-m", "briefing", str(folder), "--format", "jsonl", "--no-cache", "--jobs", str(cores)]
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    seconds = time.perf_counter() - start
    assert done.stdout.count(b"\n") == ARTICLES
    return seconds


@pytest.mark.parametrize("cores", [1, 2])
def test_share_of_bare_spacy(benchmark: BenchmarkFixture, folder: Path, cores: int):
    allowed = os.sched_getaffinity(0)
    if len(allowed) < cores:
        pytest.skip("not so many cores here")
    os.sched_setaffinity(0, set(sorted(allowed)[:cores]))
    try:
        pairs = [(bare(folder, cores), batch(folder, cores)) for _ in range(2)]
        benchmark.pedantic(batch, (folder, cores), rounds=1)
    finally:
        os.sched_setaffinity(0, allowed)
    alone, together = (statistics.median(seconds) for seconds in zip(*pairs, strict=True))
    benchmark.extra_info.update({"share": round(alone / together, 2), "bare": round(alone, 1), "batch": round(together, 1)})
