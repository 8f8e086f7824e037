"""Writing a file: whole or not at all, and never over another."""

import contextlib
import errno
import os
import re
import secrets
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from briefing.errors import ExportError
from briefing.visible import safe

LONGEST_SLUG: Final = 60
"""Characters of a title that go into a file's name."""

_RESERVED: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices: a synchronised folder may end up there."""

GiveName = Callable[[Path], None]
"""Gives a new file a name; a `FileExistsError` says that the name is taken."""

Draft = Callable[[Path], contextlib.AbstractContextManager[tuple[int, GiveName]]]
"""Makes a new file in a folder: its descriptor, and what gives it a name."""

_HANDLES: Final = Path("/proc/self/fd")
"""Where Linux shows a process the files that it has open."""

_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EISDIR, errno.EMLINK, errno.EXDEV}
)
"""How a disk says that it has no second names, or no files without one."""


def file_name(title: str | None, day: date | str, suffix: str = ".md") -> str:
    """A name for the briefing of an article: ``2025-12-04-the-first-words-of-the-title.md``."""
    return f"{day}-{slug(title or '')}{suffix}"


def slug(title: str) -> str:
    """Words of a title in lower case with hyphens between them, fit for a file's name on any system."""
    plain = re.sub(r"['’ʼ`´]", "", unicodedata.normalize("NFKC", title).casefold())
    plain = unicodedata.normalize("NFC", "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not _is_accent(sign)))
    words = re.sub(r"[\W_]+", "-", plain).strip("-")
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    return f"article-{words}" if words in _RESERVED else words or "article"


def save(text: str, target: Path, *, name: str = "briefing.md", force: bool = False) -> Path:
    """Write `text` to the file `target`, or into the folder `target` under `name`; the path it got.

    The text is written to a new file in the same folder first, so that a file is there whole or not at all. Where the name
    is taken, it goes on with ``-2``, ``-3``; with `force` the old file is replaced.

    Raises:
        ExportError: the file cannot be written.
    """
    wanted = target / name if target.is_dir() else target
    place, finish = (Path(os.path.realpath(wanted)), _replace) if force else (wanted, put)
    try:
        try:
            final = _save(text, place, finish, _nameless)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            final = _save(text, place, finish, _hidden)
    except UnicodeEncodeError as error:
        reason = "this system's locale lacks letters of the name; choose another with -o, or set LC_ALL=C.UTF-8"
        raise ExportError(f"cannot write {safe(str(wanted))}: {reason}") from error
    except OSError as error:
        raise cannot_write(wanted, error) from error
    return wanted if force else final


def put(give_name: GiveName, wanted: Path) -> Path:
    """Give a file the first free name of ``wanted``, ``wanted-2``, …: none is ever replaced.

    Raises:
        OSError: that cannot be done.
    """
    for number in count(1):
        final = wanted if number == 1 else wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        with contextlib.suppress(FileExistsError):
            give_name(final)
            return final
    raise AssertionError("count() does not end")


def link(draft: Path, final: Path) -> None:
    """Give a file a second name, which must be free; where the disk has no second names, that one alone.

    Raises:
        OSError: that cannot be done; a `FileExistsError` where the name is taken.
    """
    try:
        os.link(draft, final)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Take the name first, then replace what is ours.
        os.close(os.open(final, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        draft.replace(final)


def cannot_write(file: Path, error: OSError) -> ExportError:
    """The error that says why `file` cannot be written, and what to do."""
    return ExportError(f"cannot write {safe(str(file))}: {_reason(error)}")


def _save(text: str, wanted: Path, finish: Callable[[GiveName, Path], Path], draft: Draft) -> Path:
    """Write a draft beside `wanted`, and have it named when it is on the disk."""
    with draft(wanted.parent) as (handle, give_name):
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(handle)
        final = finish(give_name, wanted)
        _sync_folder(wanted.parent)
    return final


@contextlib.contextmanager
def _nameless(folder: Path) -> Iterator[tuple[int, GiveName]]:
    """A new file in `folder` without a name: it is gone with the process, however that ends.

    Raises:
        OSError: the system or the disk has no such files, as told by `_NO_LINKS`; or there can be none.
    """
    if sys.platform != "linux" or not _HANDLES.is_dir():
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    handle = os.open(folder, os.O_WRONLY | os.O_TMPFILE, 0o666)
    try:
        # A descriptor, of whatever, makes Python follow the link that it finds there.
        yield handle, lambda final: os.link(_HANDLES / str(handle), final, src_dir_fd=handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _hidden(folder: Path) -> Iterator[tuple[int, GiveName]]:
    """A new file in `folder` under a hidden name, which is there until the end of the block."""
    draft = _hidden_name(folder)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        yield handle, partial(link, draft)
    finally:
        os.close(handle)
        draft.unlink(missing_ok=True)


def _hidden_name(folder: Path) -> Path:
    """A name that nobody has."""
    return folder / f".briefing-{secrets.token_hex(8)}.part"


def _replace(give_name: GiveName, wanted: Path) -> Path:
    """Have a file take the place of another."""
    between = _hidden_name(wanted.parent)
    give_name(between)
    try:
        return between.replace(wanted)
    except OSError:
        between.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Have the folder's new entry on the disk as well, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_accent(sign: str) -> bool:
    """Whether `sign` is an accent over a Latin letter: in other scripts such marks belong to the word."""
    return "\u0300" <= sign <= "\u036f"


def _reason(error: OSError) -> str:
    """What to do about an error of the system."""
    if error.errno == errno.ENOSPC:
        return "the disk is full; make room, or choose another folder"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "it may not be written to; choose another folder"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "there is no such folder; make it, or choose another"
    return (error.strerror or type(error).__name__).lower()
