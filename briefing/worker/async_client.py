"""The client for an event loop: the reader asks its worker through it, and can stop it while a key is handled."""

import asyncio
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from itertools import count
from typing import Final

from briefing.bounds import analysis_bounds
from briefing.config import Settings
from briefing.errors import AnalysisError
from briefing.model import Article
from briefing.worker.protocol import COMMAND, AnalyseRequest, Answer, Failure, Progress, Result, answer_to, encode, how_it_ended

LONGEST_LINE: Final = 1 << 30
"""Bytes of an answer: a briefing repeats its article, and escapes make it longer."""

GRACE: Final = 5.0
"""Seconds that the worker is given to end itself, when its time is up."""


class AsyncClient:
    """Asks one worker process; a new one is started where the old one ended. `model` is loaded as soon as it starts."""

    def __init__(self, model: str, *, command: Sequence[str] = COMMAND, grace: float = GRACE) -> None:
        self._command = (*command, model)
        self._grace = grace
        self._numbers = count(1)
        self._process: Process | None = None
        self._killed: list[Process] = []

    async def start(self) -> None:
        """Start the process; it loads its model at once.

        Raises:
            AnalysisError: it cannot be started.
        """
        await self._running()

    async def analyse(self, article: Article, settings: Settings) -> AsyncIterator[Progress | Result]:
        """Progress, and then the result.

        Raises:
            AnalysisError: the worker could not do it, ended, or took too long.
        """
        request = AnalyseRequest.of(next(self._numbers), article, settings)
        patience = analysis_bounds(settings, len(article.text)).seconds + self._grace
        process = await self._running()
        assert process.stdin is not None  # noqa: S101 - pipes were asked for
        assert process.stdout is not None  # noqa: S101
        with suppress(BrokenPipeError, ConnectionResetError):  # as if it had said nothing more
            process.stdin.write(encode(request))
            await process.stdin.drain()
            while line := await self._line(process.stdout, patience):
                match await self._answer(request, line):
                    case Progress() as progress:
                        yield progress
                    case Result() as result:
                        yield result
                        return
                    case Failure() as failure:
                        raise AnalysisError(failure.message)
        raise AnalysisError(how_it_ended(request, await self._status(process)).message)

    async def _line(self, answers: asyncio.StreamReader, seconds: float) -> bytes:
        """The next line; empty at the end.

        Raises:
            AnalysisError: none came; the process is ended.
        """
        try:
            return await asyncio.wait_for(answers.readline(), seconds)
        except TimeoutError as error:
            await self.close()
            raise AnalysisError(f"the analysis has been silent for {seconds:g} seconds") from error

    async def _answer(self, request: AnalyseRequest, line: bytes) -> Answer | None:
        """See `answer_to`; a process that speaks nonsense is ended."""
        try:
            return answer_to(request, line)
        except AnalysisError:
            await self.close()
            raise

    async def _status(self, process: Process) -> int:
        """The exit status of a process that speaks no more; it is ended where it lives on."""
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), self._grace)
        await self.close()
        return process.returncode or 0

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            try:
                self._process = await asyncio.create_subprocess_exec(
                    *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LONGEST_LINE, start_new_session=True
                )
            except OSError as error:
                raise AnalysisError(f"the worker cannot be started: {error.strerror}; install briefing again") from error
        return self._process

    def stop(self) -> None:
        """Kill the process; the next request starts a new one."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            self._killed.append(process)

    async def close(self) -> None:
        """Kill the process and see it end, with those that were killed before."""
        self.stop()
        while self._killed:
            await self._killed.pop().wait()
