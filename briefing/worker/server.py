"""The process that works: it answers one request after the other, and ends when its standard input is closed.

A model that is named on the command line is loaded at once, before the first request comes. spaCy, sumy and the parsers are
imported when the work begins.
"""

import os
import signal
import sys
import threading
import time
from contextlib import nullcontext, suppress
from typing import IO, TYPE_CHECKING, Final

from briefing.bounds import bounded
from briefing.errors import AnalysisError, BriefingError
from briefing.model import Feed
from briefing.summarizers import SUMMARIZERS
from briefing.worker.protocol import (
    AnalyseRequest,
    Answer,
    Failure,
    Opened,
    OpenRequest,
    Progress,
    Result,
    decode_request,
    encode,
)

if TYPE_CHECKING:
    from spacy.language import Language

NICENESS: Final = 5
"""How much less urgent the analysis is than the screen: a person waits for the key, not for the worker."""

FETCH_INTERVAL: Final = 0.1
"""Seconds between two reports on how much of a page has come."""


class Server:
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
        request = decode_request(line)
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
            if time.monotonic() - told >= FETCH_INTERVAL or received == whole:
                told = time.monotonic()
                self._write(Progress(request.id, "fetching", round(min(1.0, received / whole), 3) if whole else 0.0, received))

        opened = open_source(
            request.source,
            content=request.content,
            limits=request.limits,
            progress=fetching,
            login=request.login,
            is_given=request.is_given,
        )
        return Opened(request.id, None, opened) if isinstance(opened, Feed) else Opened(request.id, opened)

    def _analyse(self, request: AnalyseRequest) -> Result:
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
        self._answers.write(encode(answer))
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
    """End this process soon after the one that started it, whatever it is doing: nobody waits for the answer."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def main() -> None:
    """Serve requests until standard input ends."""
    # An interrupt at the terminal reaches every process there; the client decides when the worker ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_end_without, args=(os.getppid(),), name="parent", daemon=True).start()
    requests = sys.stdin.buffer
    answers = _own_stdout()
    server = Server(answers)
    try:
        for model in sys.argv[1:2]:
            os.nice(NICENESS)  # a worker without a model opens sources, and somebody waits for it
            server.warm_up(model)
        for line in requests:
            server.answer(line)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), answers.fileno())
