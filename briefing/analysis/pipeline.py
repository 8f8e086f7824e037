"""spaCy: load a model, parse an article.

The parsed `Doc` has exactly the offsets of `Article.text`: each block that is read is parsed by itself, and what lies
between (blank lines, blocks set aside) is in the Doc as one token of blanks. So `token.idx` is an offset of the
article, a sentence never runs over a block's end, and a caption is never read as prose.
"""

import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from briefing.analysis.footnotes import without_footnote_marks
from briefing.analysis.lengths import LONGEST_SENTENCE, readable, with_short_sentences
from briefing.errors import ModelError
from briefing.language import DEFAULT_MODEL, model_folder
from briefing.model import Article

STRETCH: Final = 100_000
"""Longest text given to spaCy at once, in characters: its memory grows with it."""

MOST_AT_ONCE: Final = 64
"""Blocks given to spaCy at once; fewer where they are long."""

WITHOUT_STOP: Final = 120
"""Tokens after which the parser may start a sentence without a stop before it: a text that lost its punctuation."""

MOST_WITHOUT_STOP: Final = 1_000
"""Tokens after which a sentence starts whatever the parser says: it may take time in the square of a sentence's length."""

START: Final = 1
NO_START: Final = -1
"""What spaCy's SENT_START says of a token; 0 leaves it to the parser."""

_CLOSING = frozenset("”\"»’')]")
_STRAIGHT = frozenset({'"', "''", "'", "``"})
_ENDS = frozenset(".!?…")
_STOPS = frozenset(".!?")


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy pipeline for English.

    `name` is what `briefing.language.model_folder` takes.

    Raises:
        ModelError: no such model is installed, it is damaged, or it has no parser or names.
    """
    folder = model_folder(name)
    try:
        with warnings.catch_warnings():
            # en_core_web_md 3.7.1 under spaCy 3.8: the version was checked against the evaluation, and runs well.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(folder)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the language model {name!r} in {folder} cannot be loaded ({error}); install it again") from error
    missing = {"parser", "tagger", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"the language model {name!r} has no {', '.join(sorted(missing))}; choose another")
    nlp.add_pipe("briefing_sentence_marks", before="parser")
    return nlp


def model_name(nlp: Language) -> str:
    """The model as spaCy's meta names it, with its version: ``en_core_web_sm 3.8.0``."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


@Language.component("briefing_sentence_marks")
def sentence_marks(doc: Doc) -> Doc:
    """Tell the parser what punctuation says of sentences; where that leaves it open, the parser decides.

    A sentence starts only after a full stop or the like, with the opening quotation mark, not after it; the closing mark
    belongs to the sentence before. A small letter starts none after a quotation mark or dots.
    """
    ended = begun = 0
    starts = np.zeros(len(doc), dtype=np.int64)
    for before, token in pairwise(doc):
        mark = before.text[-1]
        stopped = mark in _ENDS or (mark in _CLOSING and before.i > 0 and doc[before.i - 1].text[-1] in _ENDS)
        ended = token.i if stopped or before.is_space else ended
        if token.i - begun >= LONGEST_SENTENCE or token.i - ended >= MOST_WITHOUT_STOP:
            starts[token.i] = START
            ended = token.i
        elif _is_closing(before, token) or _is_opening(before):
            starts[token.i] = NO_START
        elif stopped and _is_opening(token) and (before.text in _STOPS or mark in _CLOSING):
            starts[token.i] = START
        elif _carries_on(before, token) or 0 < token.i - ended < WITHOUT_STOP:
            starts[token.i] = NO_START
        begun = token.i if starts[token.i] != NO_START else begun
    # All at once: before it takes a start, `Token.is_sent_start` goes through the whole Doc.
    return doc.from_array(["SENT_START"], starts[:, np.newaxis].astype(np.uint64))  # type: ignore[arg-type]  # as to_array gives


def _carries_on(before: Token, token: Token) -> bool:
    """Whether a token continues the sentence whatever comes before it: a bracket, or a small letter after dots or marks."""
    if not token.text[0].islower():
        return token.text[0] == "["
    return before.text not in _STOPS or (before.i > 0 and before.nbor(-1).text == ".")


def _is_opening(token: Token) -> bool:
    """Whether a token is a quotation mark that opens a quote: it touches the word after it, and none before."""
    if token.text in {"“", "«"}:
        return True
    return token.text in _STRAIGHT and not token.whitespace_ and (token.i == 0 or bool(token.nbor(-1).whitespace_))


def _is_closing(before: Token, token: Token) -> bool:
    """Whether `token` is a quotation mark that closes a quote: it touches what comes before it."""
    if token.text in {"”", "»"}:
        return before.text not in {"“", "«"}
    return token.text in _STRAIGHT and not before.whitespace_


def parse(article: Article, nlp: Language) -> Doc:
    """The article as one spaCy Doc whose token offsets are those of `Article.text`.

    Tokens between and in place of blocks that are not read are blanks (`token.is_space`); see `sentences` for the rest.
    """
    pieces = list(_pieces(article))
    longest = max((end - start for start, end, is_read in pieces if is_read), default=1)
    texts = (readable(without_footnote_marks(article.text[start:end])) for start, end, is_read in pieces if is_read)
    read = nlp.pipe(texts, batch_size=max(1, min(MOST_AT_ONCE, 2 * STRETCH // longest)))
    docs = [_light(with_short_sentences(next(read))) if is_read else _blank(end - start, nlp) for start, end, is_read in pieces]
    if not docs:
        return Doc(nlp.vocab)
    joined = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]  # stubs lack it
    return joined or Doc(nlp.vocab)


def _light(doc: Doc) -> Doc:
    """The Doc without the vectors that the tagger and the parser leave after: most of its memory, and nobody asks for them."""
    doc.tensor = np.zeros((0, 0), dtype=np.float32)
    return doc


def _pieces(article: Article) -> Iterator[tuple[int, int, bool]]:
    """Cut the text into stretches (start, end, whether it is read) that cover it without a hole."""
    at = 0
    for block in article.read_blocks:
        if block.start > at:
            yield at, block.start, False
        at = block.start
        while block.end - at > STRETCH:
            cut = article.text.rfind(" ", at, at + STRETCH) + 1 or at + STRETCH
            yield at, cut, True
            at = cut
        yield at, block.end, True
        at = block.end
    if at < len(article.text):
        yield at, len(article.text), False


def _blank(length: int, nlp: Language) -> Doc:
    """A Doc of one token of blanks."""
    return Doc(nlp.vocab, words=[" " * length], spaces=[False], tags=["_SP"], pos=["SPACE"], lemmas=[" "],
               deps=["ROOT"], heads=[0], ents=["O"], morphs=[""])  # fmt: skip
