"""The sentences a summary may choose from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span

from briefing.analysis.pipeline import sentences
from briefing.model import Article, Block

CHOSEN_FROM: Final = frozenset({"body"})
"""Roles of the blocks whose sentences may be chosen: a heading is no sentence."""

_OPENING_MARK: Final = frozenset({"''", "``", '"', "'", "“", "‘", "—", "–"})
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence that may be chosen. Two sentences of the same words are two: they compare by identity."""

    span: Span
    """Its tokens, blanks at the ends left out."""
    start: int
    """Offset of its first character in the article, in code points."""
    end: int
    """Offset behind its last character."""
    paragraph: int
    """Number of its block among those of the body, from 0."""
    place: int
    """How many sentences of its block come before it."""
    terms: tuple[str, ...]
    """The lemmas of its content words in order: what it is about."""

    @property
    def text(self) -> str:
        """Its words as they stand in the article."""
        return self.span.doc.text[self.start : self.end]


def find_sentences(doc: Doc, article: Article) -> list[Sentence]:
    """The sentences of the body in the article's order; none runs over the end of its block."""
    blocks = [block for block in article.read_blocks if block.role in CHOSEN_FROM]
    found: list[Sentence] = []
    number = place = 0
    for paragraph, span in _in_blocks(_mended(sentences(doc)), blocks):
        place = place + 1 if found and paragraph == number else 0
        number = paragraph
        terms = content_words(span)
        found.append(Sentence(span, span.start_char, span.end_char, paragraph, place, terms))
    return found


def content_words(span: Span) -> tuple[str, ...]:
    """Lower-case lemmas of the words that are no stop words; figures count, punctuation does not."""
    return tuple(token.lemma_.lower() for token in span if not token.is_stop and (token.is_alpha or _bears_meaning(token.text)))


def _bears_meaning(text: str) -> bool:
    """Whether a token that is not all letters still is a word or a figure ("co-chair", "2022")."""
    return any(character.isalnum() for character in text) and text != "'s"


def _mended(spans: Sequence[Span]) -> Iterator[Span]:
    """The sentences with two slips of the splitter undone.

    An opening mark at the end of a sentence belongs to the next one; and a sentence that starts in lower case goes on
    from the one before (``“Come here!” she said``), unless a block ends between them.
    """
    held: Span | None = None
    for next_span in spans:
        span = next_span
        if held is None:
            held = span
            continue
        joined = (
            not held.doc.text[held.end_char : span.start_char].strip()
            and "\n" not in held.doc.text[held.end_char : span.start_char]
        )
        mark = held[-1]
        if joined and len(held) > 1 and mark.text in _OPENING_MARK and mark.nbor(-1).whitespace_ and not mark.whitespace_:
            held, span = held[:-1], held.doc[mark.i : span.end]
        if joined and span.text[:1].islower() and held[-1].text not in ".;":
            held = held.doc[held.start : span.end]
            continue
        yield held
        held = span
    if held is not None:
        yield held


def _in_blocks(spans: Iterator[Span], blocks: Sequence[Block]) -> Iterator[tuple[int, Span]]:
    """The sentences that lie in one of the blocks and hold a word, with the number of their block."""
    number = 0
    for span in spans:
        while number < len(blocks) and blocks[number].end <= span.start_char:
            number += 1
        if number == len(blocks):
            return
        block = blocks[number]
        if block.start <= span.start_char and span.end_char <= block.end and _WORD.search(span.text):
            yield number, span
