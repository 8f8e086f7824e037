"""The span of a name: what models glue to it is cut off, what they cut off is put back."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from briefing.analysis.document import Document
from briefing.analysis.lexicon import entries, words

Label = Literal["person", "organization", "place", "group", "country"]

LONGEST_PERSON: Final = 6
"""Words of the longest name of a person."""

_OPENING: Final = frozenset({"ADV", "DET", "PUNCT", "PRON", "ADP", "CCONJ", "SCONJ", "SYM", "SPACE", "PART", "AUX"})
_NO_NAME: Final = _OPENING | {"VERB", "INTJ", "NUM"}
_PREFIXES: Final = frozenset({"anti", "ex", "mini", "non", "post", "pre", "pro"})
_BEHIND: Final = " \"“”‘’'([{*#_-–—/,;:!?$&"
"""Signs that no name ends with."""
_NO_LETTER_OF_NAMES = re.compile(r"[.):—–]*(?:[<>=?|]|“(?![^”]*”))")
_LONE_MARK = re.compile(r"[.):—–]*\"")
"""Where a name ends at the latest: what markup and lost blanks glue to it."""
_ADDRESS = re.compile(r"https?:|www\.|@|\.com\b|\.org\b|^#")
_PARTY_AND_STATE = re.compile(r"^[RDI]-[A-Z][\w.]*$")
"""A legislator's party and state, "R-Texas": a part of the description, no name."""


@dataclass(slots=True)
class Name:
    """A place where a name stands."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last one."""
    first: int
    """Number of the first token."""
    stop: int
    """Number of the token after the last one."""
    text: str
    """The name's words."""
    label: Label
    """What it seems to name."""
    source: str
    """How it was found, in short words for people."""
    country: str | None = None
    """Code of the country that it names, or whose people or government it names."""
    title: str | None = None
    """The title before it."""
    stands_for_country: bool = False
    """Whether it is the capital of the country that it means."""
    is_demonym: bool = False
    """Whether it is a word for the people of a country or party, beside its name."""


@cache
def titles() -> dict[str, str]:
    """Titles before names, in small letters without their full stop, with the gender they tell ("m", "f", "")."""
    table = {}
    for entry in entries("actors/titles"):
        title, _, gender = entry.partition(": ")
        table[title.lower()] = gender
    return table


def title_gender(title: str | None) -> str | None:
    """``m`` or ``f`` where a title tells it."""
    found = (titles().get(word) for word in (title or "").lower().replace(".", "").split())
    return next((gender for gender in found if gender), None)


def after_title(first: int, stop: int, document: Document) -> int:
    """The token after the titles that begin the stretch."""
    known = titles()
    at = first
    while at < stop:
        pair = " ".join(document.lower[at : at + 2]).replace(".", "")
        if at + 2 <= stop and pair in known:
            at += 2
        elif document.lower[at].rstrip(".") in known or (at > first and document.words[at] in (".", "-")):
            at += 1
        else:
            break
    return at


def repaired(first: int, stop: int, label: Label, source: str, document: Document) -> Name | None:
    """The name without titles, articles, possessive endings and words that are none of it; None if nothing is left."""
    first, stop = _without_grammar(first, stop, document)
    first = _after_article(first, stop, document)
    title = None
    if label == "person":
        first = _after_comma(first, stop, document)
        behind = after_title(first, stop, document)
        if first < behind < stop:
            title, first = " ".join(document.words[first:behind]), behind
    if first >= stop:
        return None
    name = Name(document.starts[first], document.ends[stop - 1], first, stop, "", label, source, title=title)
    _trim(name, document.text)
    return name if _can_be_name(name, document) else None


def _without_grammar(first: int, stop: int, document: Document) -> tuple[int, int]:
    """The stretch without small words at its beginning, and without endings and punctuation at its end."""
    outside = words("actors/function_words")
    while (
        first < stop
        and (document.pos[first] in _OPENING or document.lower[first] in outside)
        and not _begins_name(first, stop, document)
    ):
        first += 1
    while stop > first and (
        document.tags[stop - 1] == "POS"
        or document.pos[stop - 1] in ("PUNCT", "SPACE", "SYM")
        or document.lower[stop - 1] in outside
    ):
        stop -= 1
    return first, stop


def _begins_name(first: int, stop: int, document: Document) -> bool:
    """Whether a word that looks like grammar begins a longer name after all ("A. Smith", "Will Smith", "Al-Qaeda")."""
    word = document.words[first]
    if not word[:1].isupper() or stop - first == 1:
        return False
    return (len(word) <= 2 and word.endswith(".")) or (
        document.lower[first] not in words("actors/function_words") and first + 1 < stop
    )


def _after_article(first: int, stop: int, document: Document) -> int:
    """The token after an article inside the stretch that begins a new name ("Jones the Senate"), not "Bank of the West"."""
    for token in range(stop - 2, first, -1):
        if document.words[token] in ("the", "a", "an") and document.pos[token - 1] == "PROPN":
            return token + 1
    return first


def _after_comma(first: int, stop: int, document: Document) -> int:
    """The token after the last comma of a person's name that is none ("Ball, Smith")."""
    for token in range(stop - 1, first, -1):
        if document.words[token] == "," and document.lower[token + 1].rstrip(".") not in ("jr", "sr", "ii", "iii", "iv"):
            return token + 1
    return first


def _trim(name: Name, text: str) -> None:
    """Cut what the tokenizer left glued to the name: quotation marks, brackets, a possessive ending."""
    whole = text[name.start : name.end]
    inner = whole.lstrip(" \"“”‘’'([{*#_-–—/.,;:")
    name.start += len(whole) - len(inner)
    odd = _NO_LETTER_OF_NAMES.search(inner) or (_LONE_MARK.search(inner) if inner.count('"') == 1 else None)
    kept = (inner[: odd.start()] if odd is not None else inner).rstrip(_BEHIND)
    for ending in ("'s", "’s", "‘s"):
        kept = kept.removesuffix(ending)
    if kept.count("(") > kept.count(")"):
        kept = kept[: kept.rindex("(")].rstrip()
    if kept.endswith(")") and "(" not in kept:
        kept = kept.rstrip(")")
    name.end = name.start + len(kept)
    name.text = kept


def _can_be_name(name: Name, document: Document) -> bool:
    """Whether the words can be a name at all."""
    text = name.text
    tokens = range(name.first, name.stop)
    return (
        len(text) > 1
        and any(letter.isupper() for letter in text)
        and not _ADDRESS.search(text)
        and not _PARTY_AND_STATE.match(text)
        and not is_prefixed(name.first, document)
        and not ("-" in text and text.lower().partition("-")[0] in _PREFIXES)
        and not all(document.pos[token] in _NO_NAME for token in tokens)
        and not all(document.lower[token] in words("actors/function_words") for token in tokens)
        and not (name.label == "person" and (any(letter.isdigit() for letter in text) or len(tokens) > LONGEST_PERSON))
    )


def is_prefixed(first: int, document: Document) -> bool:
    """Whether the token is the end of an adjective ("pro-Moscow")."""
    return first > 1 and document.words[first - 1] == "-" and document.lower[first - 2] in _PREFIXES
