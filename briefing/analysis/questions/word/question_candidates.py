"""The questions that a sentence allows: those of its constructions, those of the issues it names, and those it asks itself."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from spacy.tokens import Token

from briefing.analysis.document import Document, Sentence
from briefing.analysis.questions.word.constructions import disputes, embedded, pending, unknowns
from briefing.analysis.questions.word.constructions.issue_nouns import by_noun, named_issue
from briefing.analysis.questions.word.templates import QuestionCandidate

FEWEST_WORDS: Final = 4
MOST_WORDS: Final = 24
_FIRST_PERSON = re.compile(r"\b(I|me|my|mine|we|us|our|ours|you|your|yours)\b", re.IGNORECASE)
_OUTRIGHT = re.compile(
    r"(?:Who|What|When|Where|Why|How|Which|Will|Would|Can|Could|Is|Are|Was|Were|Did|Do|Does|Should|Has|Have)\b"
)
_PRONOUN = re.compile(
    r"\b(he|she|it|they|him|her|them|his|hers|its|their|this|that|these|those|I|me|my|we|us|our|you|your)\b", re.IGNORECASE
)
_ENDS_OPEN = re.compile(r"\b(the|a|an|of|to|by|with|and|or|but|in|on|at|for|from|that|which|its|their)\?$")
_REPEATED = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_BROKEN = re.compile(r"\s[,.;:?]|,\s*[,.?]|\.\?|\s{2,}|:\s*\?|;\s|--|[\[\]“”\"…]|''|``")
Construction = Callable[[Token], Iterator[QuestionCandidate | None]]


@cache
def _constructions() -> dict[str, tuple[Construction, ...]]:
    found: dict[str, list[Construction]] = {}
    for construction, words in (*embedded.BY_WORD, *unknowns.BY_WORD, *disputes.BY_WORD, *pending.BY_WORD):
        for word in words:
            found.setdefault(word, []).append(construction)
    return {word: tuple(rows) for word, rows in found.items()}


def question_candidates(
    document: Document, sentence: Sentence, lost: frozenset[int] = frozenset()
) -> Iterator[QuestionCandidate]:
    """The questions that a sentence allows: those of its constructions, then those of the issues it names."""
    table, nouns = _constructions(), by_noun()
    outright = _asked_outright(document.text_of(sentence))
    if outright is not None:
        yield outright
    if document.lower[sentence.last - 1] == "?" or _is_title_case(document.text_of(sentence)):
        return
    places = range(sentence.first, sentence.last)
    for at in places:
        if at in lost:
            yield from _sound(unknowns.lost_words(document.doc[at]))
        for construction in table.get(document.lemmas[at], ()):
            yield from _sound(construction(document.doc[at]))
    for at in places:
        if document.lemmas[at] in nouns and document.pos[at] == "NOUN":
            yield from _sound(named_issue(document.doc[at]))


def _is_title_case(text: str) -> bool:
    """Whether a Sentence Is Written Like This, as headlines are: its capitals tell nothing, and its parse is weak."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _sound(found: Iterator[QuestionCandidate | None]) -> Iterator[QuestionCandidate]:
    return (candidate for candidate in found if candidate is not None and is_sound(candidate.question))


def is_sound(question: str) -> bool:
    """Whether a question reads as one: its length, its end, nothing of a quotation or of a first person in it."""
    count = len(question.split())
    return (
        FEWEST_WORDS <= count <= MOST_WORDS
        and question.endswith("?")
        and question.count("?") == 1
        and question[:1].isupper()
        and not any(found[0] not in ("US", "Us") for found in _FIRST_PERSON.finditer(question))
        and not _ENDS_OPEN.search(question)
        and not _REPEATED.search(question)
        and not _BROKEN.search(question)
    )


def _asked_outright(text: str) -> QuestionCandidate | None:
    """A question of the article itself, if it can stand alone."""
    for found in re.finditer(r"[^.!?“”\"]+\?", text):
        question = " ".join(found[0].split())
        if _OUTRIGHT.match(question) and not question.isupper() and not _PRONOUN.search(question) and is_sound(question):
            return QuestionCandidate("asked", "outright", question)
    return None
