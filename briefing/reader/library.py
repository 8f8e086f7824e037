"""The articles a person can choose from: those given at the start, and those read before. Pure: nothing here knows Textual."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from briefing.model import Article, Briefing
from briefing.state import Figures, ReadingState
from briefing.visible import readable_name

Stage = Literal["", "waits", "analysing", "analysed", "stopped", "failed", "feed"]

DONE: Final = frozenset({"analysed", "failed", "feed"})
"""Stages after which there is nothing to do."""


class Standing(Struct):
    """What the program knows of an article that was given."""

    stage: Stage = ""
    """How far the analysis is."""
    title: str | None = None
    """The headline, once the article was opened."""
    figures: Figures | None = None
    """What was found in it, once it is analysed."""
    published: str | None = None
    """Its date, as far as it tells."""
    share: float = 0.0
    """How much of the analysis is done, from 0 to 1."""
    reason: str = ""
    """Why the analysis failed, or what else there is to say."""

    def take(self, article: Article) -> None:
        """The article was opened."""
        self.title, self.published = article.title, article.published

    def finish(self, briefing: Briefing) -> None:
        """The analysis is there."""
        self.stage, self.figures = "analysed", Figures.of(briefing)

    @property
    def words(self) -> str:
        """How far the analysis is, in a word or two; nothing where it is there."""
        match self.stage:
            case "analysing":
                done = round(self.share * 8)
                return f"{'━' * done}{'╌' * (8 - done)} {self.share:.0%}"
            case "failed":
                return f"failed: {self.reason}" if self.reason else "failed"
            case "analysed":
                return ""
            case "feed":
                return "a feed"
            case stage:
                return self.reason or stage


class Entry(Struct, frozen=True):
    """An article in the library."""

    source: str
    """Where it is opened from."""
    title: str
    """Its headline, or its file's name."""
    published: str
    """Its date; empty where that is not known."""
    reading: str
    """How far it was read."""
    standing: str
    """How far its analysis is, or what was found and kept of it."""

    def has(self, words: str) -> bool:
        """Whether all the words occur in its title, source or date, in any case."""
        whole = f"{self.title} {self.source} {self.published}".casefold()
        return all(word in whole for word in words.casefold().split())


def entries(given: Sequence[str], read: Iterable[ReadingState], standing: Mapping[str, Standing]) -> list[Entry]:
    """The articles given, in their order, then the others that were read, the latest first.

    `standing` is by source.
    """
    states: dict[str, ReadingState] = {}
    for state in read:  # of a file that has changed there are several; the latest comes first
        states.setdefault(state.source, state)
    known = {"", "-", *map(readable_name, given)}
    sources = dict.fromkeys([*given, *(source for source in states if source not in known)])
    return [_entry(source, states.get(readable_name(source)), standing.get(source) or Standing()) for source in sources]


def progress_words(given: Sequence[str], standing: Mapping[str, Standing]) -> str:
    """What the program does with the articles that were given, and how to stop or resume it; nothing when all is done."""
    stages = [standing[source].stage for source in given if source in standing]
    if "stopped" in stages:
        return "analyses stopped · ctrl+x goes on"
    if "waits" not in stages and "analysing" not in stages:
        return ""
    done = sum(stage in DONE for stage in stages)
    return f"{done} of {len(given)} analysed · ctrl+x stops"


def _entry(source: str, state: ReadingState | None, standing: Standing) -> Entry:
    title = (state and state.title) or standing.title or Path(source).name or source
    published = (state and state.published) or standing.published or ""
    figures = standing.figures or (state and state.figures) or None
    found = [_count(figures.quotes, "quote"), _count(figures.questions, "question")] if figures else []
    kept = [_count(len(state.notes), "note"), _count(len(state.bookmarks), "bookmark")] if state else []
    words = " · ".join(part for part in (standing.words, *found, *kept) if part)
    return Entry(source, title, published, _reading(state), words)


def _reading(state: ReadingState | None) -> str:
    """How far it was read."""
    if state is None:
        return "new"
    return "read" if state.finished else f"{state.share:.0%} read" if state.share else "begun"


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}" if number else ""
