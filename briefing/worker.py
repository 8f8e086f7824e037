"""The analysis in a process of its own: ``python -m briefing.worker [MODEL]`` speaks JSON lines on its standard streams.

A line in is a `Request`; the lines out are `Progress`, and then one `Result` or one `Failure` with the id of the request.
The model is loaded at once, before the first request comes; the process ends when its standard input is closed.

The types may be imported anywhere: spaCy and sumy come in only when the analysis begins.
"""

import os
import signal
import sys
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final, Literal

import msgspec

from briefing.errors import AnalysisError, BriefingError
from briefing.language import DEFAULT_MODEL
from briefing.model import Article, Briefing
from briefing.summarizers import SUMMARIZERS

if TYPE_CHECKING:
    from spacy.language import Language

COMMAND: Final = (sys.executable, "-m", "briefing.worker")
"""How to start the worker; the name of the model to load may follow."""


STEPS_BACK: Final = 5
"""How much less urgent the analysis is than the screen, in steps of nice: a person waits for the key, not for the worker."""


@dataclass(frozen=True, slots=True)
class Request:
    """Please analyse this article."""

    id: int
    """Number that the answers repeat."""
    article: Article
    """The article as its source gave it."""
    model: str = DEFAULT_MODEL
    """Name of the language model."""
    summarizer: str = "briefing"
    """How the summary's sentences are chosen."""
    kind: Literal["analyse"] = "analyse"
    """What to do."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the analysis has come."""

    id: int
    """Number of the request."""
    stage: str
    """What is being done: ``loading``, ``parsing``, ``quotes``, ``actors``, ``summary``, ``questions``."""
    share: float
    """How much of the whole is done, from 0 to 1."""
    kind: Literal["progress"] = "progress"
    """Tells the answers apart."""


@dataclass(frozen=True, slots=True)
class Result:
    """The analysis is done."""

    id: int
    """Number of the request."""
    briefing: Briefing
    """What was found."""
    kind: Literal["result"] = "result"
    """Tells the answers apart."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The analysis could not be done; the worker is ready for the next."""

    id: int
    """Number of the request; 0 where it could not be read."""
    message: str
    """Why, for people."""
    kind: Literal["error"] = "error"
    """Tells the answers apart."""


Answer = Progress | Result | Failure


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: str
    id: int = field(default=0)


def encode_request(request: Request) -> bytes:
    """A request as a line for the worker's standard input, line end included."""
    return msgspec.json.encode(request) + b"\n"


def decode_answer(line: bytes) -> Answer:
    """An answer from a line of the worker's standard output.

    Raises:
        AnalysisError: the line is none.
    """
    try:
        match msgspec.json.decode(line, type=_Kind).kind:
            case "progress":
                return msgspec.json.decode(line, type=Progress)
            case "result":
                return msgspec.json.decode(line, type=Result)
            case _:
                return msgspec.json.decode(line, type=Failure)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AnalysisError("the analysis gave an answer that cannot be read; try again") from error


class Worker:
    """Answers requests, one after the other, with the model that was used last kept loaded."""

    def __init__(self, answers: IO[bytes], model: str = DEFAULT_MODEL) -> None:
        self._answers = answers
        self._name = model
        self._nlp: Language | None = None

    def warm_up(self) -> None:
        """Load the model before it is asked for. Why it cannot be loaded, the first request that wants it is told."""
        try:
            self._load(self._name)
        except BriefingError:
            self._nlp = None

    def answer(self, line: bytes) -> None:
        """Do what one line asks for, and write the answers."""
        request_id = 0
        try:
            request_id = msgspec.json.decode(line, type=_Kind).id
            request = msgspec.json.decode(line, type=Request)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            self._write(Failure(request_id, f"the request cannot be read: {error}"))
            return
        try:
            self._write(Result(request.id, self._analyse(request)))
        except BriefingError as error:
            self._write(Failure(request.id, str(error)))
        except MemoryError:
            self._write(Failure(request.id, "the article needs more memory than there is; open a shorter one"))
        except Exception as error:  # noqa: BLE001 - an article that breaks the analysis must not end the worker
            _log(error)
            self._write(Failure(request.id, f"the analysis failed on this article ({type(error).__name__}: {error})"))

    def _analyse(self, request: Request) -> Briefing:
        """The briefing, with progress on the way."""

        def progress(stage: str, share: float) -> None:
            self._write(Progress(request.id, stage, round(share, 3)))

        if request.summarizer not in SUMMARIZERS:
            raise AnalysisError(f"no summarizer {request.summarizer!r}; there are {', '.join(SUMMARIZERS)}")
        if self._nlp is None or request.model != self._name:
            progress("loading", 0.0)
        nlp = self._load(request.model)
        from briefing.analysis import analyse  # noqa: PLC0415 - brings spaCy

        return analyse(request.article, nlp, summarizer=request.summarizer, progress=progress)

    def _load(self, name: str) -> "Language":
        """The model, loaded once."""
        if self._nlp is None or name != self._name:
            from briefing.analysis.pipeline import load_model  # noqa: PLC0415 - brings spaCy

            self._nlp, self._name = load_model(name), name
        return self._nlp

    def _write(self, answer: Answer) -> None:
        self._answers.write(msgspec.json.encode(answer) + b"\n")
        self._answers.flush()


def _log(error: Exception) -> None:
    """Leave a trace on standard error for whoever looks for the fault; the user gets the message."""
    import traceback  # noqa: PLC0415 - only for faults

    sys.stderr.write("".join(traceback.format_exception(error)))


def _own_stdout() -> IO[bytes]:
    """Take standard output for the answers alone: what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return answers


def main(arguments: list[str] | None = None) -> None:
    """Serve requests until standard input ends."""
    # An interrupt at the terminal reaches every process there: whoever started the worker decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(STEPS_BACK)
    requests = sys.stdin.buffer
    answers = _own_stdout()
    worker = Worker(answers, *(sys.argv[1:] if arguments is None else arguments)[:1])
    try:
        worker.warm_up()
        for line in requests:
            worker.answer(line)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())


if __name__ == "__main__":
    main()
