"""From a source as the user named it to what reads it: by its scheme, the type that a server gives, and its first bytes.

What a file says it is comes after what it is: a PDF named ``.txt`` is a PDF. Nothing heavy is imported for a text.
"""

import codecs
import os
import re
import select
import stat
import sys
from pathlib import Path
from typing import Final, Literal

from msgspec.structs import replace

from briefing.errors import SourceError
from briefing.model import Article, Feed
from briefing.sources.damage import damage_told
from briefing.sources.limits import Limits, Progress
from briefing.sources.logins import parted
from briefing.sources.text import STANDARD_INPUT, article_from_bytes, open_text
from briefing.sources.text import SUFFIXES as TEXT_SUFFIXES

Kind = Literal["text", "markdown", "html", "mhtml", "pdf", "docx", "epub", "mail", "feed"]

SUFFIXES: Final = (*TEXT_SUFFIXES, ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".docx", ".epub", ".eml")
"""Names of the files in a folder that are articles end so. A feed is a list of articles, and opened by its name alone."""

HEAD: Final = 2_048
"""Bytes at the beginning that tell what a file is."""

_CHUNK: Final = 65_536
"""Bytes that are read from a pipe at once."""

_KINDS: Final[dict[str, Kind]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".epub": "epub",
    ".eml": "mail",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
}
_MEDIA_TYPES: Final[dict[str, Kind]] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "message/rfc822": "mail",
    "multipart/related": "mhtml",
}
_FOREIGN = re.compile(r"(?:\w+/)?(?:[\w.-]+\+)?(image|video|audio|font|json|javascript|css|csv|zip|gzip)\b")
"""Types of what is no page, whatever it looks like, and the word for them."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|[a-z]+:feed)[\s>]")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def open_source(  # noqa: PLR0913 - what a source is opened with
    source: str,
    *,
    content: bytes | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
    login: str | None = None,
    is_given: bool = True,
) -> Article | Feed:
    """The article, or the feed, that a path, a web address or ``-`` (standard input) names.

    Blocks until it is there. `content` is what `read_once` gave, `login` the user and
    password for a server, and `is_given` whether the user gave the address, or only a feed names
    it. `progress` hears of what comes over the network. Parsing what others wrote may take long:
    `briefing.opener` has a process do it that can be ended.

    Raises:
        SourceError: there is none to be had; the message says why and what to do.
    """
    limits = limits or Limits()
    source, own_login = parted(source)
    if is_address(source):
        return _fetched(source, limits, progress, login=own_login or login, is_given=is_given)
    if content is None and is_text_file(source):
        return open_text(source, limit=limits.text)
    if content is None:
        content = read_once(source, limits)
    if content is None:
        content = _content(Path(source), limits)
    return _read(_kind(content, _named(source)), content, source, limits)


def open_article(source: str | Path, *, limits: Limits | None = None) -> Article:
    """The one article that a path, a web address or ``-`` names.

    Raises:
        SourceError: as for `open_source`, or it is a feed.
    """
    opened = open_source(str(source), limits=limits)
    if isinstance(opened, Feed):
        raise SourceError(f"{source} is a feed; give the address of one of its articles")
    return opened


def is_address(source: str) -> bool:
    """Whether a source is an address on the web.

    Raises:
        SourceError: it is an address that is not fetched.
    """
    source, _ = parted(source)
    scheme = _SCHEME.match(source)
    if scheme is not None and scheme[1].lower() not in {"http", "https"}:
        raise SourceError(f"{source}: only http: and https: addresses are fetched; give a file by its path")
    return scheme is not None


def is_text_file(source: str, kind: Literal["text", "markdown"] = "text") -> bool:
    """Whether a source is a file of text, or none at all: what needs no parser, and is opened in no time.

    Or one of Markdown, where that is the `kind` that is asked for.

    Raises:
        SourceError: it is an address that is not fetched.
    """
    file = Path(source)
    return (
        source != STANDARD_INPUT
        and not is_address(source)
        and _named(source) == kind
        and not _is_stream(file)
        and _kind(_head(file), kind) == kind
    )


def is_text(content: bytes, source: str) -> bool:
    """Whether these bytes need no parser."""
    return _kind(content, _named(source)) == "text"


def read_once(source: str, limits: Limits | None = None) -> bytes | None:
    """What comes from standard input, or from a pipe that a path names, neither of which can be read again.

    So does what lies in a file whose name is no text, which no other process can be told. None for every other source.

    Raises:
        SourceError: it cannot be read.
    """
    limits = limits or Limits()
    if source == STANDARD_INPUT:
        return _standard_input(limits)
    if is_address(source) or not (_is_stream(Path(source)) or has_odd_name(source)):
        return None
    return _content(Path(source), limits)


def has_odd_name(source: str) -> bool:
    """Whether a file's name has bytes that are no UTF-8, which Python keeps as surrogates."""
    return any("\ud800" <= letter <= "\udfff" for letter in source)


def articles_in(folder: str | Path) -> list[str]:
    """The articles in a folder, sorted by name: the folder as given, a slash, and the file's name.

    Raises:
        SourceError: the folder cannot be read, or holds no article.
    """
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if _is_file(entry))
    except OSError as error:
        raise SourceError(f"the folder {folder} cannot be read: {_reason(error)}") from error
    found = [name for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(".")]
    if not found:
        raise SourceError(f"the folder {folder} holds no article; give one with files that end in {', '.join(SUFFIXES)}")
    return [f"{str(folder).rstrip('/')}/{name}" for name in found]


def is_folder(source: str) -> bool:
    """Whether a source is a folder that can be looked into.

    Raises:
        SourceError: it names nothing.
    """
    if not source.strip():
        raise SourceError("a source has no name; give a file, a folder, an address, or - for standard input")
    try:
        return source != STANDARD_INPUT and Path(source).is_dir()
    except (OSError, ValueError):  # told by what opens it
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is a file; a link in a circle leads to none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _fetched(url: str, limits: Limits, progress: Progress | None, *, login: str | None, is_given: bool) -> Article | Feed:
    from briefing.sources.fetch import fetch  # noqa: PLC0415 - only where something is fetched

    answer = fetch(url, limits, progress, login=login, is_given=is_given)
    suffix = Path(answer.url.partition("?")[0]).suffix.lower()
    kind = _kind(answer.content, _MEDIA_TYPES.get(answer.media_type) or _KINDS.get(suffix, "html"))
    if kind == "html" and (foreign := _FOREIGN.match(answer.media_type)):
        raise SourceError(f"{url} is no page but {foreign[1]}; give the address of an article")
    opened = _read(kind, answer.content, url, limits, answer.charset)
    return replace(opened, is_private=answer.is_private) if isinstance(opened, Feed) else opened


def _standard_input(limits: Limits) -> bytes:
    try:
        return sys.stdin.buffer.read(_most(limits) + 1)
    except (OSError, ValueError, AttributeError) as error:
        raise SourceError("standard input is closed; pipe an article into the program, or name a file") from error


def _read(kind: Kind, content: bytes, source: str, limits: Limits, charset: str | None = None) -> Article | Feed:
    """The article, or the feed, in bytes of a known kind.

    Raises:
        SourceError: there is none, or a parser breaks on the bytes.
    """
    with damage_told(source):
        return _parsed(kind, content, source, limits, charset)


def _parsed(kind: Kind, content: bytes, source: str, limits: Limits, charset: str | None) -> Article | Feed:
    # Each kind has its own imports: a text needs none of the others', and a page no PDF reader.
    match kind:
        case "html":
            from briefing.sources.web import article_from_html  # noqa: PLC0415

            return article_from_html(content, source, charset=charset, limits=limits)
        case "pdf":
            from briefing.sources.pdf import article_from_pdf  # noqa: PLC0415

            return article_from_pdf(content, source, limits)
        case "docx" | "epub":
            from briefing.sources.documents import article_from_docx, article_from_epub  # noqa: PLC0415

            return (article_from_docx if kind == "docx" else article_from_epub)(content, source, limits)
        case "mail" | "mhtml":
            from briefing.sources.mail import article_from_eml, article_from_mhtml  # noqa: PLC0415

            return (article_from_eml if kind == "mail" else article_from_mhtml)(content, source, limits)
        case "feed":
            from briefing.sources.feeds import open_feed  # noqa: PLC0415

            return open_feed(content, source, limits)
        case _:
            return _read_text(kind, content, source, limits)


def _read_text(kind: Kind, content: bytes, source: str, limits: Limits) -> Article:
    if kind == "markdown":
        from briefing.sources.markdown import article_from_markdown  # noqa: PLC0415 - as above

        return article_from_markdown(content, source, limits)
    return article_from_bytes(content, source, limit=limits.text)


def _is_stream(file: Path) -> bool:
    """Whether a file can be read only once, like a pipe."""
    try:
        mode = file.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _head(file: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read, which is said by what reads it."""
    try:
        with file.open("rb") as stream:
            return stream.read(HEAD)
    except (OSError, ValueError):
        return b""


def _content(file: Path, limits: Limits) -> bytes:
    """The bytes of a file, one more than the largest limit at most."""
    try:
        mode = file.stat().st_mode
        if stat.S_ISSOCK(mode):
            raise SourceError(f"{file} is a socket, which holds no article; give a file")
        if stat.S_ISFIFO(mode):
            return _piped(file, limits)
        with file.open("rb") as stream:
            return stream.read(_most(limits) + 1)
    except FileNotFoundError as error:
        raise SourceError(f"there is no file {file}; check the name") from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{file} cannot be read: {_reason(error)}") from error


def _piped(pipe: Path, limits: Limits) -> bytes:
    """What somebody writes into a named pipe.

    Raises:
        SourceError: nothing comes for as long as a fetch may take.
        OSError: it cannot be read.
    """
    handle = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # without it, to open waits for a writer for good
    with os.fdopen(handle, "rb", buffering=0) as stream:
        waiting = select.poll()
        waiting.register(stream, select.POLLIN)
        content = bytearray()
        while len(content) <= _most(limits):
            if not waiting.poll(limits.seconds * 1000):
                raise SourceError(
                    f"nothing came through the pipe {pipe} for {limits.seconds:g} seconds; start what writes into it first, "
                    "or raise fetch_seconds in the settings"
                )
            piece = stream.read(_CHUNK)
            if not piece:
                break
            content += piece
        return bytes(content)


def _reason(error: Exception) -> str:
    """The system's own words for what went wrong."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def _named(source: str) -> Kind:
    """What the name of a source says it is."""
    return _KINDS.get(Path(source).suffix.lower(), "text")


def _most(limits: Limits) -> int:
    return max(limits.document, limits.html, limits.text)


def _kind(content: bytes, named: Kind) -> Kind:
    """What these bytes, or the first of them, are; `named` is what their name or a server says."""
    head = content[:HEAD].removeprefix(codecs.BOM_UTF8)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        # What is packed and no book is tried as a Word document, which it mostly is.
        return "epub" if named == "epub" or b"META-INF/container.xml" in content else "docx"
    if named in {"mail", "mhtml"}:
        return named
    if _HTML.match(head):
        return "html"
    if head.lstrip().startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:RDF")) and _FEED.search(head):
        return "feed"
    return named
