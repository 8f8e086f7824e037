"""Titles and names in quotation marks: the film “…”, a novel called “…”, “…”, a song. They are no speech.

The fitted model learnt from annotators who often count such a title as speech when it is inside somebody's report. A
reader does not: so what is written as a title and stands where titles stand is left out whatever the model says.
"""

import re
from typing import Final

from briefing.analysis import lexicon
from briefing.analysis.document import Document
from briefing.analysis.quotes.quote_context import QuoteContext
from briefing.model import Article

_SMALL: Final = frozenset(
    {"a", "an", "the", "of", "and", "or", "but", "nor", "in", "on", "for", "to", "with", "by", "from", "at", "as", "n", "vs"}
)
"""Words that titles leave in small letters (Chicago Manual of Style, 17th edition, 8.159)."""
_WORD: Final = re.compile(r"[^\W_][\w’'-]*")
_LONGEST: Final = 12
"""Words of a title, at most."""
_PASSED: Final = frozenset({",", ":", "—", "–", "-", "(", "which", "that", "is", "was", "simply", "the"})
"""What may are between the kind of work and its title."""
_ON_AIR: Final = frozenset({"alongside", "at", "from", "in", "on"})
"""Before a title without an article: where somebody appears, or something is to be read."""
_TO_AUDIENCE: Final = frozenset({"with", "to"})
_TALKING: Final = frozenset({"interview", "say", "speak", "talk", "tell"})
"""What is done on or with a programme: "speaking to “…”"."""
_NEAR: Final = 4
"""Document between a verb that gives a name and what bears it, at most."""


def is_title(context: QuoteContext, article: Article, number: int) -> bool:
    """Whether a quoted stretch is written as a title and stands where a title stands."""
    segment, document = context.document.stretches[number], context.document
    if not is_title_case(article.text[segment.start : segment.end]):
        return False
    before = document.first_at(segment.outer_start) - 1
    if before >= 0 and document.block_of[before] != segment.block:
        before = -1
    behind = document.first_at(segment.outer_end)
    return (
        _names_work(document, before)
        or _is_performed(document, before)
        or _is_work(document, behind)
        or _is_given_name(document, before)
        or _is_of_work(document, before)
        or (_is_several_words(article.text[segment.start : segment.end]) and _is_on_air(document, before))
    )


def is_title_case(text: str) -> bool:
    """Whether all words but the small ones begin with a capital, the first and the last with them."""
    words: list[str] = _WORD.findall(text)
    if not words or len(words) > _LONGEST:
        return False
    capital = [word[0].isupper() or word[0].isdigit() for word in words]
    return capital[0] and capital[-1] and all(c or word.rstrip("’'") in _SMALL for c, word in zip(capital, words, strict=True))


def _names_work(document: Document, token: int) -> bool:
    """Whether what ends at `token` is the kind of work, or a kind with a word for naming: "a novel called"."""
    at = token
    while at >= 0 and document.block_of[at] == document.block_of[token] and document.lower[at] in _PASSED:
        at -= 1
    if at < 0 or document.block_of[at] != document.block_of[token]:
        return False
    if _is_work(document, at):
        return True
    if document.tags[at] != "VBN" or document.lemmas[at] not in lexicon.words("quotes/naming"):
        return False
    named = document.heads[at]
    if document.deps[at] not in {"acl", "relcl", "amod"} or any(
        document.deps[child] == "nsubj" for child in document.children[at]
    ):
        return False
    return document.pos[named] == "NOUN" and document.entity_types[named] != "PERSON"


def _is_work(document: Document, token: int) -> bool:
    return (
        0 <= token < len(document)
        and document.pos[token] in {"NOUN", "PROPN"}
        and not document.is_quoted(token)
        and document.lemmas[token] in lexicon.words("quotes/titled")
    )


def _is_performed(document: Document, token: int) -> bool:
    """Whether the stretch is what somebody sang, or what somebody starred in."""
    token -= token > 0 and document.lower[token] == "in"
    return token >= 0 and document.pos[token] == "VERB" and document.lemmas[token] in lexicon.words("quotes/performing")


def _is_given_name(document: Document, token: int) -> bool:
    """Whether the stretch is a name: after a noun for one ("the alias “…”"), or what is named so ("named his boat “…”")."""
    if token < 0 or document.is_quoted(token):
        return False
    if document.lemmas[token] in lexicon.words("quotes/names") and document.pos[token] == "NOUN":
        return True
    verb = token if document.pos[token] == "VERB" else document.heads[token]
    return (
        document.lemmas[verb] in lexicon.words("quotes/christening") and document.pos[verb] == "VERB" and verb >= token - _NEAR
    )


def _is_of_work(document: Document, token: int) -> bool:
    """Whether the stretch is what somebody made or what something is a part of: "co-host of “…”", "an episode of “…”"."""
    if token < 1 or document.lower[token] != "of":
        return False
    return _is_work(document, token - 1) or document.lemmas[token - 1] in lexicon.words("quotes/makers")


def _is_several_words(text: str) -> bool:
    """Whether a title cannot be a word that is only quoted, nor an exclamation."""
    return len(text.split()) > 1 and not any(mark in text for mark in "!?")


def _is_on_air(document: Document, token: int) -> bool:
    """Whether the stretch is where somebody appears or who is talked to: "on “…”", "speaking to “…”", "told “…”"."""
    if token < 0:
        return False
    if document.lower[token] in _TO_AUDIENCE:
        return document.lemmas[document.heads[token]] in _TALKING
    return (document.lower[token] in _ON_AIR and document.deps[token] == "prep") or document.lemmas[token] == "tell"
