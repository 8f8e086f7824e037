"""An article as the models of this panel need it: running counts over its document, and which pairs to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from briefing.analysis import lexicon
from briefing.analysis.document import Document
from briefing.analysis.document.symbols import FINITE, SUBJECTS
from briefing.analysis.quotes.candidates import Candidate, Link

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Odds = dict[str, float]
"""Log odds of words, as they were fitted."""

NEAREST: Final = 20
"""How many candidates are looked at on each side of a stretch."""
BLOCKS_BACK: Final = 2
"""How many paragraphs back a speaker may be named."""
FAR: Final = 60
"""Distances are cut here, in document."""
UNKNOWN_ODDS: Final = -4.0
"""Log odds of a word that was not seen to report speech."""
LIKELY: Final = -1.0
"""Log odds from which a verb is a likely reporting verb."""
STOPS: Final = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """The document, quoted stretches and candidates of an article, with running counts over the tokens outside quotes.

    A running count is one longer than the document: the count between two places is the difference of two of its values.
    """

    document: Document
    candidates: Sequence[Candidate]
    first: Ints
    """First token of each segment."""
    behind: Ints
    """After the last token of each segment."""
    cue_odds: Floats
    """For each token, how likely it reports speech."""
    words: Ints
    """Running count of words."""
    stops: Ints
    """Running count of full stops."""
    people: Ints
    """Running count of people's names."""
    cues: Ints
    """Running count of likely reporting verbs."""
    breaks: tuple[Ints, ...]
    """Running counts of what parts clauses: finite verbs, commas, words that subordinate, that coordinate, subjects."""
    paragraph: Ints
    """For each token the number of its block among those with words outside quotes; other blocks add none."""


def read_context(document: Document, candidates: Sequence[Candidate], cue_odds: Odds) -> QuoteContext:
    """Everything about an article that is worked out once."""
    outside = np.array(document.stretch_of, dtype=np.int64) < 0
    surest = lexicon.words("quotes/verbs")
    is_surest = np.array([word in surest for word in document.lower], dtype=bool)
    is_verb = np.array([pos in {"VERB", "AUX"} for pos in document.pos], dtype=bool) | is_surest
    by_lemma = np.array([cue_odds.get(lemma, UNKNOWN_ODDS) for lemma in document.lemmas])
    odds = np.where(is_verb, np.where(is_surest, cue_odds.get("say", 0.0), by_lemma), UNKNOWN_ODDS)
    is_person = np.array([name == "PERSON" for name in document.entity_types], dtype=bool)
    return QuoteContext(
        document=document,
        candidates=candidates,
        first=np.array([document.first_at(segment.start) for segment in document.stretches], dtype=np.int64),
        behind=np.array([document.first_at(segment.end) for segment in document.stretches], dtype=np.int64),
        cue_odds=odds,
        words=_running(outside & np.array([pos not in {"PUNCT", "SPACE"} for pos in document.pos], dtype=bool)),
        stops=_running(outside & np.array([word in STOPS for word in document.lower], dtype=bool)),
        people=_running(outside & is_person & ~np.concatenate(([False], is_person[:-1]))),
        cues=_running(outside & (odds > LIKELY)),
        breaks=tuple(_running(outside & flags) for flags in _clause_breaks(document)),
        paragraph=_paragraphs(document, outside),
    )


def _clause_breaks(document: Document) -> list[Flags]:
    """For each token whether it is a finite verb, a comma, a word that subordinates a clause or coordinates, a subject."""
    subordinate = [
        tag in {"WDT", "WP", "WRB"} or (tag == "IN" and dep == "mark")
        for tag, dep in zip(document.tags, document.deps, strict=True)
    ]
    columns = (
        [tag in FINITE for tag in document.tags],
        [word == "," for word in document.lower],
        subordinate,
        [tag == "CC" for tag in document.tags],
        [dep in SUBJECTS for dep in document.deps],
    )
    return [np.array(column, dtype=bool) for column in columns]


def _paragraphs(document: Document, outside: Flags) -> Ints:
    """The number of each token's block, without those that hold nothing but a quote."""
    block = np.array(document.block_of, dtype=np.int64)
    has_words = np.zeros(int(block.max(initial=0)) + 1, dtype=np.int64)
    is_word = np.array([pos not in {"PUNCT", "SPACE"} for pos in document.pos], dtype=bool)
    np.maximum.at(has_words, block[outside & is_word & (block >= 0)], 1)
    return np.asarray(np.cumsum(has_words)[np.maximum(block, 0)])


def _running(flags: Flags) -> Ints:
    return np.concatenate(([0], np.cumsum(flags)))


def nearby_pairs(context: QuoteContext) -> tuple[Ints, Ints]:
    """Pairs to judge: (index of the segment, index of the candidate), at most 2 × `NEAREST` a segment.

    The candidates are those of the segment's paragraph and of some before it, and a name that signs it in the next one. A
    headline is no paragraph before the first: what it names speaks in the headline alone.
    """
    document = context.document
    heads = [candidate.head for candidate in context.candidates]
    paragraphs = [int(context.paragraph[head]) for head in heads]
    blocks = [document.block_of[head] for head in heads]
    signs = [candidate.link == Link.SIGNED for candidate in context.candidates]
    apart = [document.in_headline(head) for head in heads]
    rows: list[tuple[int, int]] = []
    positions = np.searchsorted(np.array(heads, dtype=np.int64), context.first)
    for number, at in enumerate(positions.tolist()):
        block = context.document.stretches[number].block
        here = int(context.paragraph[min(int(context.first[number]), len(document) - 1)])
        for index in range(max(0, at - NEAREST), min(len(heads), at + NEAREST)):
            is_before = paragraphs[index] >= here - BLOCKS_BACK and blocks[index] < block and not apart[index]
            if is_before or blocks[index] == block or (signs[index] and blocks[index] == block + 1):
                rows.append((number, index))
    pairs = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]
