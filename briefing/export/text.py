"""A briefing as plain text: its findings, each with its paragraph, for a terminal or a mail."""

from collections.abc import Callable, Iterator, Sequence

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
    speaker_name,
)
from briefing.model import Briefing, Quote, Span
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
        """Those that are wanted; reported speech and notes only where there are some."""
        quoted, reported = apart(self._briefing.quotes)
        parts: list[tuple[str, str, Callable[[], Iterator[str]], bool]] = [
            ("summary", "SUMMARY", self._summary, True),
            ("actors", "KEY ACTORS", self._actors, True),
            ("quotes", "QUOTES", lambda: self._quotes(quoted), True),
            ("quotes", REPORTED.upper(), lambda: self._quotes(reported), bool(reported)),
            ("questions", "OPEN QUESTIONS", self._questions, True),
            ("notes", "NOTES", self._notes, bool(self._wanted.notes)),
        ]
        for section, heading, lines, is_there in parts:
            if is_there and section in self._wanted.sections:
                yield "\n".join([heading, *(f"- {line}" for line in lines())])

    def _where(self, *spans: Span) -> str:
        """The paragraphs of the evidence, where it is wanted."""
        if "evidence" not in self._wanted.sections:
            return ""
        return f" [{', '.join(self._places.place(span.start) for span in spans)}]"

    def _summary(self) -> Iterator[str]:
        for sentence in self._briefing.summary:
            if sentence.rank <= self._wanted.sentences:
                yield self._places.words(sentence.start, sentence.end) + self._where(sentence)

    def _actors(self) -> Iterator[str]:
        for actor in self._briefing.actors[:KEY_ACTORS]:
            role = f", {safe(actor.role)}" if actor.role else ""
            yield f"{safe(actor.name)}{role} ({len(actor.mentions)})"

    def _quotes(self, quotes: Sequence[Quote]) -> Iterator[str]:
        for quote in quotes:
            words = self._places.words(quote.start, quote.end)
            who = safe(speaker_name(quote, self._briefing) or UNATTRIBUTED)
            if word := own_words(quote, self._briefing):
                who += f" (“{safe(word)}”)"
            if reports := reporting(quote):
                who += f", {safe(reports)}"
            said = words if quote.kind == "indirect" else f"“{words}”"
            yield f"{said} — {who}{self._where(quote)}"

    def _questions(self) -> Iterator[str]:
        for question in self._briefing.questions:
            yield f"{question.kind}: {safe(question.question)}{self._where(*question.evidence)}"

    def _notes(self) -> Iterator[str]:
        for span, note in self._wanted.notes:
            yield safe(note_words(span, note)) + (self._where(span) if span.start < span.end else "")
