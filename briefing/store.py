"""What is remembered between runs: analyses, so that the next opening costs nothing, and the state of reading.

Two sqlite files. The cache may be deleted at any time, is made anew where it is damaged, and is bounded. The reading state
(places, bookmarks, notes) is never deleted: a damaged file is renamed aside, and `Store.notices` says so.
"""

import hashlib
import math
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from briefing import __version__
from briefing.config import cache_file, state_file
from briefing.database import Database, Form
from briefing.errors import StoreError
from briefing.language import model_label
from briefing.model import Article, Briefing
from briefing.state import ReadingState

Found = TypeVar("Found")

_LAST_USED: Final = "SELECT max(used) FROM uses WHERE typeof(used) = 'real'"
_LAST_OPENED: Final = "SELECT max(opened) FROM reading WHERE typeof(opened) = 'real'"

CHECKSUM: Final = 16
"""Bytes before an analysis by which damage to it is noticed."""

_CACHE: Final = Form(
    version=3,
    tables={
        "analyses": {"key": "BLOB PRIMARY KEY", "briefing": "BLOB NOT NULL"},
        # Apart, since sqlite reads and writes a row as a whole, and a briefing may have megabytes.
        "uses": {"key": "BLOB PRIMARY KEY", "bytes": "INTEGER NOT NULL", "used": "REAL NOT NULL"},
    },
    synchronous="NORMAL",
)
_STATE: Final = Form(
    version=1,
    tables={"reading": {"sha256": "TEXT PRIMARY KEY", "state": "BLOB NOT NULL", "opened": "REAL NOT NULL"}},
    synchronous="FULL",
)


class Store:
    """Remembers analyses and the state of reading; every failure leaves the program able to go on without.

    `cache` and `state` are the files; `limit` is the room for analyses in megabytes. A store that does not remember `analyses`
    leaves the cache alone, and keeps the state of reading all the same.
    """

    def __init__(
        self, cache: Path | None = None, state: Path | None = None, *, limit: int = 200, analyses: bool = True
    ) -> None:
        self._remembers = analyses
        self._cache = Database(cache or cache_file(), _CACHE)
        self._state = Database(state or state_file(), _STATE)
        self._limit = limit * 1_000_000
        self.notices: list[str] = []
        """What the user should know of, in words for people."""

    def get(self, article: Article, model: str, summarizer: str) -> Briefing | None:
        """The remembered briefing of `article`, or None where it must be analysed."""
        if not self._remembers:
            return None
        encoded = self._remembered(_key(article, model, summarizer))
        if encoded is None:
            return None
        try:
            briefing = msgspec.json.decode(encoded, type=Briefing)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        # The same text may come from elsewhere this time: what is said of its source is the opened article's.
        return replace(briefing, article=replace(article, gaps=briefing.article.gaps))

    def keep(self, briefing: Briefing, article: Article, model: str, summarizer: str) -> None:
        """Remember the briefing of `article` as it was opened, and forget those not used for longest where room is short."""
        without_text = replace(briefing, article=replace(briefing.article, text="", blocks=()))
        self._remember(_key(article, model, summarizer), msgspec.json.encode(without_text))

    def opened(self, sha256: str) -> Article | None:
        """What was found out when the text with this digest was opened as a file: an article without its text."""
        encoded = self._remembered(_opened_key(sha256)) if self._remembers else None
        try:
            return msgspec.json.decode(encoded, type=Article) if encoded is not None else None
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def keep_opened(self, article: Article) -> None:
        """Remember what was found out when `article` was opened as a file of text."""
        self._remember(_opened_key(article.sha256), msgspec.json.encode(replace(article, text="")))

    def _remembered(self, key: bytes) -> bytes | None:
        return self._in_cache(lambda connection: _look_up(connection, key))

    def _remember(self, key: bytes, encoded: bytes) -> None:
        if not self._remembers or len(encoded) > self._limit // 4:
            return

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                used = _now(connection, _LAST_USED)
                row = (key, _checksum(encoded) + encoded)
                connection.execute("INSERT OR REPLACE INTO analyses (key, briefing) VALUES (?, ?)", row)
                use = (key, len(encoded), used)
                connection.execute("INSERT OR REPLACE INTO uses (key, bytes, used) VALUES (?, ?, ?)", use)
                self._forget_oldest(connection)

        self._in_cache(write)

    def reading_state(self, sha256: str) -> ReadingState | None:
        """Where the reader was in the article with this digest.

        Raises:
            StoreError: the file cannot be read.
        """
        row = self._in_state(lambda db: db.execute("SELECT state FROM reading WHERE sha256 = ?", (sha256,)).fetchone())
        return _decoded_state(row[0]) if row else None

    def keep_reading_state(self, sha256: str, state: ReadingState) -> None:
        """Keep where the reader is in the article with this digest, whatever was kept of it before.

        Raises:
            StoreError: the file cannot be written.
        """
        self.merge_reading_state(sha256, lambda _: state)

    def merge_reading_state(self, sha256: str, merge: Callable[[ReadingState | None], ReadingState]) -> ReadingState:
        """Keep what `merge` makes of the state that is kept of an article; nobody else writes in between.

        Raises:
            StoreError: the file cannot be written.
        """

        def write(connection: sqlite3.Connection) -> ReadingState:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                row = connection.execute("SELECT state FROM reading WHERE sha256 = ?", (sha256,)).fetchone()
                kept = _decoded_state(row[0]) if row else None
                if row and kept is None:
                    self._put_row_aside(connection, sha256)
                state = merge(kept)
                entry = (sha256, msgspec.json.encode(state), _now(connection, _LAST_OPENED))
                connection.execute("INSERT OR REPLACE INTO reading (sha256, state, opened) VALUES (?, ?, ?)", entry)
                return state

        return self._in_state(write)

    def _put_row_aside(self, connection: sqlite3.Connection, sha256: str) -> None:
        """Give a state that cannot be read another name, so that a person can look for what is in it."""
        name = f"{sha256} damaged {time.time()}"
        connection.execute("UPDATE reading SET sha256 = ? WHERE sha256 = ?", (name, sha256))
        self._notice(f"what was kept of this article cannot be read; it stays in {self._state.file} as “{name}”")

    def recently_read(self, most: int = 100) -> tuple[tuple[str, ReadingState], ...]:
        """The articles opened last, as (digest, state), the latest first.

        Raises:
            StoreError: the file cannot be read.
        """
        query = "SELECT sha256, state FROM reading ORDER BY opened DESC LIMIT ?"
        rows = self._in_state(lambda db: db.execute(query, (most,)).fetchall())
        return tuple((sha256, state) for sha256, encoded in rows if (state := _decoded_state(encoded)))

    def close(self) -> None:
        """Close the files."""
        self._cache.close()
        self._state.close()

    def _in_cache(self, work: Callable[[sqlite3.Connection], Found]) -> Found | None:
        """Do `work` on the cache; a damaged file is made anew, and without a cache the program goes on."""
        file = self._cache.file
        try:
            return work(self._cache.connection)
        except sqlite3.OperationalError as error:
            self._notice(f"analyses are not remembered: {file}: {error}")
        except sqlite3.DatabaseError:
            try:
                self._cache.delete()
            except OSError as error:
                self._notice(f"analyses are not remembered: {file} is damaged, and not to be deleted: {error.strerror}")
        except OSError as error:
            self._notice(f"analyses are not remembered: {error.filename or file.parent}: {error.strerror}")
        return None

    def _in_state(self, work: Callable[[sqlite3.Connection], Found]) -> Found:
        """Do `work` on the reading state; a damaged file is renamed aside and a new one begun."""
        file = self._state.file
        try:
            try:
                return work(self._state.connection)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                if name := self._state.put_aside():
                    self._notice(f"the reading state was damaged; it lies in {name} beside the new one")
                return work(self._state.connection)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the reading state is not kept: {file}: {error}") from error
        except OSError as error:
            raise StoreError(f"the reading state is not kept: {error.filename or file.parent}: {error.strerror}") from error

    def _forget_oldest(self, connection: sqlite3.Connection) -> None:
        """Delete the analyses that were not used for longest until the others fit into the limit."""
        (total,) = connection.execute("SELECT coalesce(sum(bytes), 0) FROM uses").fetchone()
        if total <= self._limit:
            return
        for key, size in connection.execute("SELECT key, CAST(bytes AS INTEGER) FROM uses ORDER BY used").fetchall():
            connection.execute("DELETE FROM analyses WHERE key = ?", (key,))
            connection.execute("DELETE FROM uses WHERE key = ?", (key,))
            total -= size
            if total <= self._limit * 0.9:
                return

    def _notice(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)


def _now(connection: sqlite3.Connection, latest: str) -> float:
    """The time, or a moment after the latest that the database has: the order must hold when the clock goes back."""
    (last,) = connection.execute(latest).fetchone()
    return max(time.time(), math.nextafter(last or 0.0, math.inf))


def _look_up(connection: sqlite3.Connection, key: bytes) -> bytes | None:
    """The analysis kept under `key`, which is thereby used; None where it is damaged."""
    row = connection.execute("SELECT briefing FROM analyses WHERE key = ?", (key,)).fetchone()
    if row is None or not isinstance(row[0], bytes):
        return None
    with suppress(sqlite3.OperationalError), connection:  # what cannot be written is found all the same
        connection.execute("UPDATE uses SET used = ? WHERE key = ?", (_now(connection, _LAST_USED), key))
    checksum, encoded = row[0][:CHECKSUM], row[0][CHECKSUM:]
    return encoded if checksum == _checksum(encoded) else None


def _checksum(encoded: bytes) -> bytes:
    return hashlib.blake2b(encoded, digest_size=CHECKSUM).digest()


def _decoded_state(encoded: object) -> ReadingState | None:
    """The state that was kept; None where it is of another version, or damaged."""
    if not isinstance(encoded, bytes | str):
        return None
    try:
        return msgspec.json.decode(encoded, type=ReadingState)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _key(article: Article, model: str, summarizer: str) -> bytes:
    """What an analysis depends on: the text and its shape, the analysis, the language model, the settings."""
    shape = (article.sha256, article.language, article.blocks, article.gaps)
    return hashlib.sha256(msgspec.json.encode((shape, _version("analysis"), model_label(model), summarizer))).digest()


def _opened_key(sha256: str) -> bytes:
    """What is found out about a text when it is opened depends on the text and on how it is opened."""
    return hashlib.sha256(msgspec.json.encode((sha256, _version("sources")))).digest()


@cache
def _version(package: str) -> str:
    """The program's version and the state of a package's files: who works on them must not get yesterday's answers."""
    digest = hashlib.sha256(__version__.encode())
    folders = [Path(__file__).parent / package]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    folders += [Path(entry.path)] if entry.name not in ("__pycache__", "training") else []
                else:
                    status = entry.stat()
                    digest.update(f"{entry.name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()
