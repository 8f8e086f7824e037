"""The features of a sentence: its place, cues, candidates, words, clauses, dates and neighbours."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from briefing.analysis.document import Document, Sentence
from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.questions.detect.cues import Cue, find_cues
from briefing.analysis.questions.detect.lost_words import lost_words
from briefing.analysis.questions.rank.sentence_features import SentenceFeatures
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.analysis.questions.word.question_candidates import question_candidates

CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_FIRST_PERSON: Final = frozenset(["i", "we", "me", "us", "my", "our"])
_SECOND_PERSON: Final = frozenset(["you", "your"])
_MODALS: Final = {"will": "will", "wo": "will", "'ll": "will", "’ll": "will", "would": "would", "'d": "would", "could": "could",
                  "may": "may", "might": "may", "can": "can", "ca": "can", "should": "should", "must": "should"}  # fmt: skip
_NEGATION: Final = frozenset({"not", "n't", "n’t", "no", "never", "nobody", "none", "neither", "nor"})
_ACTORS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def extract_features(document: Document) -> list[SentenceFeatures]:
    """The sentences of the article with their features, in order; linear in the article's length."""
    contents = [_content(document, sentence) for sentence in document.sentences]
    spread = Counter(word for content in contents for word in content)
    key = _key_words(document.sentences, contents, spread)
    rarity = {word: 1 / count for word, count in spread.items()}
    lost = lost_words(document)
    found = []
    for sentence, content in zip(document.sentences, contents, strict=True):
        cues = tuple(find_cues(document, sentence))
        worded = tuple(question_candidates(document, sentence, lost))
        features = dict(_of_place(sentence, len(document.sentences)))
        features.update(_of_cues(cues))
        features.update((f"asks {candidate.template}", 1.0) for candidate in worded)
        features["worded"] = float(any(candidate.trust >= 1 for candidate in worded))
        features["matter named"] = float(any(candidate.trust < 1 for candidate in worded))
        features.update(_of_words(document, sentence))
        features.update(_of_clauses(document, sentence))
        features.update(_of_dates(document, sentence))
        features["title overlap"] = len(content & key[0]) / max(4, len(content))
        features["lead overlap"] = len(content & key[1]) / max(4, len(content))
        features["centrality"] = math.fsum(math.log(spread[word]) for word in content) / max(4, len(content))
        found.append(
            SentenceFeatures(sentence, cues, worded, features, content, _names(document, sentence), key[0] | key[1], rarity)
        )
    return [_with_neighbours(found, place) for place in range(len(found))]


def _content(document: Document, sentence: Sentence) -> frozenset[str]:
    return frozenset(
        document.lemmas[at]
        for at in range(sentence.first, sentence.last)
        if document.pos[at] in CONTENT and len(document.lemmas[at]) > 2
    )


def _names(document: Document, sentence: Sentence) -> frozenset[str]:
    return frozenset(
        document.lemmas[at]
        for at in range(sentence.first, sentence.last)
        if document.entity_types[at] in _ACTORS and document.pos[at] == "PROPN"
    )


def _key_words(
    sentences: Sequence[Sentence], contents: Sequence[frozenset[str]], spread: Counter[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the title, or of the first sentence where there is none, and those of the lead that come again."""
    title = [content for sentence, content in zip(sentences, contents, strict=True) if sentence.role in ("headline", "dek")]
    lead = [content for sentence, content in zip(sentences, contents, strict=True) if sentence.role == "body"][:3]
    return (
        frozenset().union(*(title or lead[:1])),
        frozenset(word for content in lead for word in content if spread[word] > 1),
    )


def _of_place(sentence: Sentence, count: int) -> Iterator[tuple[str, float]]:
    yield "first", float(sentence.index == 0)
    yield "lead", float(sentence.index < 3)
    yield "early", float(sentence.index < 8)
    yield "depth", sentence.index / max(1, count - 1)
    yield "last", float(sentence.index >= count - 2)
    yield "opens paragraph", float(sentence.opens)
    yield "headline", float(sentence.role in ("headline", "dek"))
    yield "subhead", float(sentence.role == "subhead")


def _of_cues(cues: Sequence[Cue]) -> Iterator[tuple[str, float]]:
    for cue in cues:
        yield cue.name, 1.0
        yield f"{cue.kind}?", 1.0
        if cue.quoted:
            yield f"{cue.kind} quoted", 1.0
    for strength in (1, 2, 3):
        found = [cue for cue in cues if cue.strength >= strength]
        yield f"strength {strength}", float(bool(found))
        yield f"strength {strength} outside", float(any(not cue.quoted for cue in found))
        if strength > 1:
            yield f"strength {strength} to the fore", float(any(not cue.aside for cue in found))
            yield f"strength {strength} to the fore outside", float(any(not cue.aside and not cue.quoted for cue in found))
    yield "strengths", min(10, sum(cue.strength for cue in cues)) / 5
    yield "kinds", len({cue.kind for cue in cues}) / 4
    yield "cues", min(8, len(cues)) / 4


def _of_words(document: Document, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """Length, quotation, and what single words say: modals, negations, persons, names, figures."""
    places = range(sentence.first, sentence.last)
    length = len(places)
    quoted = sum(document.is_quoted(at) for at in places)
    yield "length", math.log(max(1, length) / 20)
    yield "short", float(length < 8)
    yield "long", float(length > 30)
    yield "quoted share", quoted / max(1, length)
    yield "has quote", float(quoted > 0)
    yield "wholly quoted", float(quoted >= length - 2)
    for at in places:
        yield from _of_function_word(document.lower[at], quoted=document.is_quoted(at))
        if document.lemmas[at] in vocabulary("reporting") and document.pos[at] == "VERB":
            yield "reported", 1.0
        if document.entity_types[at] in _ACTORS:
            yield f"names {document.entity_types[at]}", 1.0
        elif document.entity_types[at] == "DATE":
            yield "date", 1.0
        elif document.pos[at] == "NUM":
            yield "number", 1.0
        if document.deps[at] == "ROOT":
            yield f"root {document.tags[at]}", 1.0
        elif document.deps[at] == "ccomp" and document.pos[at] in ("VERB", "AUX"):
            yield "clause", 1.0
    yield "names", min(6, sum(document.entity_types[at] in _ACTORS for at in places)) / 3
    opening = [document.lower[at] for at in places[:4] if document.pos[at] not in ("PUNCT", "SPACE")][:2]
    yield "leans back", float(not vocabulary("leaning").isdisjoint(opening))


def _of_function_word(word: str, *, quoted: bool) -> Iterator[tuple[str, float]]:
    if word in _MODALS:
        yield f"modal {_MODALS[word]}", 1.0
        if quoted:
            yield "modal quoted", 1.0
    elif word in _NEGATION:
        yield "negation", 1.0
        if not quoted:
            yield "negation outside", 1.0
    elif word in _FIRST_PERSON:
        yield "first person quoted" if quoted else "first person", 1.0
    elif word in _SECOND_PERSON:
        yield "second person", 1.0
    elif word == "?":
        yield "asks quoted" if quoted else "asks", 1.0


def _of_clauses(document: Document, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """What is reported and how its verbs stand: seen from the children up, in one pass."""
    negated: set[int] = set()
    modal: dict[int, str] = {}
    rated: set[int] = set()
    reported: list[int] = []
    for at in range(sentence.first, sentence.last):
        dep, head, word = document.deps[at], document.heads[at], document.lower[at]
        if dep == "neg" or (dep == "det" and word == "no"):
            negated.add(head)
        elif dep == "aux" and word in _MODALS:
            modal[head] = _MODALS[word]
        elif dep in ("acomp", "attr"):
            rated.add(head)
        elif dep in SUBJECTS and word in vocabulary("vague sources"):
            yield "vague source", 1.0
        elif dep == "ccomp" and document.lemmas[head] in vocabulary("attributing") and document.pos[at] in ("VERB", "AUX"):
            reported.append(at)
        elif dep == "mark" and word == "if" and document.deps[head] == "advcl":
            yield f"if {document.tags[head]}", 1.0
    for verb in reported:
        yield "reported clause", 1.0
        yield f"reported {document.tags[verb]}", 1.0
        if verb in negated:
            yield "reported negation", 1.0
        if verb in modal:
            yield f"reported {modal[verb]}", 1.0
        if verb in rated:
            yield "reported rating", 1.0
    yield "two reports", float(len({document.heads[verb] for verb in reported}) > 1)
    yield "negated verbs", min(2, len(negated)) / 2


def _of_dates(document: Document, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """Whether the sentence looks back or ahead, by the words of its dates."""
    for at in range(sentence.first, sentence.last):
        if document.entity_types[at] == "DATE":
            word = document.lower[at]
            if len(word) == 4 and word.isdigit():
                yield "year", 1.0
            for name in ("past", "to come", "news days"):
                if word in vocabulary(name):
                    yield f"date {name}", 1.0


def _with_neighbours(observed: Sequence[SentenceFeatures], place: int) -> SentenceFeatures:
    """The same sentence with the kinds of cue in the sentences beside it."""
    one = observed[place]
    features = dict(one.features)
    for name, other in (("before", place - 1), ("after", place + 1)):
        if 0 <= other < len(observed):
            near = observed[other]
            features.update({f"{name} {cue.kind}": 1.0 for cue in near.cues})
            features[f"{name} shares"] = len(one.content & near.content) / max(4, len(one.content))
            features[f"{name} quoted"] = near.features["quoted share"]
    return replace(one, features=features)
