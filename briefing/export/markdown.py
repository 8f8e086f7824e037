"""A briefing as Markdown: GFM with footnotes for the evidence, front matter with the keys of Obsidian's clipper."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from briefing import __version__
from briefing.export.escape import escaped, escaped_heading, one_line
from briefing.export.places import Places
from briefing.export.wording import (
    KEY_ACTORS,
    REPORTED,
    UNATTRIBUTED,
    apart,
    note_on_the_text,
    own_words,
    set_aside,
    speaker_name,
)
from briefing.model import Briefing, Quote, Span


def to_markdown(briefing: Briefing, *, created: datetime, sentences: int = 5, notes: Sequence[tuple[Span, str]] = ()) -> str:
    """The briefing as a Markdown document.

    `created` goes into the front matter; `sentences` is the length of the summary; `notes` are what the reader wrote, each
    with the stretch of the article it is about. What is left out of `briefing` stays out of the document.
    """
    return _Document(briefing, created, sentences, notes).text()


class _Document:
    """The parts of the document in their order; the evidence is collected on the way."""

    def __init__(self, briefing: Briefing, created: datetime, sentences: int, notes: Sequence[tuple[Span, str]]) -> None:
        self._briefing = briefing
        self._article = briefing.article
        self._created = created
        self._sentences = sentences
        self._notes = notes
        self._places = Places(briefing.article)
        self._evidence: dict[tuple[int, int], int] = {}

    def text(self) -> str:
        """The whole document."""
        parts = [
            _front_matter(self._briefing, self._created),
            f"# {escaped_heading(self._article.title or self._article.source)}",
            self._note(),
            _section("## Summary", "\n".join(self._summary())),
            _section("## Key actors", "\n".join(self._actors())),
            _section("## Quotes", "\n\n".join(self._quotes())),
            _section("## Open questions", "\n".join(self._questions())),
            _section("## Notes", "\n".join(self._own_notes())),
            _section("## Evidence", "\n".join(self._footnotes())),
            _section("## Article", "\n\n".join(self._paragraphs())),
            self._lines_set_aside(),
        ]
        return "\n\n".join(part for part in parts if part).rstrip("\n") + "\n"

    def _mark(self, span: Span) -> str:
        """A reference to the evidence at `span`."""
        number = self._evidence.setdefault((span.start, span.end), len(self._evidence) + 1)
        return f"[^{number}]"

    def _note(self) -> str:
        note = note_on_the_text(self._article)
        return f"> **Note on the text.** {note}" if note else ""

    def _summary(self) -> Iterator[str]:
        for sentence in self._briefing.summary:
            if sentence.rank <= self._sentences:
                yield f"- {escaped(self._places.words(sentence.start, sentence.end))}{self._mark(sentence)}"

    def _actors(self) -> Iterator[str]:
        actors = self._briefing.actors[:KEY_ACTORS]
        if actors:
            yield "| Actor | Role in the text | Mentions | First |"
            yield "|:---|:---|---:|:---|"
        for actor in actors:
            first = self._briefing.first_mention(actor)
            cells = (
                escaped(actor.name),
                escaped(actor.role or ""),
                str(len(actor.mentions)),
                self._mark(first) if first else "",
            )
            yield f"| {' | '.join(cells)} |"

    def _quotes(self) -> Iterator[str]:
        quoted, reported = apart(self._briefing.quotes)
        for quote in quoted:
            yield f"> “{self._words(quote)}”\n>\n> — {self._speaker(quote)}{self._mark(quote)}"
        if reported:
            yield f"### {REPORTED}"
        for quote in reported:
            yield f"> {self._words(quote)}\n>\n> — {self._speaker(quote)}{self._mark(quote)}"

    def _words(self, span: Span) -> str:
        return escaped(self._places.words(span.start, span.end))

    def _speaker(self, quote: Quote) -> str:
        """Who said it, as far as the text tells."""
        name = speaker_name(quote, self._briefing)
        if name is None:
            return f"*{UNATTRIBUTED}*"
        words = own_words(quote, self._briefing)
        return escaped(name) + (f" (“{escaped(words)}”)" if words else "")

    def _questions(self) -> Iterator[str]:
        for question in self._briefing.questions:
            marks = "".join(self._mark(span) for span in question.evidence)
            yield f"- [ ] **{question.kind}** {escaped(question.question)}{marks}"

    def _own_notes(self) -> Iterator[str]:
        for span, note in self._notes:
            yield f"- {escaped(note)}{self._mark(span)}"

    def _footnotes(self) -> Iterator[str]:
        for (start, end), number in self._evidence.items():
            words = escaped(self._places.words(start, end))
            yield f"[^{number}]: {self._places.place(start)}, characters {start}–{end}: {words}"

    def _paragraphs(self) -> Iterator[str]:
        for block in self._article.blocks:
            if block.duplicate_of is not None:
                continue
            words = self._places.block_words(block)
            match block.role:
                case "body":
                    yield escaped(words)
                case "dek":
                    yield f"**{escaped(words)}**"
                case "subhead":
                    yield f"### {escaped_heading(words)}"
                case "caption":
                    yield f"*{escaped(words)}*"

    def _lines_set_aside(self) -> str:
        blocks = set_aside(self._article)
        if not blocks:
            return ""
        return _section("### Lines set aside", "\n".join(f"- {escaped(self._places.block_words(block))}" for block in blocks))


def _front_matter(briefing: Briefing, created: datetime) -> str:
    """What is known of the article and of its making, in YAML."""
    article = briefing.article
    fields: dict[str, str] = {
        "title": _yaml(article.title),
        "source": _yaml(article.source),
        "author": f"[{_yaml(article.byline) if article.byline else ''}]",
        "site": _yaml(article.site),
        "published": one_line(article.published) if article.published else "null",
        "created": f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "language": article.language,
        "words": str(article.word_count),
        "gaps": str(len(article.gaps)),
        "sha256": article.sha256,
        "briefing": _yaml(__version__),
        "model": _yaml(briefing.analysis.model),
        "tags": "[briefing]",
    }
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---"


def _yaml(text: str | None) -> str:
    """A string as YAML has it: JSON's are YAML's, once nothing unprintable is left."""
    return "null" if text is None else msgspec.json.encode(one_line(text)).decode()


def _section(heading: str, body: str) -> str:
    """A part of the document under its heading, which is there even where nothing was found."""
    return f"{heading}\n\n{body}".rstrip()
