"""Keys that move: in the article, in a panel, from pane to pane; and the room that panes have."""

from collections.abc import Callable

import pytest
from session import SMALL, reading


@pytest.mark.parametrize(
    ("keys", "moves"),
    [
        (["j"], lambda top: top == 1),
        (["down", "down"], lambda top: top == 2),
        (["j", "j", "k"], lambda top: top == 1),
        (["j", "up"], lambda top: top == 0),
        (["space"], lambda top: top > 5),
        (["pagedown"], lambda top: top > 5),
        (["ctrl+f"], lambda top: top > 5),
        (["ctrl+f", "ctrl+b"], lambda top: top == 0),
        (["space", "b"], lambda top: top == 0),
        (["space", "pageup"], lambda top: top == 0),
        (["ctrl+d"], lambda top: 3 < top < 12),
        (["ctrl+d", "ctrl+u"], lambda top: top == 0),
        (["G"], lambda top: top > 10),
        (["end"], lambda top: top > 10),
        (["G", "g"], lambda top: top == 0),
        (["G", "home"], lambda top: top == 0),
    ],
)
async def test_keys_that_move_the_article(keys: list[str], moves: Callable[[float], bool]):
    async with reading(SMALL) as session:
        await session.press(*keys)
        assert moves(session.view.scroll_offset.y)


async def test_at_the_end_a_page_key_says_so():
    async with reading(SMALL) as session:
        await session.press("G", "space")
        assert "the end" in session.picture


async def test_going_on_at_the_end_lights_up_the_border_each_time():
    async with reading(SMALL) as session:
        await session.press("G", "space")
        plain = session.view.border_subtitle
        await session.press("space")
        assert session.view.border_subtitle != plain
        assert "the end" in session.picture
        await session.press("k", "G")
        assert session.view.border_subtitle == "100%"


@pytest.mark.parametrize(("size", "row"), [((140, 24), -2), ((100, 24), -2), ((60, 24), 2)])
async def test_a_line_tells_how_far_the_article_is_read(size: tuple[int, int], row: int):
    async with reading(size) as session:

        def read() -> int:
            return session.rows()[row].count("━")

        before = read()
        assert 0 < before < session.view.outer_size.width - 12
        await session.press("j")
        assert read() >= before
        await session.press("G")
        assert read() > before
        assert "─" not in session.rows()[row][: session.view.outer_size.width - 12]


@pytest.mark.parametrize(("keys", "words"), [(["g"], "the start"), (["k"], "the start"), (["G", "G"], "the end")])
async def test_a_move_to_where_one_is_says_so(keys: list[str], words: str):
    async with reading(SMALL) as session:
        await session.press(*keys)
        assert words in session.picture


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [(["j"], 1), (["down"], 1), (["j", "j", "k"], 1), (["G"], 4), (["G", "g"], 0), (["space"], 2), (["G", "b"], 2), (["k"], 0)],
)
async def test_keys_that_move_the_cursor_of_a_panel(keys: list[str], cursor: int):
    async with reading() as session:
        await session.press("3", *keys)
        assert session.panel("quotes").cursor == cursor


@pytest.mark.parametrize(
    ("keys", "pane"),
    [
        (["1"], "summary"), (["2"], "actors"), (["3"], "quotes"), (["4"], "questions"), (["3", "0"], "article"),
        (["tab"], "summary"),
        (["tab", "tab"], "actors"), (["shift+tab"], "questions"), (["tab", "shift+tab"], "article"), (["4", "tab"], "article"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [60, 100, 140])
async def test_keys_that_go_to_a_pane(keys: list[str], pane: str, width: int):
    async with reading((width, 30)) as session:
        await session.press(*keys)
        assert session.screen.pane == pane
        assert session.screen.focused is (session.screen.panels.get(pane) or session.view)
        assert session.screen.focused.size.height > 2


@pytest.mark.parametrize("width", [100, 140])
async def test_z_gives_a_pane_the_whole_screen_and_back(width: int):
    async with reading((width, 30)) as session:
        await session.press("3", "z")
        assert session.panel("quotes").size.width > width - 10
        await session.press("4")
        assert session.panel("questions").size.width > width - 10
        await session.press("z")
        assert session.view.size.width > 30


async def test_angles_move_the_line_between_the_article_and_the_panels():
    async with reading((140, 30)) as session:
        before = session.view.size.width
        await session.press(">")
        wider = session.view.size.width
        await session.press("<", "<")
        assert session.view.size.width < before < wider
        await session.press(*[">"] * 9)
        assert "as much room as it can get" in session.notices()
        assert session.panel("quotes").size.width > 20
        await session.press(*["<"] * 12)
        assert "panels have as much room" in session.notices()


@pytest.mark.parametrize(("width", "keys"), [(60, [">"]), (140, ["z", "<"])])
async def test_angles_say_when_there_is_no_line_to_move(width: int, keys: list[str]):
    async with reading((width, 30)) as session:
        await session.press(*keys)
        assert "no line to move" in session.notices()


async def test_z_in_a_narrow_window_says_why_nothing_happens():
    async with reading((60, 30)) as session:
        await session.press("z")
        assert "narrow" in session.notices()
