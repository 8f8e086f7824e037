"""What a person jotted down in an article: notes and bookmarks, in its order. Pure: nothing here knows Textual."""

from msgspec import Struct

from briefing.model import Span
from briefing.reader.reading import Reading


class Jotting(Struct, frozen=True):
    """A note or a bookmark."""

    span: Span
    """The stretch it is about; of a bookmark, from it to the end of its line of the text."""
    note: str | None
    """What was written; None where it is a bookmark."""
    place: str
    """The paragraph, as ``¶5``."""
    words: str
    """The article's words at the stretch; none where a note is about words that are no longer in the text."""

    @property
    def is_adrift(self) -> bool:
        """Whether it is a note about words that are no longer in the text."""
        return self.note is not None and self.span.start == self.span.end


def jottings(reading: Reading) -> list[Jotting]:
    """The notes and bookmarks, in the article's order."""
    places, text = reading.places, reading.article.text
    found: list[tuple[Span, str | None]] = [(Span(*stretch), note) for stretch, note in reading.notes.items()]
    found += [(_line(mark, text), None) for mark in reading.bookmarks]
    found.sort(key=lambda one: (one[0].start, one[0].end))
    return [
        Jotting(span, note, places.place(span.start), places.words(span.start, span.end) if span.start < span.end else "")
        for span, note in found
    ]


def take_away(reading: Reading, jotting: Jotting) -> None:
    """Take a note or bookmark away."""
    if jotting.note is not None:
        reading.write_note(jotting.span, "")
    else:
        reading.bookmarks = [mark for mark in reading.bookmarks if mark != jotting.span.start]


def put_back(reading: Reading, jotting: Jotting) -> None:
    """Bring back what was taken away."""
    if jotting.note is not None:
        reading.write_note(jotting.span, jotting.note)
    else:
        reading.bookmarks = sorted({*reading.bookmarks, jotting.span.start})


def _line(mark: int, text: str) -> Span:
    """From a bookmark to the end of its line, or of the next one where nothing stands behind it."""
    first = next((at for at in range(mark, len(text)) if not text[at].isspace()), len(text))
    end = text.find("\n", first)
    return Span(mark, len(text) if end < 0 else end)
