"""The opening of sources: a text at once, all else by a worker.

What others wrote is parsed where it can be ended: in a process of its own, within bounds. Text needs no parser, and is read
here, so that it is on the screen at once.
"""

from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self

from briefing.config import Settings
from briefing.errors import AnalysisError, SourceError
from briefing.model import Article, Feed
from briefing.sources import Known, Limits, article_from_bytes, content_of_text, is_text, is_text_file, open_source, read_once
from briefing.sources.logins import login_of, without_login
from briefing.visible import readable_name
from briefing.worker.client import Client
from briefing.worker.protocol import COMMAND, Listener

QUICK: Final = 2_000_000
"""Bytes of the longest text that is read on the spot, in a fifth of a second."""

QUICK_MARKDOWN: Final = 20_000
"""Bytes of the longest Markdown that is read on the spot."""

QUICK_LINES: Final = 50_000
"""Lines of such a text at most: each of them is looked at."""


class Opener:
    """Opens sources within the user's limits."""

    def __init__(self, settings: Settings, *, command: Sequence[str] = COMMAND) -> None:
        self._settings = settings
        self._limits = Limits.of(settings)
        self._worker = Client(command=command)
        self._read: dict[str, bytes] = {}
        self._named: set[str] = set()
        """Addresses that only a feed of the open network names: they may not lead into a private one."""

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
        try:
            opened = self._worker.open(
                source,
                self._settings,
                content=content,
                login=login_of(source),
                is_given=source not in self._named,
                listener=listener,
            )
        except AnalysisError as error:
            raise SourceError(str(error) if source in str(error) else f"{source}: {error}") from error
        if isinstance(opened, Feed) and not opened.is_private:
            self._named.update(entry.link for entry in opened.entries if entry.link is not None)
        return opened

    def rest(self) -> None:
        """End what is going on, and leave no process behind; from any thread. The opener can be used again."""
        self._worker.rest()

    def close(self) -> None:
        """End what is going on for good."""
        self._worker.close()

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
