"""Names: where the text names somebody or something that can act.

The model's entities, their spans repaired; countries, their people and capitals from the gazetteer; names that a title
announces; and every other place where a name found in one of these ways stands again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from spacy.tokens import Doc

from briefing.analysis.actors.gazetteer import Gazetteer
from briefing.analysis.actors.syntax import Syntax
from briefing.analysis.lexicon import entries, words

Label = Literal["person", "organization", "place", "group", "country"]

LABELS: Final[dict[str, Label]] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
"""spaCy's labels of what can act, and ours."""

_OPENING: Final = frozenset({"DET", "PUNCT", "PRON", "ADP", "CCONJ", "SCONJ", "SYM", "SPACE", "PART", "AUX"})
_NO_NAME: Final = frozenset(
    {"VERB", "AUX", "ADV", "PRON", "INTJ", "DET", "ADP", "SCONJ", "CCONJ", "NUM", "PUNCT", "SPACE", "PART"}
)
_PARTICLES: Final = frozenset(
    ["de", "da", "di", "du", "del", "della", "van", "von", "der", "den", "bin", "bint", "ibn", "al", "el", "la", "le", "ben", "af", "ter", "zu", "dos", "das", "y", "e"]
)
_LONGEST_PERSON: Final = 6
"""Words of the longest name of a person."""
_ADDRESS = re.compile(r"https?:|www\.|@|\.com\b|\.org\b")


@dataclass(slots=True)
class Name:
    """A place where a name stands."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last one."""
    first: int
    """Number of the first token."""
    stop: int
    """Number of the token behind the last one."""
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
    is_demonym: bool = False
    """Whether it is a word for the people of a country."""


@cache
def titles() -> dict[str, str]:
    """Titles before names, in small letters without their full stop, with the gender they tell ("m", "f", "")."""
    table = {}
    for entry in entries("actor_titles"):
        title, _, gender = entry.partition(": ")
        table[title.lower()] = gender
    return table


def find_names(doc: Doc, syntax: Syntax, gazetteer: Gazetteer) -> list[Name]:
    """The names in the article's order; they do not overlap."""
    found = [name for name in _entities(doc, syntax) if name is not None]
    found = _with_countries(found, syntax, gazetteer)
    found = _with_titled(found, syntax)
    return _spread(found, syntax)


def _entities(doc: Doc, syntax: Syntax) -> Iterator[Name | None]:
    """The model's entities of the kinds that can act, with repaired spans."""
    for entity in doc.ents:
        label = LABELS.get(entity.label_)
        if label is not None:
            yield _repaired(entity.start, entity.end, label, "name", syntax)


def _repaired(first: int, stop: int, label: Label, source: str, syntax: Syntax) -> Name | None:
    """The name without titles, articles, possessive endings and words that are none of it; None if nothing is left."""
    outside = words("actor_function_words")
    while (
        first < stop
        and (syntax.pos[first] in _OPENING or syntax.lower[first] in outside)
        and not _is_initial(syntax, first, stop)
    ):
        first += 1
    while stop > first and (
        syntax.tags[stop - 1] == "POS" or syntax.pos[stop - 1] in ("PUNCT", "SPACE") or syntax.lower[stop - 1] in outside
    ):
        stop -= 1
    title = None
    if label == "person":
        after = _after_title(first, stop, syntax)
        if first < after < stop:
            title, first = " ".join(syntax.words[first:after]), after
    if first >= stop:
        return None
    name = Name(syntax.starts[first], syntax.ends[stop - 1], first, stop, "", label, source, title=title)
    _trim(name, syntax.text)
    return name if _can_be_name(name, syntax) else None


def _is_initial(syntax: Syntax, first: int, stop: int) -> bool:
    """Whether a capital word that looks like grammar begins a longer name ("The Hague" is not kept, "A. Smith" is)."""
    return stop - first > 1 and len(syntax.words[first]) <= 2 and syntax.words[first].endswith(".")


def _after_title(first: int, stop: int, syntax: Syntax) -> int:
    """The token behind the titles that begin the stretch."""
    known = titles()
    at = first
    while at < stop:
        pair = " ".join(syntax.lower[at : at + 2]).replace(".", "")
        if at + 2 <= stop and pair in known:
            at += 2
        elif syntax.lower[at].rstrip(".") in known or (at > first and syntax.words[at] in (".", "-")):
            at += 1
        else:
            break
    return at


def _trim(name: Name, text: str) -> None:
    """Cut what the tokenizer left glued to the name: quotation marks, brackets, a possessive ending."""
    words_ = text[name.start : name.end]
    inner = words_.lstrip(" \"“”‘’'([{*#_-–—/.,;:")
    name.start += len(words_) - len(inner)
    kept = inner.rstrip(" \"“”‘’'([{*#_-–—/,;:!?")
    for ending in ("'s", "’s"):
        kept = kept.removesuffix(ending)
    if kept.count("(") > kept.count(")"):
        kept = kept[: kept.rindex("(")].rstrip()
    if kept.endswith(")") and "(" not in kept:
        kept = kept.rstrip(")")
    name.end = name.start + len(kept)
    name.text = kept


def _can_be_name(name: Name, syntax: Syntax) -> bool:
    """Whether the words can be a name at all."""
    text = name.text
    tokens = range(name.first, name.stop)
    return (
        len(text) > 1
        and any(letter.isupper() for letter in text)
        and not _ADDRESS.search(text)
        and not all(syntax.pos[token] in _NO_NAME for token in tokens)
        and not all(syntax.lower[token] in words("actor_function_words") for token in tokens)
        and not (name.label == "person" and (any(letter.isdigit() for letter in text) or len(tokens) > _LONGEST_PERSON))
    )


def _with_countries(found: list[Name], syntax: Syntax, gazetteer: Gazetteer) -> list[Name]:
    """Add the countries that the model overlooked, and tell those it found by their codes."""
    by_token = {token: name for name in found for token in range(name.first, name.stop)}
    for name in found:
        _recognise(name, gazetteer)
    for first, word in enumerate(syntax.words):
        if word not in gazetteer.by_first_word or first in by_token:
            continue
        for text in gazetteer.by_first_word[word]:
            start = syntax.starts[first]
            if text in gazetteer.ambiguous or not syntax.text.startswith(text, start):
                continue
            beyond, stop = syntax.tokens(start, start + len(text))
            if syntax.ends[stop - 1] != start + len(text) or any(token in by_token for token in range(first, stop)):
                continue
            name = Name(start, start + len(text), first, stop, text, "place", "name of a country")
            _recognise(name, gazetteer)
            found.append(name)
            by_token.update(dict.fromkeys(range(first, stop), name))
            break
    return sorted(found, key=lambda name: name.start)


def _recognise(name: Name, gazetteer: Gazetteer) -> None:
    """Mark the name if it is that of a country, its people or its capital."""
    if (
        name.text in gazetteer.names
        and (name.text not in gazetteer.ambiguous or name.label == "place")
        and name.label != "person"
    ):
        name.label, name.country = "country", gazetteer.names[name.text]
    elif name.text in gazetteer.demonyms and name.label != "person":
        name.label, name.country, name.is_demonym = "group", gazetteer.demonyms[name.text], True
    elif name.text in gazetteer.capitals and name.text not in gazetteer.ambiguous:
        name.label = "place"


def _with_titled(found: list[Name], syntax: Syntax) -> list[Name]:
    """Add the names that a title announces ("Gov. Smith"), and let the title say that they are a person's."""
    by_token = {token: name for name in found for token in range(name.first, name.stop)}
    known = titles()
    for token, word in enumerate(syntax.lower):
        if (
            word.rstrip(".") not in known
            or not syntax.words[token][0].isupper()
            or (token in by_token
            and by_token[token].stop - 1 > token)
        ):
            continue
        first = _after_title(token, min(len(syntax), token + 5), syntax)
        if first >= len(syntax) or first == token or syntax.sentences[first] != syntax.sentences[token]:
            continue
        title = " ".join(syntax.words[token:first])
        if (name := by_token.get(first)) is not None:
            if (
                name.first == first
                and not name.country
                and name.label in ("organization", "person", "place")
                and name.title is None
            ):
                name.title = title
                if name.stop - name.first <= 3:
                    name.label = "person"
            continue
        stop = first
        while stop < len(syntax) and stop - first < 4 and stop not in by_token and _goes_on(stop, first, syntax):
            stop += 1
        while stop > first and not syntax.words[stop - 1][0].isupper():
            stop -= 1
        name = _repaired(first, stop, "person", "title before it", syntax) if stop > first else None
        if name is not None and syntax.pos[first] == "PROPN":
            name.title = title
            found.append(name)
            by_token.update(dict.fromkeys(range(name.first, name.stop), name))
    return sorted(found, key=lambda name: name.start)


def _goes_on(token: int, first: int, syntax: Syntax) -> bool:
    """Whether the token can be one more word of a person's name."""
    return (syntax.words[token][0].isupper() and syntax.pos[token] == "PROPN") or (
        token > first and syntax.lower[token] in _PARTICLES
    )


def _spread(found: list[Name], syntax: Syntax) -> list[Name]:
    """Find the other places where a name stands that was found somewhere."""
    covered = {token for name in found for token in range(name.first, name.stop)}
    common = {word for word, plain in zip(syntax.lower, syntax.words, strict=True) if plain.islower()}
    index: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
    for key, name in _surfaces(found, syntax).items():
        if len(key) > 1 or key[0].lower() not in common:
            index[key[0]].append((key, name))
    for keys in index.values():
        keys.sort(key=lambda entry: -len(entry[0]))
    added = []
    for token, word in enumerate(syntax.words):
        if word not in index or token in covered:
            continue
        for key, model in index[word]:
            stop = token + len(key)
            if tuple(syntax.words[token:stop]) != key or any(at in covered for at in range(token, stop)):
                continue
            if _is_part_of_longer(token, stop, model.label, covered, syntax):
                continue
            start, end = syntax.starts[token], syntax.ends[stop - 1]
            added.append(Name(start, end, token, stop, syntax.text[start:end], model.label, "name again", model.country))
            covered.update(range(token, stop))
            break
    return sorted([*found, *added], key=lambda name: name.start)


def _surfaces(found: Iterable[Name], syntax: Syntax) -> dict[tuple[str, ...], Name]:
    """The names by their words, and the family names of people."""
    by_words: dict[tuple[str, ...], Counter[Label]] = defaultdict(Counter)
    example: dict[tuple[tuple[str, ...], Label], Name] = {}
    for name in found:
        key = tuple(syntax.words[name.first : name.stop])
        if (
            name.is_demonym
            or len(key) > _LONGEST_PERSON
            or name.start != syntax.starts[name.first]
            or name.end != syntax.ends[name.stop - 1]
        ):
            continue
        keys = [key]
        if name.label == "person" and 2 <= len(key) <= 4 and len(key[-1]) > 3 and key[-1][0].isupper():
            keys.append(key[-1:])
        for surface in keys:
            by_words[surface][name.label] += 1
            example.setdefault((surface, name.label), name)
    return {key: example[key, labels.most_common(1)[0][0]] for key, labels in by_words.items()}


def _is_part_of_longer(token: int, stop: int, label: Label, covered: set[int], syntax: Syntax) -> bool:
    """Whether capital words beside the place show that another, longer name stands there."""
    after = (
        stop < len(syntax)
        and syntax.ends[stop - 1] + 1 == syntax.starts[stop]
        and syntax.pos[stop] == "PROPN"
        and stop not in covered
    )
    if after and syntax.words[stop][0].isupper() and not syntax.words[stop].isupper():
        return True
    if label != "person" or token == 0 or syntax.sentences[token - 1] != syntax.sentences[token]:
        return False
    before = syntax.words[token - 1]
    is_title = before.lower().rstrip(".") in titles()
    return before[0].isupper() and syntax.pos[token - 1] == "PROPN" and not is_title and token - 1 not in covered
