"""What flows through the program: an article, what was found in it, and the briefing that holds both.

Every finding is a span of `Article.text`: offsets in Unicode code points, end exclusive. The types are frozen, and msgspec
encodes them as they stand, so that the worker's lines, the cache and the JSON of a briefing are one format
(``briefing/1``). `text` beside a span repeats its words for people who read the file.
"""

from bisect import bisect_right
from typing import Final, Literal

from msgspec import Struct

Role = Literal["headline", "dek", "byline", "subhead", "body", "caption", "boilerplate"]
GapKind = Literal["clause", "object", "name", "subject", "modifier"]
Certainty = Literal["certain", "likely", "possible"]
ActorType = Literal["person", "organization", "country", "place", "group"]
Form = Literal["name", "nominal", "pronoun", "demonym"]
QuoteKind = Literal["direct", "mixed", "fragment", "indirect"]
QuestionKind = Literal["obstacle", "unknown", "dispute", "decision", "condition", "demand", "asked", "missing"]
QuestionForm = Literal["question", "heading"]

READ_ROLES: frozenset[Role] = frozenset({"headline", "dek", "subhead", "body"})
"""Roles of the blocks that are the article itself; the others are set aside."""

WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction (Brysbaert 2019, doi:10.1016/j.jml.2019.104047)."""

_ODD_BLANKS: Final = (
    "  ",
    *"\t\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
    *"\u2028\u2029\u202f\u205f\u3000",
)
"""What may stand where one blank would not, or beside it: every character at which `str.split` parts words is here."""


class Span(Struct, frozen=True):
    """A stretch of the article's text."""

    start: int
    """Offset of the first character, in code points."""
    end: int
    """Offset behind the last character."""


class Words(Span, frozen=True):
    """A span with its words."""

    text: str
    """Always equal to ``article.text[start:end]``."""


class Block(Span, frozen=True):
    """A line or paragraph of the article and the part it plays."""

    role: Role
    """What the block is."""
    duplicate_of: int | None = None
    """Index of the block that this one repeats."""

    @property
    def is_read(self) -> bool:
        """Whether the block belongs to the article proper, and is not set aside."""
        return self.role in READ_ROLES and self.duplicate_of is None


class Gap(Struct, frozen=True):
    """A place where words were lost before the article reached us."""

    at: int
    """Offset at which the words are missing."""
    kind: GapKind
    """What seems to be missing there."""
    certainty: Certainty
    """How sure that is."""


class Article(Struct, frozen=True):
    """One article as it was read: its text, untouched, and what its source says of it."""

    source: str
    """Path or URL as it was given."""
    title: str | None
    """The headline."""
    byline: str | None
    """Who wrote it."""
    site: str | None
    """Where it was published."""
    published: str | None
    """Day of publication, as ``2025-12-04``."""
    language: str
    """ISO 639-1 code."""
    sha256: str
    """Hexadecimal digest of the text in UTF-8."""
    text: str
    """The decoded source with line ends made ``\\n``; never edited."""
    blocks: tuple[Block, ...] = ()
    """The parts of the text in order; they do not overlap."""
    gaps: tuple[Gap, ...] = ()
    """Where words are missing, in order."""
    notices: tuple[str, ...] = ()
    """What went wrong when it was opened, and what was done about it, in sentences for people."""

    def words(self, start: int, end: int) -> Words:
        """The span from `start` to `end` with its words."""
        return Words(start, end, self.text[start:end])

    @property
    def read_blocks(self) -> tuple[Block, ...]:
        """The blocks of the article proper."""
        return tuple(block for block in self.blocks if block.is_read)

    def is_read_at(self, offset: int) -> bool:
        """Whether the character at an offset belongs to the article proper."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return at >= 0 and offset < self.blocks[at].end and self.blocks[at].is_read

    @property
    def set_aside(self) -> tuple[Block, ...]:
        """Captions, bylines, boilerplate and repeated headlines."""
        return tuple(block for block in self.blocks if not block.is_read)

    @property
    def word_count(self) -> int:
        """Words of the article proper, split at blanks."""
        text, blocks = self.text, self.read_blocks
        if any(text.count("\n", block.start, block.end) for block in blocks) or any(odd in text for odd in _ODD_BLANKS):
            return sum(len(text[block.start : block.end].split()) for block in blocks)
        # One blank between two words, as nearly everywhere: counting them takes no time, and long articles are opened at once.
        return sum(text.count(" ", block.start, block.end) for block in blocks) + len(blocks)

    @property
    def minutes(self) -> int:
        """Minutes that reading takes, at least one."""
        return max(1, round(self.word_count / WORDS_PER_MINUTE))


class FeedEntry(Struct, frozen=True):
    """What a feed says of one article."""

    title: str
    """Its headline; the address where it has none."""
    link: str | None
    """Its address on the web, to be fetched if the reader asks for it."""
    published: str | None
    """Day of publication, as ``2025-12-04``."""
    summary: str
    """The first words of its text; empty where the feed gives none."""
    article: Article | None
    """The article itself, where the feed carries it."""


class Feed(Struct, frozen=True):
    """A list of articles, the latest first as a rule."""

    source: str
    """Path or URL as it was given."""
    title: str
    """What the feed calls itself."""
    entries: tuple[FeedEntry, ...]
    """In the feed's order."""
    is_private: bool = False
    """Whether it came from a private network, whose machines its entries may lead to."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that the feed carries whole."""
        return tuple(entry.article for entry in self.entries if entry.article is not None)


class Mention(Words, frozen=True):
    """A place where the text names or refers to an actor."""

    form: Form
    """How it refers: by name, by a description, by a pronoun, or by a word for the people of a country."""
    rule: str
    """What linked the mention to its actor, in short words for people."""


class Actor(Struct, frozen=True):
    """Somebody or something that acts in the article."""

    id: str
    """``a1`` for the most salient actor, and so on."""
    name: str
    """The fullest form that the article itself has."""
    type: ActorType
    """What kind of actor it is."""
    role: str | None
    """What the article says the actor is ("President of France"), in the article's words."""
    aliases: tuple[str, ...]
    """The other names the article uses."""
    salience: float
    """How much the article is about the actor, from 0 to 1."""
    mentions: tuple[Mention, ...]
    """In the article's order."""


class Speaker(Words, frozen=True):
    """The mention that the text gives as the source of a quote."""

    actor: str | None
    """Id of the actor behind it; None where that is not known."""


class Quote(Words, frozen=True):
    """Something said: one quoted stretch without its quotation marks, or reported speech."""

    kind: QuoteKind
    """A whole utterance, part of one inside a reporting clause, a few words, or reported speech."""
    speaker: Speaker | None
    """Who the text says it was; None where the text does not tell."""
    cue: Words | None
    """The words that report it ("said")."""


class SummarySentence(Words, frozen=True):
    """A sentence worth keeping."""

    rank: int
    """The best n sentences are those with rank ≤ n."""
    because: tuple[str, ...]
    """Why it was chosen, in short words for people."""


class Question(Struct, frozen=True):
    """Something that the article leaves open."""

    kind: QuestionKind
    """Why it is open."""
    form: QuestionForm
    """A question, or, where none could be put safely, a heading of the article's own words."""
    question: str
    """The words to show."""
    evidence: tuple[Span, ...]
    """The sentences that leave it open."""
    actors: tuple[str, ...]
    """Ids of the actors it is about."""


class Analysis(Struct, frozen=True):
    """What made a briefing."""

    program: str
    """Version of this program."""
    model: str
    """spaCy's name of the language model, and its version."""
    notices: tuple[str, ...] = ()
    """What was not read as it stands, for people: words or sentences too long."""


class Briefing(Struct, frozen=True, tag_field="schema", tag="briefing/1"):
    """An article and everything found in it."""

    article: Article
    """The article, with the gaps that the analysis found."""
    summary: tuple[SummarySentence, ...]
    """Up to ten sentences in the article's order."""
    actors: tuple[Actor, ...]
    """Most salient first."""
    quotes: tuple[Quote, ...]
    """In the article's order."""
    questions: tuple[Question, ...]
    """Most important first, at most ten."""
    analysis: Analysis
    """What made it."""

    def first_mention(self, actor: Actor) -> Mention | None:
        """Where the article proper first has the actor; a caption counts only where there is no other place."""
        read = (mention for mention in actor.mentions if self.article.is_read_at(mention.start))
        return next(read, actor.mentions[0] if actor.mentions else None)

    def actor(self, ident: str | None) -> Actor | None:
        """The actor with this id."""
        return next((actor for actor in self.actors if actor.id == ident), None)
