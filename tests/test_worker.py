"""The worker speaks JSON lines, and a bad line or a bad article never ends it."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from export import harbour
from msgspec.structs import replace
from spacy.language import Language

from briefing.analysis.summary import METHODS
from briefing.errors import AnalysisError
from briefing.language import DEFAULT_MODEL
from briefing.model import Article
from briefing.sources import article_from_text
from briefing.summarizers import SUMMARIZERS
from briefing.worker.protocol import (
    COMMAND,
    AnalyseRequest,
    Answer,
    Failure,
    Opened,
    OpenRequest,
    Progress,
    Result,
    answer_to,
    decode_answer,
    decode_request,
    encode,
)
from briefing.worker.server import Server

TEXT = "Ferry to Eastmark stops\n\nThe ferry to Eastmark will stop in May. Ana Brill, who runs it, said: “We have no choice.”\n"


@pytest.fixture
def article() -> Article:
    return article_from_text(TEXT, "ferry.txt")


class Served:
    """A worker with a model that is loaded already, and what it answered."""

    def __init__(self, nlp: Language):
        self._stream = io.BytesIO()
        self.worker = Server(self._stream)
        self.worker._nlp, self.worker._name = nlp, DEFAULT_MODEL

    def ask(self, line: bytes) -> list[Answer]:
        self._stream.seek(0)
        self._stream.truncate()
        self.worker.answer(line)
        return [decode_answer(answer) for answer in self._stream.getvalue().splitlines()]


@pytest.fixture
def served(nlp: Language) -> Served:
    return Served(nlp)


def test_progress_grows_and_then_comes_the_result(served: Served, article: Article):
    *progress, result = served.ask(encode(AnalyseRequest(7, article)))
    assert isinstance(result, Result)
    assert result.id == 7
    assert result.briefing.article.text == TEXT
    assert {answer.id for answer in progress} == {7}
    assert [answer.share for answer in progress] == sorted(answer.share for answer in progress)
    assert {answer.stage for answer in progress} <= {"loading", "parsing", "quotes", "actors", "summary", "questions"}


@pytest.mark.parametrize(
    ("line", "request_id"),
    [
        (b"\n", 0),
        (b"nonsense\n", 0),
        (b"{}\n", 0),
        (b"[1, 2]\n", 0),
        (b'{"id": 3, "kind": "analyse"}\n', 3),
        (b'{"id": 4, "kind": "dance"}\n', 4),
        (b'{"id": "five"}\n', 0),
        (b'{"id": 6, "kind": "analyse", "article": {"text": 1}}\n', 6),
        (b"\xff\xfe\n", 0),
        (b"[" * 100_000 + b"\n", 0),
        (b'{"unknown": ' + b"[" * 100_000 + b"\n", 0),
    ],
)
def test_a_bad_request_gives_one_error_line(served: Served, line: bytes, request_id: int):
    (answer,) = served.ask(line)
    assert isinstance(answer, Failure)
    assert answer.id == request_id
    assert "the request cannot be read" in answer.message


def test_an_unknown_model_or_summarizer_is_said_and_the_next_request_served(served: Served, article: Article):
    assert "no language model 'none'" in served.ask(encode(AnalyseRequest(1, article, model="none")))[-1].message
    assert "no summarizer 'none'" in served.ask(encode(AnalyseRequest(2, article, summarizer="none")))[-1].message
    assert isinstance(served.ask(encode(AnalyseRequest(3, article)))[-1], Result)


def test_an_article_that_breaks_the_analysis_is_an_error(served: Served, article: Article, capsys: pytest.CaptureFixture):
    broken = replace(article, blocks=(replace(article.blocks[0], start=-5, end=10**9),))
    answer = served.ask(encode(AnalyseRequest(1, broken)))[-1]
    assert isinstance(answer, Failure)
    assert "please report it" in answer.message
    assert isinstance(served.ask(encode(AnalyseRequest(2, article)))[-1], Result)


def test_requests_and_answers_survive_the_wire():
    article = harbour.article()
    request = AnalyseRequest(1, article, "sm", "lexrank")
    assert decode_request(encode(request)) == request
    for answer in (Progress(1, "parsing", 0.5), Result(1, harbour.briefing()), Failure(1, "no")):
        assert decode_answer(encode(answer)) == answer


@pytest.mark.parametrize("line", [b"", b"Loading", b'{"kind": "progress"}', b'{"kind": "what", "id": 1}', b"\xff"])
def test_a_line_that_is_no_answer(line: bytes):
    with pytest.raises(AnalysisError):
        decode_answer(line)


def test_an_answer_belongs_to_its_request():
    request = AnalyseRequest(2, harbour.article())
    assert answer_to(request, encode(Progress(1, "quotes", 0.7))) is None
    assert answer_to(request, encode(Result(1, harbour.briefing()))) is None
    assert answer_to(request, encode(Progress(2, "quotes", 0.7))) == Progress(2, "quotes", 0.7)
    assert answer_to(request, encode(Failure(0, "no"))) == Failure(0, "no")
    with pytest.raises(AnalysisError, match="another answer"):
        answer_to(request, encode(Opened(2, harbour.article())))
    with pytest.raises(AnalysisError, match="another answer"):
        answer_to(OpenRequest(2, "a.html"), encode(Result(2, harbour.briefing())))


def test_the_summarizers_of_the_settings_are_those_of_the_analysis():
    assert set(METHODS) == set(SUMMARIZERS)


@pytest.mark.system
def test_the_process_answers_line_by_line_and_ends_with_its_input(article: Article):
    lines = b"nonsense\n" + encode(AnalyseRequest(1, article, model="sm")) + encode(AnalyseRequest(2, article, model="sm"))
    done = subprocess.run([*COMMAND, "sm"], check=True, input=lines, capture_output=True, timeout=120)
    assert done.returncode == 0
    answers = [decode_answer(line) for line in done.stdout.splitlines()]
    assert [answer.id for answer in answers if not isinstance(answer, Progress)] == [0, 1, 2]
    assert isinstance(answers[-1], Result)


@pytest.mark.system
def test_what_a_library_prints_does_not_reach_the_answers():
    code = (
        "import os, sys; from briefing.worker.server import _own_stdout; answers = _own_stdout();"
        "print('from Python'); sys.stdout.flush(); os.write(1, b'from C'); answers.write(b'answer'); answers.flush()"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)
    assert done.stdout == b"answer"
    assert b"from Python" in done.stderr
    assert b"from C" in done.stderr


@pytest.mark.system
def test_no_module_is_taken_from_the_folder_one_is_in(tmp_path: Path):
    for name in ("random", "bisect", "spacy"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(77)")
    request = OpenRequest(1, "ferry.txt", TEXT.encode())
    worker = subprocess.run(COMMAND, cwd=tmp_path, input=encode(request), capture_output=True, check=False)
    assert worker.returncode == 0
    assert isinstance(decode_answer(worker.stdout), Opened)
