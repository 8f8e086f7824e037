"""The client that waits: the batch, a cluster and the opening of sources ask a worker through it."""

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from threading import Lock
from types import TracebackType
from typing import Self

from briefing.config import Settings
from briefing.errors import AnalysisError
from briefing.model import Article, Briefing, Feed
from briefing.worker.protocol import (
    COMMAND,
    AnalyseRequest,
    Failure,
    Listener,
    Opened,
    OpenRequest,
    Progress,
    Request,
    Result,
    answer_to,
    encode,
    how_it_ended,
)


class Client:
    """Asks one worker process, from one thread at a time; a new process is started where the old one ended.

    `model` is loaded as soon as the process starts.
    """

    def __init__(self, model: str | None = None, *, command: Sequence[str] = COMMAND) -> None:
        self._command = (*command, model) if model is not None else tuple(command)
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def analyse(self, article: Article, settings: Settings, listener: Listener | None = None) -> Briefing:
        """The briefing of an article.

        Raises:
            AnalysisError: there is none; see `ask`.
        """
        answer = self.ask(AnalyseRequest.of(next(self._numbers), article, settings), listener)
        assert isinstance(answer, Result)  # noqa: S101 - it is no `Opened`: see `answer_to`
        return answer.briefing

    def open(  # noqa: PLR0913 - what a source is opened with
        self,
        source: str,
        settings: Settings,
        *,
        content: bytes | None = None,
        login: str | None = None,
        is_given: bool = True,
        listener: Listener | None = None,
    ) -> Article | Feed:
        """What a source holds; `content` are its bytes where it cannot be read again, `login` user and password of an address.

        `is_given` tells whether the user gave it, and not only a feed names it.

        Raises:
            AnalysisError: nothing; see `ask`.
        """
        number = next(self._numbers)
        request = OpenRequest.of(number, source, settings, content=content, login=login, is_given=is_given)
        answer = self.ask(request, listener)
        opened = (answer.article or answer.feed) if isinstance(answer, Opened) else None
        if opened is None:
            raise AnalysisError("the worker gave an answer that cannot be read; try again")
        return opened

    def ask(self, request: Request, listener: Listener | None = None) -> Result | Opened:
        """The answer to a request.

        An exception on the way, of the listener or an interrupt, ends the process and reaches the caller.

        Raises:
            AnalysisError: the worker could not do it, ended, cannot be started or speaks nonsense.
        """
        process = self._running()
        try:
            answer = self._exchange(process, request, listener)
        except BaseException:
            self.rest()  # what it says yet must not be taken for the answer to the next request
            raise
        if isinstance(answer, Failure):
            raise AnalysisError(answer.message)
        return answer

    @staticmethod
    def _exchange(process: subprocess.Popen[bytes], request: Request, listener: Listener | None) -> Result | Opened | Failure:
        """Send a request, and wait for its last answer."""
        assert process.stdin is not None  # noqa: S101 - pipes were asked for
        assert process.stdout is not None  # noqa: S101
        with suppress(BrokenPipeError):
            process.stdin.write(encode(request))
            process.stdin.flush()
        for line in process.stdout:
            match answer_to(request, line):
                case Progress() as progress:
                    if listener is not None:
                        listener(progress)
                case Result() | Opened() | Failure() as answer:
                    return answer
        return how_it_ended(request, process.wait())

    def rest(self) -> None:
        """End the process, from any thread; the next request starts another."""
        with self._starting:
            self._kill()

    def close(self) -> None:
        """End the process for good, whatever it does; from any thread."""
        with self._starting:
            self._closed = True
            self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._closed:
                raise AnalysisError("interrupted")
            if self._process is None or self._process.poll() is not None:
                try:
                    self._process = subprocess.Popen(  # noqa: S603 - this program itself
                        self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                    )
                except OSError as error:
                    raise AnalysisError(f"the worker cannot be started: {error.strerror}; install briefing again") from error
            return self._process
