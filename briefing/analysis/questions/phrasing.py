"""The words to show for a sentence that leaves something open: a question where one can be vouched for, else a heading."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions import disputes, embedded, prospects, unknowns
from briefing.analysis.questions.cues import Cue
from briefing.analysis.questions.grammar import subject
from briefing.analysis.questions.matters import by_noun, named_matter
from briefing.analysis.questions.reading import Reading, Sentence
from briefing.analysis.questions.slots import Slot, noun_phrase
from briefing.analysis.questions.templates import LABELS, Wording
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.model import QuestionKind

FEWEST_WORDS: Final = 4
MOST_WORDS: Final = 24
MOST_OPENING: Final = 10
"""Words of a sentence that stand for it where it has no noun phrase to show."""
_TOPICS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
FEWEST_TELLING: Final = 3
"""Words below which a noun phrase tells little."""
FAR: Final = 10
"""Tokens from a cue that cost a noun phrase as much as one word that matters earns it."""
_COMPARING: Final = ("the more", "more ", "the most", "other ", "the other", "the same", "the only")
_MARKS: Final = frozenset('“”"')
_NO_TOPICS: Final = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY", "WORK_OF_ART"})
"""What a sentence is not about: how much, when, and what a book or a show is called."""
_PLAIN_NAMES: Final = frozenset({"PERSON", "GPE", "ORG", "NORP"})
_FIRST_PERSON = re.compile(r"\b(I|me|my|mine|we|us|our|ours|you|your|yours)\b", re.IGNORECASE)
_OUTRIGHT = re.compile(
    r"(?:Who|What|When|Where|Why|How|Which|Will|Would|Can|Could|Is|Are|Was|Were|Did|Do|Does|Should|Has|Have)\b"
)
_PRONOUN = re.compile(
    r"\b(he|she|it|they|him|her|them|his|hers|its|their|this|that|these|those|I|me|my|we|us|our|you|your)\b", re.IGNORECASE
)
_ENDS_OPEN = re.compile(r"\b(the|a|an|of|to|by|with|and|or|but|in|on|at|for|from|that|which|its|their)\?$")
_ENDS_CUT = re.compile(r"\b(the|a|an|of|to|by|with|and|or|but|in|on|at|for|from|that|not|could|would|may|will|is|are|was)$")
_MARK = re.compile(r"[;:–—“”\"()\[\]…]|''|``|, (?:who|which|where|while|but|and)\b")
_REPEATED = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_BROKEN = re.compile(r"\s[,.;:?]|,\s*[,.?]|\.\?|\s{2,}|:\s*\?|;\s|[\[\]“”\"…]|''|``")


Construction = Callable[[Token], Iterator[Wording | None]]


@cache
def _constructions() -> dict[str, tuple[Construction, ...]]:
    found: dict[str, list[Construction]] = {}
    for construction, words in (*embedded.BY_WORD, *unknowns.BY_WORD, *disputes.BY_WORD, *prospects.BY_WORD):
        for word in words:
            found.setdefault(word, []).append(construction)
    return {word: tuple(rows) for word, rows in found.items()}


def wordings(reading: Reading, sentence: Sentence) -> Iterator[Wording]:
    """The questions that a sentence allows: those of its constructions, then those of the matters it names."""
    table, nouns = _constructions(), by_noun()
    outright = _asked_outright(reading.text(sentence))
    if outright is not None:
        yield outright
    if reading.lower[sentence.last - 1] == "?" or _is_title_case(reading.text(sentence)):
        return
    places = range(sentence.first, sentence.last)
    for at in places:
        if reading.lost[at]:
            yield from _sound(unknowns.lost_words(reading.doc[at]))
        for construction in table.get(reading.lemma[at], ()):
            yield from _sound(construction(reading.doc[at]))
    for at in places:
        if reading.lemma[at] in nouns and reading.pos[at] == "NOUN":
            yield from _sound(named_matter(reading.doc[at]))


def _is_title_case(text: str) -> bool:
    """Whether a Sentence Is Written Like This, as headlines are: its capitals tell nothing, and its parse is weak."""
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _sound(found: Iterator[Wording | None]) -> Iterator[Wording]:
    return (wording for wording in found if wording is not None and is_sound(wording.question))


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


def heading(reading: Reading, one: Sentence, kind: QuestionKind, key: AbstractSet[str], cues: Sequence[Cue] = ()) -> str:
    """A label and what the sentence leaves open, in its own words.

    What is said to be so ("denied that [the dam is unsafe]"), if the strongest words of the kind hold it; else a noun phrase
    that the sentence is about; its first words where none tells much. `key` are lemmas that matter in the article, `cues`
    the words that leave something open.
    """
    of_kind = sorted((cue for cue in cues if cue.kind == kind and cue.strength), key=lambda cue: (cue.aside, -cue.strength))
    places = [at for cue in of_kind for at in range(cue.first, cue.last + 1)]
    if kind == "condition":
        said = _supposed(reading, one)
    else:
        said = next(filter(None, (_said(reading, one, at) for at in (*places, *_reports(reading, one)))), None)
    topic = said or _topic(reading, one, key, [cue.first for cue in of_kind or cues])
    return f"{LABELS[kind]} · {topic or _opening(reading.text(one))}"


def _reports(reading: Reading, one: Sentence) -> Iterator[int]:
    """The verbs by which somebody says something."""
    return (
        at
        for at in range(one.first, one.last)
        if reading.pos[at] == "VERB" and reading.lemma[at] in vocabulary("attributing") and not reading.quoted[at]
    )


def _supposed(reading: Reading, one: Sentence) -> str | None:
    """The clause that a condition is told in: "if the talks fail"."""
    for at in range(one.first, one.last):
        if reading.lower[at] in ("if", "unless") and reading.dep[at] == "mark":
            verb = reading.doc[reading.head[at]]
            return _words(reading, one, at, verb.right_edge.i) if verb.i > at else None
    return None


def _said(reading: Reading, one: Sentence, at: int) -> str | None:
    """The clause that hangs on a word, cut where it grows long; None where its subject would not tell of what it speaks."""
    rights = reading.doc[at].rights
    clause = next((verb for verb in rights if verb.dep_ in ("ccomp", "acl", "pcomp") and verb.pos_ in ("VERB", "AUX")), None)
    actor = clause and subject(clause)
    if clause is None or actor is None or actor.pos_ not in ("NOUN", "PROPN") or actor.i < clause.left_edge.i:
        return None
    first = clause.left_edge.i + (reading.lower[clause.left_edge.i] == "that")
    return _words(reading, one, first, clause.right_edge.i)


def _words(reading: Reading, one: Sentence, first: int, last: int) -> str | None:
    """The words from one token to another, as `_excerpt` shows them."""
    end = reading.doc[min(last, one.last - 1)]
    return _excerpt(reading.article.text[reading.doc[first].idx : end.idx + len(end)])


def _excerpt(text: str) -> str | None:
    """The first words of a clause, up to a mark that would have to be closed."""
    words = _MARK.split(text, maxsplit=1)[0].strip(" ,.'’‘").split()
    if len(words) < FEWEST_WORDS or _ENDS_CUT.search(" ".join(words)):
        return None
    return " ".join(words[:MOST_OPENING]).rstrip(",") + "…" * (len(words) > MOST_OPENING)


def _topic(reading: Reading, one: Sentence, key: AbstractSet[str], cues: Sequence[int]) -> str | None:
    """The noun phrase that a sentence is about: what stands near its cues is meant. Who speaks, and when, is not it."""
    best: tuple[float, Slot] | None = None
    for at in range(one.first, one.last):
        if reading.pos[at] in ("NOUN", "PROPN") and reading.dep[at] in _TOPICS and reading.entity[at] not in _NO_TOPICS:
            slot = noun_phrase(reading.doc[at])
            if slot is not None and not slot.text.lower().startswith(_COMPARING):
                score = _aptness(reading, at, slot, key) - min((abs(cue - at) for cue in cues), default=0) / FAR
                if best is None or score > best[0]:
                    best = (score, slot)
    leans = reading.pos[one.first] in ("PRON", "ADP", "SCONJ") or reading.lower[one.first] in vocabulary("leaning")
    tells = len(_opening(reading.text(one)).split()) >= FEWEST_WORDS and not leans
    return None if best is None or (best[1].length < FEWEST_TELLING and tells) else best[1].text


def _aptness(reading: Reading, at: int, slot: Slot, key: AbstractSet[str]) -> float:
    """How well a noun phrase tells what its sentence is about."""
    known = sum(word in key for word in slot.text.lower().split())
    speaks = reading.dep[at] == "nsubj" and reading.lemma[reading.head[at]] in vocabulary("reporting")
    above = reading.head[reading.head[at]]
    speaks = speaks or (reading.dep[at] == "pobj" and reading.lemma[above] in vocabulary("reporting"))
    plain = reading.entity[at] in _PLAIN_NAMES
    return known + (slot.length > 2) + 0.5 * (reading.dep[at] != "pobj") - 2 * speaks - plain


def _opening(text: str) -> str:
    """The first words of a sentence, up to a comma."""
    parts = re.split(r"([,;:–—“”\"()])", text.strip("“”\"' "), maxsplit=1)
    words = parts[0].split()
    is_cut = len(words) > MOST_OPENING or (len(parts) > 1 and parts[1] in _MARKS)
    return " ".join(words[:MOST_OPENING]) + ("…" if is_cut else "")


def _asked_outright(text: str) -> Wording | None:
    """A question of the article itself, if it can stand alone."""
    for found in re.finditer(r"[^.!?“”\"]+\?", text):
        question = " ".join(found[0].split())
        if _OUTRIGHT.match(question) and not question.isupper() and not _PRONOUN.search(question) and is_sound(question):
            return Wording("asked", "outright", question)
    return None
