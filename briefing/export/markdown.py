"""A briefing as Markdown: footnotes for the evidence, front matter with the keys of Obsidian's clipper."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from typing import Final

import msgspec

from briefing import __version__
from briefing.export.escape import escaped, escaped_heading
from briefing.export.flavors import KINDS, Gfm
from briefing.export.wanted import Wanted
from briefing.export.wording import note_on_the_text, set_aside
from briefing.formats import SECTION_TITLES
from briefing.model import Briefing, Span
from briefing.panels import KEY_ACTORS
from briefing.panels.entries import Entry, Line, Profile, Quotation
from briefing.panels.speakers import UNATTRIBUTED
from briefing.panels.spec import Group
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
        for panel, groups in self._wanted.panels(self._briefing):
            yield self._section(panel.id, "\n\n".join(self._groups(groups, panel.letter)))
        rest: dict[str, Callable[[], str]] = {"notes": self._notes, "evidence": self._footnotes, "article": self._paragraphs}
        for section, words in rest.items():
            if section in self._wanted.sections:
                yield self._section(section, words())

    def _section(self, section: str, words: str) -> str:
        return f"## {SECTION_TITLES[section]}\n\n{words}".rstrip()

    def _groups(self, groups: list[Group[Entry]], letter: str) -> Iterator[str]:
        """The entries of a panel, counted through all its groups."""
        numbers = count(1)
        for group in groups:
            if group.heading:
                yield f"### {group.heading}"
            if group.findings:
                yield self._entries(group.findings, letter, numbers)

    def _entries(self, entries: Sequence[Entry], letter: str, numbers: Iterable[int]) -> str:
        """Entries that are listed together: all in one form."""
        lines = [self._entry(entry, letter, number) for entry, number in zip(entries, numbers, strict=False)]
        match entries[0]:
            case Quotation():
                return "\n\n".join(lines)
            case Profile():
                return "\n".join(["| Actor | Role in the text | Mentions | First |", "|:---|:---|---:|:---|", *lines])
            case Line():
                return "\n".join(lines)

    def _entry(self, entry: Entry, letter: str, number: int) -> str:
        match entry:
            case Line():
                return self._line(entry) + self._flavor.block_id(letter, number)
            case Profile():
                return self._row(entry)
            case Quotation(words=words):
                said = f"“{self._words(words)}”" if entry.is_verbatim else self._words(words)
                return self._flavor.quote(said, self._speaker(entry), self._mark(words), f"{letter}{number}")

    def _mark(self, span: Span) -> str:
        """A reference to the evidence at `span`, where there is evidence."""
        if "evidence" not in self._wanted.sections:
            return ""
        number = self._evidence.setdefault((span.start, span.end), len(self._evidence) + 1)
        return f"[^{number}]"

    def _note(self) -> str:
        note = note_on_the_text(self._article, whole="article" in self._wanted.sections)
        return self._flavor.note_on_the_text(note) if note else ""

    def _line(self, line: Line) -> str:
        """An item of a list, with a box to tick where it is a task."""
        box = "[ ] " if line.is_task else ""
        label = f"**{escaped(line.label)}** " if line.label else ""
        return f"- {box}{label}{self._words(line.words)}{''.join(map(self._mark, line.evidence))}"

    def _row(self, actor: Profile) -> str:
        """An actor's row of the table."""
        cells = (
            self._flavor.in_cell(one_line(actor.name)),
            escaped(actor.role),
            str(actor.mentions),
            self._mark(actor.first) or self._places.place(actor.first.start) if actor.first else "",
        )
        return f"| {' | '.join(cells)} |"

    def _words(self, words: Span | str) -> str:
        return escaped(words if isinstance(words, str) else self._places.words(words.start, words.end))

    def _speaker(self, quote: Quotation) -> str:
        """Who said it, as far as the text tells."""
        if quote.speaker is None:
            return f"*{UNATTRIBUTED}*"
        actor = quote.actor
        shown = self._flavor.name(one_line(actor.name), one_line(quote.speaker)) if actor else escaped(quote.speaker)
        own_words = f" (“{escaped(quote.own_words)}”)" if quote.own_words else ""
        return shown + own_words + (f", *{escaped(quote.reporting)}*" if quote.reporting else "")

    def _notes(self) -> str:
        notes = enumerate(self._wanted.note_lines(), 1)
        return "\n".join(self._entry(note, "n", number) for number, note in notes)

    def _footnotes(self) -> str:
        return "\n".join(self._footnote(Span(*span), number) for span, number in self._evidence.items())

    def _footnote(self, span: Span, number: int) -> str:
        """The words that a reference refers to, and where they are."""
        paragraph = self._places.paragraph(span.start) if "article" in self._wanted.sections else None
        place = self._flavor.place(self._places.place(span.start), paragraph)
        return f"[^{number}]: {place}, characters {span.start}–{span.end}: {self._words(span)}"

    def _paragraphs(self) -> str:
        return "\n\n".join(self._blocks())

    def _blocks(self) -> Iterator[str]:
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
