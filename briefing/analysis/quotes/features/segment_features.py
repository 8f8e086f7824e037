"""What the models see of a quoted stretch: its own shape, the words around it, and the quotes beside it."""

from collections import Counter
from typing import Final

import numpy as np

from briefing.analysis import lexicon
from briefing.analysis.document import Document
from briefing.analysis.document.symbols import FINITE
from briefing.analysis.quotes.candidates import DASHES
from briefing.analysis.quotes.quote_context import FAR, UNKNOWN_ODDS, Floats, QuoteContext
from briefing.model import Article, Block

_GOVERNED: Final = ("ccomp", "ROOT", "dobj", "pobj", "amod", "compound", "attr", "appos", "dep", "parataxis")
_SPEAKERS: Final = frozenset({"i", "we", "my", "our", "me", "us", "i'm", "’m"})
_LISTENERS: Final = frozenset({"you", "your"})
_INTRODUCING: Final = (
    frozenset({"the", "a", "an"}),
    frozenset({"that"}),
    frozenset({"called", "as", "dubbed", "named", "titled", "calling", "entitled", "nicknamed", "termed", "known"}),
    frozenset({"of", "in", "on", "for", "to", "with", "by", "from", "about", "at"}),
    frozenset({"and", "or", "but"}),
    frozenset({"is", "was", "are", "were", "be", "been"}),
    frozenset({"'s", "’s"}),
)
"""Words before a quote that tell speech from names and terms."""
_NO_NEIGHBOUR: Final = (31.0, 9.0, 0.0, 0.0, 0.0)


def segment_rows(context: QuoteContext, article: Article) -> Floats:
    """One row a segment."""
    blocks = article.read_blocks
    in_block = Counter(segment.block for segment in context.document.stretches)
    words = [article.text[segment.start : segment.end].strip(".,").lower() for segment in context.document.stretches]
    repeated = Counter(words)
    rows = []
    order = 0
    for number, segment in enumerate(context.document.stretches):
        order = order + 1 if number and context.document.stretches[number - 1].block == segment.block else 0
        rows.append([
            *_shape(context, article, number),
            *_surroundings(context, article, blocks[segment.block], number),
            *_neighbours(context, article, number),
            order,
            in_block[segment.block],
            repeated[words[number]],
        ])  # fmt: skip
    return np.array(rows, dtype=np.float64).reshape(len(rows), -1)


def _shape(context: QuoteContext, article: Article, number: int) -> list[float]:
    """The words inside the marks, and how the parse ties them to those outside."""
    segment, document = context.document.stretches[number], context.document
    text = article.text[segment.start : segment.end]
    first, behind = int(context.first[number]), int(context.behind[number])
    inside = range(first, min(behind, first + FAR))
    words = text.split(maxsplit=FAR)
    lower = {document.lower[token] for token in inside}
    governor = governing_token(document, first, behind)
    return [
        len(words),
        text[0].isupper(),
        text[0].isdigit(),
        text[-1] == ",",
        text[-1] in ".!",
        text[-1] == "?",
        text[-1] in "-—–…",
        sum(word[0].isupper() for word in words) / len(words),
        any(document.pos[token] in {"VERB", "AUX"} for token in inside),
        any(document.tags[token] in FINITE for token in inside),
        not lower.isdisjoint(_SPEAKERS),
        not lower.isdisjoint(_LISTENERS),
        any(document.entity_types[token] == "WORK_OF_ART" for token in inside),
        sum(bool(document.entity_types[token]) for token in inside) / max(1, len(inside)),
        segment.closed,
        segment.continues,
        *(document.deps[governor] == dep for dep in _GOVERNED),
        *(document.pos[governor] in kinds for kinds in ({"VERB", "AUX"}, {"NOUN"}, {"ADJ"})),
        context.cue_odds[document.heads[governor]],
    ]


def governing_token(document: Document, first: int, behind: int) -> int:
    """The token of a stretch that depends on something outside of it: a verb if there is one."""
    behind = min(max(behind, first + 1), len(document))
    first = min(first, behind - 1)
    loose = [token for token in range(first, min(behind, first + FAR)) if _hangs_outside(document, token, first, behind)]
    return next((token for token in loose if document.pos[token] in {"VERB", "AUX"}), loose[0] if loose else first)


def _hangs_outside(document: Document, token: int, first: int, behind: int) -> bool:
    head = document.heads[token]
    return (head == token or not first <= head < behind) and document.pos[token] not in {"PUNCT", "SPACE"}


def _surroundings(context: QuoteContext, article: Article, block: Block, number: int) -> list[float]:
    """The words before and after the marks, in the same paragraph."""
    segment, document = context.document.stretches[number], context.document
    before = article.text[max(block.start, segment.outer_start - FAR) : segment.outer_start].rstrip()
    after = article.text[segment.outer_end : min(block.end, segment.outer_end + FAR)].lstrip()
    mark, follows = before[-1:], after[:1]
    left = document.first_at(segment.outer_start) - 1 if before else -1
    right = document.first_at(segment.outer_end) if after else len(document)
    word, lemma = (document.lower[left], document.lemmas[left]) if left >= 0 else ("", "")
    return [
        not before,
        mark == ":",
        mark == ",",
        mark != "" and mark in ".!?”\"'",
        mark in DASHES,
        *(word in words for words in _INTRODUCING),
        lemma in lexicon.words("quotes/works"),
        lemma in lexicon.words("quotes/naming"),
        *_word_beside(context, left),
        not after,
        follows == ",",
        follows in {".", ";"},
        follows.islower(),
        follows.isupper(),
        follows == "(" or follows in DASHES,
        follows in {'"', "“", "'"},
        *_word_beside(context, right),
        block.role == "headline",
        (segment.end - segment.start) / (block.end - block.start),
        article.text[block.end - 1].isalnum(),
    ]


def _word_beside(context: QuoteContext, token: int) -> list[float]:
    """What the word next to the marks is; nothing where there is none."""
    document = context.document
    if not 0 <= token < len(document):
        return [UNKNOWN_ODDS - 1, 0, 0, 0, 0, 0]
    return [
        context.cue_odds[token],
        *(document.pos[token] == pos for pos in ("PROPN", "NOUN", "ADJ", "PRON")),
        document.lemmas[token] in lexicon.words("quotes/works"),
    ]


def _neighbours(context: QuoteContext, article: Article, number: int) -> list[float]:
    """The quotes before and after in the same paragraph: how far they are, and how they end and begin."""
    row: list[float] = []
    for other in (number - 1, number + 1):
        if (
            not 0 <= other < len(context.document.stretches)
            or context.document.stretches[other].block != context.document.stretches[number].block
        ):
            row += _NO_NEIGHBOUR
            continue
        left, right = context.behind[min(number, other)], context.first[max(number, other)]
        text = article.text[context.document.stretches[other].start : context.document.stretches[other].end]
        row += [
            min(int(context.words[right] - context.words[left]), 30),
            int(context.stops[right] - context.stops[left]),
            text[-1] == ",",
            text[-1] in ".?!",
            text[0].isupper(),
        ]
    return row
