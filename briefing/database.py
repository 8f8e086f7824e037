"""A file of sqlite: opened when it is needed, made where there is none, and closed so that nothing is left in its log."""

import errno
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

WAIT: Final = 2.0
"""Seconds to wait for another process that writes."""


class Form(NamedTuple):
    """What one of the files is like."""

    version: int
    """Its `user_version`. A cache of an older version is made anew."""
    tables: Mapping[str, Mapping[str, str]]
    """Its tables: for each, the columns and what SQL says of them."""
    synchronous: str
    """NORMAL: what was written last may be gone after a power cut; FULL: it is not."""


class Database:
    """A file of a form. Every method but `close` raises `OSError` where the file cannot be had."""

    def __init__(self, file: Path, form: Form) -> None:
        self.file = file
        self._form = form
        self._connection: sqlite3.Connection | None = None
        self._opened: os.stat_result | None = None
        """The file that was opened last, to know it again."""

    @property
    def connection(self) -> sqlite3.Connection:
        """The open file, with its tables; readable by its owner alone.

        Raises:
            sqlite3.OperationalError: a newer version of the program made it, or another process holds it.
            sqlite3.DatabaseError: an older version made it, or it is damaged.
        """
        if self._connection is not None and not self._is_same_file():
            self.close()  # another process put the file aside, or somebody deleted it: what is written there is lost
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def close(self) -> None:
        """Close the file, by which sqlite puts what was written last in its place."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def delete(self) -> None:
        """Delete the file; the next use begins another."""
        self.close()
        self._each_part(lambda part: part.unlink(missing_ok=True))

    def put_aside(self) -> str | None:
        """Rename the file, so that a person can look for what is in it; gives the new name. The next use begins another.

        None where another process has done so already.
        """
        self.close()
        if not self._is_same_file():
            return None
        ending = first = f".damaged-{time.strftime('%Y%m%d-%H%M%S')}"
        numbers = count(2)
        while self.file.with_name(self.file.name + ending).exists():
            ending = f"{first}-{next(numbers)}"
        self._each_part(lambda part: part.rename(part.with_name(part.name + ending)))
        return self.file.name + ending

    def _connect(self) -> sqlite3.Connection:
        file = self.file
        if not file.is_absolute():  # as "~/.cache" stays where nobody knows whose home that is
            raise OSError(errno.ENOENT, "there is no home folder; set HOME")
        for folder in reversed([folder for folder in file.parents if not folder.exists()]):
            folder.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, 0o600)
        self._opened = os.fstat(handle)
        os.close(handle)
        if not stat.S_ISREG(self._opened.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(file))
        connection = sqlite3.connect(file, timeout=WAIT)
        connection.text_factory = _decoded
        try:
            _prepare(connection, self._form)
        except BaseException:
            connection.close()
            raise
        return connection

    def _is_same_file(self) -> bool:
        """Whether the file that was opened last still has its name."""
        try:
            return self._opened is None or os.path.samestat(self._opened, self.file.stat())
        except OSError:
            return False

    def _each_part(self, work: Callable[[Path], object]) -> None:
        """Do `work` on the file and on those that sqlite keeps beside it."""
        for part in (self.file, self.file.with_name(f"{self.file.name}-wal"), self.file.with_name(f"{self.file.name}-shm")):
            if part.exists():
                work(part)


def _prepare(connection: sqlite3.Connection, form: Form) -> None:
    """Make the tables that are missing.

    Raises:
        sqlite3.OperationalError: a newer version of the program made the file.
        sqlite3.DatabaseError: an older one did, or the tables are not those of the form.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {form.synchronous}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > form.version:
        raise sqlite3.OperationalError("made by a newer version of briefing")
    if version not in {0, form.version}:
        raise sqlite3.DatabaseError("made by an older version of briefing")
    if version == form.version and all(_has_columns(connection, table, form) for table in form.tables):
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for table, columns in form.tables.items():
            definitions = ", ".join(f"{name} {definition}" for name, definition in columns.items())
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({definitions})")
            if not _has_columns(connection, table, form):
                raise sqlite3.DatabaseError(f"its table {table} has other columns")
        connection.execute(f"PRAGMA user_version = {form.version}")


def _has_columns(connection: sqlite3.Connection, table: str, form: Form) -> bool:
    """Whether a table has the columns of the form, with the same key. More of them do no harm."""
    found = {name: is_key > 0 for name, is_key in connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,))}
    wanted = {name: "PRIMARY KEY" in definition for name, definition in form.tables[table].items()}
    return wanted.items() <= found.items()


def _decoded(text: bytes) -> str:
    """A text of a row; bytes of it that are no UTF-8 must not hide the other rows."""
    return text.decode("utf-8", "replace")
