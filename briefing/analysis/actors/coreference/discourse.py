"""The discourse: every mention so far, in the order of reading, so that a reference finds who came before it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefing.analysis.actors.entities.entity import Entity, Reference
from briefing.analysis.document import Document
from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.lexicon import words
from briefing.model import Form, Quote

REACH = 60
"""Mentions that a reference looks back over at most."""
_LABEL = 6
"""Tokens of the longest name before the colon of a transcript."""


_HEADLINE = 40
"""Tokens of the longest headline of an interview."""
_QUESTIONS = 3
"""Questions that an interview has at least."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention on the line of reading."""

    token: int
    """Number of its head."""
    entity: Entity
    """Whose it is."""
    form: Form
    """How it refers."""


@dataclass(slots=True)
class DiscourseState:
    """Mentions in the order of reading, and who says what."""

    document: Document
    """The article's tokens."""
    headline: int
    """Number of the first token after the headline."""
    quotes: Sequence[Quote]
    """What is said, in quotation marks."""
    quote_of: dict[int, int]
    """Number of the quote that a token is in; tokens outside quotes are left out."""
    places: list[Place] = field(default_factory=list)
    """Mentions by their tokens."""
    tokens: list[int] = field(default_factory=list)
    """The tokens of `places`."""
    _quote_starts: list[int] = field(init=False)
    _speaking: dict[int, int] = field(init=False)
    owner: dict[int, Entity] = field(default_factory=dict)
    """Whose mention a token belongs to."""
    named: set[int] = field(default_factory=set)
    """Tokens of names."""
    turns: list[tuple[int, int, Entity]] = field(default_factory=list)
    """First token, the one after the last, and speaker of paragraphs that begin with the speaker's name."""
    interviewed: Entity | None = None
    """Who is asked in an interview."""
    asked: list[tuple[int, int]] = field(default_factory=list)
    """First token of each question to them, and the one after its last."""
    groups: dict[str, Entity] = field(default_factory=dict)
    """People described in the plural, by their noun."""
    people: list[Entity] = field(default_factory=list)
    """The people who are named most."""
    holders: dict[str, list[Entity]] = field(default_factory=dict)
    """Whom the article calls by each noun, among those who have a name; at most a few."""
    by_name_noun: dict[str, list[Entity]] = field(default_factory=dict)
    """Bodies and places by the noun that their names are built on; at most a few."""
    kinds: dict[Entity, frozenset[str]] = field(default_factory=dict)
    """What kinds of body or place the article shows each of them to be."""
    of_kind: dict[str, list[Entity]] = field(default_factory=dict)
    """Bodies and places by kind, those named most first; at most a few."""
    shares: dict[Entity, float] = field(default_factory=dict)
    """How often each body or place is named, beside the one of its sort named most."""
    name_words: dict[Entity, frozenset[str]] = field(default_factory=dict)
    """The words of each entity's fullest name, in small letters."""
    most_named: int = 1
    """How often the person is named who is named most."""
    relations: dict[tuple[str, Entity], Entity] = field(default_factory=dict)
    """Who was called somebody's wife, aide and the like: by the noun and whose."""
    related: set[tuple[str, Entity]] = field(default_factory=set)
    """Who was called somebody's wife, aide and the like, with the noun."""
    last_called: dict[str, Entity] = field(default_factory=dict)
    """Whom the last "he" meant, and whom the last "she", by gender."""
    headed: dict[int, tuple[int, Entity]] = field(default_factory=dict)
    """By the first sentence of each item of a list that a person's name heads: its first token, and whose name it is."""
    counts: dict[Entity, int] = field(default_factory=dict)
    """Mentions of each entity so far."""

    def __post_init__(self) -> None:
        self._quote_starts = [quote.start for quote in self.quotes]
        self._speaking = {quote.speaker.start: number for number, quote in enumerate(self.quotes)
                          if quote.speaker is not None and quote.kind != "indirect"}  # fmt: skip

    def add_name(self, entity: Entity, first: int, stop: int) -> None:
        """Enter a name that is in these tokens."""
        self.owner.update(dict.fromkeys(range(first, stop), entity))
        self.named.update(range(first, stop))
        self._enter(Place(self.document.root(first, stop), entity, "name"))

    def add_turn(self, first: int, stop: int) -> None:
        """Enter a paragraph that begins with its speaker's name, as in a transcript ("KELLER: I know him")."""
        for colon in range(first + 1, min(first + _LABEL, stop)):
            if self.document.words[colon] == ":" and (speaker := self.owner.get(colon - 1)) is not None:
                self.turns.append((colon + 1, stop, speaker))
                return

    def add_interview(self, blocks: Sequence[tuple[int, int]]) -> None:
        """Enter the answers of an interview without labels, whose headline names the one who is asked and nobody else.

        `blocks` are the first token of each paragraph, and the one after its last.
        """
        if self.turns or not blocks:
            return
        document, (first, stop) = self.document, blocks[0]
        opening = range(first, min(stop, first + _HEADLINE))
        people = {self.owner[token] for token in opening if token in self.owner and self.owner[token].label == "person"}
        if len(people) != 1 or words("actors/interview_words").isdisjoint(document.lower[slice(opening.start, opening.stop)]):
            return
        is_question = ["?" in document.words[max(first, stop - 3) : stop] for first, stop in blocks]
        questions = [number for number, asks in enumerate(is_question) if number and asks]
        if len(questions) < _QUESTIONS:
            return
        (self.interviewed,) = people
        for number in range(questions[0], len(blocks)):
            if is_question[number]:
                self.asked.append(blocks[number])
            else:
                self.turns.append((*blocks[number], self.interviewed))

    def weight(self, entity: Entity) -> float:
        """How often an entity is named in the whole article, beside the person named most: from 0 to 1."""
        return min(1.0, len(entity.names) / self.most_named)

    def refer(self, entity: Entity, token: int, phrase: range, form: Form, rule: str) -> None:
        """Enter a reference, and give it to the entity; `phrase` are its tokens, `token` the head among them."""
        start, end = self.document.starts[phrase.start], self.document.ends[phrase.stop - 1]
        entity.references.append(Reference(start, end, token, form, rule))
        self.owner[token] = entity
        self._enter(Place(token, entity, form))

    def _enter(self, place: Place) -> None:
        """Put a mention in its place on the line."""
        at = bisect_right(self.tokens, place.token)
        self.tokens.insert(at, place.token)
        self.places.insert(at, place)
        self.counts[place.entity] = self.counts.get(place.entity, 0) + 1

    def before(self, token: int) -> Iterator[Place]:
        """The mentions before a token, nearest first."""
        at = bisect_left(self.tokens, token)
        for index in range(at - 1, max(-1, at - 1 - REACH), -1):
            yield self.places[index]

    def named_before(self, entities: Sequence[Entity], token: int) -> Iterator[Place]:
        """The last name of each entity that is named before the token."""
        for entity in entities:
            behind = bisect_left(entity.names, token, key=lambda name: name.first)
            if behind:
                yield Place(entity.names[behind - 1].stop - 1, entity, "name")

    def holds(self, token: int, inner: int) -> bool:
        """Whether a token is inside the phrase that another heads: a part of it, or what is said beside it."""
        return self.document.lefts[token] <= inner <= self.document.rights[token]

    def commands(self, token: int, lower: int) -> bool:
        """Whether a token is the subject of a clause above another: "she" of "she said the mayor would come"."""
        document = self.document
        if document.sentence_of[token] != document.sentence_of[lower]:
            return False
        subject = document.conjunction_head(token)
        if document.deps[subject] not in SUBJECTS:
            return False
        verb = document.heads[subject]
        return (
            document.lefts[verb] <= lower <= document.rights[verb]
            and not document.lefts[subject] <= lower <= document.rights[subject]
        )

    def is_only_holder(self, entity: Entity, noun: str) -> bool:
        """Whether the article calls this entity by the noun, and no other that has a name."""
        return self.holders.get(noun, ()) == [entity]

    def holds_name(self, reference: Reference) -> bool:
        """Whether a name is inside the words of a reference."""
        first, stop = self.document.tokens(reference.start, reference.end)
        return any(self.owner[token].names for token in range(first, stop) if token in self.owner)

    def sentences_between(self, place: Place, token: int) -> int:
        """How many sentence ends lie between a mention and a token after it."""
        return self.document.sentence_of[token] - self.document.sentence_of[place.token]

    def paragraphs_between(self, place: Place, token: int) -> int:
        """How many line ends lie between a mention and a token after it."""
        return self.document.text.count("\n", self.document.starts[place.token], self.document.starts[token])

    def speaker(self, token: int) -> Entity | None:
        """Who says the quote that the token is in, or speaks the paragraph, if that is known."""
        number = self.quote_of.get(token)
        if number is not None:
            return self._speaker_of(number)
        at = bisect_right(self.turns, token, key=lambda turn: turn[0]) - 1
        return self.turns[at][2] if at >= 0 and token < self.turns[at][1] else None

    def is_asked(self, token: int) -> bool:
        """Whether the token is in a question to the one who is interviewed."""
        at = bisect_right(self.asked, token, key=lambda question: question[0]) - 1
        return at >= 0 and token < self.asked[at][1]

    def last_speaker(self, token: int) -> Entity | None:
        """Who says the last quote before the token, if that is known."""
        number = bisect_left(self._quote_starts, self.document.starts[token]) - 1
        if number >= 0 and self.quote_of.get(token) == number:
            number -= 1
        return self._speaker_of(number) if number >= 0 else None

    def spoken_by(self, token: int) -> int | None:
        """The number of the quote whose speaker's mention the token is."""
        return self._speaking.get(self.document.starts[token])

    def named_in_quote(self, number: int) -> set[Entity]:
        """Who is named inside a quote."""
        quote = self.quotes[number]
        first, stop = self.document.tokens(quote.start, quote.end)
        left, right = bisect_left(self.tokens, first), bisect_left(self.tokens, stop)
        return {place.entity for place in self.places[left:right] if place.form == "name"}

    def _speaker_of(self, number: int) -> Entity | None:
        """Who says a quote, by the mention that the text gives."""
        speaker = self.quotes[number].speaker
        if speaker is None:
            return None
        first, stop = self.document.tokens(speaker.start, speaker.end)
        return next((self.owner[at] for at in range(stop - 1, first - 1, -1) if at in self.owner), None)


def read_quotes(quotes: Sequence[Quote], document: Document) -> dict[int, int]:
    """Which tokens are in which quote; reported speech has no marks and counts as the writer's words."""
    inside: dict[int, int] = {}
    for number, quote in enumerate(quotes):
        if quote.kind != "indirect":
            inside.update(dict.fromkeys(range(*document.tokens(quote.start, quote.end)), number))
    return inside
