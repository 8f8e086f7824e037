"""The library, and articles that change."""

import os
from dataclasses import replace
from pathlib import Path

import lighthouse
import pytest
from lighthouse import FakeAnalyst
from session import reading
from textual.events import AppFocus

from briefing.reader.library import Standing, entries
from briefing.reader.screens.library import LibraryScreen
from briefing.store import ReadingState, Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, words in (("ferry", "The ferry stops in May."), ("goats", "The goats have come back to the hill.")):
        (tmp_path / f"{name}.txt").write_text(f"About the {name}\n\n{words} It was said on Monday.\n")
    return tmp_path


def test_the_library_has_what_was_given_and_then_what_was_read():
    read = [
        ReadingState(source="b.txt", title="Bees", finished=True),
        ReadingState(source="z.txt", title="Zeppelins", bookmarks=(1, 2)),
        ReadingState(source="-", title="Piped"),
    ]
    found = entries(["a.txt", "b.txt"], read, {"b.txt": Standing("analysed")})
    assert [(entry.title, entry.standing) for entry in found] == [
        ("a.txt", "new"),
        ("Bees", "read, analysed"),
        ("Zeppelins", "begun, 2 bookmarks"),
    ]
    assert [entry.source for entry in found if entry.has("ZEP z.t")] == ["z.txt"]


async def test_another_article_is_chosen_from_the_library(folder: Path, store: Store):
    sources = [str(folder / "ferry.txt"), str(folder / "goats.txt")]
    async with reading(library=sources, store=store, analyst=FakeAnalyst()) as session:
        assert isinstance(session.app.screen, LibraryScreen), "several articles begin with the library"
        await session.type("goats")
        await session.press("enter")
        assert "The goats have come back" in session.picture
        await session.press("o")
        await session.press("up", "down", "enter")
        assert "The ferry stops" in session.picture


async def test_the_other_articles_are_analysed_meanwhile_in_their_order(folder: Path, store: Store):
    from briefing.worker import Result

    (folder / "broken.txt").write_bytes(b"")
    sources = [str(folder / name) for name in ("goats.txt", "broken.txt", "ferry.txt")]
    analyst = FakeAnalyst(lambda article: [Result(1, replace(lighthouse.briefing(), article=article))])
    async with reading(library=sources, store=store, analyst=analyst) as session:
        await session.app.workers.wait_for_complete()
        assert [Path(article.source).name for article in analyst.asked] == ["lighthouse.txt", "goats.txt", "ferry.txt"]
        assert [standing.analysis for standing in session.app.standing.values()] == ["analysed", "failed", "analysed"]
        await session.press("escape", "o")
        assert "new, analysed" in session.picture
    assert store.get(analyst.asked[-1], "md", "briefing") is not None


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


async def test_a_file_that_changed_is_read_again_when_asked_for(folder: Path):
    file = folder / "goats.txt"
    async with reading(library=[str(file)], analyst=FakeAnalyst()) as session:
        session.app.open(str(file))
        await session.pilot.pause()
        file.write_text("About the goats\n\nThey left again on Tuesday, over the hill.\n")
        os.utime(file, (1, 1))
        session.app.post_message(AppFocus())
        await session.pilot.pause()
        assert "was changed" in session.notices()
        await session.press("R")
        assert "They left again" in session.picture
        file.unlink()
        session.app.post_message(AppFocus())
        await session.pilot.pause()
        assert "is gone" in session.notices()
        await session.press("R")
        assert "They left again" in session.picture, "what is on the screen stays"
