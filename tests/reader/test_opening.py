"""Sources that take their time: what is shown meanwhile, how one gives up, feeds and folders as libraries, what is pasted."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import lighthouse
import pytest
from lighthouse import FakeAnalyst
from session import Session
from textual import events

from briefing.config import Settings
from briefing.errors import SourceError
from briefing.model import Article, Feed, FeedEntry
from briefing.reader.program import ReaderApp
from briefing.sources import article_from_text
from briefing.worker.protocol import Listener, Progress

STORY = "The ferry to Eastmark stops\n\nThe ferry to Eastmark will stop in May, its owner said on Monday.\n"
PAGE = "https://example.org/ferry"


def story(source: str) -> Article:
    return article_from_text(STORY, source)


class FakeOpener:
    """Opens what it was given, when it is let; a text file it opens itself."""

    def __init__(self, **holds: Article | Feed | SourceError) -> None:
        self.holds = {PAGE: story(PAGE)} | {name.replace("_", "."): held for name, held in holds.items()}
        self.asked: list[str] = []
        self.gate = threading.Event()
        self.tell: Callable[[Progress], None] = lambda _: None
        self.is_ended = False

    def open_quickly(self, source: str) -> Article | None:
        return article_from_text(Path(source).read_text(), source) if source.endswith(".txt") else None

    def open(self, source: str, listener: Listener | None = None) -> Article | Feed:
        self.asked.append(source)
        self.tell = listener or self.tell
        assert self.gate.wait(30)
        held = SourceError(f"{source}: interrupted") if self.is_ended else self.holds[source]
        if isinstance(held, SourceError):
            raise held
        return held

    def rest(self) -> None:
        self.is_ended = self.is_ended or not self.gate.is_set()
        self.gate.set()

    def close(self) -> None:
        self.rest()


@asynccontextmanager
async def opening(
    article: Article | str, opener: FakeOpener, *, size: tuple[int, int] = (100, 30), **options: object
) -> AsyncIterator[Session]:
    """A reader that has yet to open its source."""
    app = ReaderApp(article, settings=Settings(), analyst=FakeAnalyst(), opener=opener, **options)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        session = Session(app, pilot)
        await pilot.pause()
        try:
            yield session
        finally:
            opener.close()


async def until(session: Session, came: Callable[[], object]) -> None:
    """Let the reader go on until something has come."""
    for _ in range(500):
        if came():
            return
        await session.pilot.pause(0.01)
    pytest.fail(f"it never came:\n{session.picture}")


async def test_the_waiting_is_shown_and_then_the_article():
    opener = FakeOpener()
    async with opening(PAGE, opener) as session:
        assert "Opening" in session.picture
        assert PAGE in session.picture
        assert "Connecting …" in session.picture
        assert "esc cancels" in session.picture
        await until(session, lambda: opener.asked)
        for progress, words in (
            (Progress(1, "fetching", 0.5, 600_000), "50% of 1.2 MB"),
            (Progress(1, "fetching", 0.0, 31_000), "31 kB so far"),
            (Progress(1, "fetching", 1.0, 1_200_000), "1.2 MB are here; finding the article"),
        ):
            opener.tell(progress)
            await until(session, lambda words=words: words in session.picture)
        opener.gate.set()
        await until(session, lambda: "will stop in May" in session.picture)
        assert session.app.reading.article.source == PAGE
        assert session.app._analyst.asked == [session.app.reading.article]


@pytest.mark.parametrize("width", [60, 80, 140])
async def test_a_long_address_is_cut_in_its_line(width: int):
    address = f"https://example.org/{'ferry-' * 30}"
    async with opening(address, FakeOpener(), size=(width, 24)) as session:
        await until(session, lambda: "Connecting" in session.picture)
        rows = session.rows()
        at = next(index for index, row in enumerate(rows) if "Connecting" in row)
        assert "https://example.org/ferry" in rows[at - 1]
        assert "…" in rows[at - 1]


async def test_giving_up_before_there_is_an_article_ends_the_program():
    opener = FakeOpener()
    async with opening(PAGE, opener) as session:
        await session.press("escape")
        await until(session, lambda: session.app._exit)
        assert opener.is_ended
    assert session.app.return_value == 130


async def test_giving_up_leaves_the_article_that_is_there():
    opener = FakeOpener()
    async with opening(lighthouse.article(), opener) as session:
        session.app.open(PAGE)
        await until(session, lambda: opener.asked)
        await session.press("escape")
        assert opener.is_ended
        await until(session, lambda: "The council of Velden" in session.picture)
        assert not session.app._notifications


async def test_what_cannot_be_opened_ends_the_program_with_its_reason():
    opener = FakeOpener(a_pdf=SourceError("a.pdf holds no text"))
    opener.gate.set()
    async with opening("a.pdf", opener) as session:
        await until(session, lambda: session.app._exit)
    assert session.app.return_value == 1
    assert session.app.last_words == "a.pdf holds no text"


async def test_what_cannot_be_opened_leaves_the_article_that_is_there():
    opener = FakeOpener(a_pdf=SourceError("a.pdf holds \x1b[31mno text"))
    opener.gate.set()
    async with opening(lighthouse.article(), opener) as session:
        session.app.open("a.pdf")
        await until(session, lambda: "holds ␛[31mno text" in session.notices())
        await until(session, lambda: "The council of Velden" in session.picture)


async def test_several_of_which_the_first_takes_its_time_begin_with_the_library(tmp_path: Path):
    (tmp_path / "b.txt").write_text(STORY)
    opener = FakeOpener(a_pdf=SourceError("a.pdf holds no text"))
    opener.gate.set()
    async with opening("a.pdf", opener, library=("a.pdf", str(tmp_path / "b.txt"))) as session:
        await until(session, lambda: "Library" in session.picture)
        assert not opener.asked
        await session.press("enter")
        await until(session, lambda: "holds no text" in session.notices() and "Library" in session.picture)
        await session.press("down", "enter")
        await until(session, lambda: "will stop in May" in session.picture)


async def test_a_feed_is_a_library_and_only_what_is_chosen_is_fetched():
    carried = story("https://example.org/carried")
    feed = Feed(
        "feed.xml",
        "Post",
        (
            FeedEntry("Carried whole", "https://example.org/carried", "2025-12-04", "The ferry", carried),
            FeedEntry("On the web [/]", PAGE, None, "", None),
            FeedEntry("No address", None, None, "", story("feed.xml")),
        ),
    )
    opener = FakeOpener(feed_xml=feed)
    opener.gate.set()
    async with opening("feed.xml", opener) as session:
        await until(session, lambda: "Library" in session.picture)
        for words in ("Carried whole", "2025-12-04", "in the feed", "On the web [/]", "No address"):
            assert words in session.picture
        await session.press("enter")
        await until(session, lambda: "will stop in May" in session.picture)
        assert session.app.reading.article is carried
        assert opener.asked == ["feed.xml"]
        await session.press("o", "down", "enter")
        await until(session, lambda: session.app.reading.article.source == PAGE)
        assert opener.asked == ["feed.xml", PAGE]
        await session.press("o", "down", "enter")
        await until(session, lambda: session.app.reading.article.source == "feed.xml")


async def test_leaving_the_library_of_a_feed_ends_the_program():
    opener = FakeOpener(feed_xml=Feed("feed.xml", "Post", (FeedEntry("One", PAGE, None, "", None),)))
    opener.gate.set()
    async with opening("feed.xml", opener) as session:
        await until(session, lambda: "Library" in session.picture)
        await session.press("escape")
        await until(session, lambda: session.app._exit)
    assert session.app.return_value == 0


async def test_a_path_typed_into_the_library_and_a_folder(tmp_path: Path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.pdf").touch()
    async with opening(lighthouse.article(), FakeOpener()) as session:
        session.app.open(str(tmp_path))
        await until(session, lambda: "b.pdf" in session.picture)
        await session.press("escape", "o")
        await until(session, lambda: "Library" in session.picture)
        session.app.screen.query_one("Input").value = f"{tmp_path}/a.txt"
        await session.press("enter")
        await until(session, lambda: "will stop in May" in session.picture)
        session.app.open(str(tmp_path / "none"))
        session.app.open(f"{tmp_path}/empty\0name.txt")
        assert session.app.reading.article.source == f"{tmp_path}/a.txt"


async def test_what_is_pasted_opens(tmp_path: Path):
    (tmp_path / "a.txt").write_text(STORY)
    opener = FakeOpener()
    opener.gate.set()
    async with opening(lighthouse.article(), opener) as session:
        for pasted, came in (
            (str(tmp_path / "a.txt"), lambda: session.app.reading.article.source.endswith("a.txt")),
            (PAGE, lambda: session.app.reading.article.source == PAGE),
            ("Storm over Holm\r\r" + "A storm took the roofs off. " * 9, lambda: "Storm over Holm" in session.picture),
            ("nothing", lambda: "Paste an address" in session.notices()),
        ):
            session.app.post_message(events.Paste(pasted))
            await until(session, came)
        assert session.app.reading.article.text.startswith("Storm over Holm\n\n")
        await session.press("R")
        assert "cannot be read again" in session.notices()
        session.app.open(PAGE)
        await until(session, lambda: session.app.reading.article.source == PAGE)
        session.app.open("-")
        assert session.app.reading.article.text.startswith("Storm over Holm")


async def test_commands_before_there_is_an_article_do_no_harm():
    async with opening(PAGE, FakeOpener()) as session:
        session.app.pop_screen()
        await session.press("j", "n", "]", "f", "1", "x", "u", "c", "s", "v", "e", "+", "r", "g", "G", "z", "enter", "R")
        session.app.summarise_by("lexrank")
        assert not session.app._analyst.asked
