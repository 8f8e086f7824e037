"""Sentences of the blocks that are read."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from briefing.model import Block, Role


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens `first` to `last` (end exclusive), offsets `start` to `end` of the article."""

    index: int
    """Place among the article's sentences."""
    first: int
    last: int
    start: int
    end: int
    role: Role
    """The role of its block."""
    paragraph: int
    """Index of its block among all of the article's."""
    opens: bool
    """Whether it is the first of its paragraph."""


def sentence_spans(doc: Doc) -> list[Span]:
    """The sentences of a Doc, without the blanks around them; those of blanks alone are left out."""
    found = []
    for sentence in doc.sents:
        start, end = sentence.start, sentence.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start < end:
            found.append(doc[start:end])
    return found


def read_sentences(doc: Doc, blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of the blocks that are read; `blocks` are all of the article's."""
    read = [(index, block) for index, block in enumerate(blocks) if block.is_read]
    found: list[Sentence] = []
    at = 0
    for span in sentence_spans(doc):
        start, end = span.start_char, span.end_char
        while at < len(read) and read[at][1].end <= start:
            at += 1
        if at == len(read):
            break
        index, block = read[at]
        opens = not found or found[-1].paragraph != index
        found.append(Sentence(len(found), span.start, span.end, start, end, block.role, index, opens))
    return found
