"""Text and Markdown: from a file to an `Article`."""

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from briefing.errors import SourceError
from briefing.model import Article, Block, Role
from briefing.sources.decoding import decode, is_mixed, without_surrogates
from briefing.sources.limits import Limits, check_size
from briefing.visible import readable_name

TEXT_LIMIT: Final = Limits().text
"""Longest text that is opened unless told otherwise, in bytes."""

SUFFIXES: Final = (".txt", ".text", ".md", ".markdown")
"""Names of the files in a folder that are articles end so."""

STANDARD_INPUT: Final = "-"

MIXED: Final = "The file mixes UTF-8 and Windows-1252; each character was read as what it is in, and some may be wrong."
"""What is said of a text in two encodings."""

Known = Callable[[str], Article | None]
"""Gives the article that was made before of the text with a digest, if it is remembered."""


def open_text(source: str | Path, *, limit: int = TEXT_LIMIT) -> Article:
    """The article in a file of text or Markdown.

    `limit` is the longest text that is opened, in bytes.

    Raises:
        SourceError: there is no such file, or it cannot be read, is no text, is blank, or is longer than `limit`.
    """
    return article_from_bytes(content_of_text(source, limit=limit), str(source), limit=limit)


def content_of_text(source: str | Path, *, limit: int = TEXT_LIMIT) -> bytes:
    """The bytes of a file, one more than `limit` at most.

    Raises:
        SourceError: there is no such file, or it cannot be read.
    """
    file = Path(source)
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


def article_from_bytes(content: bytes, source: str, *, limit: int = TEXT_LIMIT, known: Known | None = None) -> Article:
    """The article in the bytes of a text; one that is `known` is not looked through again.

    Raises:
        SourceError: they are no text, blank, or more than `limit`.
    """
    name = "standard input" if source == STANDARD_INPUT else source
    check_size(len(content), limit, name, "text_limit")
    text = decode(content, name)
    if not text.strip():
        raise SourceError(f"{name} is {'blank' if text else 'empty'}; give one with an article in it")
    text = without_surrogates(text)
    sha256 = _digest(text)
    before = known(sha256) if known is not None else None
    if before is not None:
        return replace(before, source=readable_name(source), text=text)
    article = _article(text, source, sha256)
    return replace(article, notices=(MIXED,)) if is_mixed(content) else article


def article_from_text(text: str, source: str) -> Article:
    """The article that a decoded text holds, with its blocks and the gaps that punctuation shows."""
    text = without_surrogates(text)
    return _article(text, source, _digest(text))


def _article(text: str, source: str, sha256: str) -> Article:
    # Not needed for what is remembered, and thus not before the first paint of it.
    from briefing.sources.blocks import find_blocks  # noqa: PLC0415
    from briefing.sources.bylines import author_of, day_of  # noqa: PLC0415
    from briefing.sources.frontmatter import read_front_matter  # noqa: PLC0415
    from briefing.sources.gaps import find_gaps  # noqa: PLC0415
    from briefing.sources.language import guess_language  # noqa: PLC0415

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
        sha256=sha256,
        text=text,
        blocks=blocks,
        gaps=find_gaps(text, blocks),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _reason(error: Exception) -> str:
    """The system's own words for what went wrong."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def _lines(text: str, blocks: tuple[Block, ...], role: Role) -> list[str]:
    """The words of the blocks with a role, in one line each."""
    return [" ".join(text[block.start : block.end].split()) for block in blocks if block.role == role]
