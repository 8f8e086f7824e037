"""What is known of a sentence when it is weighed as a place where the article leaves something open."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.analysis.questions.cues import Cue, find_cues
from briefing.analysis.questions.phrasing import wordings
from briefing.analysis.questions.reading import Reading, Sentence
from briefing.analysis.questions.templates import Wording


CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_REPORTING: Final = frozenset(
    "say tell add write note state announce report declare explain acknowledge admit tweet testify conclude indicate".split()
)
_FIRST_PERSON: Final = frozenset("i we me us my our".split())
_SECOND_PERSON: Final = frozenset("you your".split())
_MODALS: Final = {"will": "will", "wo": "will", "'ll": "will", "’ll": "will", "would": "would", "'d": "would", "could": "could",
                  "may": "may", "might": "may", "can": "can", "ca": "can", "should": "should", "must": "should"}  # fmt: skip
_NEGATION: Final = frozenset({"not", "n't", "n’t", "no", "never", "nobody", "none", "neither", "nor"})
_ACTORS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@dataclass(frozen=True, slots=True)
class Observed:
    """A sentence with its cues and its features."""

    sentence: Sentence
    cues: tuple[Cue, ...]
    wordings: tuple[Wording, ...]
    """The questions that its constructions allow."""
    features: dict[str, float]
    content: frozenset[str]
    """Lemmas of its content words."""


def observe(reading: Reading) -> list[Observed]:
    """The sentences of the article with their features, in order; linear in the article's length."""
    contents = [_content(reading, sentence) for sentence in reading.sentences]
    spread = Counter(word for content in contents for word in content)
    key = _key_words(reading.sentences, contents, spread)
    found = []
    for sentence, content in zip(reading.sentences, contents, strict=True):
        cues = tuple(find_cues(reading, sentence))
        worded = tuple(wordings(reading, sentence))
        features = dict(_of_place(sentence, len(reading.sentences)))
        features.update(_of_cues(cues))
        features.update((f"{wording.kind} {wording.template}", 1.0) for wording in worded)
        features.update(_of_words(reading, sentence))
        features["title overlap"] = len(content & key[0]) / max(4, len(content))
        features["lead overlap"] = len(content & key[1]) / max(4, len(content))
        features["centrality"] = sum(math.log(spread[word]) for word in content) / max(4, len(content))
        found.append(Observed(sentence, cues, worded, features, content))
    return [_with_neighbours(found, place) for place in range(len(found))]


def _content(reading: Reading, sentence: Sentence) -> frozenset[str]:
    return frozenset(
        reading.lemma[at]
        for at in range(sentence.first, sentence.last)
        if reading.pos[at] in CONTENT and len(reading.lemma[at]) > 2
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
    yield "kinds", len({cue.kind for cue in cues}) / 4
    yield "cues", min(8, len(cues)) / 4


def _of_words(reading: Reading, sentence: Sentence) -> Iterator[tuple[str, float]]:
    places = range(sentence.first, sentence.last)
    length = len(places)
    quoted = sum(reading.quoted[at] for at in places)
    yield "length", math.log(max(1, length) / 20)
    yield "short", float(length < 8)
    yield "long", float(length > 30)
    yield "quoted share", quoted / max(1, length)
    yield "has quote", float(quoted > 0)
    yield "wholly quoted", float(quoted >= length - 2)
    names = 0
    for at in places:
        word = reading.lower[at]
        if word in _MODALS:
            yield f"modal {_MODALS[word]}", 1.0
            if reading.quoted[at]:
                yield "modal quoted", 1.0
        elif word in _NEGATION:
            yield "negation", 1.0
            if not reading.quoted[at]:
                yield "negation outside", 1.0
        elif word in _FIRST_PERSON:
            yield "first person quoted" if reading.quoted[at] else "first person", 1.0
        elif word in _SECOND_PERSON:
            yield "second person", 1.0
        elif word == "?":
            yield "asks quoted" if reading.quoted[at] else "asks", 1.0
        elif reading.lemma[at] in _REPORTING and reading.pos[at] == "VERB":
            yield "reported", 1.0
        if reading.entity[at] in _ACTORS:
            names += 1
            yield f"names {reading.entity[at]}", 1.0
        elif reading.entity[at] == "DATE":
            yield "date", 1.0
        elif reading.pos[at] == "NUM":
            yield "number", 1.0
        if reading.dep[at] == "ROOT":
            yield f"root {reading.tag[at]}", 1.0
        elif reading.dep[at] == "ccomp" and reading.tag[at] in ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG"):
            yield "clause", 1.0
    yield "names", min(6, names) / 3


def _with_neighbours(observed: Sequence[Observed], place: int) -> Observed:
    """The same sentence with the kinds of cue in the sentences beside it."""
    one = observed[place]
    features = dict(one.features)
    for name, other in (("before", place - 1), ("after", place + 1)):
        if 0 <= other < len(observed):
            near = observed[other]
            features.update({f"{name} {cue.kind}": 1.0 for cue in near.cues})
            features[f"{name} shares"] = len(one.content & near.content) / max(4, len(one.content))
            features[f"{name} quoted"] = near.features["quoted share"]
    return Observed(one.sentence, one.cues, one.wordings, features, one.content)
