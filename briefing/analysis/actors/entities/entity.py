"""Entities: what an actor is while it is being found, before it becomes part of a briefing."""

from dataclasses import dataclass, field

from briefing.analysis.actors.mentions.spans import Label, Name
from briefing.model import Form


@dataclass(frozen=True, slots=True)
class Role:
    """What the text says that somebody is."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last one."""
    head: int
    """Token of the noun that says it."""
    strength: int
    """How sure and how telling it is; the greatest is shown."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that refers to an entity without naming it."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last one."""
    token: int
    """Number of its head."""
    form: Form
    """How it refers."""
    rule: str
    """What linked it."""


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that is named or described in the text."""

    label: Label
    """What it is."""
    names: list[Name] = field(default_factory=list)
    """Where it is named, in order."""
    country: str | None = None
    """The country's code, if it is one."""
    gender: str | None = None
    """``m`` or ``f`` where a title, a noun for the person, a frequent first name or a pronoun tells."""
    name_gender: str | None = None
    """``m`` or ``f`` where the first name tells: a rare one may be a man's here and a woman's there."""
    roles: list[Role] = field(default_factory=list)
    """What the text says it is."""
    nouns: set[str] = field(default_factory=set)
    """Base forms of the nouns for it: president, senator, company."""
    countries: set[str] = field(default_factory=set)
    """Codes of the countries that it belongs to."""
    words: set[str] = field(default_factory=set)
    """Base forms of the words of its roles and descriptions."""
    described: set[str] = field(default_factory=set)
    """Nouns that have referred to it."""
    is_plural: bool = False
    """Whether it is several people."""
    references: list[Reference] = field(default_factory=list)
    """Where the text refers to it by other means."""
    score: float = 0.0
    """How much the article is about it."""

    @property
    def likely_gender(self) -> str | None:
        """The gender that the text tells, or else the first name."""
        return self.gender or self.name_gender

    @property
    def name(self) -> str:
        """The fullest form of its name; a demonym or a capital only if there is no other."""
        plain = [name.text for name in self.names if not name.is_demonym and not name.stands_for_country]
        proper = plain or [name.text for name in self.names]
        return max(proper, key=lambda text: (len(text.split()), len(text)), default="")
