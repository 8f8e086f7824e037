"""The reader's end of the worker: a process of its own analyses, so that the screen never waits.

The process is started at launch and kept warm for the next article; it can be killed at any time, and its death is noticed.
"""

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from typing import Final, Protocol

from briefing.errors import AnalysisError
from briefing.model import Article
from briefing.worker import COMMAND, Failure, Progress, Request, Result, decode_answer, encode_request

LONGEST_LINE: Final = 1 << 30
"""Bytes of an answer: a briefing repeats its article, and escapes make it longer."""

PATIENCE: Final = 120.0
"""Seconds of silence after which the analysis is given up."""


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

    def __init__(self, model: str, summarizer: str, *, command: Sequence[str] = COMMAND, patience: float = PATIENCE) -> None:
        self._model = model
        self.summarizer = summarizer
        self._command = (*command, model)
        self._patience = patience
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
            AnalysisError: the worker says so, died, or has been silent for too long.
        """
        await self.start()
        process = self._process
        assert process is not None  # noqa: S101 - `start` raises otherwise
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        self._last_id = request_id = self._last_id + 1
        try:
            process.stdin.write(encode_request(Request(request_id, article, self._model, self.summarizer)))
            await process.stdin.drain()
            while line := await asyncio.wait_for(process.stdout.readline(), self._patience):
                answer = decode_answer(line)
                if answer.id not in {request_id, 0}:
                    continue
                if isinstance(answer, Failure):
                    raise AnalysisError(answer.message)
                yield answer
                if isinstance(answer, Result):
                    return
        except (BrokenPipeError, ConnectionResetError):
            pass  # as if it had said nothing more
        except TimeoutError as error:
            await self.close()
            raise AnalysisError(f"the analysis has been silent for {self._patience:.0f} seconds; r starts it again") from error
        await self.close()
        raise AnalysisError("the analysis ended unexpectedly; r starts it again")

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
