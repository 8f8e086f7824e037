"""RSS and Atom: the entries of a feed, with the articles that it carries whole."""

import html
import io
import re
from collections.abc import Mapping
from functools import partial
from html.entities import html5 as html_entities
from typing import Any, Final

from briefing.errors import SourceError
from briefing.model import Feed, FeedEntry
from briefing.sources.damage import tolerant
from briefing.sources.dates import written_day
from briefing.sources.extras import require
from briefing.sources.limits import Limits, check_size
from briefing.sources.logins import parted
from briefing.sources.markup import parts_of_html
from briefing.sources.parts import Imprint, article_from_parts, language_of, one_line, under

WHOLE: Final = 400
"""Characters from which on an entry's text is an article, and not only what it is about."""

PROLOGUE: Final = 100
"""Bytes at the beginning that tell whether a feed is in UTF-16."""

MOST_ESCAPES: Final = 2
"""How often an entry's HTML may have been escaped too often."""

_XML_NAMES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ELEMENT = re.compile(r"</?[A-Za-z][^<>]*>")
_PARAGRAPH_END = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|ul|ol)\s*>|<br\s*/?>", re.IGNORECASE)
_CDATA = re.compile(rb"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(rb"&(?!#(?:\d{1,7}|[xX][0-9A-Fa-f]{1,6});)(?:([A-Za-z][A-Za-z0-9]{1,31});)?")


def open_feed(content: bytes, source: str, limits: Limits | None = None) -> Feed:
    """The entries of a feed, as many as the limits allow. Nothing that it names is fetched.

    Raises:
        SourceError: it is too large or no feed, or the extra ``feeds`` is not installed.
    """
    limits = limits or Limits()
    check_size(len(content), limits.html, source, "html_limit")
    feedparser = require("feedparser", "feeds", "RSS and Atom feeds")
    # As a stream: feedparser would take text for an address to fetch, or the name of a file to open.
    found = feedparser.parse(io.BytesIO(_mended(content)), resolve_relative_uris=False)
    if not found.entries:
        raise SourceError(f"{source} is no RSS or Atom feed, or an empty one; give the address of a feed or of an article")
    about = found.feed
    site = _plain(about.get("title"))
    language = language_of(about.get("language"))
    read = (tolerant(partial(_entry, entry, source, site, language, limits), None) for entry in found.entries[: limits.entries])
    entries = tuple(entry for entry in read if entry is not None)
    if not entries:
        raise SourceError(f"{source} is damaged: none of its entries can be read; give the address of an article")
    return Feed(source, site or source, entries)


def _entry(entry: Mapping[str, Any], source: str, site: str, language: str | None, limits: Limits) -> FeedEntry:
    link, _ = parted(str(entry.get("link") or ""))
    address = link if link.startswith(("http://", "https://")) else None
    title = _plain(entry.get("title")) or address or source
    published = _day(entry)
    parts = parts_of_html(_longest(entry))
    text = " ".join(part.text for part in parts)
    article = None
    if len(text) >= WHOLE:
        imprint = Imprint(title=title, byline=_authors(entry), site=site, published=published, language=language)
        article = article_from_parts(under(title, parts), address or source, imprint, limits)
    return FeedEntry(title, address, published, one_line(text)[:WHOLE], article)


def _plain(title: object) -> str:
    """A title, which may be written in HTML, as words."""
    return one_line("".join(part.text for part in parts_of_html(str(title or ""))))


def _authors(entry: Mapping[str, Any]) -> str | None:
    """The names of all who wrote an entry; feedparser's ``author`` is the last of them alone."""
    names = (one_line(str(author.get("name") or "")) for author in entry.get("authors") or ())
    return ", ".join(dict.fromkeys(filter(None, names))) or entry.get("author")


def _longest(entry: Mapping[str, Any]) -> str:
    """The fullest text that an entry has, as HTML."""
    texts = [str(entry.get("summary") or ""), *(str(content.get("value") or "") for content in entry.get("content") or ())]
    return _unescaped(max(texts, key=len))


def _unescaped(text: str) -> str:
    """HTML that was escaped once too often, as it was meant: it has no element, and would be full of them."""
    for _ in range(MOST_ESCAPES):
        meant = html.unescape(text)
        if _ELEMENT.search(text) or not _PARAGRAPH_END.search(html.unescape(meant)):
            return text
        text = meant
    return text


def _mended(content: bytes) -> bytes:
    """The feed without what makes its XML broken: a bare ``&``, and HTML's names of characters, which XML does not know."""
    if b"\0" in content[:PROLOGUE]:  # UTF-16
        return content
    pieces = _CDATA.split(content)  # CDATA stands at the odd places
    pieces[::2] = [_AMPERSAND.sub(_reference, piece) for piece in pieces[::2]]
    return b"".join(pieces)


def _reference(found: re.Match[bytes]) -> bytes:
    name = (found[1] or b"").decode()
    if name in _XML_NAMES:
        return found.group()
    if characters := html_entities.get(f"{name};"):
        return "".join(f"&#{ord(character)};" for character in characters).encode()
    return b"&amp;" + found.group()[1:]


def _day(entry: Mapping[str, Any]) -> str | None:
    """The day as the feed writes it: an evening in New York is not the next day."""
    dates = (str(entry.get(name) or "") for name in ("published", "created", "updated"))
    return next(filter(None, map(written_day, dates)), None)
