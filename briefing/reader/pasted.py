"""What somebody pasted, or dropped on the terminal: an address, a path, or the words of an article. Pure."""

import re
import shlex
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

ARTICLE: Final = 20
"""Words of the shortest text that is taken for an article."""

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def path_of(typed: str) -> str:
    """A source as the program names it: without the quotes or escapes of a shell, ``file://`` or ``~``."""
    typed = typed.strip()
    if typed.lower().startswith("file://"):
        return unquote(urlsplit(typed).path)
    if _ADDRESS.fullmatch(typed) or _exists(typed):
        return typed
    candidates = [typed, *_unquoted(typed)]
    return next((path for path in map(_at_home, candidates) if _exists(path)), _at_home(typed))


def pasted_source(text: str) -> str | None:
    """The address, or the file that there is, if that is all that was pasted."""
    text = text.strip()
    if not text or "\n" in text or "\r" in text:
        return None
    source = path_of(text)
    return source if _ADDRESS.fullmatch(source) or _exists(source) else None


def pasted_text(text: str) -> str | None:
    """The words of an article, with line ends as they are in articles; None where they are too few."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if len(text.split()) >= ARTICLE else None


def _unquoted(typed: str) -> list[str]:
    """A path without the quotes or backslashes with which terminals drop it."""
    try:
        words = shlex.split(typed)
    except ValueError:
        return []
    return words if len(words) == 1 else []


def _at_home(path: str) -> str:
    try:
        return str(Path(path).expanduser()) if path.startswith("~") else path
    except RuntimeError:  # nobody has such a home
        return path


def _exists(path: str) -> bool:
    try:
        return bool(path) and Path(path).exists()
    except (OSError, ValueError):
        return False
