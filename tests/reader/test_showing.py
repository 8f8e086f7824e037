"""What is shown: length and order of the panels, colours, lines set aside, themes, help."""

import pytest
from lighthouse import FakeAnalyst
from session import reading


async def test_plus_and_minus_change_the_length_of_the_summary():
    async with reading() as session:
        await session.press("1", "minus")
        assert [item.finding.rank for item in session.panel("summary").items] == [1, 2, 3]
        assert "3 of 4" in session.picture
        await session.press("plus", "plus")
        assert "no more sentences" in session.notices()
        await session.press("minus", "minus", "minus", "minus")
        assert [item.finding.rank for item in session.panel("summary").items] == [1]


async def test_the_sentence_under_the_cursor_says_why():
    async with reading() as session:
        assert "why:" not in session.picture
        await session.press("1")
        assert "why: near the top · names key actors" in session.picture


async def test_w_groups_quotes_by_speaker_the_nameless_last():
    async with reading() as session:
        await session.press("3", "w")
        headings = [item.heading for item in session.panel("quotes").items if item.heading]
        assert headings == ["Mira Oduya", "Tomas Brandt", "Ostania’s monument office", "Unattributed"]
        await session.press("w")
        assert [item.heading for item in session.panel("quotes").items] == [*[None] * 3, "Reported speech", None]


async def test_e_shows_which_kinds_are_coloured_and_turns_each_on_and_off():
    async with reading() as session:
        everything = session.marked("names")
        await session.press("e")
        assert "✓ p  ● People" in session.picture
        assert "✓ c  ◆ Countries and places" in session.picture
        await session.press("c")
        assert "· c  ◆ Countries and places" in session.picture
        assert "Velden" not in session.marked("names"), "the change is seen at once"
        assert "Mira Oduya" in session.marked("names")
        await session.press("j", "enter", "w")
        assert "Norrland Ferries" not in session.marked("names")
        assert session.marked("speech") == []
        await session.press("a")
        assert session.marked("names") == everything
        await session.press("n", "escape")
        assert session.app.screen is session.screen
        assert session.marked("names") == []
        assert session.marked("speech")
        await session.press("n")
        assert "e brings them back" in session.notices()


async def test_e_before_the_names_are_found_says_so():
    async with reading(analyst=FakeAnalyst()) as session:
        await session.press("e")
        assert "not found yet" in session.notices()


async def test_v_shows_what_was_set_aside():
    async with reading((140, 60)) as session:
        assert "Read also" not in session.picture
        await session.press("v")
        assert "Read also" in session.picture
        await session.press("v")
        assert "Read also" not in session.picture


async def test_marks_stay_on_their_words_when_hidden_lines_are_shown():
    async with reading() as session:
        await session.press("4", "G", "/")
        await session.type("radio")
        await session.press("enter", "v")
        assert session.marked("matches") == ["radio"]
        assert session.marked("evidence") == ["he has not been told when he must leave."]
        await session.press("v", "escape", "escape")
        assert session.marked("matches") == session.marked("evidence") == []


async def test_t_takes_the_next_theme():
    async with reading() as session:
        seen = [session.app.theme]
        for _ in range(3):
            await session.press("t")
            seen.append(session.app.theme)
        assert seen[0] == seen[3]
        assert len(set(seen)) == 3


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_shows_the_keys_of_the_place(key: str):
    async with reading() as session:
        await session.press("2", key)
        picture = session.picture
        assert "Here: Key actors" in picture
        assert "Follow" in picture or "Mark every name" in picture
        await session.press("escape")
        assert session.app.screen is session.screen
