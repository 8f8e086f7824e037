"""Quotes: what was said, and which mention the text gives as its source.

The steps: quoted stretches (`document.quotation`) → who may have said them (`candidates`) → `features` → who did
(`attribution`) → without titles and terms (`filters`) → whole utterances or parts of a sentence (`kinds`) → speech that is
reported without quotation marks (`reports`). `quote_context` is what all of them know of the article.
"""

from typing import Final

from briefing.analysis import weights
from briefing.analysis.document import Document
from briefing.analysis.quotes.attribution.speaker_choice import NUMBERS, attribute
from briefing.analysis.quotes.attribution.speaker_linking import identify_speakers
from briefing.analysis.quotes.candidates import NO_CUE, Candidate, find_candidates
from briefing.analysis.quotes.kinds import kind_of
from briefing.analysis.quotes.quote_context import read_context
from briefing.analysis.quotes.reports.reports import find_indirect
from briefing.model import Article, Quote, Speaker, Words

__all__ = ["find_quotes", "identify_speakers"]


_BEFORE_CUE: Final = frozenset({"aux", "auxpass", "neg"})
_BEHIND_CUE: Final = frozenset({"prt", "neg"})
"""How the words that belong to a reporting word depend on it."""


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """The quotes in the article's order; speakers are mentions whose actors are not known yet."""
    if not len(document):
        return ()
    article = document.article
    candidates = find_candidates(document)
    context = read_context(document, candidates, weights.load(NUMBERS)["cue_odds"])
    attributed = attribute(context, article)
    quoted = [
        Quote(
            start=found.segment.start,
            end=found.segment.end,
            text=article.text[found.segment.start : found.segment.end],
            kind=kind_of(context, article, found, before),
            speaker=_speaker(article, document, found.candidate),
            cue=_cue(article, document, found.candidate),
        )
        for before, found in zip((None, *attributed), attributed, strict=False)
    ]
    reported = [
        Quote(
            start=report.start,
            end=report.end,
            text=article.text[report.start : report.end],
            kind="indirect",
            speaker=_speaker(article, document, report.candidate),
            cue=_cue(article, document, report.candidate),
        )
        for report in find_indirect(context)
    ]
    return tuple(sorted(quoted + reported, key=lambda quote: (quote.start, quote.end)))


def _speaker(article: Article, document: Document, candidate: Candidate | None) -> Speaker | None:
    """The mention in the article's words."""
    if candidate is None:
        return None
    start, end = document.starts[candidate.first], document.ends[candidate.last - 1]
    return Speaker(start, end, article.text[start:end], None)


def _cue(article: Article, document: Document, candidate: Candidate | None) -> Words | None:
    """The reporting word in the article's words, with what makes it another: "has not said", "ruled out"."""
    if candidate is None or candidate.cue == NO_CUE:
        return None
    first = last = candidate.cue
    beside = set(document.children[candidate.cue])
    while first - 1 in beside and first - 1 != candidate.head and document.deps[first - 1] in _BEFORE_CUE:
        first -= 1
    while last + 1 in beside and document.deps[last + 1] in _BEHIND_CUE:
        last += 1
    return article.words(document.starts[first], document.ends[last])
