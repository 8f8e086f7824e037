"""What is remembered, and what becomes of damage."""

import contextlib
import os
import sqlite3
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from export import harbour
from msgspec.structs import replace

from briefing.errors import StoreError
from briefing.model import Span
from briefing.state import Look, Note, ReadingState
from briefing.store import Store

STATE = ReadingState(
    "harbour.txt",
    "Harbour",
    120,
    (5, 9),
    (7,),
    ("quotes:1:2",),
    (Note(Span(1, 4), "ask"),),
    3,
    finished=True,
    look=Look("paper", "quotes", share=70),
)
LARGE = replace(harbour.briefing(), questions=(replace(harbour.briefing().questions[0], question="x" * 200_000),))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "cache" / "analyses.sqlite3", tmp_path / "data" / "reading.sqlite3"


@pytest.fixture
def store(files: tuple[Path, Path]) -> Store:
    return Store(*files)


def test_a_briefing_is_remembered_by_the_next_store(store: Store, files: tuple[Path, Path]):
    briefing = harbour.briefing()
    assert store.get(briefing.article, "md", "briefing") is None
    store.keep(briefing, briefing.article, "md", "briefing")
    store.close()
    assert Store(*files).get(briefing.article, "md", "briefing") == briefing


def test_another_text_model_or_summarizer_is_another_analysis(store: Store):
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    assert store.get(replace(briefing.article, sha256="1" * 64), "md", "briefing") is None
    assert store.get(replace(briefing.article, blocks=briefing.article.blocks[1:]), "md", "briefing") is None
    assert store.get(briefing.article, "sm", "briefing") is None
    assert store.get(briefing.article, "md", "lexrank") is None


def test_the_same_text_from_elsewhere_keeps_what_its_source_says(store: Store):
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    elsewhere = replace(briefing.article, source="copy.txt", site="Eastmark Post")
    found = store.get(elsewhere, "md", "briefing")
    assert found is not None
    assert found.article == elsewhere
    assert found.actors == briefing.actors


def test_a_store_that_does_not_remember_leaves_the_cache_alone(files: tuple[Path, Path]):
    briefing = harbour.briefing()
    store = Store(*files, analyses=False)
    store.keep(briefing, briefing.article, "md", "briefing")
    assert store.get(briefing.article, "md", "briefing") is None
    assert not files[0].exists()
    store.keep_reading_state("ab", STATE)
    assert store.reading_state("ab") == STATE


def test_the_cache_is_bounded_and_forgets_what_was_not_used_for_longest(files: tuple[Path, Path]):
    store = Store(*files, limit=1)
    articles = [replace(harbour.article(), sha256=f"{number:064d}") for number in range(6)]
    for number, article in enumerate(articles):
        store.keep(replace(LARGE, article=article), article, "md", "briefing")
        if number:
            assert store.get(articles[0], "md", "briefing") is not None, "what is used stays"
    kept = [number for number, article in enumerate(articles) if store.get(article, "md", "briefing")]
    assert kept == [0, 3, 4, 5]


def test_folders_and_files_are_the_owners_alone(store: Store, files: tuple[Path, Path]):
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    store.keep_reading_state("ab", STATE)
    for file in files:
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert {stat.S_IMODE(part.stat().st_mode) for part in file.parent.iterdir()} == {0o600}


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_cache_is_made_anew(files: tuple[Path, Path], damage: bytes):
    files[0].parent.mkdir()
    files[0].write_bytes(damage)
    briefing = harbour.briefing()
    store = Store(*files)
    assert store.get(briefing.article, "md", "briefing") is None
    store.keep(briefing, briefing.article, "md", "briefing")
    assert store.get(briefing.article, "md", "briefing") == briefing


def test_a_cache_damaged_inside_is_made_anew(store: Store, files: tuple[Path, Path]):
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    store.close()
    content = bytearray(files[0].read_bytes())
    content[2000:] = b"\xa5" * (len(content) - 2000)
    files[0].write_bytes(content)
    store = Store(*files)
    assert store.get(briefing.article, "md", "briefing") is None
    store.keep(briefing, briefing.article, "md", "briefing")
    assert Store(*files).get(briefing.article, "md", "briefing") == briefing


def test_a_remembered_briefing_of_another_shape_is_analysed_anew(store: Store, files: tuple[Path, Path]):
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    store.close()
    with sqlite3.connect(files[0]) as connection:
        connection.execute("UPDATE analyses SET briefing = x'7b7d'")
    assert Store(*files).get(briefing.article, "md", "briefing") is None


def test_without_a_place_for_the_cache_the_program_goes_on_and_says_so(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "cache.sqlite3", tmp_path / "state.sqlite3")
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    assert store.get(briefing.article, "md", "briefing") is None
    assert len(store.notices) == 1
    assert "analyses are not remembered" in store.notices[0]


def test_the_reading_state_comes_back(store: Store, files: tuple[Path, Path]):
    assert store.reading_state("ab") is None
    store.keep_reading_state("ab", STATE)
    store.keep_reading_state("cd", ReadingState(position=1))
    store.keep_reading_state("ab", replace(STATE, position=7))
    assert Store(*files).reading_state("ab") == replace(STATE, position=7)
    assert [digest for digest, _ in store.recently_read()] == ["ab", "cd"]


def test_the_order_holds_when_the_clock_goes_back(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch):
    times = iter(range(2_000_000_000, 0, -1_000_000))
    monkeypatch.setattr(time, "time", lambda: float(next(times)))
    store = Store(*files, limit=1)
    for digest in ("ab", "cd", "ef"):
        store.keep_reading_state(digest, STATE)
    assert [digest for digest, _ in store.recently_read()] == ["ef", "cd", "ab"]
    articles = [replace(harbour.article(), sha256=f"{number:064d}") for number in range(6)]
    for article in articles:
        store.keep(replace(LARGE, article=article), article, "md", "briefing")
        assert store.get(article, "md", "briefing") is not None, "what came last is not what is forgotten"
    assert store.get(articles[0], "md", "briefing") is None


def test_a_damaged_reading_state_is_put_aside_and_the_user_told(files: tuple[Path, Path]):
    files[1].parent.mkdir()
    files[1].write_bytes(b"these were notes" * 50)
    store = Store(*files)
    assert store.reading_state("ab") is None
    store.keep_reading_state("ab", STATE)
    assert store.reading_state("ab") == STATE
    aside = [part for part in files[1].parent.iterdir() if ".damaged-" in part.name]
    assert [part.read_bytes() for part in aside] == [b"these were notes" * 50]
    assert aside[0].name in store.notices[0]


def test_a_state_of_a_newer_program_is_left_alone(store: Store, files: tuple[Path, Path]):
    store.keep_reading_state("ab", STATE)
    store.close()
    with sqlite3.connect(files[1]) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer version"):
        Store(*files).keep_reading_state("ab", STATE)


def test_two_readers_on_one_state_file(files: tuple[Path, Path]):
    one, two = Store(*files), Store(*files)
    one.keep_reading_state("ab", STATE)
    two.keep_reading_state("cd", STATE)
    one.keep_reading_state("ef", STATE)
    assert two.reading_state("ef") == one.reading_state("cd") == STATE


def test_a_cache_of_an_older_version_is_made_anew(files: tuple[Path, Path]):
    files[0].parent.mkdir()
    with sqlite3.connect(files[0]) as connection:
        connection.execute("CREATE TABLE analyses (key BLOB PRIMARY KEY, briefing BLOB NOT NULL, bytes INTEGER, used REAL)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    briefing = harbour.briefing()
    store = Store(*files)
    assert store.get(briefing.article, "md", "briefing") is None
    store.keep(briefing, briefing.article, "md", "briefing")
    assert store.get(briefing.article, "md", "briefing") == briefing
    assert not store.notices


def test_a_state_of_an_earlier_program_is_understood(store: Store, files: tuple[Path, Path]):
    store.keep_reading_state("ab", STATE)
    store.close()
    earlier = b'{"source":"a.txt","title":"A","position":7,"notes":[{"span":{"start":1,"end":4},"text":"ask"}],"finished":true}'
    with sqlite3.connect(files[1]) as connection:
        connection.execute("UPDATE reading SET state = ?", (earlier,))
    found = Store(*files).reading_state("ab")
    assert found == ReadingState("a.txt", "A", 7, notes=(Note(Span(1, 4), "ask"),), finished=True)
    assert found.look == Look()


def test_what_is_remembered_is_found_while_another_process_writes(store: Store, files: tuple[Path, Path]):
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    with contextlib.closing(sqlite3.connect(files[0])) as other:
        other.execute("BEGIN IMMEDIATE")
        store._cache.connection.execute("PRAGMA busy_timeout = 1")
        assert store.get(briefing.article, "md", "briefing") == briefing
    assert store.notices == []


def change(file: Path, *statements: str) -> None:
    """Have somebody else write into a database."""
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_what_two_stores_merge_at_once_is_all_kept(files: tuple[Path, Path]):
    def write(number: int) -> None:
        with contextlib.closing(Store(*files)) as store:
            for mark in range(number, 40, 4):
                store.merge_reading_state("ab", lambda kept, mark=mark: replace(kept, bookmarks=(*kept.bookmarks, mark)))

    with contextlib.closing(Store(*files)) as store:
        store.keep_reading_state("ab", ReadingState())
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(write, range(4)))
        assert sorted(store.reading_state("ab").bookmarks) == list(range(40))


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE reading",
        "ALTER TABLE reading ADD COLUMN more TEXT",
        "UPDATE reading SET opened = 'yesterday'",
        "UPDATE reading SET opened = 9e999",
        "UPDATE reading SET opened = x'ff'",
        "INSERT INTO reading VALUES (x'ff', x'00', -1)",
        "INSERT INTO reading VALUES (CAST(x'ff' AS TEXT), 17, 1)",
        "INSERT INTO reading VALUES ('zz', '[[[[', 1)",
        'INSERT INTO reading VALUES (NULL, \'{"position": "far"}\', 1)',
    ],
)
def test_a_state_with_damage_that_can_be_healed_stays_in_use(store: Store, files: tuple[Path, Path], damage: str):
    store.keep_reading_state("ab", STATE)
    store.close()
    change(files[1], damage)
    store = Store(*files)
    assert store.reading_state("ab") == (None if "DROP" in damage else STATE)
    store.keep_reading_state("cd", STATE)
    assert [digest for digest, _ in store.recently_read() if digest in {"ab", "cd"}][-2:].count("cd") == 1
    assert store.notices == []


@pytest.mark.parametrize(
    "damage",
    [
        ("ALTER TABLE reading DROP COLUMN opened",),
        ("ALTER TABLE reading RENAME COLUMN state TO other",),
        ("DROP TABLE reading", "CREATE TABLE reading (sha256 TEXT, state BLOB, opened REAL)"),
        ("DROP TABLE reading", "CREATE VIEW reading AS SELECT 1 AS sha256, 2 AS state, 3 AS opened"),
        ("ALTER TABLE reading ADD COLUMN more TEXT NOT NULL DEFAULT ''", "CREATE UNIQUE INDEX one ON reading (more)"),
    ],
)
def test_a_state_with_other_tables_is_put_aside(store: Store, files: tuple[Path, Path], damage: tuple[str, ...]):
    store.keep_reading_state("ab", STATE)
    store.close()
    change(files[1], *damage)
    store = Store(*files)
    store.recently_read()
    store.keep_reading_state("cd", STATE)
    assert store.reading_state("cd") == STATE


@pytest.mark.parametrize("row", ["x'7b'", "17", "NULL + 1", "'not json'", "x'ff'", '\'{"notes": [{"span": 7}]}\''])
def test_a_malformed_row_is_set_aside_and_told(store: Store, files: tuple[Path, Path], row: str):
    store.keep_reading_state("ab", STATE)
    store.close()
    change(files[1], f"UPDATE OR IGNORE reading SET state = coalesce({row}, 'null')")
    store = Store(*files)
    assert store.reading_state("ab") is None
    assert store.recently_read() == ()
    store.keep_reading_state("ab", STATE)
    assert store.reading_state("ab") == STATE
    assert "cannot be read; it stays in" in store.notices[0]
    with contextlib.closing(sqlite3.connect(files[1])) as connection:
        assert len(connection.execute("SELECT * FROM reading WHERE sha256 LIKE 'ab damaged %'").fetchall()) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE uses",
        "DROP TABLE analyses",
        "ALTER TABLE uses DROP COLUMN used",
        "UPDATE uses SET bytes = 'many', used = 'yesterday'",
        "UPDATE uses SET bytes = x'ff', used = x'ff'",
        "UPDATE analyses SET briefing = 'text'",
        "UPDATE analyses SET briefing = 17",
        "UPDATE analyses SET briefing = x''",
    ],
)
def test_a_cache_with_damaged_tables_or_rows_is_mended(store: Store, files: tuple[Path, Path], damage: str):
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    store.close()
    change(files[0], damage)
    store = Store(*files, limit=1)
    store.get(briefing.article, "md", "briefing")
    for number in range(6):
        article = replace(harbour.article(), sha256=f"{number:064d}")
        store.keep(replace(LARGE, article=article), article, "md", "briefing")
    store.keep(briefing, briefing.article, "md", "briefing")
    assert store.get(briefing.article, "md", "briefing") == briefing
    assert store.notices == []


def test_a_remembered_briefing_with_a_changed_figure_is_not_believed(store: Store, files: tuple[Path, Path]):
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    store.close()
    change(
        files[0], """UPDATE analyses SET briefing = CAST(replace(CAST(briefing AS TEXT), '"start":1', '"start":9') AS BLOB)"""
    )
    assert Store(*files).get(briefing.article, "md", "briefing") is None


def test_a_folder_in_the_place_of_a_file_is_told(files: tuple[Path, Path]):
    for file in files:
        file.mkdir(parents=True)
    store = Store(*files)
    briefing = harbour.briefing()
    store.keep(briefing, briefing.article, "md", "briefing")
    assert f"{files[0]}: Is a directory" in store.notices[0]
    with pytest.raises(StoreError, match=f"{files[1]}: Is a directory"):
        store.keep_reading_state("ab", STATE)


def test_a_pipe_in_the_place_of_a_file_is_told(files: tuple[Path, Path]):
    files[1].parent.mkdir()
    os.mkfifo(files[1])
    with pytest.raises(StoreError, match="not a regular file"):
        Store(*files).reading_state("ab")


def test_a_locked_state_is_told(store: Store, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("briefing.database.WAIT", 0.01)
    store.keep_reading_state("ab", STATE)
    store.close()
    with contextlib.closing(sqlite3.connect(files[1])) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            store.keep_reading_state("ab", ReadingState())
        assert store.reading_state("ab") == STATE, "who writes does not keep others from reading"
    store.keep_reading_state("ab", ReadingState())


def test_a_full_disk_is_told_and_what_was_kept_stays(store: Store):
    store.keep_reading_state("ab", STATE)
    connection = store._state.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")  # sqlite says of it what it says of a full disk
    with pytest.raises(StoreError, match="full"):
        store.keep_reading_state("cd", replace(STATE, notes=(Note(Span(1, 4), "x" * 100_000),)))
    assert store.reading_state("ab") == STATE


def test_a_state_that_was_deleted_or_replaced_meanwhile_is_begun_anew(store: Store, files: tuple[Path, Path]):
    store.keep_reading_state("ab", STATE)
    files[1].unlink()
    store.keep_reading_state("cd", STATE)
    assert Store(*files).reading_state("cd") == STATE


def test_files_that_are_put_aside_in_one_second_are_all_kept(files: tuple[Path, Path]):
    files[1].parent.mkdir()
    for content in (b"these were notes" * 50, b"these as well" * 50):
        files[1].write_bytes(content)
        with contextlib.closing(Store(*files)) as store:
            store.keep_reading_state("ab", STATE)
    assert len(list(files[1].parent.glob("*.damaged-*"))) == 2
