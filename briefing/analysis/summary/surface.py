"""What shows at a sentence's surface: how it begins, what its main verb is, and marks of notes that are no news."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from briefing.analysis.summary.body_sentences import BodySentence
from briefing.analysis.summary.centrality import Vector

_FIRST_WORDS: Final = frozenset(
    {"he", "she", "it", "they", "we", "i", "one", "his", "her", "its", "their", "my", "our", "you", "your", "there"}
    | {"but", "and", "also", "however", "another", "this", "that", "these", "the", "a"}
    | {"in", "on", "at", "as", "for", "with", "after", "when", "while", "if", "what"}
)
"""First words that are features of their own; others count by their part of speech."""
_MAIN_VERBS: Final = frozenset({"say", "tell", "be", "have", "add", "write", "announce", "find", "accuse", "expect"})
"""Main verbs that are features of their own."""
_NO_PROSE: Final = re.compile(r"https?:|www\.|[@©|]")
_NOTE: Final = re.compile(
    r"\b(?:Reporting|Editing|Writing|Additional reporting|Photographs?|Photos?|Images?) by\b"
    r"|\b(?:contributed to this|is a (?:staff )?(?:writer|columnist|reporter) (?:for|at)|click|subscribe|newsletters?)\b"
    r"|\b(?:sign up|read more|follow (?:us|him|her)|this (?:article|story|post) (?:was|has|is|first))\b",
    re.IGNORECASE,
)
"""Notes of the desk, of the author, to the reader."""
_MOSTLY: Final = 0.6
_RATHER_SHORT: Final = 14
_VERY_LONG: Final = 45


def surface(sentences: Sequence[BodySentence]) -> dict[str, Vector]:
    """The features of the surface, a column each."""
    rows = [set(_surface_of(sentence)) for sentence in sentences]
    names = sorted(set().union(*rows))
    columns = {name: np.array([float(name in row) for row in rows]) for name in names}
    first_of_many = np.zeros(len(rows))
    first_of_many[0] = np.log(len(rows)) / 3
    return columns | {"first of many": first_of_many}


def _surface_of(sentence: BodySentence) -> Iterator[str]:
    """The features that one sentence has."""
    span = sentence.span
    opener = next((token for token in span if token.is_alpha), span[0])
    yield f"opens with {opener.lower_ if opener.lower_ in _FIRST_WORDS else opener.pos_}"
    verb = span.root.lemma_.lower()
    yield f"main verb {verb if verb in _MAIN_VERBS else 'other'}"
    if sentence.quoted_share > _MOSTLY:
        yield "mostly quoted"
    elif sentence.quoted:
        yield "partly quoted"
    if any(token.tag_ == "VBD" for token in span):
        yield "past anywhere"
    if len(span) < _RATHER_SHORT:
        yield "rather short"
    elif len(span) > _VERY_LONG:
        yield "very long"
    if _NO_PROSE.search(sentence.text):
        yield "no prose"
    if _NOTE.search(sentence.text):
        yield "note"
    if sentence.text[-1] in '.!?”"':
        yield "ends with a stop"
