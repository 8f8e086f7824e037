"""Writing a file: whole or not at all, and never over another."""

import contextlib
import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from briefing.errors import ExportError
from briefing.visible import safe

LONGEST_SLUG: Final = 60
"""Characters of a title that go into a file's name."""

_RESERVED: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices: a synchronised folder may end up there."""

_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})


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
    place = wanted.resolve() if force else wanted
    try:
        with _written(text, place.parent) as draft:
            if force:
                draft.replace(place)
            else:
                wanted = put(draft, wanted)
            _sync_folder(place.parent)
    except UnicodeEncodeError as error:
        reason = "this system's locale lacks letters of the name; choose another with -o, or set LC_ALL=C.UTF-8"
        raise ExportError(f"cannot write {safe(str(wanted))}: {reason}") from error
    except OSError as error:
        raise cannot_write(wanted, error) from error
    return wanted


def put(draft: Path, wanted: Path) -> Path:
    """Give the file `draft` the first free name of ``wanted``, ``wanted-2``, …: a link never replaces a file.

    Raises:
        OSError: that cannot be done.
    """
    for number in count(1):
        final = wanted if number == 1 else wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        try:
            _link(draft, final)
        except FileExistsError:
            continue
        draft.unlink(missing_ok=True)
        return final
    raise AssertionError("count() does not end")


def cannot_write(file: Path, error: OSError) -> ExportError:
    """The error that says why `file` cannot be written, and what to do."""
    return ExportError(f"cannot write {safe(str(file))}: {_reason(error)}")


@contextlib.contextmanager
def _written(text: str, folder: Path) -> Iterator[Path]:
    """A new file in `folder` that holds `text` and is on the disk; gone afterwards, unless it was renamed."""
    draft = folder / f".briefing-{secrets.token_hex(8)}.part"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _link(draft: Path, final: Path) -> None:
    """Give a file a second name, which must be free."""
    try:
        os.link(draft, final)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A disk without links: take the name first, then replace what is ours.
        os.close(os.open(final, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        draft.replace(final)


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
