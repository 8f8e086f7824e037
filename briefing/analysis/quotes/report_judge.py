"""Whether a report was said: the source spoke, wrote, asked or claimed it, in a clause that makes sense by itself.

The options of `report_options` follow the wide notion of attribution in the corpus they are fitted on, where a firm that
"posted its best quarter" is a source and "expects" reports. Readers want speech. A sparse logistic model over the cue, the
clause and the source decides; its weights are fitted on reports that careful readers judged (``weights/quote_reports.md``).
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from briefing.analysis.quotes.report_options import QUOTED, Option
from briefing.analysis.quotes.scene import Scene
from briefing.analysis.quotes.tokens import FINITE, Tokens

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


def is_said(scene: Scene, option: Option, share: float, model: Mapping[str, Any]) -> bool:
    """Whether a report is shown; what somebody "was quoted as saying" was said by the meaning of the words."""
    if _is_quoted_as(scene.tokens, option.candidate.cue):
        return True
    return said(report_features(scene, option, share), model["weights"]) >= float(model["threshold"])


def _is_quoted_as(tokens: Tokens, cue: int) -> bool:
    """Whether the cue is that of "was quoted as saying", "is cited as having said"."""
    preposition = tokens.head[cue]
    return tokens.lower[preposition] == "as" and tokens.lemma[tokens.head[preposition]] in QUOTED


def said(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely a report was said, from 0 to 1."""
    odds = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def report_features(scene: Scene, option: Option, share: float) -> dict[str, float]:
    """What tells whether a report was said; `share` is how likely the option is among those of its cue."""
    names = {
        *_cue_features(scene.tokens, option),
        *_clause_features(scene.tokens, option),
        *_source_features(scene.tokens, option),
    }
    return dict.fromkeys(names, 1.0) | _measures(scene, option, share)


def _measures(scene: Scene, option: Option, share: float) -> dict[str, float]:
    """Features that are amounts, scaled to between about 0 and 2."""
    source, cue = option.candidate, option.candidate.cue
    return {
        "cue odds": max(-4.0, float(scene.cue_odds[cue])) / 2,
        "share": share,
        "length": min(option.last - option.first, 40) / 20,
        "gap": max(0, min(10, max(option.first - cue, cue - option.last))) / 5,
        "source words": min(source.last - source.first, 10) / 5,
        "source steps": float(source.steps),
        "source distance": min(20, abs(source.head - cue)) / 10,
    }


def _cue_features(tokens: Tokens, option: Option) -> Iterator[str]:
    """The reporting word, its helpers, and the word it depends on."""
    cue, form = option.candidate.cue, option.form.name.lower()
    lemma, children, head = tokens.lemma[cue], tokens.children[cue], tokens.head[cue]
    yield from (f"cue {lemma}", f"cue {lemma}, {form}", f"cue tag {tokens.tag[cue]}", f"cue as {tokens.dep[cue]}")
    yield f"source as {option.candidate.link.name.lower()}"
    if any(tokens.dep[child] == "neg" for child in children):
        yield "negated"
    if helpers := " ".join(tokens.lemma[child] for child in children if tokens.dep[child] in {"aux", "auxpass"}):
        yield from ("helped", f"helped by {helpers}")
    if head != cue:
        yield from (f"under {tokens.lemma[head]}", f"under {tokens.pos[head]}")
    for child in children:
        if tokens.dep[child] in _BESIDE_CUE:
            yield f"with {tokens.dep[child]}"
        if tokens.dep[child] in _WORDS_BESIDE_CUE:
            yield f"with {tokens.dep[child]} {tokens.lower[child]}"
    if tokens.in_headline[cue]:
        yield "in headline"


def _clause_features(tokens: Tokens, option: Option) -> Iterator[str]:
    """Whether the content is a whole clause, and how its verb heads it."""
    first, last, root, form = option.first, option.last, option.root, option.form.name.lower()
    inside = range(first, last)
    is_finite = any(tokens.tag[token] in FINITE for token in inside)
    has_subject = any(tokens.dep[token] in _SUBJECTS for token in inside)
    yield from (f"form {form}", f"root {tokens.tag[root]}", f"root as {tokens.dep[root]}")
    if is_finite:
        yield "finite"
    if has_subject:
        yield "subject"
    if is_finite and has_subject:
        yield "clause"
    if any(tokens.dep[child] in _SUBJECTS and first <= child < last for child in tokens.children[root]):
        yield from ("subject of its root", f"subject of its root, {form}")
    if any(tokens.tag[token] == "VBD" for token in inside):
        yield "past"


def _edge_features(tokens: Tokens, option: Option) -> Iterator[str]:
    """How the content begins and ends, how long it is, and what is beside it."""
    first, last, cue = option.first, option.last, option.candidate.cue
    opener = tokens.lower[first]
    yield f"first {opener if opener in _OPENERS else tokens.pos[first]}"
    yield f"last {tokens.pos[last - 1]}"
    if opener == "to":
        yield f"to after {tokens.lemma[cue]}"
    if opener == "that" or (first and tokens.lower[first - 1] == "that"):
        yield "that-clause"
    if last < len(tokens):
        yield f"before {tokens.lower[last] if tokens.pos[last] == 'PUNCT' else tokens.pos[last]}"
    if first:
        yield f"after {tokens.lower[first - 1] if tokens.pos[first - 1] in _JOINERS else tokens.pos[first - 1]}"
    if last - first < _RATHER_SHORT:
        yield "rather short"
    if last - first < _SHORT:
        yield "short"
    if cue < first:
        yield "after its cue"
    if any(tokens.is_quoted(token) for token in range(max(0, first - _MARGIN), min(len(tokens), last + _MARGIN))):
        yield "near a quote"


def _source_features(tokens: Tokens, option: Option) -> Iterator[str]:
    """What the source is: a name of some type, a pronoun, a noun."""
    source, head = option.candidate, option.candidate.head
    yield from (f"source {tokens.name[head] or 'no name'}", f"source {tokens.pos[head]}")
    if tokens.pos[head] == "PRON":
        yield f"source {tokens.lower[head]}"
    elif tokens.pos[head] == "NOUN":
        yield f"source noun {tokens.lemma[head]}"
    if tokens.is_capital[head]:
        yield "source with a capital"
    if len(tokens.lower[source.last - 1]) <= 2:
        yield "source of a letter or two"
    if head > source.cue:
        yield "source after its cue"
