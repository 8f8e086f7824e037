"""A briefing as plain text: its findings, each with its paragraph, for a terminal or a mail."""

from collections.abc import Iterator, Sequence

from briefing.export.wanted import Wanted
from briefing.export.wording import note_on_the_text
from briefing.formats import SECTION_TITLES
from briefing.model import Briefing, Span
from briefing.panels.entries import Entry, Line, Profile, Quotation
from briefing.panels.speakers import UNATTRIBUTED
from briefing.places import Places
from briefing.visible import safe


def to_text(briefing: Briefing, wanted: Wanted | None = None) -> str:
    """The briefing without its article, or what is `wanted` of it."""
    article = briefing.article
    about = " · ".join(part for part in (article.byline, article.site, article.published) if part)
    parts = [
        safe(article.title or article.source) + (f"\n{safe(about)}" if about else ""),
        note_on_the_text(article, whole=False),
        *_Findings(briefing, wanted or Wanted()).parts(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


class _Findings:
    """The parts of the document, each a heading and its lines."""

    def __init__(self, briefing: Briefing, wanted: Wanted) -> None:
        self._briefing = briefing
        self._wanted = wanted
        self._places = Places(briefing.article)

    def parts(self) -> Iterator[str]:
        """Those that are wanted; groups with a heading of their own and notes only where there are some."""
        for panel, groups in self._wanted.panels(self._briefing):
            for group in groups:
                yield self._part(group.heading or panel.title, group.findings)
        if notes := self._wanted.note_lines():
            yield self._part(SECTION_TITLES["notes"], notes)

    def _part(self, heading: str, entries: Sequence[Entry]) -> str:
        return "\n".join([heading.upper(), *(f"- {self._line(entry)}" for entry in entries)])

    def _line(self, entry: Entry) -> str:
        match entry:
            case Line(words, evidence, label):
                return (f"{label}: " if label else "") + self._words(words) + self._where(*evidence)
            case Profile(name=name, role=role, mentions=mentions):
                return safe(name) + (f", {safe(role)}" if role else "") + f" ({mentions})"
            case Quotation():
                return self._quotation(entry)

    def _quotation(self, quote: Quotation) -> str:
        who = safe(quote.speaker or UNATTRIBUTED)
        if quote.own_words:
            who += f" (“{safe(quote.own_words)}”)"
        if quote.reporting:
            who += f", {safe(quote.reporting)}"
        words = self._words(quote.words)
        said = f"“{words}”" if quote.is_verbatim else words
        return f"{said} — {who}{self._where(quote.words)}"

    def _words(self, words: Span | str) -> str:
        return safe(words) if isinstance(words, str) else self._places.words(words.start, words.end)

    def _where(self, *spans: Span) -> str:
        """The paragraphs of the evidence, where it is wanted."""
        if not spans or "evidence" not in self._wanted.sections:
            return ""
        return f" [{', '.join(self._places.place(span.start) for span in spans)}]"
