"""Nouns that name an issue: what can be asked of "the allegations of fraud" or "the lack of nurses" wherever they are.

They are asked of only where no construction of the sentence gives a question (see `unknowns`, `disputes`, `prospects`).
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from spacy.tokens import Token

from briefing.analysis import lexicon
from briefing.analysis.questions.grammar import after, is_definite, is_imagined, is_over, is_supposed
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.analysis.questions.word.constructions.embedded import UNCLEAR, is_untold
from briefing.analysis.questions.word.slots import names_a_year, noun_phrase
from briefing.analysis.questions.word.templates import QuestionCandidate, are, fill

_PAST: Final = frozenset({"as", "before", "during", "since", "after"})
"""What an issue comes after that is told of for another's sake: "grown since the crisis"."""
FEWEST_WORDS: Final = 3
"""Words, the article among them, that a noun phrase needs to name one issue and no other."""


@cache
def by_noun() -> dict[str, tuple[str, ...]]:
    """The templates that fit a noun, by its lemma."""
    found: dict[str, list[str]] = {}
    for line in lexicon.entries("questions/issues"):
        template, _, nouns = line.partition(":")
        for noun in nouns.split(","):
            found.setdefault(noun.strip(), []).append(template.strip())
    return {noun: tuple(templates) for noun, templates in found.items()}


def named_issue(word: Token) -> Iterator[QuestionCandidate | None]:
    """'the allegations of fraud', 'the lack of nurses', 'the plan to close the school'."""
    if word.pos_ != "NOUN" or word.dep_ in ("compound", "npadvmod", "nmod"):
        return
    slot = noun_phrase(word, definite=True)
    if slot is None or slot.length < FEWEST_WORDS or not (is_definite(word) or word.tag_ == "NNS"):
        return
    if is_supposed(word) or (any(one.dep_ == "det" for one in word.lefts) and not slot.text.startswith("the ")):
        return
    if names_a_year(slot) or "only" in slot.text.split() or word.dep_ == "conj" or _is_told_of_as_past(word):
        return
    if any(one.lower_ in vocabulary("debunked") for one in word.subtree):
        return
    # "A deadline" is one of many; a lack is there, whatever its article, unless it only may come.
    vague = (bare := noun_phrase(word)) is None or bare.text.startswith(("a ", "an "))
    if vague and is_imagined(word):
        return
    lemma = word.lemma_.lower()  # spaCy leaves some capitals: as in `Reading.lemma`
    for template in by_noun().get(lemma, ()):
        if (vague and template != "overcome") or (template == "come of" and not is_definite(word)):
            continue
        if lemma == "demand" and word.tag_ == "NN":
            continue  # "the demand for electricity" is nobody's
        if template == "measure" and not _is_looked_for(word):
            continue  # "the report gives the cost of the bridge"
        if template == "measure" and (word.tag_ == "NNS" or after(word, "of") is None or not slot.text.startswith("the ")):
            continue  # "the cost of the bridge" can be asked for; "costs" and "a high cost" cannot
        yield fill(template, are=are(slot), object=slot)


def _is_told_of_as_past(noun: Token) -> bool:
    """Whether an issue is done with: "grown since the crisis", "the plan is already in effect", "had announced plans"."""
    return (
        is_over(noun.head)
        or noun.head.lower_ in _PAST
        or noun.head.lemma_ in ("describe", "define")
        or any(one.lower_ == "already" or (one.lower_ == "had" and one.dep_ == "aux") for one in noun.head.children)
    )


def _is_looked_for(noun: Token) -> bool:
    """Whether what a noun depends on says that it is not known: "are studying the cost of the bridge"."""
    return any(_says_unknown(word) for word in noun.ancestors)


def _says_unknown(word: Token) -> bool:
    if word.lemma_.lower() in vocabulary("asking") or any(one.lemma_ in UNCLEAR for one in (word, *word.children)):
        return True
    return word.lemma_ in vocabulary("telling") and is_untold(word)
