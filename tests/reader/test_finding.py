"""Search, hints and bookmarks."""

import pytest
from session import SMALL, reading

from briefing.reader.screens.finding import hint_labels


async def test_search_finds_any_case_across_lines_while_typing():
    async with reading(SMALL) as session:
        await session.press("/")
        await session.type("tower that NOBODY".lower())
        assert session.marked("matches") == ["tower that nobody"]
        await session.press("enter")
        assert "1 of 1" in session.picture


async def test_n_walks_the_matches_until_esc():
    async with reading(SMALL) as session:
        await session.press("/")
        await session.type("tower")
        await session.press("enter")
        assert len(session.marked("matches")) == 5
        await session.press("n")
        assert "2 of 5" in session.picture
        await session.press("N", "N")
        assert "5 of 5 · from the end" in session.picture
        await session.press("n")
        assert "1 of 5 · from the start" in session.picture
        await session.press("n")
        assert "from the" not in session.rows()[-2]
        await session.press("escape", "n")
        assert session.marked("matches") == []
        assert session.marked("here") != ["tower"]


async def test_search_for_what_is_not_there_says_so():
    async with reading() as session:
        await session.press("/")
        await session.type("zeppelin")
        assert "no match" in session.picture
        assert session.notices() == "", "letters are no commands while one types"
        await session.press("enter")
        assert "No match of “zeppelin”" in session.notices()


async def test_esc_takes_a_search_back():
    async with reading(SMALL) as session:
        await session.press("/")
        await session.type("vote")
        assert session.view.scroll_offset.y > 0
        await session.press("escape")
        assert session.view.scroll_offset.y == 0
        assert session.marked("matches") == []
        assert session.screen.focused is session.view


async def test_a_search_is_no_pattern_and_no_markup():
    async with reading() as session:
        await session.press("/")
        await session.press("left_square_bracket", "a", "n", "d", "enter")
        assert session.marked("matches") == ["[and"]


async def test_hints_are_letters_that_lead_to_names():
    async with reading() as session:
        await session.press("f")
        hints = dict(session.view.hints)
        assert len(hints) > 3
        assert all(name in session.picture for name in session.marked("names")), "no letter of a name is covered"
        assert "type a letter" in session.picture
        position, label = list(hints.items())[1]
        await session.press(*label)
        assert session.view.hints == {}
        assert session.view.highlights["here"][0].start <= position
        assert session.screen.pane == "actors"


@pytest.mark.parametrize("width", [60, 100])
async def test_a_hint_stands_right_before_its_name(width: int):
    async with reading((width, 20)) as session:
        await session.press("f")
        text = session.view.display_text.text
        for position, label in session.view.hints.items():
            assert f"{label}{text[position : position + 6]}" in session.picture


def test_hints_are_single_letters_as_long_as_these_suffice():
    assert set(map(len, hint_labels(52))) == {1}
    for count in (52, 53, 300):
        labels = list(hint_labels(count))
        assert len(set(labels)) == count
        assert not any(other.startswith(label) for label in labels for other in labels if other != label)


async def test_a_capital_is_a_hint_of_its_own():
    async with reading() as session:
        await session.press("f")
        first, second = list(session.view.hints)[:2]
        session.view.put_hints({first: "a", second: "A"})
        await session.press("A")
        assert session.screen.reading.actor_at(session.screen.reading.display.offset(second))[0] == session.app.reading.followed


async def test_esc_ends_hints():
    async with reading() as session:
        await session.press("f", "escape")
        assert session.view.hints == {}
        assert session.screen.pane == "article"


async def test_behind_hints_the_border_says_whom_one_follows_and_how_often_it_is_named():
    async with reading() as session:
        await session.press("2", "F", "0", "f", "escape")
        followed = session.app.reading.followed
        assert session.view.subtitle.startswith(f"following {followed.name} {len(followed.mentions)} · ")


async def test_that_one_began_from_the_start_is_said_until_one_goes_on():
    async with reading(SMALL) as session:
        await session.press("N")
        assert "from the end" in session.picture
        await session.press("N")
        assert "from the end" not in session.picture


async def test_bookmarks_are_set_and_found_again():
    async with reading(SMALL) as session:
        await session.press("space", "m")
        place = session.view.scroll_offset.y
        assert "Bookmark at ¶" in session.notices()
        assert "◈" in session.picture
        await session.press("g", "'")
        assert session.view.scroll_offset.y == place
        await session.press("m")
        assert "◈" not in session.picture


async def test_a_bookmark_or_note_at_a_blank_line_belongs_to_the_words_below():
    async with reading((60, 24)) as session:
        words = session.view.display_text.text
        blank = words.index("The council of Velden will") - 1
        session.view.go_to(blank, to_top=True)
        await session.press("m")
        assert "Bookmark at ¶1" in session.notices()
        await session.press("a", "y", "enter")
        ((start, end),) = session.app.reading.notes
        assert session.app.reading.article.text[start:end].startswith("The council of Velden will sell")
        assert session.app.reading.article.text[end - 1] != " "
        await session.press("m")
        assert session.app.reading.bookmarks == []


async def test_no_bookmark_says_so():
    async with reading() as session:
        await session.press("'")
        assert "No bookmarks" in session.notices()
