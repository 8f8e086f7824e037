"""The articles a person can choose from: those given at the start, and those read before. Pure: nothing here knows Textual."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.store import ReadingState


@dataclass(slots=True)
class Standing:
    """What the program knows of an article that was given."""

    analysis: str
    """How far the analysis is, in a word or two."""
    title: str | None = None
    """The headline, once the article was opened."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the library."""

    source: str
    """Where it is opened from."""
    title: str
    """Its headline, or its file's name."""
    standing: str
    """How far it was read, and what was kept of it."""

    def has(self, words: str) -> bool:
        """Whether all the words occur in its title or source, in any case."""
        whole = f"{self.title} {self.source}".casefold()
        return all(word in whole for word in words.casefold().split())


def entries(given: Sequence[str], read: Iterable[ReadingState], standing: Mapping[str, Standing]) -> list[Entry]:
    """The articles given, in their order, then the others that were read, the latest first.

    `standing` is by source.
    """
    states = {state.source: state for state in read}
    sources = [*given, *(source for source in states if source not in given and source not in ("", "-"))]
    return [_entry(source, states.get(source), standing.get(source)) for source in dict.fromkeys(sources)]


def _entry(source: str, state: ReadingState | None, standing: Standing | None) -> Entry:
    title = (state and state.title) or (standing and standing.title) or Path(source).name or source
    parts = ["new" if state is None else "read" if state.finished else "begun", *([standing.analysis] if standing else [])]
    for many, one in ((state.notes, "note"), (state.bookmarks, "bookmark")) if state else ():
        if many:
            parts.append(f"{len(many)} {one}{'s' if len(many) > 1 else ''}")
    return Entry(source, title, ", ".join(parts))
