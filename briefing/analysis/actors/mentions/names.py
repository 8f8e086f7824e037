"""Names: where the text names somebody or something that can act.

The model's entities, their spans repaired; countries, their people and capitals from the gazetteer; names that a title
announces; and every other place where a name found in one of these ways occurs again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from briefing.analysis.actors.mentions.gazetteer import Gazetteer
from briefing.analysis.actors.mentions.list_items import heads_line, item_names
from briefing.analysis.actors.mentions.name_repair import repair_names
from briefing.analysis.actors.mentions.non_persons import thing_tokens
from briefing.analysis.actors.mentions.spans import LONGEST_PERSON, Label, Name, after_title, is_prefixed, repaired, titles
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words
from briefing.model import Block

LABELS: Final[dict[str, Label]] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
"""spaCy's labels of what can act, and ours."""

_DASH: Final = r"(?:—|–|--?) "
_DATELINE = re.compile(
    # Each word as far as it goes: a long one could else be cut into words in more ways than there is time for.
    rf"(?:[A-Z][A-Z.’'-]+(?![A-Z])[ ,]{{0,2}}){{1,4}}(?:[A-Z][\w.]+(?!\w),? ?){{0,3}}(?:\([^)\n]{{2,30}}\) ?)?{_DASH}"
    rf"|(?:[A-Z][a-z]+,? ){{1,3}}(?:\([^)\n]{{2,30}}\) )?{_DASH}(?=[A-Z])|\([A-Z][\w ]{{1,20}}\) ?{_DASH}"
)
"""The place and the agency before the first sentence: "PARIS (Agency) —"."""


def find_names(document: Document, gazetteer: Gazetteer) -> list[Name]:
    """The names in the article's order; they do not overlap."""
    closed = _dateline_tokens(document) | thing_tokens(document)
    found = [name for name in _entities(document, gazetteer) if closed.isdisjoint(range(name.first, name.stop))]
    found = _without_guesses_in_titles(found, document.blocks, document)
    found = sorted([*found, *item_names(found, document.blocks, document)], key=lambda name: name.start)
    found = _with_countries(found, closed, document, gazetteer)
    found = _with_titled(found, closed, document)
    found = repair_names(_with_spelt_out(found, document), closed, document, gazetteer)
    return _spread(found, closed, document)


def _entities(document: Document, gazetteer: Gazetteer) -> Iterator[Name]:
    """The model's entities of the kinds that can act, with repaired spans."""
    for entity in document.doc.ents:
        label = LABELS.get(entity.label_)
        name = repaired(entity.start, entity.end, label, "name", document) if label is not None else None
        if name is None or _is_office(name, document) or _is_pair_of_countries(name, gazetteer):
            continue
        if (
            name.label != "group"
            or name.text in gazetteer.demonyms
            or document.deps[name.stop - 1] not in ("amod", "compound", "nmod")
        ):
            yield name


def _is_pair_of_countries(name: Name, gazetteer: Gazetteer) -> bool:
    """Whether the words are two countries with a hyphen between them, which is no name of one actor ("US-Russia")."""
    one, _, other = name.text.replace("–", "-").partition("-")
    return gazetteer.country(one) is not None and gazetteer.country(other) is not None


def _is_office(name: Name, document: Document) -> bool:
    """Whether the words are an office or a thing and no name: "the Secretary", "the Act"."""
    if name.text.lower() in words("actors/common_nouns"):
        return True
    return all(document.lower[token] in words("actors/offices") for token in range(name.first, name.stop))


def _dateline_tokens(document: Document) -> set[int]:
    """Tokens of datelines, where a place and an agency stand that do not act."""
    closed: set[int] = set()
    for block in document.blocks:
        if (match := _DATELINE.match(document.text, block.start, block.end)) is not None:
            closed.update(range(*document.tokens(match.start(), match.end())))
    return closed


def _without_guesses_in_titles(found: list[Name], blocks: Iterable[Block], document: Document) -> list[Name]:
    """Leave out what the model took for names in lines where every word has a capital, unless the prose has it too."""
    capitals: set[int] = set()
    by_token = {name.first: name for name in found}
    for block in blocks:
        first, stop = document.tokens(block.start, block.end)
        if _is_in_title_case(first, stop, document):
            at_head = {
                token for token in range(first, stop) if token in by_token and heads_line(by_token[token], block, document.text)
            }
            capitals.update(set(range(first, stop)) - at_head)
    in_prose = {name.text for name in found if name.first not in capitals}
    in_prose.update(word for text in tuple(in_prose) for word in text.split())
    return [name for name in found if name.first not in capitals or name.text in in_prose or not in_prose]


def _is_in_title_case(first: int, stop: int, document: Document) -> bool:
    """Whether a line has a capital on nearly every word of weight, as headlines of some papers do."""
    if not 4 <= stop - first <= 40:
        return False
    weighty = [
        document.words[token]
        for token in range(first, stop)
        if len(document.words[token]) > 3 and document.words[token].isalpha()
    ]
    return len(weighty) > 2 and sum(word[0].isupper() for word in weighty) >= 0.8 * len(weighty)


def _with_countries(found: list[Name], closed: set[int], document: Document, gazetteer: Gazetteer) -> list[Name]:
    """Add the countries that the model overlooked, and tell those it found by their codes."""
    taken = closed.union(*(range(name.first, name.stop) for name in found))
    for name in found:
        _recognise(name, gazetteer)
    for first, word in enumerate(document.words):
        if word not in gazetteer.by_first_word or first in taken:
            continue
        for text in gazetteer.by_first_word[word]:
            start, end = document.starts[first], document.starts[first] + len(text)
            if text in gazetteer.ambiguous or is_prefixed(first, document) or not document.text.startswith(text, start):
                continue
            stop = document.tokens(start, end)[1]
            if document.ends[stop - 1] != end or not taken.isdisjoint(range(first, stop)):
                continue
            name = Name(start, end, first, stop, text, "place", "name of a country")
            _recognise(name, gazetteer)
            found.append(name)
            taken.update(range(first, stop))
            break
    return sorted(found, key=lambda name: name.start)


def _recognise(name: Name, gazetteer: Gazetteer) -> None:
    """Mark the name if it is that of a country or a party, or of their people."""
    if name.label == "person":
        return
    if name.text in gazetteer.names and (name.text not in gazetteer.ambiguous or name.label == "place"):
        name.label, name.country = "country", gazetteer.names[name.text]
    elif name.text in gazetteer.peoples:
        name.label = "group"
    elif name.text in gazetteer.demonyms:
        name.label, name.country, name.is_demonym = "group", gazetteer.demonyms[name.text], True
    elif name.text in gazetteer.bodies:
        name.label, name.country = "organization", gazetteer.bodies[name.text]
    elif name.text in gazetteer.capitals and name.text not in gazetteer.ambiguous:
        name.label = "place"


def _with_titled(found: list[Name], closed: set[int], document: Document) -> list[Name]:
    """Add the names that a title announces ("Gov. Smith"), and let the title say that they are a person's."""
    by_token = {token: name for name in found for token in range(name.first, name.stop)}
    known = titles()
    for token, word in enumerate(document.lower):
        if word.rstrip(".") not in known or not document.words[token][0].isupper() or token in closed:
            continue
        if token in by_token and by_token[token].stop - 1 > token:
            continue
        first = after_title(token, min(len(document), token + 5), document)
        if first >= len(document) or first == token or document.sentence_of[first] != document.sentence_of[token]:
            continue
        title = " ".join(document.words[token:first])
        if (name := by_token.get(first)) is not None:
            _entitle(name, first, title)
        elif (name := _titled_name(first, by_token, document)) is not None:
            name.title = title
            found.append(name)
            by_token.update(dict.fromkeys(range(name.first, name.stop), name))
    return sorted(found, key=lambda name: name.start)


def _entitle(name: Name, first: int, title: str) -> None:
    """Give a name that begins after a title that title, and make it a person's."""
    if name.first == first and not name.country and name.label != "group" and name.title is None:
        name.title = title
        if name.stop - name.first <= 3:
            name.label = "person"


def _titled_name(first: int, by_token: dict[int, Name], document: Document) -> Name | None:
    """The name that begins after a title where the model saw none."""
    stop = first
    while stop < len(document) and stop - first < 4 and stop not in by_token and _goes_on(stop, first, document):
        stop += 1
    while stop > first and not document.words[stop - 1][0].isupper():
        stop -= 1
    is_office = (
        stop == first + 1 < len(document) and document.lower[first] in words("actors/offices") and document.lower[stop] == "of"
    )
    if stop == first or document.pos[first] != "PROPN" or is_office:
        return None
    return repaired(first, stop, "person", "title before it", document)


def _goes_on(token: int, first: int, document: Document) -> bool:
    """Whether the token can be one more word of a person's name."""
    is_capital = document.words[token][0].isupper() and document.pos[token] == "PROPN"
    return is_capital or (token > first and document.lower[token] in words("actors/particles"))


def _with_spelt_out(found: list[Name], document: Document) -> list[Name]:
    """Give a name that initials in brackets follow all its words: "Office of Rail and Road (ORR)"."""
    for bracket in (token for token, word in enumerate(document.words[:-2]) if word == "(" and token):
        initials = document.words[bracket + 1]
        if (
            document.words[bracket] != "("
            or document.words[bracket + 2] != ")"
            or not (initials.isupper() and 3 <= len(initials) <= 7)
        ):
            continue
        first = _spelt_out(bracket, initials, document)
        if first is None:
            continue
        found = [name for name in found if name.stop <= first or name.first >= bracket + 2]
        for begin, stop in ((first, bracket), (bracket + 1, bracket + 2)):
            start, end = document.starts[begin], document.ends[stop - 1]
            found.append(Name(start, end, begin, stop, document.text[start:end], "organization", "initials behind it"))
    return sorted(found, key=lambda name: name.start)


def _spelt_out(bracket: int, initials: str, document: Document) -> int | None:
    """The first of the words before a bracket whose capitals are the initials in it."""
    left = list(initials)
    for token in range(bracket - 1, max(-1, bracket - 12), -1):
        word = document.words[token]
        if word[0].isupper() or word[0].isdigit():
            if word[0] != left.pop():
                return None
            if not left:
                return token
        elif document.lower[token] not in ("of", "the", "and", "for", "on", "in", "to", "de", "&", "-"):
            return None
    return None


def _spread(found: list[Name], closed: set[int], document: Document) -> list[Name]:
    """Find the other places where a name stands that was found somewhere."""
    covered = closed.union(*(range(name.first, name.stop) for name in found))
    common = {lower for lower, word in zip(document.lower, document.words, strict=True) if word.islower()}
    index: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
    for key, name in _surfaces(found, document).items():
        if len(key) > 1 or key[0].lower() not in common:
            index[key[0]].append((key, name))
    for keys in index.values():
        keys.sort(key=lambda entry: -len(entry[0]))
    added = []
    for token, word in enumerate(document.words):
        if word not in index or token in covered:
            continue
        for key, model in index[word]:
            stop = token + len(key)
            if tuple(document.words[token:stop]) != key or not covered.isdisjoint(range(token, stop)):
                continue
            if is_prefixed(token, document) or _is_part_of_longer(token, stop, model.label, covered, document):
                continue
            start, end = document.starts[token], document.ends[stop - 1]
            added.append(Name(start, end, token, stop, document.text[start:end], model.label, "name again", model.country))
            covered.update(range(token, stop))
            break
    return sorted([*found, *added], key=lambda name: name.start)


def _surfaces(found: Iterable[Name], document: Document) -> dict[tuple[str, ...], Name]:
    """The names by their words, and the family names of people."""
    by_words: dict[tuple[str, ...], Counter[Label]] = defaultdict(Counter)
    example: dict[tuple[tuple[str, ...], Label], Name] = {}
    for name in found:
        key = tuple(document.words[name.first : name.stop])
        is_whole = name.start == document.starts[name.first] and name.end == document.ends[name.stop - 1]
        if name.is_demonym or len(key) > LONGEST_PERSON or not is_whole:
            continue
        keys = [key]
        if name.label == "person" and 2 <= len(key) <= 4 and len(key[-1]) > 3 and key[-1][0].isupper():
            keys.append(key[-1:])
        for surface in keys:
            by_words[surface][name.label] += 1
            example.setdefault((surface, name.label), name)
    return {key: example[key, labels.most_common(1)[0][0]] for key, labels in by_words.items()}


def _is_part_of_longer(token: int, stop: int, label: Label, covered: set[int], document: Document) -> bool:
    """Whether capital words beside the place show that another, longer name stands there."""
    title_case = _is_in_title_case(*document.sentence_bounds[document.sentence_of[token]], document)
    if title_case:
        return False
    if stop < len(document) and document.ends[stop - 1] + 1 == document.starts[stop] and stop not in covered:
        after = document.words[stop]
        if document.pos[stop] == "PROPN" and after[0].isupper() and not after.isupper():
            return True
    if label != "person" or token == 0 or document.sentence_of[token - 1] != document.sentence_of[token]:
        return False
    before = document.words[token - 1]
    is_title = before.lower().rstrip(".") in titles()
    return before[0].isupper() and document.pos[token - 1] == "PROPN" and not is_title and token - 1 not in covered
