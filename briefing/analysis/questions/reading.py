"""The article as the detectors read it: sentences over plain lists of what spaCy says of each token.

A spaCy token answers slowly (a microsecond an attribute chain), and every sentence is looked at by every detector; so
the columns of the Doc are read once, as lists of strings, and the detectors count tokens by their index in the Doc.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from briefing.analysis.pipeline import sentences
from briefing.model import Article, Role

_OPENING = frozenset("“«")
_CLOSING = frozenset("”»")
_LISTING = frozenset({"remain", "include"})
_STRAIGHT = frozenset({'"', "''", "``"})


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
    """The role of the block it stands in."""
    paragraph: int
    """Index of its block."""
    opens: bool
    """Whether it is the first of its paragraph."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The columns of a Doc, its sentences, and which tokens stand inside quotation marks."""

    doc: Doc
    article: Article
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    """Index of each token's head in the Doc."""
    quoted: list[bool]
    """Whether the token stands inside quotation marks."""
    lost: list[bool]
    """Whether the token is a verb whose complement was lost, as in "one question remains: ."."""
    sentences: list[Sentence] = field(default_factory=list)

    def text(self, sentence: Sentence) -> str:
        """The words of a sentence."""
        return self.article.text[sentence.start : sentence.end]


def read(doc: Doc, article: Article) -> Reading:
    """The columns and sentences of a parsed article; linear in its length."""
    columns = doc.to_array(["LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE", "HEAD"])
    names: dict[int, str] = {}
    strings = doc.vocab.strings
    texts: list[list[str]] = []
    for column in range(6):
        ids = columns[:, column].tolist()
        for ident in set(ids):
            if ident not in names:
                names[ident] = strings[ident] if ident else ""
        texts.append([names[ident] for ident in ids])
    lower, lemma, tag, pos, dep, entity = texts
    # HEAD is a signed distance stored in an unsigned column.
    distances = columns[:, 6].astype("int64").tolist()
    head = [index + distance for index, distance in enumerate(distances)]
    lemma = [word.lower() for word in lemma]
    return Reading(
        doc,
        article,
        lower,
        lemma,
        tag,
        pos,
        dep,
        entity,
        head,
        _inside_quotes(lower),
        _lost(article, doc, lower),
        _sentences(doc, article),
    )


def _inside_quotes(lower: Sequence[str]) -> list[bool]:
    """For each token whether it stands between quotation marks; a blank line closes what was left open."""
    inside, found = False, []
    for word in lower:
        if word in _OPENING or (word in _STRAIGHT and not inside):
            inside = True
        elif word in _CLOSING or word in _STRAIGHT or "\n" in word:
            inside = False
        found.append(inside)
    return found


def _lost(article: Article, doc: Doc, lower: Sequence[str]) -> list[bool]:
    """For each token whether it is a verb behind which a gap stands, at once or behind a colon."""
    found = [False] * len(lower)
    for gap in article.gaps:
        if gap.certainty == "possible":
            continue
        before = doc.char_span(max(0, gap.at - 3), gap.at, alignment_mode="expand")
        words = [token for token in before or () if token.text != ":" and not token.is_space]
        colon = next((token for token in before or () if token.text == ":"), None)
        verb = colon.nbor(-1) if colon is not None and colon.i > 0 else words[-1] if words else None
        if verb is not None and (verb.lemma_ in _LISTING or (colon is not None and verb.pos_ in ("VERB", "AUX"))):
            found[verb.i] = True
    return found


def _sentences(doc: Doc, article: Article) -> list[Sentence]:
    """The sentences of the blocks that are read, a sentence to a block."""
    blocks = [(index, block) for index, block in enumerate(article.blocks) if block.is_read]
    found: list[Sentence] = []
    at = 0
    for span in sentences(doc):
        start, end = span.start_char, span.end_char
        while at < len(blocks) and blocks[at][1].end <= start:
            at += 1
        if at == len(blocks):
            break
        index, block = blocks[at]
        opens = not found or found[-1].paragraph != index
        found.append(Sentence(len(found), span.start, span.end, start, end, block.role, index, opens))
    return found
