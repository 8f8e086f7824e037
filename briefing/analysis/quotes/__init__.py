"""Quotes: what was said, and which mention the text gives as its source.

The steps: quoted stretches (`segments`) → who may have said them (`candidates`) → who did (`speakers`) → speech that is
reported without quotation marks (`indirect`) → the actors behind the mentions (`identities`).
"""

from collections.abc import Sequence

from spacy.tokens import Doc

from briefing.analysis.quotes.candidates import NO_CUE, Candidate, find_candidates
from briefing.analysis.quotes.identities import identify_speakers
from briefing.analysis.quotes.indirect import find_indirect
from briefing.analysis.quotes.segments import Segment, find_segments
from briefing.analysis.quotes.speakers import attribute
from briefing.analysis.quotes.tokens import Tokens, read_tokens
from briefing.model import Article, Quote, QuoteKind, Speaker

__all__ = ["find_quotes", "identify_speakers"]


def find_quotes(doc: Doc, article: Article) -> tuple[Quote, ...]:
    """The quotes in the article's order; speakers are mentions whose actors are not known yet."""
    if not len(doc):
        return ()
    segments = find_segments(article)
    tokens = read_tokens(doc, article, segments)
    candidates = find_candidates(tokens)
    found = [
        _quote(article, tokens, found.segment.start, found.segment.end, _kind(article, found.segment), found.candidate)
        for found in attribute(tokens, segments, candidates)
        if found.candidate is not None
    ]
    found += [
        _quote(article, tokens, report.start, report.end, "indirect", report.candidate)
        for report in find_indirect(tokens, candidates)
    ]
    return tuple(sorted(found, key=lambda quote: (quote.start, quote.end)))


def _quote(article: Article, tokens: Tokens, start: int, end: int, kind: QuoteKind, candidate: Candidate | None) -> Quote:
    """A finding in the article's own words."""
    speaker = cue = None
    if candidate is not None:
        first, last = tokens.starts[candidate.first], tokens.ends[candidate.last - 1]
        speaker = Speaker(first, last, article.text[first:last], None)
        if candidate.cue != NO_CUE:
            cue = article.words(tokens.starts[candidate.cue], tokens.ends[candidate.cue])
    return Quote(start, end, article.text[start:end], kind, speaker, cue)


def _kind(article: Article, segment: Segment) -> QuoteKind:
    words = len(article.text[segment.start : segment.end].split())
    if words <= 3:
        return "fragment"
    return "direct" if article.text[segment.start].isupper() else "mixed"
