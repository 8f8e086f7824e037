"""RSS and Atom: the entries of a feed, with the articles that it carries whole."""

import io
import time
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from briefing.errors import SourceError
from briefing.model import Feed, FeedEntry
from briefing.sources.damage import tolerant
from briefing.sources.extras import require
from briefing.sources.limits import Limits, check_size
from briefing.sources.markup import parts_of_html
from briefing.sources.parts import Imprint, article_from_parts, language_of, one_line, under

WHOLE: Final = 400
"""Characters from which on an entry's text is an article, and not only what it is about."""


def open_feed(content: bytes, source: str, limits: Limits | None = None) -> Feed:
    """The entries of a feed, as many as the limits allow. Nothing that it names is fetched.

    Raises:
        SourceError: it is too large or no feed, or the extra ``feeds`` is not installed.
    """
    limits = limits or Limits()
    check_size(len(content), limits.html, source, "html_limit")
    feedparser = require("feedparser", "feeds", "RSS and Atom feeds")
    # As a stream: feedparser would take text for an address to fetch, or the name of a file to open.
    found = feedparser.parse(io.BytesIO(content), resolve_relative_uris=False)
    if not found.entries:
        raise SourceError(f"{source} is no RSS or Atom feed, or an empty one; give the address of a feed or of an article")
    about = found.feed
    site = one_line(about.get("title") or "")
    language = language_of(about.get("language"))
    read = (tolerant(partial(_entry, entry, source, site, language, limits), None) for entry in found.entries[: limits.entries])
    entries = tuple(entry for entry in read if entry is not None)
    if not entries:
        raise SourceError(f"{source} is damaged: none of its entries can be read; give the address of an article")
    return Feed(source, site or source, entries)


def _entry(entry: Mapping[str, Any], source: str, site: str, language: str | None, limits: Limits) -> FeedEntry:
    link = str(entry.get("link") or "")
    address = link if link.startswith(("http://", "https://")) else None
    title = one_line("".join(part.text for part in parts_of_html(str(entry.get("title") or "")))) or address or source
    published = _day(entry.get("published_parsed") or entry.get("updated_parsed"))
    parts = parts_of_html(_longest(entry))
    text = " ".join(part.text for part in parts)
    article = None
    if len(text) >= WHOLE:
        imprint = Imprint(title=title, byline=entry.get("author"), site=site, published=published, language=language)
        article = article_from_parts(under(title, parts), address or source, imprint, limits)
    return FeedEntry(title, address, published, one_line(text)[:WHOLE], article)


def _longest(entry: Mapping[str, Any]) -> str:
    """The fullest text that an entry has, as HTML."""
    texts = [str(entry.get("summary") or ""), *(str(content.get("value") or "") for content in entry.get("content") or ())]
    return max(texts, key=len)


def _day(moment: time.struct_time | None) -> str | None:
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}" if moment else None
