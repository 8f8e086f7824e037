"""From the panels to the words and back, from name to name, after one actor."""

import pytest
from session import SMALL, reading


async def test_moving_in_a_panel_marks_the_words_in_the_article_and_brings_them_into_sight():
    async with reading(SMALL) as session:
        await session.press("4", "j", "j")
        assert session.marked("evidence") == ["he has not been told when he must leave."]
        start, end = session.view.in_sight
        assert start <= session.view.highlights["evidence"][0].start < end


async def test_evidence_with_several_places_is_marked_in_all_of_them():
    async with reading() as session:
        await session.press("4", "j", "k")
        assert session.marked("evidence") == [
            "Whether the council may sell the tower at all is disputed.",
            "The vote is on Friday.",
        ]


@pytest.mark.parametrize("back", ["backspace", "ctrl+o"])
async def test_enter_goes_to_the_words_and_back(back: str):
    async with reading(SMALL) as session:
        await session.press("1", "G", "enter")
        assert session.screen.pane == "article"
        assert session.view.scroll_offset.y > 0
        await session.press(back)
        assert session.screen.pane == "summary"


async def test_backspace_with_nowhere_to_go_says_so():
    async with reading() as session:
        await session.press("backspace")
        assert "Nowhere" in session.notices()


async def test_enter_in_the_article_walks_on_through_the_evidence():
    async with reading((100, 20)) as session:
        await session.press("4", "enter")
        await session.press("enter")
        assert "evidence 2 of 2" in session.picture
        assert session.marked("here") == ["T"]
        await session.press("enter")
        assert "evidence 1 of 2" in session.picture


async def test_n_and_capital_n_walk_the_names():
    async with reading() as session:
        await session.press("n")
        assert session.marked("here") == ["Velden"]
        await session.press("n")
        assert session.marked("here") == ["Mira Oduya"]
        await session.press("N", "N")
        assert session.marked("here") == ["Oduya"], "from the first name to the last"


@pytest.mark.parametrize("rows", [7, 8, 24])
@pytest.mark.parametrize("key", ["n", "N"])
async def test_a_name_that_one_steps_to_is_in_sight_in_a_window_of_any_height(rows: int, key: str):
    async with reading((60, rows)) as session:
        for _ in range(8):
            await session.press(key)
            assert session.screen.words_here, session.picture


async def test_enter_on_a_name_opens_its_actor_and_follows_it():
    async with reading() as session:
        await session.press("n", "n", "enter")
        assert session.screen.pane == "actors"
        assert session.panel("actors").item.finding.name == "Mira Oduya"
        assert session.marked("followed") == ["Mira Oduya", "Oduya", "She", "Oduya"]
        assert "following Mira Oduya" in session.picture


async def test_brackets_walk_the_mentions_of_the_same_actor():
    async with reading() as session:
        await session.press("n", "n", "]")
        assert session.marked("here") == ["Oduya"]
        await session.press("]")
        assert session.marked("here") == ["She"]
        assert "Mira Oduya 3 of 4 · why: by hand" in session.picture  # why "She" means her
        await session.press("[", "[")
        assert session.marked("here") == ["Mira Oduya"]
        assert "Mira Oduya 1 of 4" in session.picture


async def test_brackets_without_an_actor_say_what_to_do():
    async with reading() as session:
        await session.press("]")
        assert "No actor here" in session.notices()


async def test_following_narrows_the_panels_until_esc():
    async with reading() as session:
        await session.press("2", "j", "F")
        assert [item.finding.text for item in session.panel("quotes").items] == [
            "I will hand over the keys when they find them,"
        ]
        assert [item.finding.kind for item in session.panel("questions").items] == ["unknown"]
        assert "1 of 5" in session.picture
        await session.press("escape")
        assert len(session.panel("quotes").items) == 5
        assert session.marked("followed") == []


async def test_following_twice_ends_it():
    async with reading() as session:
        await session.press("2", "F", "F")
        assert session.marked("followed") == []
