"""What the reader asks of whoever analyses its articles: `briefing.worker.async_client.AsyncClient`, or its stand-in."""

from collections.abc import AsyncIterator
from typing import Protocol

from briefing.config import Settings
from briefing.model import Article
from briefing.worker.protocol import Progress, Result


class Analyst(Protocol):
    """Analyses articles, one at a time."""

    async def start(self) -> None:
        """Get ready."""

    def analyse(self, article: Article, settings: Settings) -> AsyncIterator[Progress | Result]:
        """How far the analysis has come, again and again, and at the end its result.

        Raises:
            AnalysisError: there will be no result.
        """

    def stop(self) -> None:
        """Give up whatever is going on, at once."""

    async def close(self) -> None:
        """Stop, and leave nothing behind."""
