"""The mouse."""

import pytest
from session import Session, reading


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


@pytest.mark.parametrize("size", [(140, 40), (60, 24)])
@pytest.mark.parametrize(("keys", "outcome"), [("m", ([0], 0)), ("j ↓", ([], 1))])
async def test_a_line_of_the_help_can_be_clicked(size: tuple[int, int], keys: str, outcome: tuple[list[int], int]):
    async with reading(size) as session:
        await session.press("1", "question_mark")
        for _ in range(8):
            rows = session.rows()
            y = next((index for index, row in enumerate(rows) if f"│  {keys} " in row), None)
            if y is not None:
                break
            await session.press("space")
        assert y is not None
        await session.pilot.click(offset=(rows[y].index(f"│  {keys} ") + 3, y))
        await session.pilot.pause()
        assert session.app.screen is session.screen
        await session.press("1")
        assert (session.screen.reading.bookmarks, session.panel("summary").cursor) == outcome


async def test_the_tabs_of_a_narrow_screen_can_be_clicked():
    async with reading((60, 24)) as session:
        row = session.rows()[1]
        await session.pilot.click(offset=(row.index("Quotes"), 1))
        await session.pilot.pause()
        assert session.screen.pane == "quotes"


async def drag(session: Session, cells: int) -> None:
    """Select so many cells from the word "Monday" on."""
    rows = session.rows()
    y = next(index for index, row in enumerate(rows) if "Monday. The tower" in row[:80])
    x = rows[y].index("Monday")
    await session.pilot.mouse_down(offset=(x, y))
    await session.pilot.hover(offset=(x + cells, y))
    await session.pilot.mouse_up(offset=(x + cells, y))
    await session.pilot.pause()


async def test_words_are_selected_with_the_mouse_and_copied():
    async with reading() as session:
        await drag(session, 6)
        await session.press("c")
        assert session.app.clipboard.startswith("Monday")


async def test_selected_words_stay_selected_in_a_window_of_another_size():
    async with reading() as session:
        await drag(session, 20)
        selected = session.screen.get_selected_text()
        assert selected.startswith("Monday. The tower")
        for size in ((60, 20), (100, 32), (140, 40)):
            await session.pilot.resize_terminal(*size)
            await session.pilot.pause()
            assert session.screen.get_selected_text() == selected


async def test_another_text_has_nothing_selected():
    async with reading() as session:
        await drag(session, 20)
        await session.press("v")
        assert "shown in their places" in session.notices()
        assert not session.screen.get_selected_text()


@pytest.mark.parametrize("key", ["question_mark", "e", "o", "S", "A"])
async def test_a_click_beside_a_box_closes_it_and_one_inside_does_not(key: str):
    async with reading() as session:
        await session.press("m", key)
        box = session.app.screen.query("#help, #kinds, #library, #save, #jottings").first()
        await session.pilot.click(box, offset=(3, 0))
        assert session.app.screen is not session.screen
        await session.pilot.click(offset=(1, 1))
        await session.pilot.pause()
        assert session.app.screen is session.screen
