"""The library, and articles that change."""

from pathlib import Path

import lighthouse
import pytest
from lighthouse import FakeAnalyst
from msgspec.structs import replace
from session import reading

from briefing.model import Article, Span
from briefing.reader.library import Stage, Standing, entries, progress_words
from briefing.reader.screens.library import LibraryScreen
from briefing.state import Figures, Note, ReadingState
from briefing.store import Store
from briefing.worker.protocol import Progress, Result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, words in (("ferry", "The ferry stops in May."), ("goats", "The goats have come back to the hill.")):
        (tmp_path / f"{name}.txt").write_text(f"About the {name}\n\n{words} It was said on Monday.\n")
    return tmp_path


def test_the_library_has_what_was_given_and_then_what_was_read():
    read = [
        ReadingState(source="b.txt", title="Bees", finished=True, published="2025-05-01", figures=Figures(12, 1)),
        ReadingState(source="z.txt", title="Zeppelins", bookmarks=(1, 2), share=0.42, notes=(Note(Span(0, 1), "why"),)),
        ReadingState(source="z.txt", title="Zeppelins of yesterday"),
        ReadingState(source="-", title="Piped"),
    ]
    found = entries(
        ["a.txt", "b.txt"], read, {"a.txt": Standing("failed", reason="it is empty"), "b.txt": Standing("analysed")}
    )
    assert [(entry.title, entry.published, entry.reading, entry.standing) for entry in found] == [
        ("a.txt", "", "new", "failed: it is empty"),
        ("Bees", "2025-05-01", "read", "12 quotes · 1 question"),
        ("Zeppelins", "", "42% read", "1 note · 2 bookmarks"),
    ]
    assert [entry.source for entry in found if entry.has("ZEP z.t")] == ["z.txt"]
    assert [entry.source for entry in found if entry.has("2025-05")] == ["b.txt"]


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        (["analysed", "analysing", "waits"], "1 of 3 analysed · ctrl+x stops"),
        (["analysed", "failed", "stopped"], "analyses stopped · ctrl+x goes on"),
        (["analysed", "failed", "analysed"], ""),
        (["", "", ""], ""),
    ],
)
def test_the_library_says_what_is_being_done(stages: list[Stage], words: str):
    standing = {f"{number}.txt": Standing(stage) for number, stage in enumerate(stages)}
    assert progress_words([*standing], standing) == words


async def test_another_article_is_chosen_from_the_library(folder: Path, store: Store):
    sources = [str(folder / "ferry.txt"), str(folder / "goats.txt")]
    async with reading(library=sources, store=store, analyst=FakeAnalyst()) as session:
        assert isinstance(session.app.screen, LibraryScreen), "several articles begin with the library"
        await session.type("goats")
        await session.press("enter")
        assert "The goats have come back" in session.picture
        await session.press("o")
        await session.press("up", "enter")
        assert "The ferry stops" in session.picture


async def test_the_other_articles_are_analysed_meanwhile_in_their_order(folder: Path, store: Store):
    (folder / "broken.txt").write_bytes(b"")
    sources = [str(folder / name) for name in ("goats.txt", "broken.txt", "ferry.txt")]
    analyst = FakeAnalyst(lambda article: [Result(1, replace(lighthouse.briefing(), article=article))])
    async with reading(library=sources, store=store, analyst=analyst) as session:
        await session.app.workers.wait_for_complete()
        assert [Path(article.source).name for article in analyst.asked] == ["lighthouse.txt", "goats.txt", "ferry.txt"]
        assert [standing.stage for standing in session.app.standing.values()] == ["analysed", "failed", "analysed"]
        await session.press("escape", "o")
        assert "5 quotes · 3 questions" in session.picture
        assert "failed: is empty" in session.picture
    assert store.get(analyst.asked[-1], "md", "briefing") is not None


async def test_an_open_library_shows_the_analyses_come_on(folder: Path, store: Store):
    sources = [str(folder / name) for name in ("goats.txt", "ferry.txt")]
    answers = {
        "goats.txt": [Progress(1, "parsing", 0.5), None, "result"],
        "ferry.txt": ["result"],
        "lighthouse.txt": ["result"],
    }

    def analyse(article: Article):
        found = Result(1, replace(lighthouse.briefing(), article=article))
        return [found if answer == "result" else answer for answer in answers[Path(article.source).name]]

    analyst = FakeAnalyst(analyse)
    async with reading(library=sources, store=store, analyst=analyst) as session:
        await session.pilot.pause()
        assert isinstance(session.app.screen, LibraryScreen)
        assert "About the goats" in session.picture, "the title, as soon as the file is opened"
        assert "━━━━╌╌╌╌ 50%" in session.picture
        assert "waits" in session.picture
        assert "0 of 2 analysed · ctrl+x stops" in session.picture
        await session.press("down")
        await session.type("ferr")
        analyst.go_on()
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        assert "About the ferry" in session.picture
        assert "About the goats" not in session.picture, "what was typed still holds"
        assert "ctrl+x" not in session.picture
        await session.press("enter")
        assert "The ferry stops" in session.picture


async def test_the_cursor_of_the_library_stays_on_its_article_while_analyses_come_on(folder: Path, store: Store):
    sources = [str(folder / name) for name in ("goats.txt", "ferry.txt")]
    analyst = FakeAnalyst(lambda article: [None, Result(1, replace(lighthouse.briefing(), article=article))])
    async with reading(library=sources, store=store, analyst=analyst) as session:
        await session.press("up")
        analyst.go_on()
        await session.app.workers.wait_for_complete()
        await session.press("enter")
        assert "The ferry stops" in session.picture


async def test_analyses_are_stopped_in_the_library_and_go_on_when_asked(folder: Path, store: Store):
    sources = [str(folder / name) for name in ("goats.txt", "ferry.txt")]
    is_patient = iter([False, True, False, False])

    def analyse(article: Article):
        found = Result(1, replace(lighthouse.briefing(), article=article))
        return [Progress(1, "parsing", 0.2), None, found] if next(is_patient) else [found]

    analyst = FakeAnalyst(analyse)
    async with reading(library=sources, store=store, analyst=analyst) as session:
        await session.pilot.pause()
        await session.press("ctrl+x")
        assert analyst.is_stopped
        assert [standing.stage for standing in session.app.standing.values()] == ["stopped", "stopped"]
        assert "analyses stopped · ctrl+x goes on" in session.picture
        await session.press("escape", "o")
        assert "analyses stopped" in session.picture
        await session.press("ctrl+x")
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        assert [standing.stage for standing in session.app.standing.values()] == ["analysed", "analysed"]
        await session.press("ctrl+x")
        assert "Nothing is being analysed" in session.notices()


async def test_a_library_without_what_was_typed_says_what_enter_does(folder: Path):
    async with reading(analyst=FakeAnalyst()) as session:
        await session.press("o")
        await session.type("zeppelin")
        assert "Nothing has these words" in session.picture


@pytest.mark.parametrize("width", [60, 100, 140])
async def test_no_line_of_the_library_is_cut_without_a_sign(folder: Path, store: Store, width: int):
    long = folder / f"{'a-very-long-name-' * 8}.txt"
    long.write_text(f"{'A headline that does not end ' * 4}\n\nSomething was said on Monday about the hill.\n")
    async with reading(
        (width, 30), library=[str(long), str(folder / "goats.txt")], store=store, analyst=FakeAnalyst()
    ) as session:
        session.app.open(str(long))
        await session.press("escape", "o")
        rows = session.rows()
        first = next(index for index, row in enumerate(rows) if "▸ " in row)
        assert "…" in rows[first]
        assert "…" in rows[first + 1]


async def test_a_path_opens_too_and_what_is_not_there_is_told(folder: Path):
    async with reading(analyst=FakeAnalyst()) as session:
        await session.press("o")
        await session.type(str(folder / "goats.txt"))
        await session.press("enter")
        assert "The goats have come back" in session.picture
        await session.press("o")
        await session.type("/nowhere/at/all.txt")
        await session.press("enter")
        assert "nowhere" in session.notices()
        assert "The goats have come back" in session.picture
