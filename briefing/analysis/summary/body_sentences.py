"""The sentences a summary may choose from."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span, Token

from briefing.analysis.document import Document
from briefing.analysis.document.sentences import sentence_spans
from briefing.model import Block, Quote

CHOSEN_FROM: Final = frozenset({"body"})
"""Roles of the blocks whose sentences may be chosen: a heading is no sentence."""

_WORD: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, eq=False)
class BodySentence:
    """A sentence that may be chosen. Two sentences of the same words are two: they compare by identity."""

    span: Span
    """Its tokens, without blanks at the ends."""
    text: str
    """Its words as written in the article."""
    paragraph: int
    """Number of its block among those of the body, from 0."""
    place: int
    """How many sentences of its block come before it."""
    ends_its_paragraph: bool
    """Whether no sentence of its block comes after it."""
    quoted: tuple[tuple[int, int], ...]
    """What is quoted in it: (start, end) without the marks, offsets of the article. May reach over its own ends."""
    terms: tuple[str, ...]
    """The lemmas of its content words in order: what it is about."""
    entities: tuple[Span, ...]
    """The names, dates and figures that spaCy sees in it."""

    @property
    def start(self) -> int:
        """Offset of its first character in the article, in code points."""
        return self.span.start_char

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.span.end_char

    @property
    def opens_inside(self) -> bool:
        """Whether it starts in the middle of a quote."""
        return bool(self.quoted) and self.quoted[0][0] < self.start

    @property
    def ends_inside(self) -> bool:
        """Whether a quote continues after it."""
        return bool(self.quoted) and self.quoted[-1][1] > self.end

    @property
    def quoted_share(self) -> float:
        """How much of it is quoted, from 0 to 1."""
        return sum(min(end, self.end) - max(start, self.start) for start, end in self.quoted) / (self.end - self.start)

    def own_words(self) -> list[Token]:
        """The tokens outside its quotes: what the article says itself."""
        if not self.quoted:
            return list(self.span)
        return [token for token in self.span if not any(start <= token.idx < end for start, end in self.quoted)]


def find_sentences(document: Document, quotes: Sequence[Quote] = ()) -> list[BodySentence]:
    """The sentences of the body in the article's order; none runs over the end of its block."""
    blocks = [block for block in document.blocks if block.role in CHOSEN_FROM]
    marked = sorted((quote.start, quote.end) for quote in quotes if quote.kind != "indirect")
    # Span.ents would go through the whole Doc for every sentence.
    entities = deque(document.doc.ents)
    found: list[BodySentence] = []
    first_open = 0
    for paragraph, span, is_last in _in_blocks(sentence_spans(document.doc), blocks):
        same = bool(found) and found[-1].paragraph == paragraph
        while first_open < len(marked) and marked[first_open][1] <= span.start_char:
            first_open += 1
        found.append(
            BodySentence(
                span=span,
                text=document.text[span.start_char : span.end_char],
                paragraph=paragraph,
                place=found[-1].place + 1 if same else 0,
                ends_its_paragraph=is_last,
                quoted=tuple(_overlapping(marked, first_open, span)),
                terms=content_words(span),
                entities=tuple(_taken_until(entities, span)),
            )
        )
    return found


def content_words(span: Span) -> tuple[str, ...]:
    """The lemmas, in lower case, of the words that are no stop words; figures count, punctuation does not."""
    return tuple([token.lemma_.lower() for token in span if not token.is_stop and token.text[0].isalnum()])


def _taken_until(entities: deque[Span], span: Span) -> Iterator[Span]:
    """Take from the left what comes before the sentence's end, and give what lies in it."""
    while entities and entities[0].end <= span.end:
        entity = entities.popleft()
        if entity.start >= span.start:
            yield entity


def _overlapping(marked: Sequence[tuple[int, int]], first: int, span: Span) -> Iterator[tuple[int, int]]:
    """The quotes from number `first` on that touch the sentence."""
    for start, end in marked[first:]:
        if start >= span.end_char:
            return
        if end > span.start_char:
            yield start, end


def _in_blocks(spans: Iterable[Span], blocks: Sequence[Block]) -> Iterator[tuple[int, Span, bool]]:
    """The sentences that lie in one of the blocks and hold a word, with the block's number and whether they end it."""
    number = 0
    for span in spans:
        while number < len(blocks) and blocks[number].end <= span.start_char:
            number += 1
        if number == len(blocks):
            return
        block = blocks[number]
        if block.start <= span.start_char and span.end_char <= block.end and _WORD.search(span.text):
            yield number, span, span.end_char == block.end
