"""A briefing as plain text: its findings, each with its paragraph, for a terminal or a mail."""

from collections.abc import Iterator, Sequence

from briefing.export.places import Places
from briefing.export.wording import KEY_ACTORS, REPORTED, UNATTRIBUTED, apart, note_on_the_text, own_words, speaker_name
from briefing.model import Briefing, Quote
from briefing.visible import safe


def to_text(briefing: Briefing, *, sentences: int = 5) -> str:
    """The briefing without its article; `sentences` is the length of the summary."""
    article, places = briefing.article, Places(briefing.article)
    about = " · ".join(part for part in (article.byline, article.site, article.published) if part)
    quoted, reported = apart(briefing.quotes)
    parts = [
        safe(article.title or article.source) + (f"\n{safe(about)}" if about else ""),
        note_on_the_text(article),
        _part("SUMMARY", _summary(briefing, places, sentences)),
        _part("KEY ACTORS", _actors(briefing)),
        _part("QUOTES", _quotes(quoted, briefing, places)),
        _part(REPORTED.upper(), _quotes(reported, briefing, places)) if reported else "",
        _part("OPEN QUESTIONS", _questions(briefing, places)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _summary(briefing: Briefing, places: Places, sentences: int) -> Iterator[str]:
    for sentence in briefing.summary:
        if sentence.rank <= sentences:
            yield f"{places.words(sentence.start, sentence.end)} [{places.place(sentence.start)}]"


def _actors(briefing: Briefing) -> Iterator[str]:
    for actor in briefing.actors[:KEY_ACTORS]:
        role = f", {safe(actor.role)}" if actor.role else ""
        yield f"{safe(actor.name)}{role} ({len(actor.mentions)})"


def _quotes(quotes: Sequence[Quote], briefing: Briefing, places: Places) -> Iterator[str]:
    for quote in quotes:
        words = places.words(quote.start, quote.end)
        who = safe(speaker_name(quote, briefing) or UNATTRIBUTED)
        if word := own_words(quote, briefing):
            who += f" (“{safe(word)}”)"
        said = words if quote.kind == "indirect" else f"“{words}”"
        yield f"{said} — {who} [{places.place(quote.start)}]"


def _questions(briefing: Briefing, places: Places) -> Iterator[str]:
    for question in briefing.questions:
        where = ", ".join(places.place(span.start) for span in question.evidence)
        yield f"{question.kind}: {safe(question.question)} [{where}]"


def _part(title: str, lines: Iterator[str]) -> str:
    return "\n".join([title, *(f"- {line}" for line in lines)])
