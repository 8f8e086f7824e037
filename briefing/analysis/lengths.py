"""Words and sentences of bounded length, so that no text costs the later stages much more than news of the same size does.

What walks a tree takes time in the square of the sentence, and what matches letters in the square of the word. Prose stays far
below the bounds: lists without stops, text without blanks and encoded data do not, nor texts made to keep a program busy.
"""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from spacy.tokens import Doc

LONGEST_WORD: Final = 200
"""Characters of a run without blanks that are read; the rest of the run is not."""

LONGEST_SENTENCE: Final = 200
"""Tokens of a sentence; a longer one is read as several. The longest of 10,000 sentences of news and speeches has 164."""

LONG_WORD_NOTICE: Final = f"words of more than {LONGEST_WORD} characters were read in part"
LONG_SENTENCE_NOTICE: Final = f"sentences of more than {LONGEST_SENTENCE} words were read in pieces"

_LONG_WORD = re.compile(rf"(?<!\S)(?P<read>\S{{{LONGEST_WORD}}})(?P<rest>\S+)")
_MARKS = re.compile(r"(?:[^\w\s]|_){200,}")
"""More marks in a row than any text has: spaCy's tokenizer takes time in the square of their number."""


def readable(text: str) -> str:
    """The text with blanks in place of endless marks and of the rest of words that are too long; no character moves."""
    text = _MARKS.sub(lambda marks: " " * len(marks.group()), text)
    return _LONG_WORD.sub(lambda word: word["read"] + " " * len(word["rest"]), text)


def with_short_sentences(doc: Doc) -> Doc:
    """The parsed text with each sentence that is too long cut into several; the same Doc where there is none."""
    cuts = list(_cuts(doc))
    if not cuts:
        return doc
    starts = [bool(token.is_sent_start) for token in doc]
    for at in cuts:
        starts[at] = True
    sentence = list(accumulate(starts))
    heads = [token.head.i if sentence[token.head.i] == sentence[token.i] else token.i for token in doc]
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=heads,
        deps=["ROOT" if head == at else token.dep_ for at, (token, head) in enumerate(zip(doc, heads, strict=True))],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc],
    )


def _cuts(doc: Doc) -> Iterator[int]:
    """Where a sentence that is too long is cut: the tokens that begin its pieces, but for the first."""
    for sentence in doc.sents:
        yield from range(sentence.start + LONGEST_SENTENCE, sentence.end, LONGEST_SENTENCE)


def notices(text: str, doc: Doc) -> tuple[str, ...]:
    """What to tell of a text that was not read as it stands."""
    found = []
    if _LONG_WORD.search(text):
        found.append(LONG_WORD_NOTICE)
    if any(len(sentence) == LONGEST_SENTENCE for sentence in doc.sents):
        found.append(LONG_SENTENCE_NOTICE)
    return tuple(found)
