"""What a person did with a text, carried over: to a changed text, or together with what another reader did. Pure."""

import re
from collections.abc import Collection
from typing import Final, TypeVar

from msgspec.structs import replace

from briefing.model import Span
from briefing.state import Note, ReadingState

Kept = TypeVar("Kept")

ANCHORS: Final = (48, 24, 12)
"""Characters by which a place is found again: as many as are still there."""

BETWEEN: Final = " / "
"""What stands between the notes of two readers on the same words."""

_HIDDEN: Final = re.compile(r"(?P<panel>\w+):(?P<start>\d{1,12}):(?P<end>\d{1,12})")
"""The key of a hidden item that has words in the article."""


def carried(state: ReadingState, old: str, new: str) -> tuple[ReadingState, int]:
    """The state of reading `old` for the text `new`, and how many notes lost their words by it.

    A place goes where the words behind it, or else those before it, now stand; where both are gone, in proportion. Hidden
    items stay with their words alone. A note stays with its words; where they are gone, it is kept with an empty span at the
    place where they stood, each with its own.
    """
    notes: dict[tuple[int, int], Note] = {}
    lost = 0
    for note in state.notes:
        span = _same_words(note.span, old, new)
        if span is None or (span.start, span.end) in notes:
            lost += note.span.start < note.span.end
            span = _free(_place(note.span.start, old, new), notes)
        notes[span.start, span.end] = Note(span, note.text)
    hidden = []
    for key in filter(None, map(_HIDDEN.fullmatch, state.hidden)):
        span = _same_words(Span(int(key["start"]), int(key["end"])), old, new)
        hidden += [f"{key['panel']}:{span.start}:{span.end}"] if span else []
    here = replace(
        state,
        position=_place(state.position, old, new),
        jumps=tuple(_place(jump, old, new) for jump in state.jumps),
        bookmarks=tuple(sorted({_place(mark, old, new) for mark in state.bookmarks})),
        notes=tuple(note for _, note in sorted(notes.items())),
        hidden=tuple(hidden),
        finished=False,
        share=0.0,
        figures=None,
    )
    return here, lost


def joined(mine: ReadingState, theirs: ReadingState | None, before: ReadingState | None) -> ReadingState:
    """My state with what another reader wrote, marked, hid and took away since `before`, which both began with.

    Where both wrote on the same words, both notes are kept as one.
    """
    if theirs is None or theirs == before:
        return mine
    begun = before or ReadingState()
    return replace(
        mine,
        notes=_joined_notes(mine.notes, theirs.notes, begun.notes),
        bookmarks=tuple(sorted(_merged(mine.bookmarks, theirs.bookmarks, begun.bookmarks))),
        hidden=tuple(_merged(mine.hidden, theirs.hidden, begun.hidden)),
        finished=mine.finished or theirs.finished,
        share=max(mine.share, theirs.share),
    )


def _joined_notes(mine: Collection[Note], theirs: Collection[Note], begun: Collection[Note]) -> tuple[Note, ...]:
    """The notes of both; where both wrote on the same words, what they wrote in one."""
    texts: dict[Span, str] = {}
    for note in _merged(mine, theirs, begun):
        before = texts.get(note.span)
        texts[note.span] = note.text if before is None else both_texts(note.text, before)
    return tuple(Note(span, text) for span, text in sorted(texts.items(), key=lambda item: (item[0].start, item[0].end)))


def both_texts(one: str, other: str) -> str:
    """Two notes on the same words as one; what both have is not repeated."""
    return BETWEEN.join(dict.fromkeys([*one.split(BETWEEN), *other.split(BETWEEN)]))


def _merged(mine: Collection[Kept], theirs: Collection[Kept], begun: Collection[Kept]) -> list[Kept]:
    """Three ways: what either added is there, what either took away is not. What I did last comes last."""
    stay = [one for one in mine if one not in begun or one in theirs]
    return [*(one for one in theirs if one not in begun and one not in stay), *stay]


def returned(state: ReadingState, known: ReadingState | None, old: str, new: str) -> ReadingState:
    """The state carried from `old` to a text that was read before, with what is known of that.

    What had come from there, and is back now, stands where it is known to have stood; a note that has its words there stays.
    """
    if known is None:
        return state
    back, _ = carried(carried(known, new, old)[0], old, new)
    kept = {note.text for note in known.notes}
    notes = [note for note in state.notes if note.span.start < note.span.end or note.text not in kept]
    state = replace(
        state,
        notes=tuple(note for note in notes if note not in back.notes),
        bookmarks=tuple(mark for mark in state.bookmarks if mark not in back.bookmarks),
    )
    return joined(state, known, None)


def _place(offset: int, old: str, new: str) -> int:
    """Where the place at `offset` of the old text is in the new one."""
    expected = len(new) * offset // max(1, len(old))
    for size in ANCHORS:
        behind, before = old[offset : offset + size], old[max(0, offset - size) : offset]
        if behind.strip() and (found := _nearest(behind, new, expected)) is not None:
            return found
        if before.strip() and (found := _nearest(before, new, expected)) is not None:
            return found + len(before)
    return expected


def _same_words(span: Span, old: str, new: str) -> Span | None:
    """Where the words of a span stand in the new text, or None."""
    words = old[span.start : span.end]
    found = _nearest(words, new, len(new) * span.start // max(1, len(old))) if words else None
    return None if found is None else Span(found, found + len(words))


def _free(place: int, taken: Collection[tuple[int, int]]) -> Span:
    """An empty span at a place, or behind it where another one is there already."""
    while (place, place) in taken:
        place += 1
    return Span(place, place)


def _nearest(words: str, text: str, expected: int) -> int | None:
    """The place of `words` that is nearest to `expected`."""
    after = text.find(words, expected)
    before = text.rfind(words, 0, expected + len(words))
    found = [place for place in (after, before) if place >= 0]
    return min(found, key=lambda place: abs(place - expected), default=None)
