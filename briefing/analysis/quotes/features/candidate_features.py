"""What the models see of a candidate alone: what it is, where it is, how it is tied to its cue, and what the cue is."""

from collections.abc import Sequence
from typing import Final

from briefing.analysis import lexicon
from briefing.analysis.document import Document
from briefing.analysis.quotes.candidates import DASHES, NO_CUE, Candidate, Link
from briefing.analysis.quotes.quote_context import STOPS, Odds, QuoteContext

MENTION_KINDS: Final = ("he", "they", "i", "it", "who", "PERSON", "ORG", "GPE", "NORP", "proper", "noun", "other")
_PRONOUNS: Final = {
    **dict.fromkeys(("he", "she"), "he"),
    **dict.fromkeys(("they", "we"), "they"),
    **dict.fromkeys(("i", "you"), "i"),
    **dict.fromkeys(("it", "that", "this", "there", "which", "what", "these", "those"), "it"),
    "who": "who",
}
TOGETHER: Final = 25
"""Document between a mention and its cue up to which they are one clause."""
_DEEPEST: Final = 4
_UNSEEN_SOURCE: Final = -2.0


def mention_kind(document: Document, head: int) -> str:
    """What kind of word or name the mention is, one of `MENTION_KINDS`."""
    pronoun = _PRONOUNS.get(document.lower[head])
    if pronoun:
        return pronoun
    if document.entity_types[head] in MENTION_KINDS:
        return document.entity_types[head]
    return {"PROPN": "proper", "NOUN": "noun"}.get(document.pos[head], "other")


def candidate_row(context: QuoteContext, candidate: Candidate, source_odds: Odds) -> list[float]:
    """What concerns the candidate alone: what it is, where it is, how it is tied to its cue, what the cue is."""
    document, head, cue = context.document, candidate.head, candidate.cue
    kind = mention_kind(document, head)
    before = max(0, candidate.first - 1)
    opens_block = candidate.first == 0 or document.block_of[before] != document.block_of[head]
    is_signed = document.lower[before] in DASHES
    return [
        *(kind == other for other in MENTION_KINDS),
        *(candidate.link == link for link in Link),
        candidate.last - candidate.first,
        candidate.steps,
        source_odds.get(document.lemmas[head], _UNSEEN_SOURCE) if document.pos[head] == "NOUN" else 0.0,
        document.tags[head] in {"NNS", "NNPS"},
        document.deps[head] in {"appos", "poss", "conj"},
        document.deps[head] in {"dobj", "pobj", "dative"},
        opens_block or document.lower[before] in STOPS,
        *_aside(document, candidate),
        is_signed,
        is_signed and document.block_of[max(0, before - 1)] != document.block_of[head],
        *(_cue_row(document, cue) if cue != NO_CUE else _NO_CUE_ROW),
    ]


def _cue_row(document: Document, cue: int) -> Sequence[float]:
    """What the reporting word is, and what depends on it."""
    tag, dep = document.tags[cue], document.deps[cue]
    complements = {document.deps[child] for child in document.children[cue]}
    return [
        document.is_quoted(cue),
        tag in {"VBD", "VBZ", "VBP"},
        tag == "VBG",
        tag == "VBN",
        dep in {"relcl", "advcl", "acl"},
        dep == "ROOT",
        not complements.isdisjoint({"ccomp", "parataxis"}),
        "dobj" in complements,
        "neg" in complements,
        document.lemmas[cue] in lexicon.words("quotes/naming"),
        tag == "VB",
        any(document.tags[child] == "MD" for child in document.children[cue]),
        any(document.tags[child] == "TO" for child in document.children[cue]),
        "auxpass" in complements,
        any(document.deps[child] == "mark" for child in document.children[cue]),
        any(document.deps[child] == "mark" and document.lower[child] == "as" for child in document.children[cue]),
        any(document.deps[child] == "advmod" and document.tags[child] == "WRB" for child in document.children[cue]),
        dep == "conj",
        dep in {"ccomp", "xcomp", "pcomp"},
        _depth(document, cue),
    ]


_NO_CUE_ROW: Final = (*(0.0,) * 19, float(_DEEPEST))


def _aside(document: Document, candidate: Candidate) -> list[bool]:
    """Whether the clause of mention and cue is between commas or marks, as "…, he said, …" does."""
    low, high = candidate.first, candidate.last
    if candidate.cue != NO_CUE and abs(candidate.cue - candidate.head) < TOGETHER:
        low, high = min(low, candidate.cue), max(high, candidate.cue + 1)
    left = low == 0 or document.block_of[low - 1] != document.block_of[low] or document.pos[low - 1] == "PUNCT"
    right = high >= len(document) or document.block_of[high] != document.block_of[low] or document.pos[high] == "PUNCT"
    return [left, right, left and right]


def _depth(document: Document, token: int) -> int:
    """Steps from a token up to the root of its sentence, at most `_DEEPEST`."""
    for depth in range(_DEEPEST):
        if document.heads[token] == token:
            return depth
        token = document.heads[token]
    return _DEEPEST
