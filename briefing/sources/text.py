"""Text and Markdown: from a file, a folder or standard input to an `Article`."""

import hashlib
import os
import stat
import sys
from pathlib import Path
from typing import Final

from briefing.errors import SourceError
from briefing.model import Article, Block, Role
from briefing.sources.blocks import find_blocks
from briefing.sources.bylines import author_of, day_of
from briefing.sources.decoding import decode
from briefing.sources.frontmatter import read_front_matter
from briefing.sources.gaps import find_gaps
from briefing.sources.language import guess_language
from briefing.visible import readable_name

TEXT_LIMIT: Final = 10_000_000
"""Longest text that is opened unless told otherwise, in bytes."""

SUFFIXES: Final = (".txt", ".text", ".md", ".markdown")
"""Names of the files in a folder that are articles end so."""

STANDARD_INPUT: Final = "-"


def open_article(source: str | Path, *, limit: int = TEXT_LIMIT) -> Article:
    """The article in a file of text or Markdown, or on standard input (``-``), which can be read only once.

    `limit` is the longest text that is opened, in bytes.

    Raises:
        SourceError: there is no such file, or it cannot be read, is no text, is blank, or is longer than `limit`.
    """
    name = "standard input" if str(source) == STANDARD_INPUT else str(source)
    content = _standard_input(limit) if str(source) == STANDARD_INPUT else _content(Path(source), limit)
    if len(content) > limit:
        raise SourceError(
            f"{name} is longer than {limit / 1e6:g} MB, the longest text that is opened; raise text_limit in the settings"
        )
    text = decode(content, name)
    if not text.strip():
        raise SourceError(f"{name} is {'blank' if text else 'empty'}; give a file with an article in it")
    return article_from_text(text, str(source))


def article_from_text(text: str, source: str) -> Article:
    """The article that a decoded text holds, with its blocks and the gaps that punctuation shows."""
    fields, _ = read_front_matter(text)
    blocks = find_blocks(text)
    headlines, bylines = _lines(text, blocks, "headline"), _lines(text, blocks, "byline")
    return Article(
        source=readable_name(source),
        title=fields.get("title") or next(iter(headlines), None),
        byline=fields.get("byline") or next(filter(None, map(author_of, bylines)), None),
        site=fields.get("site"),
        published=fields.get("published") or next(filter(None, map(day_of, bylines)), None),
        language=guess_language(text),
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        blocks=blocks,
        gaps=find_gaps(text, blocks),
    )


def articles_in(folder: str | Path) -> list[str]:
    """The articles in a folder, sorted by name: the folder as given, a slash, and the file's name.

    Raises:
        SourceError: the folder cannot be read, or holds no file of text or Markdown.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_file())
    except OSError as error:
        raise SourceError(f"the folder {folder} cannot be read: {_reason(error)}") from error
    found = [name for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(".")]
    if not found:
        raise SourceError(f"the folder {folder} holds no article; give one with files that end in {', '.join(SUFFIXES)}")
    return [f"{str(folder).rstrip('/')}/{name}" for name in found]


def _content(file: Path, limit: int) -> bytes:
    """The bytes of a file, one more than `limit` at most."""
    try:
        mode = file.stat().st_mode
        if stat.S_ISDIR(mode):
            raise SourceError(f"{file} is a folder; give an article in it, or the folder to the library")
        with file.open("rb") as stream:
            return stream.read(limit + 1)
    except FileNotFoundError as error:
        raise SourceError(f"there is no file {file}; check the name") from error
    except PermissionError as error:
        raise SourceError(f"{file} may not be read; ask its owner for permission to read it") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{file} cannot be read: {_reason(error)}") from error


def _standard_input(limit: int) -> bytes:
    try:
        return sys.stdin.buffer.read(limit + 1)
    except (OSError, ValueError, AttributeError) as error:
        raise SourceError("standard input is closed; pipe an article into the program, or name a file") from error


def _reason(error: Exception) -> str:
    """The system's own words for what went wrong."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def _lines(text: str, blocks: tuple[Block, ...], role: Role) -> list[str]:
    """The words of the blocks with a role, in one line each."""
    return [" ".join(text[block.start : block.end].split()) for block in blocks if block.role == role]
