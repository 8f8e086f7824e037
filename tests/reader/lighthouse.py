"""An article of our own with findings of every kind, made by hand, and readers on it that need neither spaCy nor a worker."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from briefing.config import Settings
from briefing.errors import AnalysisError, SourceError
from briefing.model import (
    Actor,
    Analysis,
    Article,
    Block,
    Briefing,
    Feed,
    Gap,
    Mention,
    Question,
    Quote,
    QuoteKind,
    Role,
    Span,
    Speaker,
    SummarySentence,
    Words,
)
from briefing.reader.program import ReaderApp
from briefing.worker.protocol import Listener, Progress, Result

FIRST = (
    "The council of Velden will sell the old lighthouse, its chair Mira Oduya said on Monday. The tower has stood empty "
    "since the lamp was taken down in spring. The sale was approved by , and the price is not known."
)
SECOND = (
    "“We cannot heat a tower that nobody climbs,” Oduya told the council. She added that the roof alone would cost more "
    "than the school. Norrland Ferries, which owns the pier, has offered to pay for the lamp."
)
THIRD = (
    "Tomas Brandt has kept the light for thirty years. “I will hand over the keys when they find them,” the keeper said. He"
    " lives in the tower with two dogs [and a radio], and he has not been told when he must leave."
)
FOURTH = (
    "Sailors from 横浜 (Yokohama) wrote to the council 🏳️\u200d🌈, and a café in Zu\u0308rich collects money. One letter held "
    "a \x1b[31mred\x1b[0m line and a \u202eturned\u202c one; both are shown as they came."
)
FIFTH = (
    "Whether the council may sell the tower at all is disputed. Ostania’s monument office says that it must be asked first."
    " Oduya says that the office had its time. The vote is on Friday."
)

LINES: tuple[tuple[Role, str], ...] = (
    ("headline", "Lighthouse of Velden goes dark, and nobody says for how long"),
    ("byline", "By Ida Marsh"),
    ("dek", "The island council wants to sell the tower; its keeper wants to stay"),
    ("body", FIRST),
    ("body", SECOND),
    ("subhead", "A keeper without a lamp"),
    ("body", THIRD),
    ("caption", "The tower at low tide. Photo: Ida Marsh"),
    ("body", FOURTH),
    ("body", FIFTH),
    ("boilerplate", "Read also: Ferries to Velden | Island Post"),
    ("headline", "Lighthouse of Velden goes dark, and nobody says for how long"),
)


def article(source: str = "lighthouse.txt") -> Article:
    """The article with its roles and its gap."""
    text, blocks = "", []
    for role, line in LINES:
        repeated = 0 if role == "headline" and blocks else None
        blocks.append(Block(len(text), len(text) + len(line), role, repeated))
        text += line + "\n\n"
    return Article(
        source=source,
        title=LINES[0][1],
        byline="Ida Marsh",
        site="Island Post",
        published="2025-12-04",
        language="en",
        sha256="1" * 64,
        text=text,
        blocks=tuple(blocks),
        gaps=(Gap(text.index("approved by ,") + len("approved by "), "name", "certain"),),
    )


class Finder:
    """Finds the spans of words in an article."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, words: str, nth: int = 0) -> tuple[int, int, str]:
        """Start, end and words of the `nth` place, from 0, where `words` stand."""
        start = -1
        for _ in range(nth + 1):
            start = self._text.index(words, start + 1)
        return start, start + len(words), words

    def span(self, words: str, nth: int = 0) -> Span:
        """The place as a span."""
        return Span(*self(words, nth)[:2])


def briefing(opened: Article | None = None) -> Briefing:
    """The article's briefing."""
    opened = opened or article()
    at = Finder(opened.text)

    def mentions(*places: tuple[str, int, str]) -> tuple[Mention, ...]:
        found = [Mention(*at(words, nth), form, "by hand") for words, nth, form in places]  # type: ignore[arg-type]
        return tuple(sorted(found, key=lambda mention: mention.start))

    council = mentions(("The council of Velden", 0, "nominal"), ("the council", 0, "nominal"), ("the council", 1, "nominal"))
    oduya = mentions(("Mira Oduya", 0, "name"), ("Oduya", 1, "name"), ("She", 0, "pronoun"), ("Oduya", 2, "name"))
    brandt = mentions(("Tomas Brandt", 0, "name"), ("the keeper", 0, "nominal"), ("He", 0, "pronoun"))
    chair = "chair of the council of Velden and of its harbour board"
    actors = (
        Actor("a1", "Mira Oduya", "person", chair, ("Oduya",), 0.9, oduya),
        Actor("a2", "Tomas Brandt", "person", "keeper", ("Brandt",), 0.8, brandt),
        Actor("a3", "The council of Velden", "group", None, ("the council",), 0.7, council),
        Actor("a4", "Velden", "place", None, (), 0.5, mentions(("Velden", 0, "name"))),
        Actor("a5", "Norrland Ferries", "organization", None, (), 0.4, mentions(("Norrland Ferries", 0, "name"))),
        Actor("a6", "Ostania", "country", None, (), 0.3, mentions(("Ostania", 0, "name"))),
    )

    def says(words: str, kind: QuoteKind, speaker: tuple[str, int, str | None] | None, cue: str) -> Quote:
        who = Speaker(*at(speaker[0], speaker[1]), speaker[2]) if speaker else None
        return Quote(*at(words), kind, who, Words(*at(cue)) if speaker else None)

    quotes = (
        says("We cannot heat a tower that nobody climbs,", "direct", ("Oduya", 1, "a1"), "told"),
        says("that the roof alone would cost more than the school", "indirect", ("She", 0, "a1"), "added"),
        says("I will hand over the keys when they find them,", "direct", ("the keeper", 0, "a2"), "said"),
        says("that it must be asked first", "indirect", ("Ostania’s monument office", 0, None), "says"),
        says("both are shown as they came", "fragment", None, ""),
    )
    disputed = (at.span("Whether the council may sell the tower at all is disputed."), at.span("The vote is on Friday."))
    approved = (at.span("The sale was approved by , and the price is not known."),)
    not_told = (at.span("he has not been told when he must leave."),)
    questions = (
        Question("dispute", "question", "May the council sell the tower at all?", disputed, ("a3",)),
        Question("missing", "question", "By whom was the sale approved?", approved, ()),
        Question("unknown", "heading", "Not known · when he must leave", not_told, ("a2",)),
    )
    sentences = (
        "The council of Velden will sell the old lighthouse, its chair Mira Oduya said on Monday.",
        "Norrland Ferries, which owns the pier, has offered to pay for the lamp.",
        "Tomas Brandt has kept the light for thirty years.",
        "Whether the council may sell the tower at all is disputed.",
    )
    ranks = (1, 4, 2, 3)
    return Briefing(
        article=opened,
        summary=tuple(
            SummarySentence(*at(words), rank, ("near the top", "names key actors"))
            for words, rank in zip(sentences, ranks, strict=True)
        ),
        actors=actors,
        quotes=quotes,
        questions=questions,
        analysis=Analysis("0.1.0", "by hand"),
    )


Answer = Progress | Result | AnalysisError | None


class FakeAnalyst:
    """Gives answers from a list; None waits until `go_on` is called."""

    def __init__(self, answers: Callable[[Article], Sequence[Answer]] = lambda _: [None]) -> None:
        self._answers = answers
        self.is_stopped = False
        self.asked: list[Article] = []
        self._gate = asyncio.Event()
        self.summarizer = ""

    async def start(self) -> None:
        """Nothing to start."""

    def go_on(self) -> None:
        """Give what follows a None."""
        self._gate.set()

    async def analyse(self, opened: Article, settings: Settings) -> AsyncIterator[Progress | Result]:
        """The answers, one after the other."""
        self.asked.append(opened)
        self.summarizer = settings.summarizer
        for answer in self._answers(opened):
            if answer is None:
                await self._gate.wait()
            elif isinstance(answer, AnalysisError):
                raise answer
            else:
                yield answer

    def stop(self) -> None:
        """Remember it."""
        self.is_stopped = True

    async def close(self) -> None:
        """Stop."""
        self.stop()


class SlowOpener:
    """Has come so far, and comes no further until it is told to end."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._end = threading.Event()

    def open_quickly(self, source: str) -> Article | None:
        """Nothing opens in no time."""
        return None

    def open(self, source: str, listener: Listener | None = None) -> Article | Feed:
        """Tell how far it is, and wait."""
        if listener is not None:
            listener(self._progress)
        self._end.wait(30)
        raise SourceError(f"{source}: given up")

    def rest(self) -> None:
        """End."""
        self._end.set()

    def close(self) -> None:
        """End."""
        self._end.set()


def jotted_in(app: ReaderApp) -> ReaderApp:
    """A reader in whose article somebody wrote two notes, one about words that are gone, and set a bookmark."""
    text = app.reading.article.text
    start = text.index("The sale was approved")
    app.reading.write_note(
        Span(start, start + 52), "By whom? The minutes of the council would tell, and so would its chair; ask her on Friday."
    )
    app.reading.write_note(Span(start - 9, start - 9), "The first version said in March.")
    app.reading.bookmarks = [text.index("Tomas Brandt has kept")]
    return app


def reader(*, theme: str = "ink", folder: Path | None = None, **options: object) -> ReaderApp:
    """A reader on the article, analysed already unless `analyst` is given."""
    opened = options.pop("opened", None) or article()
    found = None if "analyst" in options else briefing(opened)
    settings = options.pop("settings", None) or Settings(theme=theme, save_folder=str(folder or "."))
    return ReaderApp(opened, briefing=found, settings=settings, **options)  # type: ignore[arg-type]
