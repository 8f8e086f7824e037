"""One parsed article as columns: a list for each property of a token, indexed by the token's number in spaCy's Doc.

Lists of Python values cost a tenth of spaCy's properties, and a token's properties are asked for many times.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from briefing.analysis.document.quotation import Segment, find_segments
from briefing.analysis.document.sentences import Sentence, read_sentences
from briefing.analysis.document.symbols import SUBJECTS
from briefing.model import Article, Block

NO_STRETCH: Final = -1
"""What `Document.stretch_of` holds for a token outside quotation marks."""
_LONGEST_LIST: Final = 8
"""Conjuncts that are followed to the first one."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article, its parse, and the columns of its tokens; all columns have the length of the Doc."""

    article: Article
    doc: Doc
    """The parse itself, for walks over the tree that need more than the columns."""
    starts: list[int]
    """Offset of each token's first character."""
    ends: list[int]
    """Offset after its last character."""
    words: list[str]
    """Its text."""
    lower: list[str]
    """Its text in lower case."""
    lemmas: list[str]
    """Its lemma in lower case."""
    pos: list[str]
    """Universal part of speech."""
    tags: list[str]
    """Penn Treebank tag."""
    deps: list[str]
    """Relation to its head."""
    heads: list[int]
    """Index of its head."""
    lefts: list[int]
    """Index of the first token of its subtree."""
    rights: list[int]
    """Index of the last token of its subtree."""
    children: list[Sequence[int]]
    """Indexes of its dependents in order."""
    entity_types: list[str]
    """Type of the named entity that it belongs to, or nothing."""
    is_capital: list[bool]
    """Whether its first letter is a capital."""
    sentence_of: list[int]
    """Index into `sentence_bounds`."""
    sentence_bounds: list[tuple[int, int]]
    """First token of each of spaCy's sentences, and the one after its last; the blanks between blocks are some of them."""
    sentences: list[Sentence]
    """The sentences with words, in the blocks that are read."""
    blocks: tuple[Block, ...]
    """The blocks that are read, in order."""
    block_of: list[int]
    """Index of each token's block in `blocks`; of the block before it where it is between two."""
    stretches: tuple[Segment, ...]
    """The quoted stretches, in order."""
    stretch_of: list[int]
    """Index of the quoted stretch that each token is in, or `NO_STRETCH`."""

    def __len__(self) -> int:
        return len(self.words)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def text_of(self, sentence: Sentence) -> str:
        """The words of a sentence."""
        return self.article.text[sentence.start : sentence.end]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The first token that touches the stretch of offsets, and the one after the last."""
        first = max(0, bisect_right(self.starts, start) - 1)
        if first < len(self) and self.ends[first] <= start:
            first += 1
        return first, max(first, bisect_left(self.starts, end))

    def first_at(self, offset: int) -> int:
        """The first token that starts at `offset` or after it."""
        return bisect_left(self.starts, offset)

    def is_quoted(self, token: int) -> bool:
        """Whether the token is between quotation marks, or one of them."""
        return self.stretch_of[token] != NO_STRETCH

    def in_headline(self, token: int) -> bool:
        """Whether the token is in the headline."""
        number = self.block_of[token]
        return number >= 0 and self.blocks[number].role == "headline"

    def root(self, first: int, stop: int) -> int:
        """The token of a stretch that heads the others."""
        for token in range(first, stop):
            if not first <= self.heads[token] < stop or self.heads[token] == token:
                return token
        return stop - 1

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependent in one of these relations."""
        return next((child for child in self.children[token] if self.deps[child] in deps), None)

    def ancestors(self, token: int) -> Iterator[int]:
        """The token's head, the head's head, and so on."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def conjunction_head(self, token: int) -> int:
        """The first conjunct of the list that the token is part of ("A and B": A)."""
        for _ in range(_LONGEST_LIST):
            if self.deps[token] not in ("conj", "appos"):
                break
            token = self.heads[token]
        return token

    def is_subject(self, token: int) -> bool:
        """Whether the token, or the first of the list that it is part of, heads the subject of a clause."""
        return self.deps[self.conjunction_head(token)] in SUBJECTS

    def is_own_apposition(self, head: int, noun: int) -> bool:
        """Whether an apposition belongs to `head`, not to a noun joined to it ("Hale and Brandt, the keeper")."""
        return not any(self.deps[child] == "conj" and head < child < noun for child in self.children[head])

    def is_asserted(self, verb: int) -> bool:
        """Whether a clause states a fact: it is not negated, has no modal, and is no condition."""
        return not any(
            self.deps[child] == "neg"
            or self.tags[child] == "MD"
            or (self.deps[child] == "mark" and self.lower[child] in ("if", "whether", "unless"))
            for child in self.children[verb]
        )


def read_document(doc: Doc, article: Article) -> Document:
    """The columns of a parsed article; linear in its length. The Doc's offsets are those of the article."""
    tokens = list(doc)
    starts = [token.idx for token in tokens]
    heads = [token.head.i for token in tokens]
    bounds = [(sentence.start, sentence.end) for sentence in doc.sents] if tokens else []
    blocks = article.read_blocks
    stretches = find_segments(article)
    return Document(
        article=article,
        doc=doc,
        starts=starts,
        ends=[start + len(token) for start, token in zip(starts, tokens, strict=True)],
        words=_interned(token.text for token in tokens),
        lower=_interned(token.lower_ for token in tokens),
        lemmas=_interned(token.lemma_.lower() for token in tokens),
        pos=_interned(token.pos_ for token in tokens),
        tags=_interned(token.tag_ for token in tokens),
        deps=_interned(token.dep_ for token in tokens),
        heads=heads,
        lefts=[token.left_edge.i for token in tokens],
        rights=[token.right_edge.i for token in tokens],
        children=_children(heads),
        entity_types=_interned(token.ent_type_ for token in tokens),
        is_capital=[token.is_title or token.is_upper for token in tokens],
        sentence_of=[number for number, (first, stop) in enumerate(bounds) for _ in range(first, stop)],
        sentence_bounds=bounds,
        sentences=read_sentences(doc, article.blocks),
        blocks=blocks,
        block_of=_numbered(starts, [(block.start, block.end) for block in blocks], fill=True),
        stretches=stretches,
        stretch_of=_numbered(starts, [(one.outer_start, one.outer_end) for one in stretches], fill=False),
    )


def _interned(words: Iterable[str]) -> list[str]:
    """The words with one string for all that are equal: spaCy makes a new one for every token."""
    known: dict[str, str] = {}
    return [known.setdefault(word, word) for word in words]


def _children(heads: Sequence[int]) -> list[Sequence[int]]:
    """The dependents of each token."""
    found: dict[int, list[int]] = {}
    for token, head in enumerate(heads):
        if token != head:
            found.setdefault(head, []).append(token)
    return [found.get(token, ()) for token in range(len(heads))]


def _numbered(starts: Sequence[int], spans: Sequence[tuple[int, int]], *, fill: bool) -> list[int]:
    """For each token the number of the span that it starts in; between spans that of the one before (`fill`) or -1."""
    column = [NO_STRETCH] * len(starts)
    last = 0
    for number, (start, end) in enumerate(spans):
        first, stop = bisect_left(starts, start), bisect_left(starts, end)
        if fill and number:
            column[last:first] = [number - 1] * (first - last)
        column[first:stop] = [number] * (stop - first)
        last = stop
    if fill and spans:
        column[last:] = [len(spans) - 1] * (len(starts) - last)
    return column
