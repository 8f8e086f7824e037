"""What lies on the text of an article: layers of highlights, one of each meaning. Pure: nothing here knows Textual."""

from typing import TYPE_CHECKING, Final

from briefing.model import Actor, Article, Briefing, Span
from briefing.reader import cards
from briefing.reader.highlights import Layer

if TYPE_CHECKING:
    from briefing.reader.display import DisplayText
    from briefing.state import Look

NAME_KINDS: Final = ("person", "organization", "place", "group")
"""Kinds of names that are coloured, each by itself."""

COLOURED: Final = (*NAME_KINDS, "speech")
"""All kinds of highlight that one may turn off."""


class Layers:
    """Makes the layers from what is known and chosen; offsets are the article's, those of the layers the shown text's."""

    __slots__ = ()

    article: Article
    briefing: Briefing | None
    look: "Look"
    followed: Actor | None
    display: "DisplayText"

    def span(self, span: Span, kind: str) -> tuple[int, int, str]:
        """A span of the article as a span of what is shown."""
        return self.display.position(span.start), self.display.end_position(span.end), kind

    def shape(self) -> Layer:
        """The parts of the text that are no plain body."""
        return Layer(
            (shown.start, shown.end, "aside" if not shown.block.is_read else shown.block.role)
            for shown in self.display.blocks
            if shown.block.role != "body" or not shown.block.is_read
        )

    def gaps(self) -> Layer:
        """Where words are missing."""
        return Layer((start, end, "gap") for start, end, _ in self.display.gaps)

    def names(self, within: Span | None = None) -> Layer:
        """The names of actors, by their kind; those that begin `within` a stretch of the article, or all."""
        unwanted, within = self.look.uncoloured, within or self._whole
        first, behind = within.start, within.end
        names = (
            (mention.start, mention.end, kind)
            for actor in (self.briefing.actors if self.briefing else ())
            if (kind := cards.KIND_STYLES[actor.type]) not in unwanted
            for mention in actor.mentions
            if first <= mention.start < behind and mention.form == "name"
        )
        return Layer(self.display.spans(names))

    def speech(self, within: Span | None = None) -> Layer:
        """The quoted words; those that begin `within` a stretch of the article, or all."""
        quotes, within = self.briefing.quotes if self.briefing else (), within or self._whole
        speech = (
            (quote.start, quote.end, "speech")
            for quote in quotes
            if within.start <= quote.start < within.end and quote.kind != "indirect"
        )
        return Layer(self.display.spans(speech if "speech" not in self.look.uncoloured else ()))

    @property
    def _whole(self) -> Span:
        return Span(0, len(self.article.text))

    def colour_counts(self) -> dict[str, int]:
        """How many names and quotes there are of each kind that may be coloured."""
        counts = dict.fromkeys(COLOURED, 0)
        if self.briefing is not None:
            for actor in self.briefing.actors:
                counts[cards.KIND_STYLES[actor.type]] += sum(mention.form == "name" for mention in actor.mentions)
            counts["speech"] = sum(quote.kind != "indirect" for quote in self.briefing.quotes)
        return counts

    def mentions(self) -> Layer:
        """Every mention of the followed actor."""
        return Layer(self.span(mention, "followed") for mention in (self.followed.mentions if self.followed else ()))

    def evidence(self, spans: tuple[Span, ...]) -> Layer:
        """Where the article says it."""
        return Layer(self.span(span, "evidence") for span in spans)

    def matches(self, query: str) -> Layer:
        """Where the shown text has the words, in any case, with or without accents, whatever blanks are between them."""
        words = query.split()
        if not words:
            return Layer()
        return Layer((start, end, "match") for start, end in self.display.folded.find(words))
