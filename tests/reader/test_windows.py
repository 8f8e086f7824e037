"""Windows that change, and pictures of them."""

import lighthouse
import pytest
from rich.cells import cell_len
from session import reading


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
        assert "needs 60 × 20" in session.rows()[0]
        await session.pilot.resize_terminal(60, 20)
        await session.pilot.pause()
        assert "needs" not in session.rows()[0]


async def test_a_picture_is_drawn_without_a_terminal():
    from briefing.reader.portrait import draw

    opened = lighthouse.article()
    picture = await draw(opened, lighthouse.briefing(opened), size=(100, 30), keys=["2", "F"])
    assert picture.startswith("<svg")
    assert "Oduya" in picture
    assert "Velden" in await draw(opened, None, size=(60, 24))


async def test_where_one_is_is_cut_before_it_is_left_out():
    async with reading((60, 24)) as session:
        session.view.tell("following somebody whose name is as long as the titles of all the offices they hold")
        await session.pilot.pause()
        assert "following somebody" in session.rows()[0]
        assert "…" in session.rows()[0].rstrip()[-8:]


@pytest.mark.parametrize("keys", [["1"], ["3"], ["4"]])
async def test_title_tabs_and_panel_of_a_narrow_screen_begin_in_one_column(keys: list[str]):
    async with reading((60, 24)) as session:
        await session.press(*keys)
        rows = [session.rows()[y] for y in (0, 1, 3)]
        assert {len(row) - len(row.lstrip()) for row in rows} == {2}


async def test_a_panel_on_a_very_wide_screen_keeps_its_lines_short():
    async with reading((250, 40)) as session:
        await session.press("3", "z")
        assert all(len(row.strip(" │▁")) <= 104 for row in session.rows()[2:30])


async def test_a_narrow_screen_says_in_the_title_bar_where_one_is():
    async with reading((60, 24)) as session:
        await session.press("/", "t", "o", "w", "e", "r", "enter")
        assert "“tower” 1 of 5" in session.rows()[0]
        await session.press("n", "N", "N")
        assert "“tower” 5 of 5 · from the end" in session.rows()[0]
        await session.press("escape", "G", "j")
        assert "the end" in session.rows()[0]
        await session.press("2", "F", "3")
        assert "2 of 5" in session.rows()[0]
        await session.pilot.resize_terminal(100, 24)
        await session.pilot.pause()
        assert "1 min" in session.rows()[0]
        assert "2 of 5" not in session.rows()[0]


async def test_the_title_bar_of_a_narrow_screen_says_what_a_border_would():
    async with reading((60, 24)) as session:
        await session.press("/", "left_square_bracket", "b", "right_square_bracket")
        assert " “[b]” no match" in session.rows()[0]
        await session.press("escape", "G", "space", "space", "1", "0")
        assert session.rows()[0].rstrip().endswith("   the end")


async def test_going_on_at_the_end_lights_up_the_title_bar_of_a_narrow_screen():
    async with reading((60, 24)) as session:

        def weights() -> list[bool]:
            strip = session.app.screen._compositor.render_strips()[0]
            return [bool(part.style and part.style.bold) for part in strip if "the end" in part.text]

        await session.press("G", "space")
        assert weights() == [False]
        await session.press("space")
        assert weights() == [True]


@pytest.mark.parametrize("key", ["question_mark", "e", "o", "S", "A", "ctrl+p", "a", "/"])
async def test_windows_change_while_something_is_open(key: str):
    async with reading() as session:
        await session.press("m", key)
        open_screen = session.app.screen
        for width, height in [(60, 20), (250, 70), (79, 24), (130, 20)]:
            await session.pilot.resize_terminal(width, height)
            await session.pilot.pause()
            assert session.app.screen is open_screen
            assert all(cell_len(row) <= width for row in session.rows())
        await session.press("escape")
        assert session.app.screen is session.screen
        assert session.screen.focused is session.view


async def test_the_help_is_laid_out_anew_for_another_width():
    async with reading((140, 40)) as session:
        await session.press("question_mark")
        await session.pilot.resize_terminal(60, 24)
        await session.pilot.pause()
        assert "n N      Go to the next name" in session.picture, "the keys take less room"
