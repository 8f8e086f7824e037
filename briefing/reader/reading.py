"""One person reading one article: what is shown, followed, hidden, noted and marked. Pure: nothing here knows Textual."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from msgspec.structs import replace

from briefing.model import Actor, Article, Briefing, Mention, Span
from briefing.panels import PANELS, PANELS_BY_ID, Selection
from briefing.places import Places
from briefing.reader.cards import VIEWS
from briefing.reader.carrying import both_texts
from briefing.reader.display import DisplayText
from briefing.reader.items import Item, items_of
from briefing.reader.layers import COLOURED, Layers
from briefing.state import Figures, Look, Note, ReadingState

MOST_JUMPS: Final = 100

LONGEST_SUMMARY: Final = 10
"""Sentences that an analysis chooses at most."""


class Jump(NamedTuple):
    """A place that was left."""

    offset: int
    """Offset of the first character that was on the screen."""
    pane: str
    """The pane one was in."""


@dataclass(slots=True)
class Reading(Layers):
    """The state of one article on the screen. Offsets are the article's; `display` leads to what is shown."""

    article: Article
    """The article."""
    briefing: Briefing | None = None
    """What was found in it; None until it is there."""
    look: Look = field(default_factory=Look)
    """How the screen is to begin with, and what is shown; pane, sizes and theme are then the screen's and the program's."""
    is_first: bool = False
    """Whether the person never opened an article before."""
    position: int = 0
    """Offset at which the article is opened."""
    length: int = 5
    """Sentences in the summary."""
    is_finished: bool = False
    """Whether the end was reached before."""
    share: float = 0.0
    """The most of the article that was read, from 0 to 1."""
    followed: Actor | None = None
    """The actor whose every mention is marked."""
    hidden: list[str] = field(default_factory=list)
    """Keys of the items taken out, the latest last."""
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    """What the person wrote, by the stretch it is about."""
    bookmarks: list[int] = field(default_factory=list)
    """Marked offsets, in order."""
    jumps: list[Jump] = field(default_factory=list)
    """Where to come back to, the latest last."""
    display: DisplayText = field(init=False)
    """The text that is shown."""
    places: Places = field(init=False)
    """The paragraphs."""
    _usual_length: int = field(init=False)

    def __post_init__(self) -> None:
        self._usual_length = self.length
        if self.briefing is not None:  # one that was remembered knows more gaps, too
            self.article = self.briefing.article
        self._show()

    def take(self, briefing: Briefing) -> None:
        """The analysis is there: its article knows more gaps."""
        self.briefing, self.article = briefing, briefing.article
        self._show()

    def toggle_everything(self) -> bool:
        """Show or hide the lines set aside; tells whether they are shown now."""
        self.look = replace(self.look, everything=not self.look.everything)
        self._show()
        return self.look.everything

    def toggle_colour(self, kind: str) -> None:
        """Turn a kind of highlight off or on."""
        off = set(self.look.uncoloured) ^ {kind}
        self.look = replace(self.look, uncoloured=tuple(one for one in COLOURED if one in off))

    def _show(self) -> None:
        self.display = DisplayText(self.article, everything=self.look.everything)
        self.places = Places(self.article)

    @property
    def title(self) -> str:
        """The headline, or where the article comes from."""
        return self.article.title or self.article.source

    # -- panels

    def items(self, panel: str) -> list[Item]:
        """What a panel shows: hidden items left out, those of the followed actor alone while one is followed."""
        if self.briefing is None:
            return []
        followed = self.followed.id if self.followed else None
        items = items_of(PANELS_BY_ID[panel], self.briefing, Selection(self.length, followed, self.look.by_speaker))
        hidden = set(self.hidden)
        return [item for item in items if item.key not in hidden] if hidden else items

    def count(self, panel: str, shown: int) -> str:
        """The count beside a panel's title."""
        if self.briefing is None:
            return ""
        whole = len(PANELS_BY_ID[panel].findings(self.briefing))
        return VIEWS[panel].count(shown, whole, self.followed is not None)

    def lengthen(self, by: int) -> bool:
        """Make the summary longer or shorter; tells whether that could be."""
        longest = len(self.briefing.summary) if self.briefing else 0
        shown = min(self.length, longest)
        length = min(max(1, shown + by), max(1, longest))
        changed = length != shown and longest > 0
        self.length = length if changed else self.length
        return changed

    def hide(self, item: Item) -> None:
        """Take an item out of its panel."""
        self.hidden.append(item.key)

    def unhide(self) -> str | None:
        """Bring back what was hidden last; gives the panel it belongs to."""
        return self.hidden.pop().partition(":")[0] if self.hidden else None

    def write_note(self, span: Span, text: str) -> None:
        """Keep a note on a span; an empty one takes it away."""
        if text.strip():
            self.notes[span.start, span.end] = text.strip()
        else:
            self.notes.pop((span.start, span.end), None)

    def is_noted(self, item: Item) -> bool:
        """Whether there is a note on the item."""
        return bool(self.notes) and bool(item.spans) and (item.spans[0].start, item.spans[0].end) in self.notes

    # -- what is remembered

    def restore(self, state: ReadingState) -> None:
        """Come back to where the person was."""
        length = len(self.article.text)
        self.position = min(max(0, state.position), length)
        self.jumps = [Jump(offset, "article") for offset in state.jumps if 0 <= offset <= length]
        self.take_marks(state)
        if state.sentences is not None:
            self.length = min(max(1, state.sentences), LONGEST_SUMMARY)
        self.is_finished, self.share = state.finished, min(max(0.0, state.share), 1.0)
        self.look = state.look
        if self.look.everything:
            self._show()

    def take_marks(self, state: ReadingState) -> None:
        """Take notes, bookmarks and hidden items as they are kept: another reader may have added some.

        A note whose place this text does not have goes to its end: what a person wrote is not dropped.
        """
        length = len(self.article.text)
        self.bookmarks = sorted(offset for offset in state.bookmarks if 0 <= offset <= length)
        self.hidden = list(state.hidden)
        self.notes = {}
        for note in state.notes:
            start = min(max(0, note.span.start), length)
            span = start, min(max(start, note.span.end), length)
            self.notes[span] = both_texts(self.notes[span], note.text) if span in self.notes else note.text

    def state(self, position: int, share: float, look: Look) -> ReadingState:
        """What to remember; `position` is the first character on the screen, `share` how much was read."""
        self.is_finished |= share >= 1
        self.share = max(self.share, share)
        return ReadingState(
            source=self.article.source,
            title=self.article.title,
            position=position,
            jumps=tuple(jump.offset for jump in self.jumps),
            bookmarks=tuple(self.bookmarks),
            hidden=tuple(self.hidden),
            notes=tuple(Note(Span(*span), text) for span, text in sorted(self.notes.items())),
            sentences=self.length if self.length != self._usual_length else None,
            finished=self.is_finished,
            look=look,
            share=self.share,
            published=self.article.published,
            figures=Figures.of(self.briefing) if self.briefing else None,
        )

    # -- actors

    def actor_at(self, offset: int) -> tuple[Actor, Mention] | None:
        """The actor mentioned at an offset of the article, by the shortest mention that covers it."""
        found = [
            (mention.end - mention.start, actor, mention)
            for actor in (self.briefing.actors if self.briefing else ())
            for mention in actor.mentions
            if mention.start <= offset < mention.end
        ]
        if not found:
            return None
        _, actor, mention = min(found, key=lambda entry: entry[0])
        return actor, mention

    # -- jumps and bookmarks

    def leave(self, offset: int, pane: str) -> None:
        """Remember a place to come back to."""
        jump = Jump(offset, pane)
        if not self.jumps or self.jumps[-1] != jump:
            self.jumps.append(jump)
            del self.jumps[:-MOST_JUMPS]

    def back(self) -> Jump | None:
        """The place that was left last."""
        return self.jumps.pop() if self.jumps else None

    def toggle_bookmark(self, start: int, end: int) -> bool:
        """Mark `start`, or unmark what is marked between `start` and `end`; tells whether it is marked now."""
        kept = [mark for mark in self.bookmarks if not start <= mark < end]
        removed = len(kept) < len(self.bookmarks)
        self.bookmarks = kept if removed else sorted([*kept, start])
        return not removed

    def next_bookmark(self, offset: int) -> int | None:
        """The first bookmark behind an offset; from the last, the first one."""
        return next((mark for mark in self.bookmarks if mark > offset), self.bookmarks[0] if self.bookmarks else None)

    # -- what is saved

    def kept_briefing(self) -> Briefing | None:
        """The briefing as the person wants it: the summary at its length, without what is hidden in any panel."""
        if self.briefing is None:
            return None
        found, hidden = self.briefing, set(self.hidden)
        items = [item for panel in PANELS for item in items_of(panel, found, Selection(sentences=self.length))]
        kept = {id(item.finding) for item in items} - {id(item.finding) for item in items if item.key in hidden}
        fields = {panel.field for panel in PANELS}
        return replace(found, **{field: tuple(one for one in getattr(found, field) if id(one) in kept) for field in fields})
