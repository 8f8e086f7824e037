"""The day on which a page says that its article was published. It is said or there is none: nothing is guessed.

What counts: metadata of the article, a ``time`` element or a dateline at its head, and its own address. A year in the text,
a copyright, a script's version, another story and the day of the last change do not.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Final

from briefing.sources.bylines import MONTHS, written_days
from briefing.sources.lexicon import entries
from briefing.sources.parts import calendar_day, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

EARLIEST: Final = date(1900, 1, 2)
HEAD_WORDS: Final = 20
"""Words of the longest paragraph at an article's head that is no prose."""

EPOCH: Final = date(1970, 1, 1)
"""What programs write that know no date."""

_COMPACT = re.compile(r"((?:19|20)\d\d)[/.]?(\d\d)[/.]?(\d\d)(?!\d)")
_SCRIPTED = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) (\d\d) (\d{4})\b")
_IN_ADDRESS = re.compile(
    rf"/((?:19|20)\d\d)(?:[/-](\d\d?)[/-]|/({'|'.join(MONTHS)})[a-z]*/|(\d\d)(?=\d\d[/-]))(\d\d?)(?=[/_.-]|$)", re.IGNORECASE
)
_CHANGED = re.compile(r"updated|modified|revised|edited", re.IGNORECASE)
_PUBLISHED = re.compile(r"publish|pub-?date|entry-date|posted|created|issued", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(r"\b(?:published|posted)(?:\s+(?:on|at))?\s*:?\s*\Z", re.IGNORECASE)
_NOT_THE_ARTICLES = re.compile(
    r"related|recirc|teaser|promo|sidebar|comment|more-|latest|trending|popular|card|widget", re.IGNORECASE
)


def publication_day(tree: "HtmlElement", linked: str, source: str) -> str | None:
    """The day on which the article of a page was published, as ``2025-12-04``; `linked` is what its JSON-LD says.

    A day is the one that is written, in its own time zone.
    """
    said = chain([linked], _in_metadata(tree), _in_time_elements(tree))
    days = chain(map(written_day, said), [day_in_address(canonical_address(tree) or source)])
    return next(filter(None, days), None)


def written_day(words: str) -> str | None:
    """The day that a piece of metadata gives, in any of the usual forms; None where there is none that can be true."""
    words = one_line(words)[:60]
    found = calendar_day(words)
    if found is None and (numbers := _COMPACT.match(words)):
        found = "-".join(numbers.groups())
    if found is None and (names := _SCRIPTED.match(words)):
        found = f"{names[3]}-{MONTHS.index(names[1].lower()) + 1:02}-{names[2]}" if names[1].lower() in MONTHS else None
    return possible(found or next(iter(written_days(words)), None))


def possible(day: str | None) -> str | None:
    """The day, unless it lies in the future, or so far back that nobody meant it."""
    try:
        found = date.fromisoformat(day or "")
    except ValueError:
        return None
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day if EARLIEST <= found <= tomorrow and found != EPOCH else None


def day_in_address(address: str) -> str | None:
    """The day that an address on the web names: ``/2024/05/14/``, ``/2024/may/14/``, ``/2024-05-14-``, ``/20240514/``."""
    if "://" not in address:
        return None
    found = _IN_ADDRESS.search(address.partition("?")[0].partition("://")[2])
    if found is None:
        return None
    month = MONTHS.index(found[3].lower()) + 1 if found[3] else int(found[2] or found[4])
    return possible(f"{found[1]}-{month:02}-{int(found[5]):02}")


def canonical_address(tree: "HtmlElement") -> str | None:
    """The address that a page gives as its own."""
    for element in chain(tree.iter("link"), tree.iter("meta")):
        address = one_line(element.get("href") or element.get("content") or "").rstrip("/")
        if address and (element.get("rel") == "canonical" or element.get("property") == "og:url"):
            return address
    return None


def _in_metadata(tree: "HtmlElement") -> Iterator[str]:
    known = frozenset(entries("published"))
    for element in tree.iter("meta"):
        names = (element.get("property"), element.get("name"), element.get("itemprop"))
        if any(name and name.strip().lower() in known for name in names) and not _is_of_another(element):
            yield element.get("content") or ""


def _in_time_elements(tree: "HtmlElement") -> Iterator[str]:
    """What marked-up days at the article's head say; those that are called its publication come first."""
    marked = [
        element for element in tree.iter() if isinstance(element.tag, str) and _is_day(element) and not _is_of_another(element)
    ]
    named = [element for element in marked if _is_called_published(element)]
    head = set(_in_head(tree, marked))
    for element in chain(named, (element for element in marked if element in head)):
        if not _tells_change(element):
            yield element.get("datetime") or element.get("content") or element.get("title") or ""
            yield one_line(element.text_content())


def _is_day(element: "HtmlElement") -> bool:
    return (
        element.tag == "time"
        or element.get("itemprop") == "datePublished"
        or "published" in (element.get("class") or "").split()
    )


def _is_called_published(element: "HtmlElement") -> bool:
    return (
        "datePublished" in (element.get("itemprop") or "")
        or element.get("pubdate") is not None
        or bool(_PUBLISHED.search(element.get("class") or ""))
        or bool(_SAYS_PUBLISHED.search(_words_before(element)))
    )


def _tells_change(element: "HtmlElement") -> bool:
    """Whether a day is that of the last change, by its own name or the words before it."""
    own = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if _CHANGED.search(own) and not _PUBLISHED.search(own):
        return True
    words = f"{_words_before(element)} {element.text_content()[:40]}"
    return bool(_CHANGED.search(words)) and not _PUBLISHED.search(words)


def _words_before(element: "HtmlElement") -> str:
    """The last words before an element, in the element around it."""
    before = element.getprevious()
    words = (element.getparent().text if before is None else before.tail) or (
        before.text_content() if before is not None else ""
    )
    return (words or "")[-40:]


def _is_of_another(element: "HtmlElement") -> bool:
    """Whether an element stands in what is not the article: a teaser, a comment, or one of several entries."""
    for place, above in enumerate(element.iterancestors()):
        if place > 20 or above.tag in {"body", "head", "html", "main"}:
            return False
        names = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in {"aside", "nav", "footer", "li", "a"} or _NOT_THE_ARTICLES.search(names) or _is_entry(above):
            return bool(above.tag != "footer" or above.getparent().tag != "article")
    return False


def _is_entry(element: "HtmlElement") -> bool:
    """Whether an element is one of several of its kind side by side that each have a time of their own."""
    if element.tag not in {"article", "div", "section"} or element.find(".//h1") is not None:
        return False
    alike = (other for other in element.itersiblings(element.tag) if other.get("class") == element.get("class"))
    before = (
        other for other in element.itersiblings(element.tag, preceding=True) if other.get("class") == element.get("class")
    )
    return bool(element.find(".//p") is not None) and any(other.find(".//p") is not None for other in chain(alike, before))


def _in_head(tree: "HtmlElement", marked: Iterable["HtmlElement"]) -> Iterator["HtmlElement"]:
    """Those at the article's head: before its first long paragraph, and below the headline or beside it.

    What stands above the headline and not beside it may be the day on which the page was shown.
    """
    wanted, heading = set(marked), tree.find(".//h1")
    beside = set() if heading is None else {heading.getparent(), heading.getparent().getparent()}
    is_below = heading is None
    for element in tree.iter("*"):
        is_below = is_below or element is heading
        if element in wanted and (
            is_below or not beside.isdisjoint(element.iterancestors("header", "article", "div", "section"))
        ):
            yield element
        if is_below and element.tag == "p" and len(element.text_content().split()) > HEAD_WORDS:
            return
