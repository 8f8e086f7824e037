"""What people want of a briefing that is saved."""

from collections.abc import Collection, Sequence

from msgspec import Struct

from briefing.formats import SECTIONS
from briefing.model import Span


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
