"""The parse as columns: one list a property, so that the rooms of this panel need not ask spaCy token by token."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from briefing.analysis.quotes.segments import Segment
from briefing.model import Article, Block

NO_SEGMENT = -1
FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Fine parts of speech of verbs that have a subject of their own."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of an article, column by column; all have the length of the Doc."""

    starts: list[int]
    """Offset of each token's first character."""
    ends: list[int]
    """Offset behind its last character."""
    lower: list[str]
    """Its words in lower case."""
    is_capital: list[bool]
    """Whether its first letter is a capital."""
    lemma: list[str]
    """Its lemma in lower case."""
    pos: list[str]
    """Universal part of speech."""
    tag: list[str]
    """Fine part of speech (Penn Treebank)."""
    dep: list[str]
    """Relation to its head."""
    head: list[int]
    """Index of its head."""
    name: list[str]
    """Type of the named entity it belongs to, or nothing."""
    left: list[int]
    """Index of the first token of the phrase it heads."""
    right: list[int]
    """Index of the last token of the phrase it heads."""
    children: list[Sequence[int]]
    """Indexes of its dependents in order."""
    block: list[int]
    """Index of its block among those that are read."""
    in_headline: list[bool]
    """Whether it stands in the headline."""
    sentence: list[int]
    """Index of its sentence."""
    segment: list[int]
    """Index of the quoted stretch it stands in, or -1."""
    blocks: tuple[Block, ...]
    """The blocks that are read, in order; these have no column."""

    def __len__(self) -> int:
        return len(self.starts)

    def first_at(self, offset: int) -> int:
        """Index of the first token that starts at `offset` or behind it."""
        return bisect_left(self.starts, offset)

    def is_quoted(self, token: int) -> bool:
        """Whether the token stands between quotation marks."""
        return self.segment[token] != NO_SEGMENT


def read_tokens(doc: Doc, article: Article, segments: Sequence[Segment]) -> Tokens:
    """The columns of a parsed article and its quoted stretches."""
    every = list(doc)
    starts = [token.idx for token in every]
    heads = [token.head.i for token in every]
    below: dict[int, list[int]] = {}
    for token, head in enumerate(heads):
        if token != head:
            below.setdefault(head, []).append(token)
    sentence = [0] * len(starts)
    for number, sent in enumerate(doc.sents):
        sentence[sent.start : sent.end] = [number] * (sent.end - sent.start)
    blocks = article.read_blocks
    block = _numbered(starts, [(block.start, block.end) for block in blocks], fill=True)
    return Tokens(
        starts=starts,
        ends=[token.idx + len(token) for token in every],
        lower=_shared(token.lower_ for token in every),
        is_capital=[token.is_title or token.is_upper for token in every],
        lemma=_shared(token.lemma_.lower() for token in every),
        pos=_shared(token.pos_ for token in every),
        tag=_shared(token.tag_ for token in every),
        dep=_shared(token.dep_ for token in every),
        head=heads,
        name=_shared(token.ent_type_ for token in every),
        left=[token.left_edge.i for token in every],
        right=[token.right_edge.i for token in every],
        children=[below.get(token, ()) for token in range(len(starts))],
        block=block,
        in_headline=[number >= 0 and blocks[number].role == "headline" for number in block],
        sentence=sentence,
        blocks=blocks,
        segment=_numbered(starts, [(segment.outer_start, segment.outer_end) for segment in segments], fill=False),
    )


def _shared(words: Iterable[str]) -> list[str]:
    """The words with one string for all that are alike: spaCy makes a new one for every token."""
    known: dict[str, str] = {}
    return [known.setdefault(word, word) for word in words]


def _numbered(starts: Sequence[int], spans: Sequence[tuple[int, int]], *, fill: bool) -> list[int]:
    """For each token the number of the span it starts in; between spans that of the one before (`fill`) or -1."""
    column = [NO_SEGMENT] * len(starts)
    last = 0
    for number, (start, end) in enumerate(spans):
        first, behind = bisect_left(starts, start), bisect_left(starts, end)
        if fill and number:
            column[last:first] = [number - 1] * (first - last)
        column[first:behind] = [number] * (behind - first)
        last = behind
    if fill and spans:
        column[last:] = [len(spans) - 1] * (len(starts) - last)
    return column
