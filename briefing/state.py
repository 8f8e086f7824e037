"""How a person left an article: where one was, what was marked, hidden and written, and how the screen was."""

from typing import Self

from msgspec import Struct

from briefing.model import Briefing, Span


class Note(Struct, frozen=True):
    """What the reader wrote about a stretch of the article."""

    span: Span
    """The stretch."""
    text: str
    """The note."""


class Figures(Struct, frozen=True):
    """How much was found in an article."""

    quotes: int
    """Quotes, reported speech among them."""
    questions: int
    """Open questions."""

    @classmethod
    def of(cls, briefing: Briefing) -> Self:
        """The figures of a briefing."""
        return cls(len(briefing.quotes), len(briefing.questions))


class Look(Struct, frozen=True):
    """How a person had the screen in an article."""

    theme: str | None = None
    """Name of the theme, where it is not the one of the settings."""
    pane: str = "article"
    """The pane one was in."""
    is_zoomed: bool = False
    """Whether it had the whole screen."""
    share: int = 60
    """Columns of a hundred that the article takes beside the panels."""
    uncoloured: tuple[str, ...] = ()
    """Kinds of highlight that were turned off."""
    by_speaker: bool = False
    """Whether quotes are grouped by their speakers."""
    everything: bool = False
    """Whether lines set aside are shown."""


class ReadingState(Struct, frozen=True):
    """Where a person is in an article, and what they did with it."""

    source: str = ""
    """Path or URL of the article, as it was opened last."""
    title: str | None = None
    """Its headline."""
    position: int = 0
    """Offset of the first character on the screen."""
    jumps: tuple[int, ...] = ()
    """Offsets to come back to, the latest last."""
    bookmarks: tuple[int, ...] = ()
    """Offsets that were marked, in order."""
    hidden: tuple[str, ...] = ()
    """Items taken out of the panels, as ``panel:start:end``."""
    notes: tuple[Note, ...] = ()
    """In the article's order."""
    sentences: int | None = None
    """Length of the summary, where it was changed."""
    finished: bool = False
    """Whether the end was reached."""
    look: Look = Look()
    """How the screen was."""
    share: float = 0.0
    """How much of the article was read, from 0 to 1."""
    published: str | None = None
    """The article's date, as far as it tells."""
    figures: Figures | None = None
    """What was found in it, where it was analysed."""
