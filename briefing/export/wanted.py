"""What people want of a briefing that is saved."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from msgspec import Struct

from briefing.export.wording import note_words
from briefing.formats import SECTIONS
from briefing.model import Briefing, Span
from briefing.panels import PANELS, PanelSpec
from briefing.panels.entries import Entry, Line
from briefing.panels.spec import Group, Selection


class Wanted(Struct, frozen=True, kw_only=True):
    """The parts of a briefing that a document has, and how; what is left out of the `Briefing` itself stays out as well."""

    sections: Collection[str] = SECTIONS
    """Those of `briefing.formats.SECTIONS` that are there; without the evidence, nothing refers to it."""
    sentences: int = 5
    """Length of the summary."""
    flavor: str = "gfm"
    """Kind of Markdown."""
    notes: Sequence[tuple[Span, str]] = ()
    """What the reader wrote, each with the stretch of the article that it is about: an empty one where the words are gone."""

    def panels(self, briefing: Briefing) -> Iterator[tuple[PanelSpec[Any], list[Group[Entry]]]]:
        """The panels that are there, each with its entries."""
        for panel in PANELS:
            if panel.id in self.sections:
                yield panel, panel.entries(briefing, Selection(sentences=self.sentences))

    def note_lines(self) -> list[Line]:
        """The notes as lines, if they are there."""
        if "notes" not in self.sections:
            return []
        return [Line(note_words(span, note), (span,) if span.start < span.end else ()) for span, note in self.notes]
