"""What a document has of a finding: the few forms that every format knows how to write, whatever panel the finding is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.model import Actor, ActorType, Span


class Line(NamedTuple):
    """Words, and where the article says them."""

    words: Span | str
    """A span of the article, or words made of it."""
    evidence: tuple[Span, ...]
    """Where the article says it."""
    label: str = ""
    """A word before it that says of what kind it is."""
    is_task: bool = False
    """Whether it is something to be done, that one may tick off."""


class Profile(NamedTuple):
    """An actor in a list of actors."""

    name: str
    """Its fullest name."""
    type: ActorType
    """What it is."""
    role: str
    """What the text calls it; empty where it does not."""
    mentions: int
    """How often it is mentioned."""
    first: Span | None
    """The first mention."""


class Quotation(NamedTuple):
    """Something that was said, and by whom."""

    words: Span
    """What was said."""
    is_verbatim: bool
    """Whether the text has it in quotation marks."""
    speaker: str | None
    """Who said it, as far as the text tells."""
    actor: Actor | None
    """The actor that this is."""
    own_words: str
    """The article's own word for the speaker, where it is no name of the actor's."""
    reporting: str
    """The article's words that report what has no quotation marks."""


Entry = Line | Profile | Quotation
