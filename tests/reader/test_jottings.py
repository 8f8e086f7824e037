"""The list of notes and bookmarks."""

from pathlib import Path

import lighthouse
import pytest
from session import Session, reading

from briefing.model import Span
from briefing.reader.jottings import jottings, put_back, take_away
from briefing.reader.reading import Reading
from briefing.reader.screens.jottings import JottingsScreen
from briefing.store import Store

NARROW = (60, 20)


def noted() -> Reading:
    """A reading with a note on a gap, one whose words are gone, and a bookmark."""
    found = Reading(lighthouse.article(), lighthouse.briefing())
    text = found.article.text
    start = text.index("The sale was approved")
    found.write_note(Span(start, start + 26), "by whom?")
    found.write_note(Span(start + 5, start + 5), "what was here")
    found.bookmarks = [text.index("Tomas Brandt has kept")]
    return found


def notes_of(session: Session) -> list[str]:
    return sorted(session.app.reading.notes.values())


def test_they_stand_in_the_articles_order_with_its_words():
    gap, adrift, mark = jottings(noted())
    assert (gap.note, gap.place, gap.words) == ("by whom?", "¶1", "The sale was approved by ⟦…⟧,")
    assert (adrift.note, adrift.words, adrift.is_adrift) == ("what was here", "", True)
    assert (mark.note, mark.place, mark.is_adrift) == (None, "¶3", False)
    assert mark.words.startswith("Tomas Brandt has kept the light")


def test_a_bookmark_between_two_lines_has_the_words_below():
    found = Reading(lighthouse.article())
    found.bookmarks = [found.article.text.index("\n"), len(found.article.text)]
    first, last = jottings(found)
    assert first.words == "By Ida Marsh"
    assert last.words == ""


def test_what_is_taken_away_comes_back():
    found = noted()
    before = jottings(found)
    for jotting in before:
        take_away(found, jotting)
    assert jottings(found) == []
    for jotting in before:
        put_back(found, jotting)
    assert jottings(found) == before


async def jot(session: Session) -> None:
    """A note on the first question, and a bookmark at the top."""
    await session.press("m", "4", "a")
    await session.type("ask again")
    await session.press("enter", "0", "A")


@pytest.mark.parametrize("size", [NARROW, (140, 40)])
async def test_enter_goes_to_the_words_of_a_note(size: tuple[int, int]):
    async with reading(size) as session:
        await jot(session)
        assert "✎ ask again" in session.picture
        assert "Whether the council may sell" in session.picture
        assert "◈ Lighthouse of Velden goes dark" in session.picture
        await session.press("j", "enter")
        assert session.screen.pane == "article"
        assert session.marked("here") == ["Whether the council may sell the tower at all is disputed."]
        await session.press("backspace")
        assert "Nowhere" not in session.notices()


async def test_a_note_is_written_anew_from_the_list():
    async with reading() as session:
        await jot(session)
        await session.press("a")
        assert "no words of its own" in session.notices()
        await session.press("G", "a")
        await session.type("asked twice")
        await session.press("enter")
        assert notes_of(session) == ["asked twice"]


async def test_x_takes_away_and_u_brings_back_and_the_state_is_kept(store: Store):
    async with reading(store=store) as session:
        sha256 = session.app.reading.article.sha256
        await jot(session)
        await session.press("x", "x")
        assert "Nothing is left; u brings back" in session.picture
        assert session.app.reading.bookmarks == []
        assert store.reading_state(sha256).notes == ()
        await session.press("x", "enter", "u", "u", "u")
        assert "Nothing was removed" in session.notices()
        assert [note.text for note in store.reading_state(sha256).notes] == ["ask again"]
        await session.press("escape")
        assert "✎¶5+1" in session.picture
        assert session.view.bookmarks == (0,)


async def test_without_any_the_key_says_how_to_make_some():
    async with reading() as session:
        await session.press("A")
        assert "a writes a note, m sets a bookmark" in session.notices()


async def test_a_long_note_is_cut_with_a_sign_and_a_note_of_controls_is_shown_safely():
    async with reading(NARROW) as session:
        session.app.reading.write_note(Span(0, 10), "long \x1b[2J " * 60)
        await session.press("A")
        shown = [row for row in session.rows() if "long" in row and "│" in row]
        assert len(shown) == 4
        assert "…" in shown[-1]
        assert "\x1b" not in session.picture


async def test_a_line_with_a_note_has_a_sign():
    async with reading((140, 24)) as session:
        await session.press("a")
        await session.type("why")
        await session.press("enter")
        (place,) = [index for index, row in enumerate(session.rows()) if "✎" in row[:8]]
        assert "Lighthouse" in session.rows()[place]
        await session.press("A", "x", "escape")
        assert "✎" not in session.picture


async def test_a_line_keeps_its_note_at_another_width():
    async with reading((140, 24)) as session:
        await session.press("a")
        await session.type("why")
        await session.press("enter")
        await session.pilot.resize_terminal(62, 24)
        await session.press("a")
        assert "Note why" in session.rows()[-1]
        await session.press("backspace", "enter")
        assert notes_of(session) == []
        assert "taken away" in session.notices()


async def test_a_note_adrift_is_saved(tmp_path: Path):
    async with reading(folder=tmp_path) as session:
        session.app.reading.write_note(Span(40, 40), "which hill")
        await session.press("s")
        (saved,) = tmp_path.glob("*.md")
        assert "- which hill (about words that are no longer in the text)\n" in saved.read_text()


async def test_what_is_typed_right_after_enter_does_not_come_into_the_note():
    async with reading() as session:
        await session.press("a")
        await session.burst(*"why", "enter", "A")
        assert list(session.app.reading.notes.values()) == ["why"]
        assert isinstance(session.app.screen, JottingsScreen)
        await session.burst("x", "escape")
        assert not session.app.reading.notes
