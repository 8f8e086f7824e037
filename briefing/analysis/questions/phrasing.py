"""The words to show for a sentence that leaves something open: a question where one can be vouched for, else a heading."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from briefing.analysis.questions.constructions import BY_WORD, Construction
from briefing.analysis.questions.reading import Reading, Sentence
from briefing.analysis.questions.slots import noun_phrase
from briefing.analysis.questions.templates import LABELS, Wording
from briefing.model import QuestionKind

FEWEST_WORDS: Final = 4
MOST_WORDS: Final = 25
_FIRST_PERSON = re.compile(r"\b(I|me|my|mine|we|us|our|ours|you|your|yours)\b", re.IGNORECASE)
_OUTRIGHT = re.compile(
    r"(?:Who|What|When|Where|Why|How|Which|Will|Would|Can|Could|Is|Are|Was|Were|Did|Do|Does|Should|Has|Have)\b"
)
_PRONOUN = re.compile(
    r"\b(he|she|it|they|him|her|them|his|hers|its|their|this|that|these|those|I|me|my|we|us|our|you|your)\b", re.IGNORECASE
)
_ENDS_OPEN = re.compile(r"\b(the|a|an|of|to|by|with|and|or|but|in|on|at|for|from|that|which|its|their)\?$")
_REPEATED = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_BROKEN = re.compile(r"\s[,.;:?]|,\s*[,.?]|\s{2,}|:\s*\?|;\s|[\[\]“”\"…]|''|``")


@cache
def _constructions() -> dict[str, tuple[Construction, ...]]:
    found: dict[str, list[Construction]] = {}
    for construction, words in BY_WORD:
        for word in words:
            found.setdefault(word, []).append(construction)
    return {word: tuple(rows) for word, rows in found.items()}


def wordings(reading: Reading, sentence: Sentence) -> Iterator[Wording]:
    """The questions that a sentence allows, in the order of its words."""
    table = _constructions()
    outright = _asked_outright(reading.text(sentence))
    if outright is not None:
        yield outright
    for at in range(sentence.first, sentence.last):
        for construction in table.get(reading.lemma[at], ()):
            for wording in construction(reading.doc[at]):
                if wording is not None and is_sound(wording.question):
                    yield wording


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


def heading(reading: Reading, sentence: Sentence, kind: QuestionKind) -> str:
    """A label and the noun phrase of the article that the sentence is about."""
    doc = reading.doc
    order = {"nsubj": 1, "nsubjpass": 1, "dobj": 0, "pobj": 2, "attr": 2}
    best: tuple[int, int, str] | None = None
    for at in range(sentence.first, sentence.last):
        if reading.dep[at] in order and reading.pos[at] in ("NOUN", "PROPN"):
            slot = noun_phrase(doc[at])
            if slot is not None:
                rank = (order[reading.dep[at]] - (len(slot.text.split()) > 2), at, slot.text)
                best = rank if best is None or rank < best else best
    words = best[2] if best else " ".join(re.findall(r"[\w’'-]+", reading.text(sentence))[:8])
    return f"{LABELS[kind]} · {words}"


def _asked_outright(text: str) -> Wording | None:
    """A question of the article itself, if it can stand alone."""
    for found in re.finditer(r"[^.!?“”\"]+\?", text):
        question = " ".join(found[0].split())
        if _OUTRIGHT.match(question) and not question.isupper() and not _PRONOUN.search(question) and is_sound(question):
            return Wording("asked", "asked outright", question)
    return None
