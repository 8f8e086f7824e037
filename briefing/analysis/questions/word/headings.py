"""The words to show for a sentence that leaves something open and gives no question: a label and an excerpt."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from briefing.analysis.document import Document, Sentence
from briefing.analysis.questions.detect.cues import Cue
from briefing.analysis.questions.grammar import subject, subject_of
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.analysis.questions.word.templates import LABELS
from briefing.model import QuestionKind

MOST_OPENING: Final = 18
"""Words of a sentence that stand for it."""
_MARKS: Final = frozenset('“”"')
_ENDS_CUT = re.compile(
    r"\b(the|a|an|of|to|by|with|and|or|but|in|on|at|for|from|that|not|as|than|said|who|which|could|would|may|will|is|are|was)$"
)
_MARK = re.compile(r"[;:–—“”\"()\[\]…]|''|``|, (?:who|which|where|while|but|and)\b")
FEWEST_WORDS: Final = 4
"""Words of the shortest excerpt."""
_CLOSING: Final = frozenset(";:–—)")
"""Marks of those at which a clause ends."""


def heading(document: Document, one: Sentence, kind: QuestionKind, cues: Sequence[Cue] = ()) -> str:
    """A label and what the sentence leaves open, in its own words.

    What is said to be so ("denied that [the dam is unsafe]"), if the strongest words of the kind hold it; else the clause
    that they are in; the sentence's first words where it has none of them. `cues` are the words that leave something open.
    """
    of_kind = sorted((cue for cue in cues if cue.kind == kind and cue.strength), key=lambda cue: (cue.aside, -cue.strength))
    places = [at for cue in of_kind for at in range(cue.first, cue.last + 1)]
    shown = [_supposed(document, one)] if kind == "condition" else [_said(document, one, at) for at in places]
    shown += [_around(document, one, cue.first, cue.last) for cue in (*of_kind, *cues)]
    shown += [_said(document, one, at) for at in _reports(document, one)]
    return f"{LABELS[kind]} · {next(filter(None, shown), None) or _opening(document.text_of(one))}"


def _around(document: Document, one: Sentence, first: int, last: int) -> str | None:
    """The clause that some words are in, from a subject on that is no pronoun; from their own verb on where it is far off."""
    own = document.doc[first]
    while own.pos_ not in ("VERB", "AUX") and own.head.i != own.i and own.head.i >= one.first:
        own = own.head
    clauses = [(verb, actor) for verb in _upwards(own, one.first) if (actor := subject_of(verb)) is not None]
    clauses.sort(key=lambda clause: clause[1].pos_ not in ("NOUN", "PROPN"))
    starts = [(actor.left_edge.i, verb.right_edge.i) for verb, actor in clauses]
    starts += [(start, own.right_edge.i) for start in (own.left_edge.i, min(own.i, first))]
    for at, end in starts:
        start = _behind_link(document, max(at, one.first), first)
        if start <= first < start + MOST_OPENING:
            words = _words(document, one, start, max(end, last))
            if words is not None and last < start + len(words.split()) + 2:
                return words
    return None


def _upwards(token: Token, first: int) -> Iterator[Token]:
    """A token and those that it depends on, as far as the sentence that begins with `first` goes."""
    yield token
    while token.head.i != token.i and token.head.i >= first:
        token = token.head
        yield token


def _behind_link(document: Document, start: int, first: int) -> int:
    """The first token after the words that only tie a clause to another."""
    while start < first and (
        document.deps[start] in ("cc", "mark", "punct") or document.pos[start] in ("PUNCT", "SPACE", "CCONJ")
    ):
        start += 1
    return start


def _reports(document: Document, one: Sentence) -> Iterator[int]:
    """The verbs by which somebody says something."""
    return (
        at
        for at in range(one.first, one.last)
        if document.pos[at] == "VERB" and document.lemmas[at] in vocabulary("attributing") and not document.is_quoted(at)
    )


def _supposed(document: Document, one: Sentence) -> str | None:
    """The clause that a condition is told in: "if the talks fail"."""
    for at in range(one.first, one.last):
        if document.lower[at] in ("if", "unless") and document.deps[at] == "mark":
            verb = document.doc[document.heads[at]]
            return _words(document, one, at, verb.right_edge.i) if verb.i > at else None
    return None


def _said(document: Document, one: Sentence, at: int) -> str | None:
    """The clause that depends on a word, cut where it grows long; None where its subject would not tell of what it speaks."""
    rights = document.doc[at].rights
    clause = next((verb for verb in rights if verb.dep_ in ("ccomp", "acl", "pcomp") and verb.pos_ in ("VERB", "AUX")), None)
    actor = clause and subject(clause)
    if clause is None or actor is None or actor.pos_ not in ("NOUN", "PROPN") or actor.i < clause.left_edge.i:
        return None
    first = clause.left_edge.i + (document.lower[clause.left_edge.i] == "that")
    return _words(document, one, first, clause.right_edge.i)


def _words(document: Document, one: Sentence, first: int, last: int) -> str | None:
    """The words from one token to another, as `_excerpt` shows them."""
    end = document.doc[min(last, one.last - 1)]
    return _excerpt(document.article.text[document.doc[first].idx : end.idx + len(end)])


def _excerpt(text: str) -> str | None:
    """The first words of a clause, up to a mark that would have to be closed; dots where it continues."""
    parts = _MARK.split(text, maxsplit=1)
    words = parts[0].strip(" ,.'’‘").split()
    if len(words) < FEWEST_WORDS or _ENDS_CUT.search(" ".join(words)):
        return None
    goes_on = len(words) > MOST_OPENING or (len(parts) > 1 and text[len(parts[0])] not in _CLOSING)
    return " ".join(words[:MOST_OPENING]).rstrip(",") + "…" * goes_on


def _opening(text: str) -> str:
    """The first words of a sentence, up to a comma; marks before them are none of them."""
    parts = re.split(r"([,;:–—“”\"()])", text.rstrip("“”\"' ").lstrip("“”\"',;:–—() \n"), maxsplit=1)
    words = parts[0].split()
    is_cut = len(words) > MOST_OPENING or (len(parts) > 1 and parts[1] in _MARKS)
    return " ".join(words[:MOST_OPENING]) + ("…" if is_cut else "")
