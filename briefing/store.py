"""What is remembered between runs: analyses, so that the next opening costs nothing, and the state of reading.

Two sqlite files. The cache may be deleted at any time, is made anew where it is damaged, and is bounded. The reading state
(places, bookmarks, notes) is never deleted: a damaged file is renamed aside, and `Store.notices` says so.
"""

import errno
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from briefing import __version__
from briefing.config import cache_file, state_file
from briefing.errors import StoreError
from briefing.language import model_label
from briefing.model import Article, Briefing
from briefing.state import ReadingState

Found = TypeVar("Found")

WAIT: Final = 2.0
"""Seconds to wait for another process that writes."""

_LAST_USED: Final = "SELECT max(used) FROM uses"
_LAST_OPENED: Final = "SELECT max(opened) FROM reading"


class _Form(NamedTuple):
    """What one of the files is like."""

    version: int
    """Its `user_version`. A cache of an older version is made anew."""
    tables: tuple[str, ...]
    """Statements that make its tables."""
    synchronous: str
    """NORMAL: what was written last may be gone after a power cut; FULL: it is not."""


_CACHE: Final = _Form(
    version=2,
    tables=(
        "CREATE TABLE analyses (key BLOB PRIMARY KEY, briefing BLOB NOT NULL)",
        # Apart, since sqlite reads and writes a row as a whole, and a briefing may have megabytes.
        "CREATE TABLE uses (key BLOB PRIMARY KEY, bytes INTEGER NOT NULL, used REAL NOT NULL)",
    ),
    synchronous="NORMAL",
)
_STATE: Final = _Form(
    version=1,
    tables=("CREATE TABLE reading (sha256 TEXT PRIMARY KEY, state BLOB NOT NULL, opened REAL NOT NULL)",),
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
        self._cache_file = cache or cache_file()
        self._state_file = state or state_file()
        self._limit = limit * 1_000_000
        self._connections: dict[Path, sqlite3.Connection] = {}
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
                connection.execute("INSERT OR REPLACE INTO analyses VALUES (?, ?)", (key, encoded))
                connection.execute("INSERT OR REPLACE INTO uses VALUES (?, ?, ?)", (key, len(encoded), used))
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
        """Keep where the reader is in the article with this digest.

        Raises:
            StoreError: the file cannot be written.
        """

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                row = (sha256, msgspec.json.encode(state), _now(connection, _LAST_OPENED))
                connection.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", row)

        self._in_state(write)

    def recently_read(self, most: int = 100) -> tuple[tuple[str, ReadingState], ...]:
        """The articles opened last, as (digest, state), the latest first.

        Raises:
            StoreError: the file cannot be read.
        """
        query = "SELECT sha256, state FROM reading ORDER BY opened DESC LIMIT ?"
        rows = self._in_state(lambda db: db.execute(query, (most,)).fetchall())
        return tuple((sha256, state) for sha256, encoded in rows if (state := _decoded_state(encoded)))

    def close(self) -> None:
        """Close the files, by which sqlite puts what was written last in its place."""
        for connection in self._connections.values():
            with suppress(sqlite3.Error):
                connection.close()
        self._connections.clear()

    def _in_cache(self, work: Callable[[sqlite3.Connection], Found]) -> Found | None:
        """Do `work` on the cache; a damaged file is made anew, and without a cache the program goes on."""
        try:
            return work(self._connection(self._cache_file, _CACHE))
        except sqlite3.OperationalError as error:
            self._notice(f"analyses are not remembered: {self._cache_file}: {error}")
        except sqlite3.DatabaseError:
            self._make_cache_anew()
        except OSError as error:
            self._notice(f"analyses are not remembered: {self._cache_file.parent}: {error.strerror}")
        return None

    def _make_cache_anew(self) -> None:
        """Delete a damaged cache; the next use begins another."""
        self._disconnect(self._cache_file)
        try:
            _each_file(self._cache_file, lambda file: file.unlink(missing_ok=True))
        except OSError as error:
            self._notice(f"analyses are not remembered: {self._cache_file} is damaged, and not to be deleted: {error.strerror}")

    def _in_state(self, work: Callable[[sqlite3.Connection], Found]) -> Found:
        """Do `work` on the reading state; a damaged file is renamed aside and a new one begun."""
        try:
            try:
                return work(self._connection(self._state_file, _STATE))
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self._put_aside(self._state_file)
                return work(self._connection(self._state_file, _STATE))
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the reading state is not kept: {self._state_file}: {error}") from error
        except OSError as error:
            raise StoreError(f"the reading state is not kept: {self._state_file.parent}: {error.strerror}") from error

    def _connection(self, file: Path, form: _Form) -> sqlite3.Connection:
        """The open database, with its tables; readable by its owner alone."""
        if file in self._connections:
            return self._connections[file]
        if not file.is_absolute():  # as "~/.cache" stays where nobody knows whose home that is
            raise OSError(errno.ENOENT, "there is no home folder; set HOME")
        for folder in reversed([folder for folder in file.parents if not folder.exists()]):
            folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(file, timeout=WAIT)
        try:
            _prepare(connection, form)
        except BaseException:
            connection.close()
            raise
        self._connections[file] = connection
        return connection

    def _disconnect(self, file: Path) -> None:
        connection = self._connections.pop(file, None)
        if connection is not None:
            connection.close()

    def _put_aside(self, file: Path) -> None:
        """Rename a damaged file, so that a person can look for what is in it."""
        self._disconnect(file)
        stamp = time.strftime("%Y%m%d-%H%M%S")
        _each_file(file, lambda part: part.rename(part.with_name(f"{part.name}.damaged-{stamp}")))
        self._notice(f"the reading state was damaged; it lies in {file.name}.damaged-{stamp} beside the new one")

    def _forget_oldest(self, connection: sqlite3.Connection) -> None:
        """Delete the analyses that were not used for longest until the others fit into the limit."""
        (total,) = connection.execute("SELECT coalesce(sum(bytes), 0) FROM uses").fetchone()
        if total <= self._limit:
            return
        for key, size in connection.execute("SELECT key, bytes FROM uses ORDER BY used").fetchall():
            connection.execute("DELETE FROM analyses WHERE key = ?", (key,))
            connection.execute("DELETE FROM uses WHERE key = ?", (key,))
            total -= size
            if total <= self._limit * 0.9:
                return

    def _notice(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)


def _prepare(connection: sqlite3.Connection, form: _Form) -> None:
    """Make the tables of a new file.

    Raises:
        sqlite3.OperationalError: a newer version of the program made the file.
        sqlite3.DatabaseError: an older one did.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {form.synchronous}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == form.version:
        return
    if version > form.version:
        raise sqlite3.OperationalError("made by a newer version of briefing")
    if version:
        raise sqlite3.DatabaseError("made by an older version of briefing")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been here while this one waited for the lock.
        if connection.execute("PRAGMA user_version").fetchone() != (form.version,):
            for statement in form.tables:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {form.version}")


def _now(connection: sqlite3.Connection, latest: str) -> float:
    """The time, or a moment after the latest that the database has: the order must hold when the clock goes back."""
    (last,) = connection.execute(latest).fetchone()
    return max(time.time(), (last or 0.0) + 0.001)


def _look_up(connection: sqlite3.Connection, key: bytes) -> bytes | None:
    """The analysis kept under `key`, which is thereby used."""
    row = connection.execute("SELECT briefing FROM analyses WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    with suppress(sqlite3.OperationalError), connection:  # what cannot be written is found all the same
        connection.execute("UPDATE uses SET used = ? WHERE key = ?", (_now(connection, _LAST_USED), key))
    return row[0] if isinstance(row[0], bytes) else None


def _each_file(file: Path, work: Callable[[Path], object]) -> None:
    """Do `work` on a database's file and on those that sqlite keeps beside it."""
    for part in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        if part.exists():
            work(part)


def _decoded_state(encoded: bytes) -> ReadingState | None:
    """The state that was kept; None where it is of another version."""
    try:
        return msgspec.json.decode(encoded, type=ReadingState)
    except (msgspec.DecodeError, UnicodeDecodeError):
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
