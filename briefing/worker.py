"""The analysis in a process of its own: ``python -m briefing.worker [MODEL]`` speaks JSON lines on its standard streams.

A line in is a `Request`, to analyse an article, or an `OpenRequest`, to get one out of what others wrote. The lines out are
`Progress`, and then one `Result`, `Opened` or `Failure` with the id of the request. A request that breaks its bounds ends
the process, with a status that tells (`Bounds.broken`). A model that is named is loaded at once, before the first request
comes; the process ends when its standard input is closed.

The types may be imported anywhere: spaCy, sumy and the parsers come in only when the work begins.
"""

import os
import signal
import sys
import threading
import time
from contextlib import nullcontext, suppress
from typing import IO, TYPE_CHECKING, Final

import msgspec
from msgspec import Struct, field

from briefing.bounds import Bounds, bounded
from briefing.errors import AnalysisError, BriefingError
from briefing.language import DEFAULT_MODEL
from briefing.model import Article, Briefing, Feed
from briefing.sources.limits import Limits
from briefing.summarizers import SUMMARIZERS

if TYPE_CHECKING:
    from spacy.language import Language

COMMAND: Final = (sys.executable, "-P", "-m", "briefing.worker")
"""How to start the worker; the name of the model to load may follow. No modules are taken from the folder that one is in."""


STEPS_BACK: Final = 5
"""How much less urgent the analysis is than the screen, in steps of nice: a person waits for the key, not for the worker."""


class Request(Struct, frozen=True, tag_field="kind", tag="analyse"):
    """Please analyse this article."""

    id: int
    """Number that the answers repeat."""
    article: Article
    """The article as its source gave it."""
    model: str = DEFAULT_MODEL
    """Name of the language model."""
    summarizer: str = "briefing"
    """How the summary's sentences are chosen."""
    bounds: Bounds | None = None
    """What it may cost."""


class OpenRequest(Struct, frozen=True, tag_field="kind", tag="open"):
    """Please get the article, or the feed, out of this source."""

    id: int
    """Number that the answers repeat."""
    source: str
    """Path or address."""
    content: bytes | None = None
    """Its bytes, where they cannot be read again."""
    login: str | None = None
    """User and password for the server of an address."""
    limits: Limits = field(default_factory=Limits)
    """What is refused."""
    bounds: Bounds | None = None
    """What it may cost."""


class Progress(Struct, frozen=True, tag_field="kind", tag="progress"):
    """How far the work has come."""

    id: int
    """Number of the request."""
    stage: str
    """What is being done: ``loading``, ``parsing``, ``quotes``, ``actors``, ``summary``, ``questions``;
    or ``fetching``, ``reading``."""
    share: float
    """How much of the whole is done, from 0 to 1; 0 where nobody knows."""
    received: int = 0
    """Bytes that came over the network."""


class Result(Struct, frozen=True, tag_field="kind", tag="result"):
    """The analysis is done."""

    id: int
    """Number of the request."""
    briefing: Briefing
    """What was found."""


class Opened(Struct, frozen=True, tag_field="kind", tag="opened"):
    """The source is open: either of the two."""

    id: int
    """Number of the request."""
    article: Article | None
    """The article, if it is one."""
    feed: Feed | None = None
    """The feed, if it is one."""


class Failure(Struct, frozen=True, tag_field="kind", tag="error"):
    """The work could not be done; the worker is ready for the next."""

    id: int
    """Number of the request; 0 where it could not be read."""
    message: str
    """Why, for people."""


Answer = Progress | Result | Opened | Failure

FETCHING: Final = 0.1
"""Seconds between two words on how much of a page has come."""


class _Head(Struct, frozen=True):
    """What can be read of a request that is none."""

    id: int = 0


def encode_request(request: Request | OpenRequest) -> bytes:
    """A request as a line for the worker's standard input, line end included."""
    return msgspec.json.encode(request) + b"\n"


def decode_answer(line: bytes) -> Answer:
    """An answer from a line of the worker's standard output.

    Raises:
        AnalysisError: the line is none.
    """
    try:
        answer: Answer = msgspec.json.decode(line, type=Answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AnalysisError("the worker gave an answer that cannot be read; try again") from error
    return answer


def briefing_in(answer: Answer) -> Briefing:
    """The briefing that an answer holds.

    Raises:
        AnalysisError: it holds none.
    """
    if isinstance(answer, Result):
        return answer.briefing
    raise AnalysisError(answer.message if isinstance(answer, Failure) else "the worker gave another answer")


def _decode_request(line: bytes) -> Request | OpenRequest | Failure:
    """The request in a line, or what is to be answered where there is none."""
    try:
        return msgspec.json.decode(line, type=Request | OpenRequest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        number = 0
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            number = msgspec.json.decode(line, type=_Head).id
        return Failure(number, f"the request cannot be read: {error}")


class Worker:
    """Answers requests, one after the other, with the model that was used last kept loaded."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._name = ""
        self._nlp: Language | None = None

    def warm_up(self, model: str) -> None:
        """Load a model before it is asked for. Why it cannot be loaded, the first request that wants it is told."""
        with suppress(BriefingError):
            self._load(model)

    def answer(self, line: bytes) -> None:
        """Do what one line asks for, and write the answers."""
        request = _decode_request(line)
        if isinstance(request, Failure):
            self._write(request)
            return
        name = request.source if isinstance(request, OpenRequest) else "the article"
        try:
            with bounded(request.bounds) if request.bounds is not None else nullcontext():
                done = self._open(request) if isinstance(request, OpenRequest) else self._analyse(request)
            self._write(done)
        except BriefingError as error:
            self._write(Failure(request.id, str(error)))
        except MemoryError:
            self._write(Failure(request.id, f"{name} needs more memory than there is; open a shorter one"))
        except Exception as error:  # noqa: BLE001 - an article that breaks something must not end the worker
            _log(error)
            self._write(Failure(request.id, f"{name} breaks the program ({type(error).__name__}: {error}); please report it"))

    def _open(self, request: OpenRequest) -> Opened:
        """What the source holds, with progress on the way."""
        from briefing.sources import open_source  # noqa: PLC0415 - the analysis does without it

        told = 0.0

        def fetching(received: int, whole: int | None) -> None:
            nonlocal told
            if time.monotonic() - told >= FETCHING or received == whole:
                told = time.monotonic()
                self._write(Progress(request.id, "fetching", round(min(1.0, received / whole), 3) if whole else 0.0, received))

        opened = open_source(
            request.source, content=request.content, limits=request.limits, progress=fetching, login=request.login
        )
        return Opened(request.id, None, opened) if isinstance(opened, Feed) else Opened(request.id, opened)

    def _analyse(self, request: Request) -> Result:
        """The briefing, with progress on the way."""

        def progress(stage: str, share: float) -> None:
            self._write(Progress(request.id, stage, round(share, 3)))

        if request.summarizer not in SUMMARIZERS:
            raise AnalysisError(f"no summarizer {request.summarizer!r}; there are {', '.join(SUMMARIZERS)}")
        if self._nlp is None or request.model != self._name:
            progress("loading", 0.0)
        nlp = self._load(request.model)
        from briefing.analysis import analyse  # noqa: PLC0415 - brings spaCy

        return Result(request.id, analyse(request.article, nlp, summarizer=request.summarizer, progress=progress))

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


def _end_without(parent: int) -> None:
    """End this process soon after the one that started it, whatever it does just now: nobody waits for the answer."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def main(arguments: list[str] | None = None) -> None:
    """Serve requests until standard input ends."""
    # An interrupt at the terminal reaches every process there: whoever started the worker decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_end_without, args=(os.getppid(),), name="parent", daemon=True).start()
    requests = sys.stdin.buffer
    answers = _own_stdout()
    worker = Worker(answers)
    try:
        for model in (sys.argv[1:] if arguments is None else arguments)[:1]:
            os.nice(STEPS_BACK)  # an analysis; somebody who opens a source waits for it
            worker.warm_up(model)
        for line in requests:
            worker.answer(line)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())


if __name__ == "__main__":
    main()
