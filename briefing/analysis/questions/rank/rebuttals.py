"""Whether the article itself reports what came of a question that one of its sentences leaves open."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from briefing.analysis.document import Document, Sentence
from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.questions.rank.sentence_features import SentenceFeatures

FEWEST: Final = 3
"""Content words of a question below which too little tells that another sentence is about the same."""
MOSTLY: Final = 0.8
"""Share of them that the other sentence holds at least."""
_YES_OR_NO: Final = frozenset(
    {"Will", "Would", "Could", "Should", "Did", "Does", "Do", "Is", "Are", "Was", "Were", "Has", "Have"}
)
_EMPTY: Final = frozenset({"have", "do", "make", "take", "continue", "try", "want", "need", "begin", "start"})
"""Verbs that do not tell by themselves what was done."""
_OVER: Final = frozenset({"VBD", "VBN"})


def is_settled(document: Document, one: SentenceFeatures, question: str, observed: Sequence[SentenceFeatures]) -> bool:
    """Whether another sentence reports as done what a yes-or-no question about one sentence asks.

    "Will the council approve the plan?" is settled by "The council approved the plan on Monday", wherever that stands: not by
    what is only said, wanted or denied to be so.
    """
    if question.partition(" ")[0] not in _YES_OR_NO:
        return False
    dates = _dates(document, one.sentence)
    asked = frozenset(question.lower().rstrip("?").split())
    places = [at for at in _places(one.sentence) if document.lower[at] in asked]
    verb = next((at for at in places if document.pos[at] == "VERB"), None)
    words = {document.lemmas[at] for at in places} & one.content
    if verb is None or document.lemmas[verb] in _EMPTY or len(words) < FEWEST:
        return False
    actors = {document.lemmas[at] for at in places if at < verb} & words
    return any(
        _is_done(document, other.sentence, at, actors)
        for other in observed
        if other is not one and len(words & other.content) >= MOSTLY * len(words)
        if not dates or not (others := _dates(document, other.sentence)) or dates & others
        for at in _places(other.sentence)
        if document.lemmas[at] == document.lemmas[verb]
    )


def _places(sentence: Sentence) -> range:
    return range(sentence.first, sentence.last)


def _dates(document: Document, sentence: Sentence) -> frozenset[str]:
    """The words of a sentence's dates: what happened last year settles nothing of this year."""
    return frozenset(
        document.lower[at] for at in _places(sentence) if document.entity_types[at] == "DATE" and document.pos[at] != "DET"
    )


def _is_done(document: Document, sentence: Sentence, verb: int, actors: AbstractSet[str]) -> bool:
    """Whether a verb says in the writer's own words that one of `actors` (lemmas) has done it, or that it was done to them."""
    if document.deps[verb] not in ("ROOT", "conj") or document.tags[verb] not in _OVER or document.is_quoted(verb):
        return False
    around = [at for at in _places(sentence) if document.heads[at] == verb and at != verb]
    if any(document.deps[at] in ("neg", "mark", "preconj") or document.tags[at] == "MD" for at in around):
        return False
    return any(document.deps[at] in SUBJECTS and document.lemmas[at] in actors for at in around)
