"""Nouns for people: which words are one, and what gender they tell."""

from collections.abc import Mapping
from functools import cache

from briefing.analysis.document import Document
from briefing.analysis.lexicon import entries


@cache
def role_genders() -> Mapping[str, str]:
    """Nouns for people, with the gender they tell ("m", "f", "")."""
    table = {}
    for entry in entries("actors/roles"):
        noun, _, gender = entry.partition(": ")
        table[noun] = gender
    return table


@cache
def noun_gender(noun: str) -> str | None:
    """``m``, ``f``, or the empty string for a noun for a person that tells no gender; None for any other word."""
    if (known := role_genders().get(noun)) is not None:
        return known
    for entry in entries("actors/role_endings"):
        ending, _, gender = entry.partition(": ")
        if noun.endswith(ending) and len(noun) > len(ending) + 1:
            return gender
    return None


def role_nouns(start: int, end: int, document: Document) -> set[str]:
    """The nouns for people in a stretch of the text."""
    first, stop = document.tokens(start, end)
    return {noun for token in range(first, stop) if (noun := person_noun(token, document)) is not None}


@cache
def _short_titles() -> dict[str, str]:
    """Short titles and the nouns they stand for: ``sen`` → ``senator``."""
    return dict(entry.split(" = ") for entry in entries("actors/title_nouns"))


def title_nouns(title: str | None) -> set[str]:
    """The nouns that a title before a name stands for: senator for "Sen."."""
    if title is None:
        return set()
    plain = title.lower().replace(".", "")
    found = {_short_titles().get(part, part) for part in (plain, *plain.split())}
    return {noun for noun in found if noun_gender(noun) is not None}


def person_noun(token: int, document: Document) -> str | None:
    """The noun for a person that the token is, in its base form."""
    lemma, lower = document.lemmas[token], document.lower[token].rstrip(".")
    if token and document.lower[token - 1].rstrip("-") == "vice" and noun_gender(f"vice-{lemma}") is not None:
        return f"vice-{lemma}"
    if noun_gender(lemma) is not None:
        return lemma
    if token > 1 and document.words[token - 1] == "-":
        lower = _hyphenated(token, document)
    lower = _short_titles().get(lower, lower)
    return lower if noun_gender(lower) is not None else None


def _hyphenated(token: int, document: Document) -> str:
    """The whole word that a token ends, where the tokenizer cut at its hyphens ("son-in-law")."""
    first = token
    while first > 1 and document.words[first - 1] == "-":
        first -= 2
    return "".join(document.lower[first : token + 1])
