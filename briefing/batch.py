"""The analysis of many articles, for the command line: in order, in bounded memory, and on past one that fails.

Each job is a worker process (`briefing.worker`) of its own, so that an article which breaks the analysis costs nothing but
itself, and an interrupt ends the work at once.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import LifoQueue
from types import TracebackType
from typing import Final, Protocol, Self

from msgspec import Struct

from briefing.cluster import Cluster
from briefing.config import Settings
from briefing.errors import AnalysisError, BriefingError, ClusterError
from briefing.model import Article, Briefing
from briefing.sources import is_text_file
from briefing.store import Store
from briefing.worker.client import Client
from briefing.worker.protocol import COMMAND

MOST_JOBS: Final = 4
"""Jobs that are started unasked: each takes about half a gigabyte."""

AHEAD: Final = 4
"""Articles for each job that are open or done and wait for their turn."""


class Outcome(Struct, frozen=True):
    """What became of one source."""

    source: str
    """As it was given."""
    briefing: Briefing | None
    """The briefing, or None where there is none."""
    error: str | None
    """Why there is none, for people."""


Opener = Callable[[str], Sequence[Article]]
"""Gives the articles that a source holds: one, or those of a feed."""

Outcomes = Iterator[Outcome]


def default_jobs(articles: int) -> int:
    """How many articles to analyse at the same time where nobody said: a process is worth its start for several."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, MOST_JOBS, articles // 4))


class Pending(Protocol):
    """A briefing that is being made."""

    def result(self) -> Briefing:
        """Wait for it.

        Raises:
            BriefingError: there is none.
        """
        ...


class Pool(Protocol):
    """What analyses: processes of this machine, or a cluster."""

    @property
    def jobs(self) -> int:
        """Articles that it analyses at the same time."""
        ...

    def submit(self, article: Article) -> Pending:
        """Have an article analysed."""
        ...


def analyse_all(  # noqa: PLR0913 - what a run is made of
    sources: Iterable[str],
    opener: Opener,
    settings: Settings,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    store: Store | None = None,
    announce: Callable[[Article], None] | None = None,
) -> Outcomes:
    """The outcomes of `sources` in their order; what `store` remembers is not analysed again.

    The settings say with which model and summarizer, and what one analysis may cost. `scheduler` is the address of a Dask
    cluster that analyses in place of `jobs` processes here. `announce` is told of each article before its analysis starts.

    Raises:
        ClusterError: the cluster cannot be used.
    """

    def known(article: Article) -> Briefing | None:
        return store.get(article, settings.model, settings.summarizer) if store is not None else None

    with Cluster(scheduler, settings) if scheduler else _Jobs(jobs, settings) as pool:
        waiting: deque[_Waiting] = deque()
        for source in sources:
            waiting.extend(_begin(source, opener, pool, known, announce))
            while len(waiting) > pool.jobs * AHEAD:
                yield _finish(waiting.popleft(), settings, store)
        while waiting:
            yield _finish(waiting.popleft(), settings, store)


class _Waiting(Struct, frozen=True):
    """A source whose turn has not come."""

    source: str
    article: Article | None
    """What is analysed, to be remembered then."""
    briefing: Pending


def _begin(
    source: str,
    opener: Opener,
    pool: Pool,
    known: Callable[[Article], Briefing | None],
    announce: Callable[[Article], None] | None,
) -> Iterator[_Waiting]:
    """Open a source and see to the briefings of its articles."""
    try:
        for article in opener(source):
            remembered = known(article)
            if remembered is None:
                if announce is not None:
                    announce(article)
                yield _Waiting(article.source, article, pool.submit(article))
            else:
                yield _Waiting(article.source, None, _done(remembered))
    except BriefingError as error:
        yield _Waiting(source, None, _done(error))


def _done(result: Briefing | BriefingError) -> Future[Briefing]:
    """What is known already, as if it had been waited for."""
    done: Future[Briefing] = Future()
    if isinstance(result, BriefingError):
        done.set_exception(result)
    else:
        done.set_result(result)
    return done


def _finish(waiting: _Waiting, settings: Settings, store: Store | None) -> Outcome:
    """Wait for the briefing, and have it remembered.

    Raises:
        ClusterError: there is nobody to analyse any more.
    """
    try:
        briefing = waiting.briefing.result()
    except ClusterError:
        raise
    except AnalysisError as error:
        return Outcome(waiting.source, None, f"{waiting.source}: {error}")
    except BriefingError as error:
        return Outcome(waiting.source, None, str(error))
    if store is not None and waiting.article is not None:
        store.keep(briefing, waiting.article, settings.model, settings.summarizer)
        if is_text_file(waiting.article.source):
            store.keep_opened(waiting.article)
    return Outcome(waiting.source, briefing, None)


class _Jobs:
    """Worker processes, and a thread for each that speaks with it; a process starts when there is work for it."""

    def __init__(self, jobs: int, settings: Settings) -> None:
        self.jobs: Final = jobs
        self._settings = settings
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="analysis")
        self._idle: LifoQueue[Client] = LifoQueue()
        self._clients = [Client(settings.model, command=COMMAND) for _ in range(jobs)]
        for client in self._clients:
            self._idle.put(client)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        # The processes first: a thread that waits for an answer sees its end.
        for client in self._clients:
            client.close()
        self._threads.shutdown(cancel_futures=True)

    def submit(self, article: Article) -> Future[Briefing]:
        """The briefing of `article`, when it will be ready."""
        return self._threads.submit(self._analyse, article)

    def _analyse(self, article: Article) -> Briefing:
        client = self._idle.get()
        try:
            return client.analyse(article, self._settings)
        finally:
            self._idle.put(client)
