"""An article whose file changes while it is read."""

import os
from pathlib import Path

import pytest
from lighthouse import FakeAnalyst
from session import reading
from textual.events import AppFocus

from briefing.store import Store

GOATS = "About the goats\n\nThe goats have come back to the hill. {}It was said on Monday that they will stay.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "goats.txt"
    file.write_text(GOATS.format(""))
    return file


async def test_a_file_that_changed_is_read_again_when_asked_for(file: Path):
    async with reading(analyst=FakeAnalyst()) as session:
        session.app.open(str(file))
        await session.pilot.pause()
        file.write_text("About the goats\n\nThey left again on Tuesday, over the hill.\n")
        os.utime(file, (1, 1))
        session.app.post_message(AppFocus())
        await session.pilot.pause()
        assert "was changed" in session.notices()
        assert "file changed, R reads it" in session.picture, "the offer stays"
        await session.press("R")
        assert "They left again" in session.picture
        assert "file changed" not in session.picture
        file.unlink()
        session.app.post_message(AppFocus())
        await session.pilot.pause()
        assert "is gone" in session.notices()
        await session.press("R")
        assert "They left again" in session.picture, "what is on the screen stays"


async def test_notes_and_bookmarks_come_along_into_the_changed_text(file: Path, store: Store):
    async with reading(analyst=FakeAnalyst(), store=store) as session:
        session.app.open(str(file))
        await session.press("j", "m", "a")
        await session.type("which hill")
        await session.press("enter")
        (span,) = session.app.reading.notes
        words = session.app.reading.article.text[slice(*span)]
        file.write_text("Corrected on Tuesday.\n\n" + GOATS.format("All of them came. "))
        await session.press("R")
        ((span, text),) = session.app.reading.notes.items()
        assert text == "which hill"
        assert session.app.reading.article.text[slice(*span)] == words
        assert len(session.app.reading.bookmarks) == 1


async def test_a_note_has_its_words_again_when_the_text_is_what_it_was(file: Path, store: Store):
    before = file.read_text()
    async with reading(analyst=FakeAnalyst(), store=store) as session:
        session.app.open(str(file))
        await session.press("j", "a")
        await session.type("which hill")
        await session.press("enter")
        (span,) = session.app.reading.notes
        file.write_text("Nothing is as it was\n\nThe whole text is another one, from beginning to end.\n")
        await session.press("R")
        (adrift,) = session.app.reading.notes
        assert adrift[0] == adrift[1]
        file.write_text(before)
        await session.press("R")
        assert session.app.reading.notes == {span: "which hill"}


async def test_a_note_on_words_that_are_gone_is_told(file: Path, store: Store):
    async with reading(analyst=FakeAnalyst(), store=store) as session:
        session.app.open(str(file))
        former = session.app.reading.article.sha256
        await session.press("j", "a")
        await session.type("which hill")
        await session.press("enter")
        file.write_text("Nothing is as it was\n\nThe whole text is another one, from beginning to end.\n")
        await session.press("R")
        assert "1 note is about words that are gone" in session.notices()
        await session.press("A")
        assert "✎ which hill" in session.picture
        assert "(about words that are no longer in the text)" in session.picture
        await session.press("enter")
        assert "no longer in the text" in session.notices()
        changed = session.app.reading.article.sha256
        session.app.keep_state()
    assert [note.text for note in store.reading_state(changed).notes] == ["which hill"]
    assert [note.text for note in store.reading_state(former).notes] == ["which hill"]


async def test_a_file_whose_name_is_no_utf_8_is_watched_and_read_again(tmp_path: Path, store: Store):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    file.write_text(GOATS.format(""))
    async with reading(analyst=FakeAnalyst(), store=store) as session:
        session.app.open(str(file))
        assert session.app.reading.article.source == f"{tmp_path}/caf\ufffd.txt"
        file.write_text(GOATS.format("All of them came. "))
        os.utime(file, (1, 1))
        session.app.look_at_file()
        await session.press("R")
        assert "All of them came." in session.app.reading.article.text
        await session.press("o")
        assert sum("caf\ufffd.txt" in row for row in session.rows()) == 1
