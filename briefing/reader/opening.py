"""The part of the reader that gets articles: from a name that was typed, chosen or pasted to the article on the screen."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from textual import events

from briefing.errors import BriefingError
from briefing.model import Article, Feed, FeedEntry
from briefing.reader.library import Standing
from briefing.reader.pasted import pasted_source, pasted_text, path_of
from briefing.reader.themed import ThemedApp
from briefing.sources.logins import without_login

if TYPE_CHECKING:
    from briefing.reader.screens.opening import Opens, Outcome

PIPED: Final = "-"
"""Source of an article that came through a pipe or was pasted."""

CANCELLED: Final = 130
"""Exit status where the person gave up before there was an article."""


def nothing_yet(source: str) -> Article:
    """Stands for an article until there is one."""
    return Article(source, None, None, None, None, "", "", "")


class OpeningApp(ThemedApp):
    """Opens sources, and holds the list of those there are."""

    library: tuple[str, ...]
    """The sources that were given, or those of the feed that was opened last; empty where there was only one."""
    path: str
    """What the article on the screen was opened by: its own source is that in letters that can be shown."""
    standing: dict[str, Standing]
    """What is known of them."""
    last_words = ""
    """What to say on standard error after the end."""

    def __init__(self, opener: "Opens | None") -> None:
        super().__init__()
        self._opener = opener
        self.held: dict[str, Article] = {}
        """Articles that cannot be opened again from their source: those of a feed, and what came through a pipe."""
        self.on_request: set[str] = set()
        """Addresses that a feed named: fetched when they are chosen, and not before."""

    @property
    @abstractmethod
    def on_screen(self) -> Article:
        """The article on the screen."""

    @abstractmethod
    def take(self, article: Article, source: str) -> None:
        """Put an article on the screen; `source` is what it was opened by."""

    @abstractmethod
    def show_library(self) -> None:
        """Show the list of articles."""

    @property
    def has_article(self) -> bool:
        """Whether there is an article on the screen yet."""
        return bool(self.on_screen.text)

    @property
    def opener(self) -> "Opens":
        """Opens sources; made when it is needed."""
        if self._opener is None:
            from briefing.opener import Opener  # noqa: PLC0415 - the first paint does without it

            self._opener = Opener(self.settings)
        return self._opener

    def open(self, source: str) -> None:
        """Open a source in place of the article; what takes its time says how far it is, and can be given up."""
        source = source if source in self.held else without_login(path_of(source))
        if source == PIPED and source not in self.held and self.has_article:
            return
        try:
            from briefing.sources import is_folder  # noqa: PLC0415 - the first paint does without it

            if is_folder(source):
                self._list_folder(source)
                return
            article = self.held.get(source) or self.opener.open_quickly(source)
        except (BriefingError, OSError, ValueError) as error:
            self._refuse(str(error))
            return
        if article is not None:
            self.take(article, source)
            return
        from briefing.reader.screens.opening import OpeningScreen  # noqa: PLC0415 - a text does without it

        self.push_screen(OpeningScreen(source, self.opener), lambda outcome: self._opened(outcome, source))

    def _opened(self, outcome: "Outcome", source: str) -> None:
        """What became of a source that took its time."""
        self.opener.rest()  # its process is of no more use
        match outcome:
            case Article():
                self.take(outcome, source)
            case Feed():
                self._list_feed(outcome)
            case None:
                self._stay_or_leave(CANCELLED)
            case error:
                self._refuse(str(error))

    def _list_folder(self, folder: str) -> None:
        from briefing.sources import articles_in  # noqa: PLC0415 - only for a folder

        self.library = tuple(articles_in(folder))
        self.show_library()

    def _list_feed(self, feed: Feed) -> None:
        """The library is the feed's: what it carries opens at once, the rest is fetched when it is chosen."""
        sources: list[str] = []
        for number, entry in enumerate(feed.entries, 1):
            source = entry.link or f"{feed.source}#{number}"
            sources.append(source)
            self.standing[source] = _known(entry)
            self.on_request.add(source)
            if entry.article is not None:
                self.held[source] = entry.article
        self.library = tuple(dict.fromkeys(sources))
        self.show_library()

    def _refuse(self, reason: str) -> None:
        """Say why there is no article; where there never was one, that is the end."""
        self.last_words = reason
        self.notify(reason, severity="error", markup=False)
        self._stay_or_leave(1)

    def _stay_or_leave(self, status: int) -> None:
        if self.has_article:
            return
        if len(self.library) > 1:
            self.show_library()
        else:
            self.exit(status)

    def close_library(self) -> None:
        """No article was chosen: where there is none, that is the end."""
        if not self.has_article:
            self.exit(1 if self.last_words else 0)

    def reload(self) -> None:
        """Open the article on the screen once more."""
        source = self.path
        if source == PIPED:
            self.notify("It was piped or pasted, and cannot be read again.", markup=False)
        else:
            self.held.pop(source, None)
            self.open(source)

    def on_paste(self, event: events.Paste) -> None:
        """Open what was pasted: an address, a path, or an article's own words."""
        event.stop()
        if (source := pasted_source(event.text)) is not None:
            self.open(source)
        elif (text := pasted_text(event.text)) is not None:
            from briefing.sources import article_from_text  # noqa: PLC0415 - loaded by then anyway

            self.take(article_from_text(text, PIPED), PIPED)
        else:
            self.notify("Paste an address, the path of a file, or the words of an article.", markup=False)


def _known(entry: FeedEntry) -> Standing:
    """What a feed says of an article."""
    return Standing(title=entry.title, published=entry.published, reason="in the feed" if entry.article else "on the web")
