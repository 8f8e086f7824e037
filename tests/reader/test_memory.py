"""What the reader remembers, other articles, the mouse, and windows that change."""

import os
from dataclasses import replace
from pathlib import Path

import lighthouse
import pytest
from lighthouse import FakeAnalyst
from test_keys import reading
from textual.events import AppFocus

from briefing.reader.library import Standing, entries
from briefing.reader.screens.library import LibraryScreen
from briefing.store import ReadingState, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3")


async def test_a_first_start_explains_itself_and_later_ones_do_not(store: Store):
    async with reading(store=store) as session:
        assert "? shows the keys" in session.notices()
        await session.press("q")
    async with reading(store=store) as session:
        assert "? shows the keys" not in session.notices()


async def test_everything_comes_back_with_the_article(store: Store):
    async with reading((80, 20), store=store) as session:
        await session.press("4", "x", "a")
        await session.type("why")
        await session.press("enter", "1", "minus", "0", "space", "m", "j")
        place = session.view.top
        await session.press("q")
    async with reading((80, 20), store=store) as session:
        assert session.view.top == place
        assert len(session.panel("questions").items) == 2
        assert list(session.app.reading.notes.values()) == ["why"]
        assert len(session.panel("summary").items) == 3
        assert len(session.app.reading.bookmarks) == 1
        await session.press("u")
        assert len(session.panel("questions").items) == 3


async def test_what_the_analysis_found_is_remembered(store: Store):
    from briefing.worker import Result

    analyst = FakeAnalyst(lambda article: [Result(1, lighthouse.briefing(article))])
    async with reading(store=store, analyst=analyst) as session:
        await session.app.workers.wait_for_complete()
    assert store.get(lighthouse.article(), "md", "briefing") is not None


async def test_the_terminal_may_be_closed_at_any_time(store: Store):
    async with reading((80, 20), store=store) as session:
        await session.press("space")
        session.app.leave()
    assert store.reading_state(lighthouse.article().sha256).position > 0


async def test_a_state_that_cannot_be_kept_does_not_keep_one_from_leaving(tmp_path: Path):
    (tmp_path / "file").touch()
    broken = Store(tmp_path / "cache.sqlite3", tmp_path / "file" / "state.sqlite3")
    async with reading(store=broken) as session:
        assert "not kept" in session.notices()
        await session.press("q")
        assert session.app.return_value == 0


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, words in (("ferry", "The ferry stops in May."), ("goats", "The goats have come back to the hill.")):
        (tmp_path / f"{name}.txt").write_text(f"About the {name}\n\n{words} It was said on Monday.\n")
    return tmp_path


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


# -- the mouse


async def test_a_click_on_a_name_follows_its_actor():
    async with reading() as session:
        rows = session.rows()
        y = next(index for index, row in enumerate(rows) if "Norrland" in row[:80])
        await session.pilot.click(offset=(rows[y].index("Norrland") + 2, y))
        await session.pilot.pause()
        assert session.marked("followed") == ["Norrland Ferries"]


async def test_a_click_on_an_item_takes_it_and_a_second_goes_to_its_words():
    async with reading() as session:
        rows = session.rows()
        y = next(index for index, row in enumerate(rows) if "By whom was" in row)
        spot = (rows[y].index("By whom"), y)
        await session.pilot.click(offset=spot)
        await session.pilot.pause()
        assert session.screen.pane == "questions"
        assert session.marked("evidence") == ["The sale was approved by ⟦…⟧, and the price is not known."]
        await session.pilot.click(offset=spot)
        await session.pilot.pause()
        assert session.screen.pane == "article"


async def test_the_bar_of_keys_can_be_clicked():
    async with reading() as session:
        row = session.rows()[-1]
        await session.pilot.click(offset=(row.index("Maximise"), 39))
        await session.pilot.pause()
        assert session.screen.is_zoomed


async def test_the_tabs_of_a_narrow_screen_can_be_clicked():
    async with reading((60, 24)) as session:
        row = session.rows()[1]
        await session.pilot.click(offset=(row.index("Quotes"), 1))
        await session.pilot.pause()
        assert session.screen.pane == "quotes"


async def test_words_are_selected_with_the_mouse_and_copied():
    async with reading() as session:
        rows = session.rows()
        y = next(index for index, row in enumerate(rows) if "Monday. The tower" in row[:80])
        x = rows[y].index("Monday")
        await session.pilot.mouse_down(offset=(x, y))
        await session.pilot.hover(offset=(x + 6, y))
        await session.pilot.mouse_up(offset=(x + 6, y))
        await session.pilot.pause()
        await session.press("c")
        assert session.app.clipboard.startswith("Monday")


# -- windows that change


@pytest.mark.parametrize(("before", "after"), [(140, 60), (60, 140), (100, 140), (140, 100), (60, 250)])
async def test_place_pane_and_item_survive_a_resize(before: int, after: int):
    async with reading((before, 22)) as session:
        await session.press("space")
        words = session.view.display_text.text[session.view.top :][:12]
        await session.pilot.resize_terminal(after, 22)
        await session.pilot.pause()
        start, end = session.view.in_sight
        assert words.strip() in session.view.display_text.text[max(0, start - 100) : end]
        await session.press("3", "j")
        await session.pilot.resize_terminal(before, 22)
        await session.pilot.pause()
        assert session.screen.pane == "quotes"
        assert session.panel("quotes").cursor == 1
        assert session.screen.focused is session.panel("quotes")


async def test_a_storm_of_sizes_is_survived():
    async with reading() as session:
        for width, height in [(61, 21), (250, 70), (60, 20), (130, 20), (80, 50), (79, 20), (20, 5), (140, 40)]:
            await session.pilot.resize_terminal(width, height)
        await session.pilot.pause()
        assert "Mira Oduya" in session.picture


async def test_a_window_that_is_too_small_says_so():
    async with reading((50, 15)) as session:
        assert "needs 60 × 20" in session.notices()


# -- pictures


async def test_a_picture_is_drawn_without_a_terminal():
    from briefing.reader.portrait import draw

    opened = lighthouse.article()
    picture = await draw(opened, lighthouse.briefing(opened), size=(100, 30), keys=["2", "F"])
    assert picture.startswith("<svg")
    assert "Oduya" in picture
    assert "Velden" in await draw(opened, None, size=(60, 24))
