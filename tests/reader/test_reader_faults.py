"""What goes wrong around the reader: the worker, the disk, the file, the terminal, another reader."""

import errno
import os
import signal
import sys
from asyncio.subprocess import Process
from pathlib import Path

import lighthouse
import pytest
from lighthouse import FakeAnalyst
from msgspec.structs import replace
from session import Session, reading
from textual import events

from briefing.config import Settings
from briefing.model import Article, Block
from briefing.store import Store
from briefing.worker.async_client import AsyncClient

FAKE_WORKER = (sys.executable, str(Path(__file__).parent.parent / "fake_worker.py"))


def saying(words: str) -> Article:
    """The article with more words at its end."""
    opened = lighthouse.article()
    block = Block(len(opened.text), len(opened.text) + len(words), "body")
    return replace(opened, text=opened.text + words, blocks=(*opened.blocks, block))


# -- the worker


async def started(session: Session, analyst: AsyncClient) -> Process:
    """The analyst's process, as soon as there is one."""
    while analyst._process is None:
        await session.pilot.pause()
    return analyst._process


async def test_a_worker_that_ends_by_itself_leaves_the_article_and_a_way_on():
    async with reading(opened=saying("CRASH"), analyst=AsyncClient("md", command=FAKE_WORKER)) as session:
        await session.until("ended by itself")
        assert "r tries again" in session.picture
        assert "the old lighthouse" in session.picture


async def test_a_worker_that_is_killed_leaves_the_article_and_starts_again():
    analyst = AsyncClient("md", command=FAKE_WORKER)
    async with reading(opened=saying("HANG"), analyst=analyst) as session:
        killed = await started(session, analyst)
        os.kill(killed.pid, signal.SIGKILL)
        await session.until("ended by itself")
        await session.press("r")
        assert (await started(session, analyst)).pid != killed.pid
        await session.press("ctrl+x")
        assert "The analysis was stopped" in session.picture


async def test_a_silent_worker_is_given_up_in_the_end():
    analyst = AsyncClient("md", command=FAKE_WORKER, grace=0.2)
    settings = Settings(analysis_seconds=0)
    async with reading(opened=saying("HANG"), analyst=analyst, settings=settings) as session:
        await session.until("silent")
        assert "r tries again" in session.picture


async def test_a_silent_worker_is_ended_by_a_key():
    analyst = AsyncClient("md", command=FAKE_WORKER)
    async with reading(opened=saying("HANG"), analyst=analyst) as session:
        process = await started(session, analyst)
        await session.press("ctrl+x")
        assert await process.wait() == -signal.SIGKILL
        await session.until("The analysis was stopped")


async def test_every_key_may_be_pressed_while_the_article_is_analysed():
    from briefing.reader.keymap import COMMANDS

    async with reading(analyst=FakeAnalyst()) as session:
        for command in COMMANDS:
            if command.id in {"quit", "save_as"}:
                continue
            for key in command.keys.split(","):
                await session.press(key)
                if session.app.screen is not session.screen:
                    await session.press("escape")
                if session.screen.query("Prompt"):
                    await session.press("escape")
        await session.press("0", "g")
        assert "the old lighthouse" in session.picture


# -- the disk


@pytest.mark.parametrize(
    ("error", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "may not be written to"), (errno.EIO, "input/output")],
)
async def test_a_disk_that_takes_nothing_is_told_and_leaves_nothing_behind(
    error: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    async with reading(folder=tmp_path) as session:
        monkeypatch.setattr("briefing.export.files.os.fsync", fail)
        await session.press("s")
        assert "Not saved" in session.notices()
        assert words in session.notices()
        assert "S asks where to" in session.notices()
        assert list(tmp_path.iterdir()) == []
        monkeypatch.undo()
        await session.press("s")
        assert len(list(tmp_path.glob("*.md"))) == 1


async def test_notes_that_cannot_be_kept_are_told_and_still_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = Store(tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3")
    (tmp_path / "out").mkdir()
    async with reading(store=store, folder=tmp_path / "out") as session:
        store.close()
        monkeypatch.setattr(store._state, "file", Path("/proc/nowhere/state.sqlite3"))
        await session.press("4", "a")
        await session.type("ask")
        await session.press("enter")
        assert "not kept" in session.notices()
        await session.press("s")
        (saved,) = (tmp_path / "out").glob("*.md")
        assert "ask" in saved.read_text()


# -- another reader


async def test_two_readers_of_one_article_lose_no_notes(tmp_path: Path):
    files = tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3"
    async with reading(store=Store(*files)) as one, reading(store=Store(*files)) as other:
        for session, place, words in ((one, "4", "mine"), (other, "3", "yours")):
            await session.press(place, "a")
            await session.type(words)
            await session.press("enter")
        await one.press("q")
        await other.press("q")
    state = Store(*files).reading_state(lighthouse.article().sha256)
    assert sorted(note.text for note in state.notes) == ["mine", "yours"]


# -- a megabyte where a word is expected


@pytest.mark.parametrize("key", ["/", "a", "S"])
async def test_a_megabyte_is_pasted_where_a_word_is_asked_for(key: str):
    async with reading() as session:
        await session.press("1", key)
        session.app.post_message(events.Paste("lamp and tower " * 70_000))
        await session.pilot.pause()
        await session.press("escape")
        assert "the old lighthouse" in session.picture
