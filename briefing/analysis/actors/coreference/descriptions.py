"""Descriptions: common nouns that may refer to an actor ("the French president"), and what their phrase tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from briefing.analysis.actors.coreference.body_kinds import noun_kinds
from briefing.analysis.actors.coreference.discourse import DiscourseState
from briefing.analysis.actors.entities.entity import Entity, Role
from briefing.analysis.actors.entities.roles import countries_in
from briefing.analysis.actors.mentions.gazetteer import gazetteer
from briefing.analysis.actors.mentions.person_nouns import noun_gender, person_noun
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words

_NO_ONE: Final = frozenset({"no", "any", "every", "each", "either", "neither", "what", "which", "another", "such"})
"""Determiners of phrases that mean nobody in particular."""


Kind = Literal["person", "people", "thing", "said"]


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase that may mean somebody."""

    head: int
    """Its noun's token."""
    first: int
    """Its first token."""
    stop: int
    """The token after its last one."""
    noun: str
    """The noun's base form; for "the Russian" the country's code."""
    kind: Kind
    """What it can mean; ``said`` is a noun in no list, which means somebody only where a clause says so."""
    determiner: str
    """``the``, ``this``, ``a``, ``possessive`` or nothing."""
    modifiers: frozenset[str]
    """Base forms of the words before the noun."""
    countries: frozenset[str]
    """Codes of the countries it names."""
    of: Entity | None = None
    """Whom it describes, where the grammar says so."""

    @property
    def is_new(self) -> bool:
        """Whether it brings somebody who was not there before: "a judge", "another judge"."""
        return self.determiner in ("a", "none") or not self.modifiers.isdisjoint(words("actors/other_words"))


def find_descriptions(entities: Sequence[Entity], discourse: DiscourseState) -> Iterator[Description]:
    """The descriptions in the article, but for titles before names."""
    document = discourse.document
    roles = {role.head: (entity, role) for entity in entities for role in entity.roles}
    for head in range(len(document)):
        if head in discourse.owner and not _is_lone_demonym(head, document):
            continue
        found = _noun(head, document)
        if found is None:
            continue
        noun, kind = found
        if head not in roles and not _stands_alone(head, kind, discourse):
            continue
        description = _description(head, noun, kind, roles.get(head), document)
        if description.determiner == "none" and (_before_name(head, discourse) or head in discourse.owner):
            continue  # "lifelong friend Jane Doe": a title, no mention of its own; "Republican-turned": a name
        yield description


def _stands_alone(head: int, kind: Kind, discourse: DiscourseState) -> bool:
    """Whether a noun heads a phrase of its own; a body or place may be named after it ("the company Acme")."""
    before_name = _before_name(head, discourse)
    if before_name and kind == "thing":
        return discourse.owner[head + 1] in discourse.kinds and discourse.document.lower[head + 1] not in noun_kinds()
    return not before_name and discourse.document.deps[head] not in ("compound", "nmod", "amod")


def _noun(head: int, document: Document) -> tuple[str, Kind] | None:
    """The noun of a description that the token heads, and what it can mean."""
    if document.pos[head] not in ("NOUN", "PROPN"):
        return (gazetteer().demonyms[document.words[head]], "person") if _is_lone_demonym(head, document) else None
    if (noun := person_noun(head, document)) is not None:
        return noun, "people" if document.tags[head] in ("NNS", "NNPS") else "person"
    if _is_lone_demonym(head, document):
        return gazetteer().demonyms[document.words[head]], "person"
    lemma = document.lemmas[head]
    is_part = document.pos[head] == "PROPN" and head and document.pos[head - 1] == "PROPN"
    if document.tags[head] in ("NN", "NNP") and not is_part and lemma in noun_kinds():
        return lemma, "thing"
    return (lemma, "said") if _may_be_said(head, document) else None


def _may_be_said(head: int, document: Document) -> bool:
    """Whether a noun that is in no list can still say who somebody is: "she is a vegan", "Jane Doe, a homeopath"."""
    if document.tags[head] != "NN" or document.deps[head] not in ("attr", "appos") or not document.words[head].islower():
        return False
    determiner = document.child(head, "det")
    return (
        determiner is not None
        and document.lower[determiner] in ("a", "an")
        and document.lemmas[head] not in words("actors/thing_nouns")
    )


def _is_lone_demonym(token: int, document: Document) -> bool:
    """Whether the token is a word for one person of a country or party: "the Russian", with no noun after it."""
    word = document.words[token]
    if word not in gazetteer().demonyms or word.endswith(("s", "men", "ese", "sh", "ch")) or token == 0:
        return False
    behind = document.pos[token + 1] if token + 1 < len(document) else "PUNCT"
    return document.lower[token - 1] in ("the", "a", "an") and behind not in ("NOUN", "PROPN", "ADJ", "NUM")


def _before_name(head: int, discourse: DiscourseState) -> bool:
    """Whether a name follows at once, so that the noun is its title."""
    return head + 1 in discourse.owner and discourse.document.sentence_of[head] == discourse.document.sentence_of[head + 1]


def _description(head: int, noun: str, kind: Kind, role: tuple[Entity, Role] | None, document: Document) -> Description:
    """The description that a noun heads."""
    first = max(document.lefts[head], document.sentence_bounds[document.sentence_of[head]][0], head - 12)
    for token in range(first, head):
        if document.pos[token] in ("PUNCT", "CCONJ", "SPACE") and document.words[token] not in ("-", ".", "’s", "'s"):
            first = token + 1
    stop = _behind(head, document)
    before = range(first, head)
    start, end = document.starts[first], document.ends[stop - 1]
    fits = role is not None and kind == "person" and same_gender(noun, role[0])
    return Description(
        head=head,
        first=first,
        stop=stop,
        noun=noun,
        kind=kind,
        determiner=_determiner(head, before, document),
        modifiers=frozenset(
            document.lemmas[token] for token in before if document.pos[token] in ("NOUN", "PROPN", "ADJ", "NUM")
        ),
        countries=frozenset(countries_in(start, end, document, gazetteer())),
        of=role[0] if role is not None and fits else None,
    )


def _behind(head: int, document: Document) -> int:
    """The token after the phrase: an "of" belongs to it ("the president of the United States")."""
    child = document.child(head, "prep")
    if child == head + 1 and document.lower[child] in ("of", "for") and document.rights[child] - head <= 8:
        stop = document.rights[child] + 1
        return next((token for token in range(head + 1, stop) if document.pos[token] == "PUNCT"), stop)
    return head + 1


def _determiner(head: int, before: Sequence[int], document: Document) -> str:
    """The kind of determiner that the phrase has."""
    for token in before:
        if document.heads[token] == head and document.deps[token] == "poss":
            return "possessive"
        if document.heads[token] == head and document.deps[token] == "det":
            word = document.lower[token]
            return "no one" if word in _NO_ONE else word if word in ("the", "this", "that") else "a"
    return "none"


def same_gender(noun: str, entity: Entity) -> bool:
    """Whether a noun for a person tells no other gender than the entity has."""
    return {noun_gender(noun) or None, entity.likely_gender} != {"m", "f"}
