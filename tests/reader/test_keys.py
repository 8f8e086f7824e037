"""The keymap as a whole: the settings, the palette, keys that come fast."""

import pytest
from lighthouse import FakeAnalyst
from session import reading

from briefing.reader.keymap import COMMANDS


async def test_the_palette_has_every_command():
    async with reading() as session:
        titles = " ".join(command.title for command in session.app.get_system_commands(session.screen))
        for command in COMMANDS:
            assert command.group == "Move" or command.id == "palette" or command.label in titles
        await session.press("ctrl+p")
        assert session.app.screen is not session.screen
        await session.press("escape")
        assert session.app.screen is session.screen


@pytest.mark.parametrize("size", [(140, 24), (60, 24)])
async def test_what_is_chosen_in_the_palette_moves_in_the_pane_one_is_in(size: tuple[int, int]):
    async with reading(size) as session:
        do = {command.title.split("  ")[0]: command.callback for command in session.app.get_system_commands(session.screen)}
        do["To the end"]()
        await session.pilot.pause()
        assert session.view.scroll_offset.y == session.view.max_scroll_y > 0
        await session.press("2")
        do["Down"]()
        await session.pilot.pause()
        assert session.panel("actors").cursor == 1


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_q_leaves(key: str):
    async with reading() as session:
        await session.press(key)
        assert session.app.return_value == 0


async def test_keys_are_bound_anew_by_the_settings():
    from briefing.config import Settings

    async with reading(settings=Settings(keymap={"zoom": "Z,f5"})) as session:
        await session.press("z")
        assert not session.screen.is_zoomed
        await session.press("f5")
        assert session.screen.is_zoomed


async def test_a_wrong_keymap_is_told():
    from briefing.config import Settings

    async with reading(settings=Settings(keymap={"zooom": "Z"})) as session:
        assert "zooom" in session.notices()


async def test_keys_that_come_in_one_breath_do_what_they_do_one_by_one():
    async with reading() as session:
        await session.burst("2", "j", "enter", "right_square_bracket", "3", "j")
        assert session.marked("here") == ["the keeper"]
        assert session.screen.pane == "quotes"
        assert session.panel("quotes").cursor == 0, "one quote is by the keeper"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["h"], "h does nothing here; ? shows the keys"),
        (["5"], "5 does nothing here"),
        (["escape"], "Nothing is on that could be ended"),
        (["enter"], "No name here"),
        (["backspace"], "Nowhere to go back to"),
        (["]"], "No actor here"),
        (["F"], "No actor here"),
        (["x"], "hides an item of a panel"),
        (["u"], "Nothing is hidden"),
        (["c"], "Nothing to copy"),
        (["ctrl+c"], "q leaves"),
        (["'"], "No bookmarks"),
        (["r"], "The analysis is done"),
        (["ctrl+x"], "Nothing is being analysed"),
        (["2", "F", "4", "G", "x", "x", "x", "x"], "hides an item"),
        (["2", "G", "F", "3", "enter"], "nothing to go to in this panel"),
        (["plus"], "no more sentences"),
        (["0"], "in the article already"),
        (["2", "2"], "in the key actors already"),
        (["2", "G", "F", "3", "w"], "no quotes to group"),
    ],
)
async def test_a_key_that_does_nothing_says_why(keys: list[str], words: str):
    async with reading() as session:
        await session.press(*keys)
        assert words in session.notices()


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["n"], "The names are not found yet"),
        (["f"], "The names are not found yet"),
        (["e"], "The names are not found yet"),
        (["plus"], "There is no summary yet"),
        (["w"], "There are no quotes yet"),
        (["s"], "The analysis is not done yet"),
        (["S"], "The analysis is not done yet"),
        (["r"], "The analysis is going on"),
        (["2", "enter"], "nothing to go to"),
    ],
)
async def test_a_key_that_does_nothing_yet_says_so(keys: list[str], words: str):
    async with reading(analyst=FakeAnalyst()) as session:
        await session.press(*keys)
        assert words in session.notices()


async def test_a_key_held_down_says_it_once():
    async with reading() as session:
        await session.press(*["u"] * 8)
        assert session.notices().count("Nothing is hidden") == 1


async def test_what_changes_out_of_sight_is_told():
    async with reading((80, 24)) as session:
        await session.press("3", "minus", "2", "w")
        assert "Summary: 3 sentences" in session.notices()
        assert "Quotes: by speaker" in session.notices()


async def test_the_end_of_a_panel_says_so():
    async with reading() as session:
        await session.press("3", "G", "j")
        assert "the end" in session.picture
        await session.press("k")
        assert "the end" not in session.picture


async def test_an_empty_panel_says_that_there_is_nothing_to_move_in():
    async with reading() as session:
        await session.press("2", "G", "F", "3", "j")
        assert "nothing here" in session.picture


async def test_the_bar_of_keys_tells_what_a_search_and_a_follow_end_with():
    async with reading() as session:
        await session.press("/", "t", "o", "w", "e", "r", "enter")
        assert "Matches" in session.rows()[-1]
        assert "esc End search" in session.rows()[-1]
        await session.press("escape", "2", "F", "0")
        assert "esc End following" in session.rows()[-1]
        await session.press("question_mark")
        assert "Here: Article, an actor is followed" in session.picture
