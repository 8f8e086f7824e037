"""What a page says of its article in JSON-LD, the form that search engines read: headline, authors, day of publication.

A page often describes other things too: the entries of a live blog, related stories, the site. They say nothing of the article.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import Final

from msgspec import Struct

from briefing.sources.parts import one_line, same_words

MOST: Final = 500
"""Objects of a page that are looked at."""

SHARED: Final = 1 / 3
"""Share of a headline's words that the page's title has where both mean one story."""

_SCRIPT = re.compile(r"<script\b[^<>]{0,300}application/ld\+json[^<>]{0,300}>", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*\]\]>|\]\]>|-->)\s*;?\s*$")
_LAST_COMMA = re.compile(r",\s*([}\]])")
"""A comma after the last item, which many a page has and JSON does not know."""

_ARTICLE = re.compile(r"(?:schema\.org/)?(?:\w*Article|(?:Live)?BlogPosting|Report)$")
_PAGE = re.compile(r"(?:schema\.org/)?WebPage$")
_AROUND: Final = ("@graph", "mainEntity", "mainEntityOfPage")
"""Properties whose objects may be the page's article; those of all others are parts of something else."""

_Object = dict[str, object]


class LinkedData(Struct, frozen=True):
    """What JSON-LD says of the page's article."""

    headline: str = ""
    """Its headline."""
    authors: tuple[str, ...] = ()
    """The names of who wrote it."""
    published: str = ""
    """When it was published, as it stands there."""
    is_live: bool = False
    """Whether it is a live blog."""


def linked_data(html: str, title: str, address: str | None = None) -> LinkedData:
    """What the page's JSON-LD says of the article with this title, or at this address; nothing where it has none."""
    objects = [found for script in _scripts(html) for found in _objects(_parsed(script))][:MOST]
    articles = [found for found in objects if _is(found, _ARTICLE)]
    fitting = [found for found in articles if _fits(found, title, address)]
    about = next(iter(fitting), {})
    people = {name: found for found in objects if isinstance(name := found.get("@id"), str)}
    pages = (found for found in objects if _is(found, _PAGE) and not articles)
    return LinkedData(
        headline=_words(about.get("headline") or about.get("name")),
        authors=tuple(dict.fromkeys(_names(about.get("author"), people))),
        published=next(filter(None, (_words(found.get("datePublished")) for found in chain(fitting, pages))), ""),
        is_live=_is(about, re.compile("LiveBlogPosting$")),
    )


def _scripts(html: str) -> Iterator[str]:
    for opening in _SCRIPT.finditer(html):
        end = html.find("</script", opening.end())
        if end < 0:
            return
        yield html[opening.end() : end]


def _parsed(script: str) -> object:
    bare = _WRAPPING.sub("", _WRAPPING.sub("", script))
    for written in (bare, _LAST_COMMA.sub(r"\1", bare)):
        with suppress(ValueError, RecursionError):
            return json.loads(written, strict=False)
    return None


def _objects(data: object) -> Iterator[_Object]:
    """The objects that may stand for the page, outermost first."""
    waiting = [data]
    for _ in range(MOST):
        if not waiting:
            return
        found = waiting.pop(0)
        if isinstance(found, list):
            waiting += found
        elif isinstance(found, dict):
            yield found
            waiting += [found[name] for name in _AROUND if name in found]


def _is(found: _Object, kind: re.Pattern[str]) -> bool:
    types = found.get("@type")
    return any(isinstance(name, str) and kind.search(name) for name in (types if isinstance(types, list) else [types]))


def _fits(found: _Object, title: str, address: str | None) -> bool:
    """Whether an object is about the page's article, and not about another story that the page points at."""
    page = found.get("mainEntityOfPage")
    addresses = {found.get("url"), found.get("@id"), page.get("@id") if isinstance(page, dict) else page}
    if address and address in {name.rstrip("/") for name in addresses if isinstance(name, str)}:
        return True
    ours = set(same_words(title).split())
    theirs = set(same_words(_words(found.get("headline") or found.get("name"))).split())
    return not theirs or not ours or len(ours & theirs) >= SHARED * min(len(ours), len(theirs))


def _names(author: object, people: dict[str, _Object]) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        known = people.get(one.get("@id", ""), one) if isinstance(one, dict) and "name" not in one else one
        name = known.get("name") if isinstance(known, dict) else known
        for each in name if isinstance(name, list) else [name]:
            if (words := _words(each)) and "://" not in words:
                yield words


def _words(value: object) -> str:
    """The value as a line of text; empty where it is none."""
    return one_line(value) if isinstance(value, str) else ""
