"""The shortest way from a source to its briefing, for programs that use this one as a library."""

import os
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from briefing.config import Settings
from briefing.errors import SourceError
from briefing.model import Article, Briefing, Feed
from briefing.opener import Opener
from briefing.worker.client import Client
from briefing.worker.protocol import COMMAND

DEFAULTS: Final = Settings()
"""What holds where nothing is said: the user's settings file is for the program, and may differ between machines."""

_one_at_a_time: Final = Lock()
"""The threads of a process share its worker."""


def brief(source: str | Path | Article, settings: Settings = DEFAULTS) -> Briefing:
    """The briefing of an article: a path, an address, ``-`` for standard input, or what `open_article` gave.

    The settings say with which model and summarizer, and what it may cost. A worker process of this process analyses: it is
    started by the first call, keeps the language model for the next, and ends with this process. Any thread may call.

    Raises:
        SourceError: there is no article to be had.
        AnalysisError: it could not be analysed, or exceeded its bounds.
    """
    article = source if isinstance(source, Article) else _opened(str(source), settings)
    with _one_at_a_time:
        return _client(os.getpid()).analyse(article, settings)


def _opened(source: str, settings: Settings) -> Article:
    with Opener(settings) as opener:
        opened = opener.open(source)
    if isinstance(opened, Feed):
        raise SourceError(f"{source} is a feed; give the address of one of its articles")
    return opened


@lru_cache(maxsize=1)
def _client(_process: int) -> Client:
    """The client of a process: one that was forked gets its own. Its worker ends with the process, whose pipe it reads."""
    return Client(command=COMMAND)
