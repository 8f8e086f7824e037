"""Shapes of newspapers that tell the speaker by themselves, and that the annotated articles hardly hold.

A name after a dash signs the quote before it; a name and a colon announce the one after. A paragraph of nothing but a
quote is something said, whether or not anybody near may have said it. In a headline, a quote after a colon is said by
whom the headline is about.
"""

from typing import Final

from briefing.analysis.document import NO_STRETCH
from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.quotes.candidates import Candidate, Link
from briefing.analysis.quotes.quote_context import QuoteContext
from briefing.model import Article

_UTTERANCE: Final = 5
"""Words from which a paragraph in quotation marks is something said whoever said it."""


def labelled(context: QuoteContext, article: Article) -> dict[int, Candidate]:
    """For the segments that a name signs or announces, the name: "“…” — Ann Lee", "ANN LEE: “…”"."""
    found: dict[int, Candidate] = {}
    for candidate in context.candidates:
        if candidate.link == Link.SIGNED:
            number = _quoted_before(context, candidate.first)
            found[number] = candidate
            while number and context.document.stretches[number].continues:
                number -= 1
                found[number] = candidate
        elif candidate.link == Link.LABEL and _is_label(context, article, candidate):
            number = _quoted_behind_colon(context, candidate.last)
            if number != NO_STRETCH:
                found[number] = candidate
    return found


def _is_label(context: QuoteContext, article: Article, candidate: Candidate) -> bool:
    """Whether a mention before a colon is a name that opens its paragraph; in capitals a tagger may take it for a noun."""
    head = candidate.head
    is_name = (
        context.document.pos[head] == "PROPN"
        or article.text[context.document.starts[head] : context.document.ends[head]].isupper()
    )
    return is_name and _opens_block(context, candidate.first)


def _quoted_before(context: QuoteContext, token: int) -> int:
    """The segment that ends before a token."""
    token -= 1
    while not context.document.is_quoted(token):
        token -= 1
    return context.document.stretch_of[token]


def _opens_block(context: QuoteContext, token: int) -> bool:
    return (
        token == 0
        or context.document.block_of[token - 1] != context.document.block_of[token]
        or context.document.pos[token - 1] == "SPACE"
    )


def _quoted_behind_colon(context: QuoteContext, token: int) -> int:
    """The segment that opens after the colon at a token."""
    document = context.document
    if token + 1 < len(document) and document.lower[token] == ":" and document.block_of[token + 1] == document.block_of[token]:
        return document.stretch_of[token + 1]
    return NO_STRETCH


def is_announced(context: QuoteContext, article: Article, number: int) -> bool:
    """Whether the segment ends a headline and comes after a colon in it."""
    segment = context.document.stretches[number]
    block = context.document.blocks[segment.block]
    before = article.text[block.start : segment.outer_start].rstrip()
    return block.role == "headline" and before.endswith(":") and not article.text[segment.outer_end : block.end].strip(" .")


def headline_subject(context: QuoteContext, number: int) -> Candidate | None:
    """The subject of the headline's main clause; where there is none, the name right before the colon."""
    block = context.document.stretches[number].block
    inside = [candidate for candidate in context.candidates if context.document.block_of[candidate.head] == block]
    subjects = [c for c in inside if context.document.deps[c.head] in SUBJECTS and c.cue == context.document.heads[c.head]]
    main = [c for c in subjects if context.document.heads[c.cue] == c.cue]
    labels = [c for c in inside if c.link == Link.LABEL]
    return next(iter(main or labels or subjects), None)


def is_whole_paragraph(context: QuoteContext, article: Article, number: int) -> bool:
    """Whether a paragraph is nothing but this quote, and long enough to be an utterance."""
    segment = context.document.stretches[number]
    block = context.document.blocks[segment.block]
    outside = article.text[block.start : segment.outer_start] + article.text[segment.outer_end : block.end]
    return not outside.strip() and len(article.text[segment.start : segment.end].split()) >= _UTTERANCE
