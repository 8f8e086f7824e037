"""Worker processes as their owner sees them, and the opening of sources in one.

What others wrote is parsed where it can be ended: a process of its own, within bounds. Text needs no parser, and is read on
the spot, so that it is on the screen at once.
"""

import contextlib
import subprocess
from collections.abc import Callable, Sequence
from itertools import count
from threading import Lock
from types import TracebackType
from typing import Final, Self

from briefing.bounds import Bounds, opening_bounds
from briefing.config import Settings
from briefing.errors import AnalysisError, SourceError
from briefing.model import Article, Feed
from briefing.sources import Known, Limits, article_from_bytes, content_of_text, is_text, is_text_file, open_source, read_once
from briefing.sources.logins import login_of, without_login
from briefing.visible import readable_name
from briefing.worker import COMMAND, Failure, Opened, OpenRequest, Progress, Request, Result, decode_answer, encode_request

QUICK: Final = 2_000_000
"""Bytes of the longest text that is read on the spot, in a fifth of a second."""

QUICK_MARKDOWN: Final = 20_000
"""Bytes of the longest Markdown that is read on the spot."""

QUICK_LINES: Final = 50_000
"""Lines of such a text at most: each of them is looked at."""

Listener = Callable[[Progress], None]
"""Hears how far the worker is, in the thread that asks."""


class WorkerProcess:
    """One worker process, asked by one thread at a time; a new one is started where the old one ended."""

    def __init__(self, *arguments: str, command: Sequence[str] = COMMAND) -> None:
        self._command = (*command, *arguments)
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = Lock()
        self._ended = False

    def ask(self, request: Request | OpenRequest, listener: Listener | None = None) -> Result | Opened | Failure:
        """The answer to a request; a failure too where the process ended, with the reason.

        An exception on the way, of the listener or an interrupt, ends the process and reaches the caller.

        Raises:
            AnalysisError: the process cannot be started, was ended by `end`, or speaks nonsense.
        """
        process = self._running()
        try:
            return self._exchange(process, request, listener)
        except BaseException:
            self.rest()  # what it says yet must not be taken for the answer to the next request
            raise

    def _exchange(
        self, process: subprocess.Popen[bytes], request: Request | OpenRequest, listener: Listener | None
    ) -> Result | Opened | Failure:
        assert process.stdin is not None  # noqa: S101 - pipes were asked for
        assert process.stdout is not None  # noqa: S101
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(encode_request(request))
            process.stdin.flush()
        for line in process.stdout:
            answer = decode_answer(line)
            if not isinstance(answer, Progress):
                return answer
            if listener is not None:
                listener(answer)
        return Failure(request.id, how_it_ended(process.wait(), request.bounds))

    def end(self) -> None:
        """End the process for good, whatever it does; from any thread."""
        with self._starting:
            self._ended = True
            self._kill()

    def rest(self) -> None:
        """End the process, and start another when it is needed."""
        with self._starting:
            self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._ended:
                raise AnalysisError("interrupted")
            if self._process is None or self._process.poll() is not None:
                try:
                    self._process = subprocess.Popen(  # noqa: S603 - this program itself
                        self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                    )
                except OSError as error:
                    raise AnalysisError(f"the worker cannot be started: {error.strerror}; install briefing again") from error
            return self._process


def how_it_ended(status: int, bounds: Bounds | None) -> str:
    """Why a worker gave no answer, from its exit status."""
    reason = bounds.broken(status) if bounds is not None else None
    return reason or f"the worker ended by itself (exit status {status}); it may need more memory than there is"


class Opener:
    """Opens sources within the user's limits."""

    def __init__(self, settings: Settings, *, command: Sequence[str] = COMMAND) -> None:
        self._limits = Limits.of(settings)
        self._bounds = opening_bounds(settings)
        self._worker = WorkerProcess(command=command)
        self._numbers = count(1)
        self._read: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def open_quickly(self, source: str, known: Known | None = None) -> Article | None:
        """The article, where it is a text that opens in no time; None for all else.

        What can be read only once is read here, and kept for `open`. A text that is `known` is not looked through again.

        Raises:
            SourceError: there is no article to be had.
        """
        content = read_once(source, self._limits)
        if content is not None:
            self._read[source] = content
        if source not in self._read and is_text_file(source, "markdown"):
            return self._short_markdown(source)
        content = self._quick_content(source)
        if content is None:
            return None
        self._read.pop(source, None)
        return article_from_bytes(content, readable_name(source), limit=self._limits.text, known=known)

    def _short_markdown(self, source: str) -> Article | None:
        """The article in a file of Markdown, if it is short: its parser takes ten times as long as a plain text."""
        content = content_of_text(source, limit=QUICK_MARKDOWN)
        if len(content) > QUICK_MARKDOWN:
            return None
        opened = open_source(source, content=content, limits=self._limits)
        return opened if isinstance(opened, Article) else None

    def open(self, source: str, listener: Listener | None = None) -> Article | Feed:
        """What a source holds. Blocks until it is there; `rest` from another thread ends the waiting.

        Raises:
            SourceError: there is no article to be had, within the bounds, or the opening was ended.
        """
        article = None if source in self._read else self.open_quickly(source)
        if article is not None:
            return article
        content, source = self._read.pop(source, None), without_login(readable_name(source))
        request = OpenRequest(next(self._numbers), source, content, login_of(source), self._limits, self._bounds)
        try:
            answer = self._worker.ask(request, listener)
        except AnalysisError as error:
            raise SourceError(f"{source}: {error}") from error
        if isinstance(answer, Failure):
            raise SourceError(answer.message if source in answer.message else f"{source}: {answer.message}")
        opened = (answer.article or answer.feed) if isinstance(answer, Opened) else None
        if opened is None:
            raise SourceError(f"{source}: the worker gave an answer that cannot be read; try again")
        return opened

    def rest(self) -> None:
        """End what is going on, and leave no process behind; from any thread. The opener can be used again."""
        self._worker.rest()

    def close(self) -> None:
        """End what is going on for good."""
        self._worker.end()

    def _quick_content(self, source: str) -> bytes | None:
        """The bytes of a text that opens in no time.

        Raises:
            SourceError: there is no such file, or it cannot be read.
        """
        content = self._read.get(source)
        if content is None:
            if not is_text_file(source):
                return None
            content = content_of_text(source, limit=QUICK)
        lines = content.count(b"\n") + content.count(b"\r")
        return content if len(content) <= QUICK and lines <= QUICK_LINES and is_text(content, source) else None
