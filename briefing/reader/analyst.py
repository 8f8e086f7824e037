"""The reader's end of the worker: a process of its own analyses, so that the screen never waits.

The process is started at launch and kept warm for the next article; it can be killed at any time, and its death is noticed.
"""

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from typing import Final, Protocol

from briefing.bounds import analysis_bounds
from briefing.config import Settings
from briefing.errors import AnalysisError
from briefing.model import Article
from briefing.opener import how_it_ended
from briefing.worker import COMMAND, Failure, Opened, Progress, Request, Result, decode_answer, encode_request

LONGEST_LINE: Final = 1 << 30
"""Bytes of an answer: a briefing repeats its article, and escapes make it longer."""

GRACE: Final = 5.0
"""Seconds that the worker is given to end itself, when its time is up."""


class Analyst(Protocol):
    """Somebody who analyses articles."""

    summarizer: str
    """How summaries are made; may be changed between articles."""

    async def start(self) -> None:
        """Get ready."""

    def analyse(self, article: Article) -> AsyncIterator[Progress | Result]:
        """How far the analysis has come, again and again, and at the end its result.

        Raises:
            AnalysisError: there will be no result.
        """

    def stop(self) -> None:
        """Give up whatever is going on, at once."""

    async def close(self) -> None:
        """Stop, and leave nothing behind."""


class WorkerAnalyst:
    """Asks the worker process, and starts it where there is none."""

    def __init__(self, settings: Settings, *, command: Sequence[str] = COMMAND, grace: float = GRACE) -> None:
        self._settings = settings
        self.summarizer = settings.summarizer
        self._command = (*command, settings.model)
        self._grace = grace
        self._process: Process | None = None
        self._killed: list[Process] = []
        self._last_id = 0

    async def start(self) -> None:
        """Start the process; it loads its model at once.

        Raises:
            AnalysisError: it cannot be started.
        """
        if self._process is not None and self._process.returncode is None:
            return
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LONGEST_LINE, start_new_session=True
            )
        except OSError as error:
            raise AnalysisError(f"the analysis cannot be started: {error.strerror}; r tries again") from error

    async def analyse(self, article: Article) -> AsyncIterator[Progress | Result]:
        """Progress, and then the result.

        Raises:
            AnalysisError: the worker says so, died, or took too long.
        """
        bounds = analysis_bounds(self._settings, len(article.text))
        await self.start()
        process = self._process
        assert process is not None  # noqa: S101 - `start` raises otherwise
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        self._last_id = request_id = self._last_id + 1
        try:
            process.stdin.write(encode_request(Request(request_id, article, self._settings.model, self.summarizer, bounds)))
            await process.stdin.drain()
            while line := await asyncio.wait_for(process.stdout.readline(), bounds.seconds + self._grace):
                answer = decode_answer(line)
                if answer.id not in {request_id, 0}:
                    continue
                if isinstance(answer, Failure | Opened):
                    raise AnalysisError(answer.message if isinstance(answer, Failure) else "the worker gave another answer")
                yield answer
                if isinstance(answer, Result):
                    return
        except (BrokenPipeError, ConnectionResetError):
            pass  # as if it had said nothing more
        except TimeoutError as error:
            await self.close()
            raise AnalysisError(f"the analysis has been silent for {bounds.seconds:g} seconds; r starts it again") from error
        status = await self._status(process)
        raise AnalysisError(f"{how_it_ended(status, bounds)}; r starts it again")

    async def _status(self, process: Process) -> int:
        """The exit status of a process that speaks no more; it is ended where it lives on."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), self._grace)
        await self.close()
        return process.returncode or 0

    def stop(self) -> None:
        """Kill the process; the next request starts a new one."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            self._killed.append(process)

    async def close(self) -> None:
        """Kill the process and see it end, with those that were killed before."""
        self.stop()
        while self._killed:
            await self._killed.pop().wait()
