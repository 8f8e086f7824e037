"""A briefing as Markdown: footnotes for the evidence, front matter with the keys of Obsidian's clipper."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

import msgspec

from briefing import __version__
from briefing.export.escape import escaped, escaped_heading
from briefing.export.flavors import KINDS, Gfm
from briefing.export.wanted import Wanted
from briefing.export.wording import (
    KEY_ACTORS,
    REPORTED,
    UNATTRIBUTED,
    apart,
    note_on_the_text,
    note_words,
    own_words,
    reporting,
    set_aside,
    speaker_name,
)
from briefing.model import Briefing, Quote, Span
from briefing.places import Places
from briefing.visible import one_line

_UNPRINTABLE: Final = re.compile(r"[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 has no letter for (chapter 5.1), and line ends and marks that some readers take for something else."""
_YAML_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:Z|[-+]\d\d:\d\d)?)?", re.ASCII)


def to_markdown(briefing: Briefing, wanted: Wanted | None = None, *, created: datetime) -> str:
    """The briefing as a Markdown document, or what is `wanted` of it; `created` goes into the front matter."""
    return _Document(briefing, wanted or Wanted(), created).text()


class _Document:
    """The parts of the document in their order; the evidence is collected on the way."""

    def __init__(self, briefing: Briefing, wanted: Wanted, created: datetime) -> None:
        self._briefing = briefing
        self._article = briefing.article
        self._wanted = wanted
        self._created = created
        self._flavor = KINDS[wanted.flavor]
        self._places = Places(briefing.article)
        self._evidence: dict[tuple[int, int], int] = {}

    def text(self) -> str:
        """The whole document."""
        parts = [
            _front_matter(self._briefing, self._created, self._flavor),
            f"# {escaped_heading(self._article.title or self._article.source)}",
            self._note(),
            *self._sections(),
        ]
        return "\n\n".join(part for part in parts if part).rstrip("\n") + "\n"

    def _sections(self) -> Iterator[str]:
        """The sections that are wanted, each under its heading, which is there even where nothing was found."""
        sections: dict[str, tuple[str, str, Callable[[], Iterator[str]]]] = {
            "summary": ("Summary", "\n", self._summary),
            "actors": ("Key actors", "\n", self._actors),
            "quotes": ("Quotes", "\n\n", self._quotes),
            "questions": ("Open questions", "\n", self._questions),
            "notes": ("Notes", "\n", self._notes),
            "evidence": ("Evidence", "\n", self._footnotes),
            "article": ("Article", "\n\n", self._paragraphs),
        }
        for name, (heading, between, lines) in sections.items():
            if name in self._wanted.sections:
                yield f"## {heading}\n\n{between.join(lines())}".rstrip()

    def _mark(self, span: Span) -> str:
        """A reference to the evidence at `span`, where there is evidence."""
        if "evidence" not in self._wanted.sections:
            return ""
        number = self._evidence.setdefault((span.start, span.end), len(self._evidence) + 1)
        return f"[^{number}]"

    def _note(self) -> str:
        note = note_on_the_text(self._article, whole="article" in self._wanted.sections)
        return self._flavor.note_on_the_text(note) if note else ""

    def _summary(self) -> Iterator[str]:
        shown = (sentence for sentence in self._briefing.summary if sentence.rank <= self._wanted.sentences)
        for number, sentence in enumerate(shown, 1):
            yield f"- {self._words(sentence)}{self._mark(sentence)}{self._flavor.block_id('s', number)}"

    def _actors(self) -> Iterator[str]:
        actors = self._briefing.actors[:KEY_ACTORS]
        if actors:
            yield "| Actor | Role in the text | Mentions | First |"
            yield "|:---|:---|---:|:---|"
        for actor in actors:
            first = self._briefing.first_mention(actor)
            cells = (
                self._flavor.in_cell(one_line(actor.name)),
                escaped(actor.role or ""),
                str(len(actor.mentions)),
                self._mark(first) or self._places.place(first.start) if first else "",
            )
            yield f"| {' | '.join(cells)} |"

    def _quotes(self) -> Iterator[str]:
        quoted, reported = apart(self._briefing.quotes)
        for number, quote in enumerate((*quoted, *reported), 1):
            if number == len(quoted) + 1:
                yield f"### {REPORTED}"
            said = self._words(quote) if quote.kind == "indirect" else f"“{self._words(quote)}”"
            yield self._flavor.quote(said, self._speaker(quote), self._mark(quote), number)

    def _words(self, span: Span) -> str:
        return escaped(self._places.words(span.start, span.end))

    def _speaker(self, quote: Quote) -> str:
        """Who said it, as far as the text tells."""
        name = speaker_name(quote, self._briefing)
        if name is None:
            return f"*{UNATTRIBUTED}*"
        actor = self._briefing.actor(quote.speaker.actor) if quote.speaker else None
        shown = self._flavor.name(one_line(actor.name), one_line(name)) if actor else escaped(name)
        words = own_words(quote, self._briefing)
        reports = reporting(quote)
        return shown + (f" (“{escaped(words)}”)" if words else "") + (f", *{escaped(reports)}*" if reports else "")

    def _questions(self) -> Iterator[str]:
        for number, question in enumerate(self._briefing.questions, 1):
            marks = "".join(self._mark(span) for span in question.evidence)
            words = f"**{question.kind}** {escaped(question.question)}"
            yield f"- [ ] {words}{marks}{self._flavor.block_id('o', number)}"

    def _notes(self) -> Iterator[str]:
        for number, (span, note) in enumerate(self._wanted.notes, 1):
            mark = self._mark(span) if span.start < span.end else ""
            yield f"- {escaped(note_words(span, note))}{mark}{self._flavor.block_id('n', number)}"

    def _footnotes(self) -> Iterator[str]:
        is_there = "article" in self._wanted.sections
        for (start, end), number in self._evidence.items():
            place, paragraph = self._places.place(start), self._places.paragraph(start) if is_there else None
            words = escaped(self._places.words(start, end))
            yield f"[^{number}]: {self._flavor.place(place, paragraph)}, characters {start}–{end}: {words}"

    def _paragraphs(self) -> Iterator[str]:
        for block in self._article.blocks:
            if block.duplicate_of is not None:
                continue
            words = self._places.block_words(block)
            match block.role:
                case "body":
                    paragraph = self._places.paragraph(block.start)
                    yield escaped(words) + (self._flavor.block_id("p", paragraph) if paragraph else "")
                case "dek":
                    yield f"**{escaped(words)}**"
                case "subhead":
                    yield f"### {escaped_heading(words)}"
                case "caption":
                    yield f"*{escaped(words)}*"
        if aside := set_aside(self._article):
            yield self._flavor.set_aside(escaped(self._places.block_words(block)) for block in aside)


def _front_matter(briefing: Briefing, created: datetime, flavor: Gfm) -> str:
    """What is known of the article and of its making, in YAML."""
    article = briefing.article
    lists = flavor.properties(actor.name for actor in briefing.actors[:KEY_ACTORS])
    fields: dict[str, str] = {
        "title": _yaml(article.title),
        "source": _yaml(article.source),
        "author": f"[{_yaml(article.byline) if article.byline else ''}]",
        "site": _yaml(article.site),
        "published": _yaml_date(article.published or None),
        "created": f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "language": _yaml(article.language),  # for YAML, Norwegian is a falsehood
        "words": str(article.word_count),
        "gaps": str(len(article.gaps)),
        "sha256": _yaml(article.sha256),
        "briefing": _yaml(__version__),
        "model": _yaml(briefing.analysis.model),
        **{key: f"[{', '.join(map(_yaml, items))}]" for key, items in lists.items()},
        "tags": "[briefing]",
    }
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---"


def _yaml(text: str | None) -> str:
    """A string as YAML has it, between quotes: JSON's are YAML's, once what YAML forbids is an escape."""
    if text is None:
        return "null"
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", msgspec.json.encode(one_line(text)).decode())


def _yaml_date(text: str | None) -> str:
    """A date that YAML knows as one, or a string: a day that there is not must not keep the rest from being read."""
    if text is not None and _YAML_DATE.fullmatch(text):
        with suppress(ValueError):
            datetime.fromisoformat(text)
            return text
    return _yaml(text)
