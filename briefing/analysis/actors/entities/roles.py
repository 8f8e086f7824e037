"""Roles: what the article says that somebody is.

The title before a name ("US special envoy Steve Witkoff"), the apposition beside it ("Yuri Ushakov, Kremlin advisor"), the
statement about it ("X, who is …", "X is the president of …"), and what somebody leads ("X, who chairs the committee"). A role
is a stretch of the text, without its article.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.analysis.actors.entities.entity import Entity, Role
from briefing.analysis.actors.mentions.gazetteer import Gazetteer
from briefing.analysis.actors.mentions.person_nouns import person_noun, role_nouns, title_nouns
from briefing.analysis.actors.mentions.spans import Name
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words

APPOSITION: Final = 3
BEFORE: Final = 3
STATEMENT: Final = 2
LEADING: Final = 1

WEAK: Final = 0
"""Strength of a role that tells who is meant but is not shown ("man")."""

STATED: Final = "says who it is"
"""Rule of the descriptions that say what somebody is."""

_ARTICLE = re.compile(r"^(?:the|an?|this|that) ", re.IGNORECASE)
_FROM_THE_PLACE = re.compile(
    r"(?:the |an? )?(?:my|our|your|his|her|its|their|one|first|last|only|next|another|other|same|such) "
    r"(?!lady|minister|deputy|secretary|vice)",
    re.IGNORECASE,
)
"""The beginning of a description that only the place where it is explains."""
_LONGEST: Final = 16
"""Tokens of the longest role."""
_PREMODIFIERS: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_RANKS: Final = frozenset({"first", "second", "third", "last", "only", "next", "another", "same", "such"})
"""Words that make of a noun what somebody is among others, not who it is ("the first player to …")."""
_OFFICES_OF_RANK: Final = frozenset({"lady", "minister", "deputy", "secretary", "vice"})
"""Nouns of offices that have such a word in their name."""
_CUTS: Final = frozenset(
    {",", ";", ":", "(", ")", "—", "–", "“", "”", '"', "who", "which", "that", "where", "when", "and", "but"}
)


def find_roles(entities: Sequence[Entity], document: Document, gazetteer: Gazetteer) -> None:
    """Give the people among the entities their roles, the nouns for them, and the countries they belong to."""
    for entity in entities:
        if entity.label != "person":
            continue
        for name in entity.names:
            entity.roles.extend(_roles_at(name, document))
            entity.nouns.update(title_nouns(name.title))
        for role in entity.roles:
            if role.strength == LEADING and document.pos[role.head] == "VERB":
                continue
            entity.nouns.update(role_nouns(role.start, role.end, document))
            entity.words.update(document.lemmas[slice(*document.tokens(role.start, role.end))])
            entity.countries.update(countries_in(role.start, role.end, document, gazetteer))


def without_parts_of_roles(entities: Sequence[Entity], document: Document, others: Sequence[Entity] = ()) -> list[Entity]:
    """Leave out bodies and places that come before nouns for people alone ("House" in "House Speaker Jane Doe").

    The descriptions are the roles of the entities, and what refers to people among them and among `others`.
    """
    inside = [(role.start, role.end) for entity in entities for role in entity.roles if document.pos[role.head] != "VERB"]
    for entity in (*entities, *others):
        if entity.label == "person":
            inside += [(found.start, document.ends[found.token]) for found in entity.references if found.form == "nominal"]
    inside.sort()
    starts = [start for start, _ in inside]

    def is_inside(name: Name) -> bool:
        at = bisect_right(starts, name.start) - 1
        return any(start <= name.start and name.end <= end for start, end in inside[max(0, at - 2) : at + 1])

    def is_owner(name: Name) -> bool:
        return name.stop < len(document) and document.tags[name.stop] == "POS"

    return [
        entity
        for entity in entities
        if entity.country or not entity.names or not all(is_inside(name) and not is_owner(name) for name in entity.names)
    ]


def best_role(entity: Entity, text: str) -> str | None:
    """The role to show: the surest, and of equals the fullest; what a description says of the entity if there is no other."""
    shown = [role for role in entity.roles if role.strength > WEAK]
    if shown:
        role = max(shown, key=lambda role: (role.strength, min(role.end - role.start, 60), -role.start))
        return text[role.start : role.end]
    if not entity.names:
        return None
    told = (text[found.start : found.end] for found in entity.references if found.rule == STATED)
    described = [_ARTICLE.sub("", phrase) for phrase in told if not _FROM_THE_PLACE.match(phrase)]
    return max((phrase for phrase in described if " " in phrase and "\n" not in phrase), key=len, default=None)


def countries_in(start: int, end: int, document: Document, gazetteer: Gazetteer) -> set[str]:
    """Codes of the countries that a stretch of the text names, by their names or their people."""
    found = set()
    first, stop = document.tokens(start, end)
    for token in range(first, stop):
        for text in gazetteer.by_first_word.get(document.words[token], ()):
            if document.text.startswith(text, document.starts[token]) and (
                code := gazetteer.country(text) or gazetteer.capitals.get(text)
            ):
                found.add(code)
                break
    return found


def _roles_at(name: Name, document: Document) -> Iterator[Role]:
    """The roles that stand around one name."""
    before = _before(name, document)
    if before is not None:
        yield before
    root = document.root(name.first, name.stop)
    for child in document.children[root]:
        if document.deps[child] == "appos" and child >= name.stop and _is_beside(root, child, document):
            yield from _noun_phrase(child, name.stop, APPOSITION, document)
        elif document.deps[child] == "relcl":
            yield from _who_clause(child, document)
    if document.deps[root] == "appos" and document.heads[root] < name.first:
        yield from _noun_phrase(_noun_before(document.heads[root], document), 0, APPOSITION, document, name.first)
    if document.deps[root] == "nsubj" and document.lemmas[head := document.heads[root]] == "be" and _is_fact(head, document):
        attribute = document.child(head, "attr")
        if attribute is not None:
            yield from _noun_phrase(attribute, head, STATEMENT, document)


def _is_beside(root: int, noun: int, document: Document) -> bool:
    """Whether an apposition is that of a name; one that a verb follows without a comma is the subject of that.

    "According to Hale, a keeper was hurt."
    """
    behind = document.rights[noun] + 1
    goes_on = behind < len(document) and document.tags[behind] in ("VBD", "VBZ", "VBP", "MD")
    return document.is_own_apposition(root, noun) and not goes_on


def _noun_before(head: int, document: Document) -> int:
    """The noun that an apposition is beside; that over "of Chile" where the parser has the name beside Chile."""
    if document.deps[head] == "pobj" and person_noun(head, document) is None:
        over = document.heads[document.heads[head]]
        return over if person_noun(over, document) is not None else head
    return head


def _is_fact(verb: int, document: Document) -> bool:
    """Whether a clause says how it is now: asserted, and in the simple present or past."""
    return document.child(verb, "aux") is None and document.is_asserted(verb)


def _who_clause(verb: int, document: Document) -> Iterator[Role]:
    """The role in "who is …" or "who leads …"; the latter is a clause and counts least."""
    if document.lemmas[verb] == "be":
        if (attribute := document.child(verb, "attr")) is not None:
            yield from _noun_phrase(attribute, verb, STATEMENT, document)
        return
    led = document.child(verb, "dobj")
    if led is None or document.lemmas[verb] not in words("actors/leading_verbs") or not _is_fact(verb, document):
        return
    end = _phrase_end(led, min(document.rights[led] + 1, verb + _LONGEST), document)
    who = document.lefts[verb]
    if verb < led and document.lower[who] == "who" and not _CUTS.intersection(document.lower[who + 1 : led]):
        yield Role(document.starts[who], document.ends[end - 1], verb, LEADING)


def _before(name: Name, document: Document) -> Role | None:
    """The run of nouns and adjectives before a name, if its last word is a noun for a person."""
    first = name.first
    sentence = document.sentence_bounds[document.sentence_of[first]][0]
    while first > sentence and name.first - first < _LONGEST and _may_stand_before(first - 1, document):
        first -= 1
    while first < name.first - 1 and document.heads[first] < first and document.tags[first] in ("NN", "NNS"):
        first += 1
    while first < name.first and (document.pos[first] not in _PREMODIFIERS or document.words[first] == "'s"):
        first += 1
    head = name.first - 1
    if first > head or person_noun(head, document) is None:
        return None
    if first == head and len(document.words[head]) <= 4 and document.words[head].endswith("."):
        return None
    first = _behind_owner(first, head, document)
    strength = BEFORE if first < head else STATEMENT - 1
    return Role(document.starts[first], document.ends[head], head, WEAK if document.tags[head] in ("NNS", "NNPS") else strength)


def _may_stand_before(token: int, document: Document) -> bool:
    """Whether the token can be part of a title before a name: "Ukraine's Foreign Minister", "son-in-law"."""
    if document.pos[token] in _PREMODIFIERS or document.words[token] in ("-", "’s", "'s", ".", "&"):
        return True
    return document.words[token] in ("in", "of", "and") and _is_inside_noun(token, document)


def _is_inside_noun(token: int, document: Document) -> bool:
    """Whether a small word is part of a hyphenated noun ("son-in-law") or of an office ("Secretary of State")."""
    if document.words[token] == "in":
        return document.words[token - 1] == "-" if token else False
    return (
        token > 0
        and token + 1 < len(document)
        and document.pos[token - 1] in ("NOUN", "PROPN")
        and document.words[token + 1][0].isupper() == document.words[token - 1][0].isupper()
        and document.words[token] == "of"
    )


def _phrase_end(head: int, stop: int, document: Document) -> int:
    """The token after a noun's phrase that ends at the next comma or clause."""
    end = head + 1
    while end < stop and document.lower[end] not in _CUTS and document.deps[end] != "relcl":
        end += 1
    while end > head + 1 and document.pos[end - 1] in ("PUNCT", "ADP", "DET", "SPACE"):
        end -= 1
    return end


def _is_one_of_many(first: int, head: int, document: Document) -> bool:
    """Whether a noun says what somebody is among others: "the first player", but not "first lady"."""
    return any(
        document.lower[token] in _RANKS and document.lower[token + 1] not in _OFFICES_OF_RANK for token in range(first, head)
    )


def _behind_owner(first: int, head: int, document: Document) -> int:
    """The first token after an owner that has no name: "chief executive" of "company's chief executive"."""
    for token in range(head - 1, first, -1):
        if document.words[token] in ("'s", "’s"):
            named = any(document.words[owner][0].isupper() for owner in range(first, token))
            return first if named else token + 1
    return first


def _noun_phrase(head: int, after: int, strength: int, document: Document, before: int | None = None) -> Iterator[Role]:
    """The role that a noun heads: its phrase up to the next comma or clause."""
    noun = person_noun(head, document)
    if noun is None or document.tags[head] in ("NNS", "NNPS"):
        return
    first = max(after, document.lefts[head])
    stop = min(document.rights[head] + 1, head + _LONGEST, before if before is not None else len(document))
    while first < head and (document.pos[first] in ("DET", "PUNCT", "PRON") or document.words[first] in ("'s", "’s")):
        first += 1
    first = _behind_owner(first, head, document)
    end = _phrase_end(head, stop, document)
    is_weak = (noun in words("actors/weak_roles") and end - first <= 2) or _is_one_of_many(first, head, document)
    yield Role(document.starts[first], document.ends[end - 1], head, WEAK if is_weak else strength)
