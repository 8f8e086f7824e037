"""JSON Lines in a file that grows, an article a line: whole lines at any moment, and a run that was cut off goes on."""

import fcntl
import os
from collections import Counter
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import msgspec

from briefing.errors import ExportError
from briefing.export.files import cannot_write, link, put
from briefing.visible import safe


class _Article(msgspec.Struct):
    source: str


class _Line(msgspec.Struct):
    article: _Article


class LinesFile:
    """The file `target`, which is called ``<target>.part`` until every line is in it.

    With `resume`, what an earlier run has written stays, and `done` counts the lines of each source. With `force`, an older
    `target` is replaced; otherwise the new one gets -2, -3 ….

    Raises:
        ExportError: the file cannot be written, or an earlier run's is in the way.
    """

    def __init__(self, target: Path, *, resume: bool = False, force: bool = False) -> None:
        self._target = target
        self._force = force
        self._part = target.with_name(f"{target.name}.part")
        self._forget_second_name()
        was_there = self._part.exists()
        try:
            if resume and target.exists() and not was_there:
                target.rename(self._part)
            self._file: Final = os.open(self._part, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise cannot_write(target, error) from error
        try:
            self._take(is_free=resume or force or not was_there)
            if not resume:
                os.ftruncate(self._file, 0)
            self.done: Final = self._read()
        except BaseException as error:
            os.close(self._file)
            if isinstance(error, OSError):
                raise cannot_write(target, error) from error
            raise

    def _take(self, *, is_free: bool) -> None:
        """Lock the file, for as long as it is open; `is_free` tells whether it may be written to.

        Raises:
            ExportError: another run has it, or has left it.
        """
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = self._part.exists() and os.path.samestat(os.fstat(self._file), self._part.stat())
        except BlockingIOError:
            is_ours = False
        if not is_ours:  # or it got its name, and another took its place, before we had the lock
            raise ExportError(
                f"another run is writing {safe(str(self._target))}; wait until it is done, or choose another file"
            )
        if not is_free:
            name = safe(str(self._part))
            raise ExportError(f"{name} is there, from a run that was cut off: --resume goes on with it, --force starts anew")

    def _forget_second_name(self) -> None:
        """A run that was cut off at its very end has given the file its name, and left the other: both name one file."""
        with suppress(OSError):
            if self._part.samefile(self._target):
                self._part.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        os.close(self._file)
        if self._part.exists() and self._part.stat().st_size == 0:
            self._part.unlink()

    def write(self, line: str) -> None:
        """Append a line, which ends in a line end.

        Raises:
            ExportError: it cannot be written; the lines before it stay whole.
        """
        content = line.encode("utf-8", "replace")
        before = os.lseek(self._file, 0, os.SEEK_CUR)
        try:
            while content:
                content = content[os.write(self._file, content) :]
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, before)
            raise cannot_write(self._target, error) from error

    def finish(self) -> Path:
        """Give the file its name; the name it got.

        Raises:
            ExportError: it cannot be renamed.
        """
        try:
            os.fsync(self._file)
            if self._force:
                self._part.replace(self._target)
                return self._target
            final = put(partial(link, self._part), self._target)
            self._part.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self._target, error) from error
        return final

    def _read(self) -> Counter[str]:
        """How many whole lines of each source are there; half a line at the end is cut off."""
        sources: Counter[str] = Counter()
        whole = 0
        with open(self._file, "rb", closefd=False) as lines:
            for line in lines:
                try:
                    source = msgspec.json.decode(line, type=_Line).article.source
                except (msgspec.DecodeError, UnicodeDecodeError):
                    break
                if not line.endswith(b"\n"):
                    break
                sources[source] += 1
                whole += len(line)
        os.ftruncate(self._file, whole)
        os.lseek(self._file, whole, os.SEEK_SET)
        return sources
