"""Descriptions: noun phrases that may mean an actor ("the French president", "the company", "a 43-year-old man")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from briefing.analysis.actors.coreference.antecedent_ranking import Features, Option
from briefing.analysis.actors.coreference.body_kinds import noun_kinds
from briefing.analysis.actors.coreference.discourse import DiscourseState, Place
from briefing.analysis.actors.entities.entity import Entity, Role
from briefing.analysis.actors.entities.roles import countries_in
from briefing.analysis.actors.mentions.gazetteer import gazetteer
from briefing.analysis.actors.mentions.person_nouns import noun_gender, person_noun, title_nouns
from briefing.analysis.document import Document
from briefing.analysis.lexicon import words

Kind = Literal["person", "people", "thing", "said"]

_NO_ONE: Final = frozenset({"no", "any", "every", "each", "either", "neither", "what", "which", "another", "such"})
"""Determiners of phrases that mean nobody in particular."""
UNBACKED: Final = "the description fits"
"""Rule of a guess that no noun or country of the person backs."""
_OPENING: Final = 4
"""Sentences, the headline among them, in which "a judge" may be somebody whom the article names below."""
_REACH: Final = 12
"""Sentences that a description looks back over."""
_FEW: Final = 4
"""People of one noun that a description far after them may still mean."""
_MOST: Final = 8
"""Entities that a description weighs."""


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


def enter_people(entities: Sequence[Entity], discourse: DiscourseState) -> None:
    """Leave the people the nouns that they are called by, and tell the discourse who has each: a few are enough."""
    for entity in entities:
        if entity.label == "person":
            entity.nouns = _held(entity, discourse.document)
            for noun in entity.nouns:
                if len(known := discourse.holders.setdefault(noun, [])) < _FEW:
                    known.append(entity)


def _held(entity: Entity, document: Document) -> set[str]:
    """The nouns that a person is called by: not those after them ("a lawyer for the president" is no president)."""
    held = {noun for name in entity.names for noun in title_nouns(name.title)}
    for role in entity.roles:
        first = document.tokens(role.start, role.end)[0]
        heads = [role.head, *(child for child in document.children[role.head] if document.deps[child] == "conj")]
        held.update(noun for token in (*range(first, role.head), *heads) if (noun := person_noun(token, document)) is not None)
    return held


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


def same_gender(noun: str, entity: Entity) -> bool:
    """Whether a noun for a person tells no other gender than the entity has."""
    return {noun_gender(noun) or None, entity.gender} != {"m", "f"}


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


def description_options(description: Description, discourse: DiscourseState) -> list[Option]:
    """The people that a description may mean: by their last mention before it, or named after it and of its noun."""
    if description.determiner == "no one":
        return []
    options = [] if description.is_new else list(_options_before(description, discourse))
    if description.is_new and discourse.document.sentence_of[description.head] >= _OPENING:
        return options
    seen = {option.entity for option in options}
    for entity in discourse.holders.get(description.noun, ()):
        if entity not in seen and entity.names[0].first > description.head and _fits(description, entity):
            options.append(Option(entity, _later_features(description, entity, discourse), f"“{description.noun}” in its role"))
    return options


def _options_before(description: Description, discourse: DiscourseState) -> Iterator[Option]:
    """The people who come before a description, nearest first."""
    owner = possessor(description, discourse)
    if description.determiner == "possessive" and owner is None:
        return
    excluded = {owner, discourse.speaker(description.head)}
    seen: set[Entity] = set()
    rank = 0
    holders = discourse.holders.get(description.noun, ())
    for place in (*discourse.before(description.head), *discourse.named_before(holders, description.head)):
        entity = place.entity
        distance = discourse.sentences_between(place, description.head)
        if (distance > _REACH or rank >= _MOST) and description.noun not in entity.nouns:
            continue
        if entity in seen or entity in excluded or entity.label != "person":
            continue
        seen.add(entity)
        if discourse.holds(place.token, description.head):
            continue
        if entity.is_plural or not _fits(description, entity):
            continue
        yield Option(entity, _features(description, place, rank, discourse), _rule(description, entity))
        rank += 1


def _fits(description: Description, entity: Entity) -> bool:
    """Whether nothing that is known of a person speaks against a description."""
    return same_gender(description.noun, entity) and (not description.countries or _can_belong(description, entity))


def _later_features(description: Description, entity: Entity, discourse: DiscourseState) -> Features:
    """What speaks for and against a person who is named after the description only."""
    document, first = discourse.document, entity.names[0].first
    features = {
        "named later": 1.0,
        f"named later, {description.determiner}": 1.0,
        "named later, sentences": min(8, document.sentence_of[first] - document.sentence_of[description.head]) / 4,
        "named later, only holder": float(discourse.is_only_holder(entity, description.noun)),
        "named later, headline": float(description.head < discourse.headline),
        "named later, main figure": discourse.weight(entity),
        "named later, words said": float(len(description.modifiers & entity.words)),
        "named later, bare": float(not description.modifiers),
    }
    return {name: value for name, value in features.items() if value}


def _can_belong(description: Description, entity: Entity) -> bool:
    """Whether an entity can be of the country or party that a description names."""
    if entity.countries:
        return not description.countries.isdisjoint(entity.countries)
    return description.kind != "person" or description.noun in entity.nouns


def possessor(description: Description, discourse: DiscourseState) -> Entity | None:
    """Whose the described person is: "his wife" is not he."""
    document = discourse.document
    owner = document.child(description.head, "poss")
    return discourse.owner.get(owner) if owner is not None else None


def _rule(description: Description, entity: Entity) -> str:
    """Why a description would mean the entity."""
    if description.noun in description.countries:
        return "one of that country"
    if description.noun in entity.nouns:
        return f"“{description.noun}” in its role"
    return UNBACKED


def _features(description: Description, place: Place, rank: int, discourse: DiscourseState) -> Features:
    """What speaks for and against an entity, given its last mention before the description."""
    entity, determiner = place.entity, description.determiner
    distance = discourse.sentences_between(place, description.head)
    in_quote = description.head in discourse.quote_of
    owner = possessor(description, discourse)
    known = discourse.relations.get((description.noun, owner)) if owner is not None else None
    features: Features = {
        determiner: 1.0,
        f"is {entity.label}": 1.0,
        f"distance {min(distance, 4)}": 1.0,
        f"rank {min(rank, 3)}": 1.0,
        "bare": float(not description.modifiers),
        "subject": float(discourse.document.is_subject(place.token)),
        "often": min(8, discourse.counts[entity]) / 8,
        "main figure": discourse.weight(entity),
        "main figure, role unknown, the": discourse.weight(entity) * (not entity.nouns and determiner == "the"),
        "unnamed": float(not entity.names),
        "in headline": float(bool(entity.names) and entity.names[0].first < discourse.headline),
        "above it": float(discourse.commands(place.token, description.head)),
        "kin known": float(known is entity),
        "kin of somebody else": float(owner is not None and (description.noun, entity) in discourse.related and not known),
        "weak noun": float(description.noun in words("actors/weak_roles")),
        "weak noun, known": float(description.noun in words("actors/weak_roles") and description.noun in entity.nouns),
        "clause behind": float(discourse.document.child(description.head, "relcl", "acl") is not None),
        "of": float(discourse.document.child(description.head, "prep") is not None),
        "kin known, another": float(known is not None and known is not entity),
        "possessive, role unknown": float(determiner == "possessive" and description.noun not in entity.nouns),
        "quote": float(in_quote),
        "other side of quote": float(in_quote != (place.token in discourse.quote_of)),
        **_noun_features(description, entity, discourse),
        **_country_features(description, entity),
    }
    return {name: value for name, value in features.items() if value}


def _noun_features(description: Description, entity: Entity, discourse: DiscourseState) -> Features:
    """What the noun and the words before it say: whether the text has called the entity so, and it alone."""
    noun, is_definite = description.noun, description.determiner == "the"
    is_known = noun in entity.nouns
    is_only = is_known and discourse.is_only_holder(entity, noun)
    in_name = noun in discourse.name_words.get(entity, ())
    nobody = noun not in discourse.holders
    return {
        "noun known": float(is_known),
        f"noun known, {description.determiner}": float(is_known),
        "noun known, bare": float(is_known and not description.modifiers),
        "noun in name": float(in_name),
        "noun in name, the": float(in_name and is_definite),
        "described so": float(noun in entity.described),
        "role unknown": float(not entity.nouns),
        "only holder": float(is_only),
        "only holder, the": float(is_only and is_definite),
        "only holder, the, bare": float(is_only and is_definite and not description.modifiers),
        "nobody known": float(nobody),
        "nobody known, main figure, the": discourse.weight(entity) * (nobody and is_definite),
        "words said": float(len(description.modifiers & entity.words)),
        "words new": min(3.0, len(description.modifiers - entity.words)),
    }


def _country_features(description: Description, entity: Entity) -> Features:
    """Whether the country of the description is the figure's."""
    if not description.countries:
        return {}
    return {
        "country agrees": float(not description.countries.isdisjoint(entity.countries)),
        "country not known": float(not entity.countries),
    }


def introduce(description: Description, discourse: DiscourseState) -> Entity | None:
    """The new entity for somebody whom the text describes without a name, or the group it has described before."""
    if description.determiner == "no one" or description.kind not in ("person", "people"):
        return None
    if description.kind == "person":
        entity = Entity("person", gender=noun_gender(description.noun) or None)
    else:
        entity = discourse.groups.setdefault(description.noun, Entity("group", is_plural=True))
    entity.nouns.add(description.noun)
    entity.countries.update(description.countries)
    entity.words.update(description.modifiers)
    return entity
