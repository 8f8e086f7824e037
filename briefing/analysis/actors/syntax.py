"""The parsed article as plain lists, an entry a token: what every step here reads.

A token's attributes are asked for many times; lists of Python values cost a tenth of spaCy's properties.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Syntax:
    """A Doc's tokens by their number: words, forms and the tree over them."""

    text: str
    """The article's text."""
    starts: list[int]
    """Offset of each token's first character."""
    ends: list[int]
    """Offset behind its last character."""
    words: list[str]
    """The token as it stands."""
    lower: list[str]
    """The token in small letters."""
    lemmas: list[str]
    """The base form, in small letters."""
    pos: list[str]
    """Universal part of speech."""
    tags: list[str]
    """Penn Treebank tag."""
    deps: list[str]
    """Name of the arc to the head."""
    heads: list[int]
    """Number of the head."""
    lefts: list[int]
    """Number of the first token of the subtree."""
    rights: list[int]
    """Number of the last token of the subtree."""
    children: list[list[int]]
    """Numbers of the tokens below, in order."""
    sentences: list[int]
    """Number of the sentence."""
    bounds: list[tuple[int, int]]
    """First token of each sentence, and the one behind its last."""

    def __len__(self) -> int:
        return len(self.words)

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The first token that touches the stretch of offsets, and the one behind the last."""
        first = max(0, bisect_right(self.starts, start) - 1)
        if first < len(self) and self.ends[first] <= start:
            first += 1
        return first, max(first, bisect_left(self.starts, end))

    def root(self, first: int, stop: int) -> int:
        """The token of the stretch that the others hang on."""
        for token in range(first, stop):
            if not first <= self.heads[token] < stop or self.heads[token] == token:
                return token
        return stop - 1

    def is_subject(self, token: int) -> bool:
        """Whether the token heads the subject of a clause, or stands beside one that does."""
        return self.deps[self.conjunction_head(token)] in _SUBJECTS

    def conjunction_head(self, token: int) -> int:
        """The first of the things that the token is listed with ("A and B": A)."""
        for _ in range(8):
            if self.deps[token] not in ("conj", "appos"):
                break
            token = self.heads[token]
        return token

    def stands_beside(self, head: int, noun: int) -> bool:
        """Whether an apposition is that of `head`, not of a noun joined to it ("Hale and Brandt, the keeper")."""
        return not any(self.deps[child] == "conj" and head < child < noun for child in self.children[head])

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these arcs."""
        return next((child for child in self.children[token] if self.deps[child] in deps), None)

    def is_asserted(self, verb: int) -> bool:
        """Whether a clause says how it is: not denied, not what may or would be, no condition."""
        return not any(
            self.deps[child] == "neg"
            or self.tags[child] == "MD"
            or (self.deps[child] == "mark" and self.lower[child] in ("if", "whether", "unless"))
            for child in self.children[verb]
        )

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above the token, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token


def read_syntax(doc: Doc, text: str) -> Syntax:
    """The Doc as lists."""
    tokens = list(doc)
    heads = [token.head.i for token in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    bounds = [(sentence.start, sentence.end) for sentence in doc.sents] if tokens else []
    sentences = [number for number, (first, stop) in enumerate(bounds) for _ in range(first, stop)]
    starts = [token.idx for token in tokens]
    words = [token.text for token in tokens]
    return Syntax(
        text=text,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        words=words,
        lower=[token.lower_ for token in tokens],
        lemmas=[token.lemma_.lower() for token in tokens],
        pos=[token.pos_ for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=heads,
        lefts=[token.left_edge.i for token in tokens],
        rights=[token.right_edge.i for token in tokens],
        children=children,
        sentences=sentences,
        bounds=bounds,
    )
