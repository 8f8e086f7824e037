"""Whether a quote is a whole utterance, continues inside the reporter's sentence, or is a few words of it."""

from briefing.analysis.document.symbols import FINITE
from briefing.analysis.quotes.attribution.speaker_choice import FRAGMENT, Attribution
from briefing.analysis.quotes.candidates import NO_CUE
from briefing.analysis.quotes.quote_context import LIKELY, QuoteContext
from briefing.model import Article, QuoteKind


def kind_of(context: QuoteContext, article: Article, found: Attribution, before: Attribution | None) -> QuoteKind:
    """The kind of a quote; `before` is the one before it, if any.

    ``direct`` begins like a sentence, with a capital and where a sentence may begin, or continues a direct one that the
    reporting clause broke ("…," she said, "…"). The others are part of the reporter's sentence: ``fragment`` up to three
    words, ``mixed`` beyond.
    """
    if _goes_on(context, article, found, before) or (_begins(context, found) and _stands_alone(context, article, found)):
        return "direct"
    return "fragment" if len(article.text[found.segment.start : found.segment.end].split()) <= FRAGMENT else "mixed"


def _begins(context: QuoteContext, found: Attribution) -> bool:
    """Whether the first word has a capital or is a figure, after brackets and dots."""
    document = context.document
    first = document.first_at(found.segment.start)
    while first < len(document) - 1 and document.ends[first] < found.segment.end and not document.lower[first][0].isalnum():
        first += 1
    return first < len(document) and (document.is_capital[first] or document.lower[first][0].isdigit())


def _stands_alone(context: QuoteContext, article: Article, found: Attribution) -> bool:
    """Whether a sentence may begin where the quote begins, or the quote is a clause with a verb of its own."""
    segment, document = found.segment, context.document
    block = document.blocks[segment.block]
    mark = article.text[block.start : segment.outer_start].rstrip()[-1:]
    if mark == "" or mark in ".!?:”\"'’…—–":
        return True
    cue = found.candidate.cue if found.candidate else NO_CUE
    if mark == "," and cue != NO_CUE and context.cue_odds[cue] > LIKELY:
        return True
    inside = range(document.first_at(segment.start), document.first_at(segment.end))
    return len(inside) > FRAGMENT and any(document.tags[token] in FINITE for token in inside)


def _goes_on(context: QuoteContext, article: Article, found: Attribution, before: Attribution | None) -> bool:
    """Whether the quote continues the direct one before it, after a comma: "“The harbour,” she said, “is ours.”"."""
    if before is None or before.segment.block != found.segment.block:
        return False
    between = article.text[before.segment.outer_end : found.segment.outer_start].rstrip()
    same = before.candidate is not None and found.candidate is not None and before.candidate.head == found.candidate.head
    broken = article.text[before.segment.end - 1] == "," or between.startswith(",")
    return same and broken and between.endswith(",") and len(between.split()) <= 2 * FRAGMENT and _begins(context, before)
