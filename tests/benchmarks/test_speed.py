"""How long things take; run by hand: ``pytest tests/benchmarks --benchmark-only``. Never part of the timed tests."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from spacy.language import Language

from briefing.analysis import analyse
from briefing.analysis.pipeline import parse
from briefing.config import shipped_folder
from briefing.export import to_html, to_json_line, to_markdown
from briefing.model import Article, Briefing
from briefing.reader.layout import Layout
from briefing.sources import open_article

MEGABYTE = 1_000_000
CREATED = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample() -> Article:
    return open_article(min(shipped_folder("seeds").glob("*.txt")))


@pytest.fixture(scope="session")
def sample_briefing(sample: Article, nlp: Language) -> Briefing:
    return analyse(sample, nlp)


def test_bare_spacy_over_the_sample(benchmark: BenchmarkFixture, sample: Article, nlp: Language):
    """The measure of the next: the whole analysis should take at most 1.5 times this."""
    benchmark(nlp, sample.text)


def test_the_whole_analysis_of_the_sample(benchmark: BenchmarkFixture, sample: Article, nlp: Language):
    benchmark(analyse, sample, nlp)


def test_parsing_alone(benchmark: BenchmarkFixture, sample: Article, nlp: Language):
    benchmark(parse, sample, nlp)


def test_layout_of_a_megabyte(benchmark: BenchmarkFixture, sample: Article):
    """At most 30 ms for Latin text."""
    text = (sample.text * (MEGABYTE // len(sample.text) + 1))[:MEGABYTE]
    benchmark(lambda: Layout(text, 80).extend())


@pytest.mark.parametrize(
    "export", [lambda b: to_markdown(b, created=CREATED), to_html, to_json_line], ids=["Markdown", "HTML", "JSON"]
)
def test_export(benchmark: BenchmarkFixture, export: Callable[[Briefing], str], sample_briefing: Briefing):
    benchmark(export, sample_briefing)


def test_help(benchmark: BenchmarkFixture):
    """From the start of Python to its end: well under .2 s."""
    benchmark(lambda: subprocess.run([sys.executable, "-m", "briefing", "--help"], capture_output=True, check=True))
