"""How long things take; run by hand: ``pytest tests/benchmarks --benchmark-only``. Never part of the timed tests."""

import subprocess
import sys
from collections.abc import Callable

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
