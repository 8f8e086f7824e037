"""A file of sqlite: opened when it is needed, made where there is none, and closed so that nothing is left in its log."""

import errno
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

WAIT: Final = 2.0
"""Seconds to wait for another process that writes."""


class Form(NamedTuple):
    """What one of the files is like."""

    version: int
    """Its `user_version`. A cache of an older version is made anew."""
    tables: tuple[str, ...]
    """Statements that make its tables."""
    synchronous: str
    """NORMAL: what was written last may be gone after a power cut; FULL: it is not."""


class Database:
    """A file of a form. Every method but `close` raises `OSError` where the file cannot be had."""

    def __init__(self, file: Path, form: Form) -> None:
        self.file = file
        self._form = form
        self._connection: sqlite3.Connection | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The open file, with its tables; readable by its owner alone.

        Raises:
            sqlite3.OperationalError: a newer version of the program made it, or another process holds it.
            sqlite3.DatabaseError: an older version made it, or it is damaged.
        """
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

    def put_aside(self) -> str:
        """Rename the file, so that a person can look for what is in it; gives the new name. The next use begins another."""
        self.close()
        ending = f".damaged-{time.strftime('%Y%m%d-%H%M%S')}"
        self._each_part(lambda part: part.rename(part.with_name(part.name + ending)))
        return self.file.name + ending

    def _connect(self) -> sqlite3.Connection:
        file = self.file
        if not file.is_absolute():  # as "~/.cache" stays where nobody knows whose home that is
            raise OSError(errno.ENOENT, "there is no home folder; set HOME")
        for folder in reversed([folder for folder in file.parents if not folder.exists()]):
            folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(file, timeout=WAIT)
        try:
            _prepare(connection, self._form)
        except BaseException:
            connection.close()
            raise
        return connection

    def _each_part(self, work: Callable[[Path], object]) -> None:
        """Do `work` on the file and on those that sqlite keeps beside it."""
        for part in (self.file, self.file.with_name(f"{self.file.name}-wal"), self.file.with_name(f"{self.file.name}-shm")):
            if part.exists():
                work(part)


def _prepare(connection: sqlite3.Connection, form: Form) -> None:
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
