"""The analysis past one machine: a function that a Dask bag or a Ray dataset maps as it is, and the batch on a Dask cluster.

    dask.bag.from_sequence([{"source": "a.txt", "text": "…"}, …]).map(brief_record)
    ray.data.from_items([{"source": "a.txt", "text": "…"}, …]).map(brief_record)

The functions can be pickled. Each process that they run in has a worker of its own (`briefing.api.brief`), which loads the
language model once; so an article is analysed within the same bounds of time and memory anywhere, and one that exceeds them
costs nothing but itself.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import CancelledError
from importlib import import_module
from types import ModuleType, TracebackType
from typing import Any, Final, Self

from briefing import __version__
from briefing.api import DEFAULTS, brief
from briefing.config import Settings
from briefing.errors import AnalysisError, BriefingError, ClusterError, SourceError
from briefing.export.json import to_json_line
from briefing.model import Article, Briefing
from briefing.sources import article_from_text

PATIENCE: Final = 10
"""Seconds to wait for the scheduler."""

GONE: Final = "the Dask scheduler is gone; start it again, and the same command with --resume goes on where it stopped"


def brief_record(record: Mapping[str, Any], settings: Settings = DEFAULTS) -> dict[str, str | None]:
    """A row of a table of articles, with its briefing: `record` has the columns ``text`` and, if known, ``source``.

    The row that comes back has ``source``, ``briefing`` (the JSON of ``briefing/1``) and ``error`` (why there is none).
    """
    source, text = str(record.get("source", "-")), record.get("text")
    try:
        if not isinstance(text, str):
            raise SourceError(f"{source}: the record has no text; give one with the column text")
        found = brief(article_from_text(text, source), settings)
    except BriefingError as error:
        return {"source": source, "briefing": None, "error": str(error)}
    return {"source": source, "briefing": to_json_line(found).rstrip("\n"), "error": None}


class Cluster:
    """An existing Dask cluster at `address`, for the batch; its machines must have this version of the program.

    Raises:
        ClusterError: Dask is not installed here, no scheduler answers, or the machines cannot do the work.
    """

    def __init__(self, address: str, settings: Settings) -> None:
        self._settings = settings
        dask = _dask()
        try:
            dask.comm.get_address_host_port(address)  # a client made for what is no address cannot be closed
            dask.comm.resolve_address(address)
            self._client = dask.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"no Dask scheduler answers at {address}; check the address, or leave --scheduler out"
            ) from error
        try:
            self.jobs: Final = self._workers()
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._client.close()  # the scheduler forgets what nobody waits for any more

    def submit(self, article: Article) -> "Remote":
        """The briefing of `article`, when it will be ready.

        Raises:
            ClusterError: the scheduler is gone.
        """
        try:
            return Remote(self._client.submit(brief, article, self._settings, pure=False))
        except RuntimeError as error:
            raise ClusterError(GONE) from error

    def _workers(self) -> int:
        """How many processes there are, each of which would give the same answer as this one."""
        workers = self._client.get_versions(packages=["briefing"])["workers"]
        for worker, versions in workers.items():
            theirs = versions["packages"]["briefing"]
            if theirs != __version__:
                raise ClusterError(
                    f"the Dask worker at {worker} has briefing {theirs or 'not installed'}; it must be {__version__}"
                )
        if not workers:
            raise ClusterError("the Dask cluster has no workers; start some with: dask worker ADDRESS")
        return len(workers)


class Remote:
    """A briefing that a cluster is asked for."""

    def __init__(self, future: Any) -> None:  # noqa: ANN401 - Dask's, without types
        self._future = future

    def result(self) -> Briefing:
        """The briefing.

        Raises:
            AnalysisError: there is none, or the processes that had the article died.
            ClusterError: the scheduler is gone.
        """
        try:
            found: Briefing = self._future.result()
        except BriefingError:
            raise
        except CancelledError as error:  # not by us
            raise ClusterError(GONE) from error
        except Exception as error:  # Dask's own, and what its machines' Python says
            raise AnalysisError(f"the cluster gave no briefing ({type(error).__name__}: {error})") from error
        return found


def _dask() -> ModuleType:
    """Dask, imported when it is needed; what it logs is said in words of ours.

    Raises:
        ClusterError: it is not installed.
    """
    try:
        module = import_module("distributed")
    except ImportError as error:
        raise ClusterError('a Dask cluster needs an extra that is not installed: pip install "briefing[dask]"') from error
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
    return module
