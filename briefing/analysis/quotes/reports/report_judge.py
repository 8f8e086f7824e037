"""Whether a report was said: the source spoke, wrote, asked or claimed it, in a clause that makes sense by itself.

The options of `report_options` follow the wide notion of attribution in the corpus they are fitted on, where a firm that
"posted its best quarter" is a source and "expects" reports. Readers want speech. A sparse logistic model over the cue, the
clause and the source decides; its weights are fitted on reports that careful readers judged (``weights/quote_reports.md``).
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from briefing.analysis.document import Document
from briefing.analysis.document.symbols import FINITE
from briefing.analysis.linear import LinearModel
from briefing.analysis.quotes.quote_context import QuoteContext
from briefing.analysis.quotes.reports.report_options import QUOTED, Option

NUMBERS: Final = "quote_reports"
"""Name of the fitted weights."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl"})
_BESIDE_CUE: Final = frozenset({"mark", "advmod", "prt", "prep", "dobj", "agent", "expl"})
_WORDS_BESIDE_CUE: Final = frozenset({"mark", "advmod", "prt"})
_OPENERS: Final = frozenset(
    {"that", "to", "whether", "if", "how", "why", "what", "because", "as", "when", "which", "who", "and", "but", "of", "for"}
    | {"by", "with", "about", "it", "there"}
)
"""First words of a clause that are features of their own; other words count by their part of speech."""
_JOINERS: Final = frozenset({"PUNCT", "SCONJ", "CCONJ", "ADP"})
_SHORT: Final = 5
_RATHER_SHORT: Final = 9
_MARGIN: Final = 6
"""Tokens beside a report in which a quotation mark counts as near."""


def is_said(context: QuoteContext, option: Option, share: float, model: Mapping[str, Any]) -> bool:
    """Whether a report is shown; what somebody "was quoted as saying" was said by the meaning of the words."""
    if _is_quoted_as(context.document, option.candidate.cue):
        return True
    return said(report_features(context, option, share), model["weights"]) >= float(model["threshold"])


def _is_quoted_as(document: Document, cue: int) -> bool:
    """Whether the cue is that of "was quoted as saying", "is cited as having said"."""
    preposition = document.heads[cue]
    return document.lower[preposition] == "as" and document.lemmas[document.heads[preposition]] in QUOTED


def said(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely a report was said, from 0 to 1."""
    return LinearModel(weights["bias"], weights).probability(features)


def report_features(context: QuoteContext, option: Option, share: float) -> dict[str, float]:
    """What tells whether a report was said; `share` is how likely the option is among those of its cue."""
    parts = (_cue_features, _clause_features, _edge_features, _source_features)
    names = (name for part in parts for name in part(context.document, option))
    return dict.fromkeys(names, 1.0) | _measures(context, option, share)


def _measures(context: QuoteContext, option: Option, share: float) -> dict[str, float]:
    """Features that are amounts, scaled to between about 0 and 2."""
    source, cue = option.candidate, option.candidate.cue
    return {
        "cue odds": max(-4.0, float(context.cue_odds[cue])) / 2,
        "share": share,
        "length": min(option.last - option.first, 40) / 20,
        "gap": max(0, min(10, max(option.first - cue, cue - option.last))) / 5,
        "source words": min(source.last - source.first, 10) / 5,
        "source steps": float(source.steps),
        "source distance": min(20, abs(source.head - cue)) / 10,
    }


def _cue_features(document: Document, option: Option) -> Iterator[str]:
    """The reporting word, its helpers, and the word it depends on."""
    cue, form = option.candidate.cue, option.form.name.lower()
    lemma, children, head = document.lemmas[cue], document.children[cue], document.heads[cue]
    yield from (f"cue {lemma}", f"cue {lemma}, {form}", f"cue tag {document.tags[cue]}", f"cue as {document.deps[cue]}")
    yield f"source as {option.candidate.link.name.lower()}"
    if any(document.deps[child] == "neg" for child in children):
        yield "negated"
    if helpers := " ".join(document.lemmas[child] for child in children if document.deps[child] in {"aux", "auxpass"}):
        yield from ("helped", f"helped by {helpers}")
    if head != cue:
        yield from (f"under {document.lemmas[head]}", f"under {document.pos[head]}")
    for child in children:
        if document.deps[child] in _BESIDE_CUE:
            yield f"with {document.deps[child]}"
        if document.deps[child] in _WORDS_BESIDE_CUE:
            yield f"with {document.deps[child]} {document.lower[child]}"
    if document.in_headline(cue):
        yield "in headline"


def _clause_features(document: Document, option: Option) -> Iterator[str]:
    """Whether the content is a whole clause, and how its verb heads it."""
    first, last, root, form = option.first, option.last, option.root, option.form.name.lower()
    inside = range(first, last)
    is_finite = any(document.tags[token] in FINITE for token in inside)
    has_subject = any(document.deps[token] in _SUBJECTS for token in inside)
    yield from (f"form {form}", f"root {document.tags[root]}", f"root as {document.deps[root]}")
    if is_finite:
        yield "finite"
    if has_subject:
        yield "subject"
    if is_finite and has_subject:
        yield "clause"
    if any(document.deps[child] in _SUBJECTS and first <= child < last for child in document.children[root]):
        yield from ("subject of its root", f"subject of its root, {form}")
    if any(document.tags[token] == "VBD" for token in inside):
        yield "past"


def _edge_features(document: Document, option: Option) -> Iterator[str]:
    """How the content begins and ends, how long it is, and what is beside it."""
    first, last, cue = option.first, option.last, option.candidate.cue
    opener = document.lower[first]
    yield f"first {opener if opener in _OPENERS else document.pos[first]}"
    yield f"last {document.pos[last - 1]}"
    if opener == "to":
        yield f"to after {document.lemmas[cue]}"
    if opener == "that" or (first and document.lower[first - 1] == "that"):
        yield "that-clause"
    if last < len(document):
        yield f"before {document.lower[last] if document.pos[last] == 'PUNCT' else document.pos[last]}"
    if first:
        yield f"after {document.lower[first - 1] if document.pos[first - 1] in _JOINERS else document.pos[first - 1]}"
    if last - first < _RATHER_SHORT:
        yield "rather short"
    if last - first < _SHORT:
        yield "short"
    if cue < first:
        yield "after its cue"
    if any(document.is_quoted(token) for token in range(max(0, first - _MARGIN), min(len(document), last + _MARGIN))):
        yield "near a quote"


def _source_features(document: Document, option: Option) -> Iterator[str]:
    """What the source is: a name of some type, a pronoun, a noun."""
    source, head = option.candidate, option.candidate.head
    yield from (f"source {document.entity_types[head] or 'no name'}", f"source {document.pos[head]}")
    if document.pos[head] == "PRON":
        yield f"source {document.lower[head]}"
    elif document.pos[head] == "NOUN":
        yield f"source noun {document.lemmas[head]}"
    if document.is_capital[head]:
        yield "source with a capital"
    if len(document.lower[source.last - 1]) <= 2:
        yield "source of a letter or two"
    if head > source.cue:
        yield "source after its cue"
