"""Web pages: the article in a page's HTML, without what stands around it.

trafilatura finds the text and who published it when (the best of seven extractors on the article-extraction benchmark of
181 pages, F1 .962); what the page says in order, read by `markup`, gives the captions and the dek that it leaves out. Where
trafilatura finds next to nothing, breadability is asked, and then every paragraph of prose is taken. A difference of length
alone is no reason to switch: that made more pages worse than better.
"""

import json
import re
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import SourceError
from briefing.model import Article, Role
from briefing.sources.charset import decode_html, visible_controls
from briefing.sources.damage import tolerant
from briefing.sources.decoding import without_surrogates
from briefing.sources.extras import require
from briefing.sources.limits import Limits, check_size
from briefing.sources.markup import Outline, Piece, outline, parts_of_html
from briefing.sources.paragraphs import find_paragraphs
from briefing.sources.parts import Imprint, Part, article_from_parts, calendar_day, language_of, one_line, same_words, under

if TYPE_CHECKING:
    from lxml.etree import _Element

SHORT: Final = 250
"""Characters that an article has at least; less is doubted."""

PROSE: Final = 8
"""Words of the shortest line that is taken for a sentence where nothing else tells."""

LAYOUT_CELL: Final = 25
"""Words of the shortest paragraph that makes a table a page's layout, and no table of figures."""

_TEI: Final = {"head": "h2", "item": "li", "quote": "blockquote", "lb": "br", "row": "tr", "cell": "td", "list": "ul"}
"""trafilatura's names of elements, and HTML's."""

_NOSCRIPT = re.compile(r"<(/?)noscript\b[^<>]{0,200}>", re.IGNORECASE)
_ARTICLE_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")')
_SENTENCE = re.compile(r"\w{2,}[.!?…][\"”’»)\]]*$")


def article_from_html(content: bytes, source: str, *, charset: str | None = None, limits: Limits | None = None) -> Article:
    """The article in a page.

    `charset` is the encoding that the server declared.

    Raises:
        SourceError: the page is too large, holds no article, or the extra ``web`` is not installed.
    """
    limits = limits or Limits()
    check_size(len(content), limits.html, source, "html_limit")
    page = _without_notices(visible_controls(decode_html(content, source, charset)))
    seen = outline(page)
    found = tolerant(lambda: _extracted(page), _Found([], Imprint()))
    parts = _with_line_ends(found.parts, page)
    if _length(parts) < SHORT:
        parts = _second_choice(page, seen, parts)
    if not any(len(part.text.split()) >= PROSE for part in parts):
        raise SourceError(
            f"{source} holds no article text; it may be made by scripts or need a login: "
            "open it in your browser and copy its text into a file"
        )
    imprint = replace(found.imprint, title=found.imprint.title or seen.title, language=language_of(seen.language))
    return article_from_parts(_completed(found, parts, seen), source, imprint, limits)


def _without_notices(page: str) -> str:
    """The page without what is only for browsers that run no scripts: a picture, or the request to switch them on."""
    pieces = _NOSCRIPT.split(page)  # text, the slash of a tag or none, text, …
    slashes = ["", *pieces[1::2], ""]
    return "".join(text for place, text in enumerate(pieces[::2]) if not (place and not slashes[place] and slashes[place + 1]))


def _with_line_ends(parts: list[Part], page: str) -> list[Part]:
    """A story that was found in the page's metadata, in the paragraphs that it has there and lost on the way."""
    if len(parts) != 1:
        return parts
    words = same_words(parts[0].text)
    for written in _ARTICLE_BODY.findall(page):
        with suppress(ValueError):
            story = without_surrogates(json.loads(written, strict=False))
            if same_words(story) == words:
                return [Part(line) for line in story.splitlines()]
    return parts


class _Found(Struct, frozen=True):
    """What trafilatura found in a page."""

    parts: list[Part]
    imprint: Imprint
    description: str = ""
    """What the page says that it is about."""


def _extracted(page: str) -> _Found:
    trafilatura = require("trafilatura", "web", "web pages")
    found = trafilatura.bare_extraction(page, fast=True, include_comments=False, with_metadata=True)
    about = found or require("trafilatura.metadata", "web", "web pages").extract_metadata(page)
    imprint = Imprint()
    if about is not None:
        byline = ", ".join(one_line(about.author or "").split("; "))
        imprint = Imprint(title=about.title, byline=byline, site=about.sitename, published=calendar_day(about.date))
    if found is None or found.body is None:
        return _Found([], imprint)
    return _Found(parts_of_html(_as_html(found.body)), imprint, one_line(about.description or ""))


def _as_html(body: "_Element") -> str:
    """The tree that trafilatura made, in HTML's elements; a table that lays out a page loses the cells without prose."""
    from lxml import etree  # noqa: PLC0415 - there because trafilatura is

    for table in body.iter("table"):
        cells = list(table.iter("cell"))
        prose = [any(len(text.split()) >= LAYOUT_CELL for text in cell.itertext()) for cell in cells]
        for cell, has_prose in zip(cells, prose, strict=True):
            if not any(prose):
                cell.tag, cell.tail = "span", f" | {cell.tail or ''}" if cell.getnext() is not None else cell.tail
            elif not has_prose:
                cell.clear()
    for element in body.iter():
        element.tag = _TEI.get(element.tag, element.tag)
        if "\n" in (text := element.text or ""):  # several paragraphs, or preformatted lines
            element.text = "\n\n".join(text[start:end] for start, end in find_paragraphs(text))
    return str(etree.tostring(body, encoding="unicode", method="html")).replace("\n\n", "<br><br>")


def _second_choice(page: str, seen: Outline, parts: list[Part]) -> list[Part]:
    """What breadability finds, else all prose of the page, if it comes to an article; else the little there was."""
    readable = require("breadability.readable", "web", "web pages")
    nothing: list[Part] = []
    found = tolerant(lambda: parts_of_html(readable.Article(page).readable), nothing)
    prose = [Part(piece.text) for piece in seen.pieces if _is_prose(piece)]
    for choice in (found, prose):
        if _length(choice) >= SHORT and _length(choice) > _length(parts):
            return choice
    return max(parts, prose, key=_length)


def _is_prose(piece: Piece) -> bool:
    return not piece.is_link and len(piece.text.split()) >= PROSE and bool(_SENTENCE.search(piece.text))


def _length(parts: list[Part]) -> int:
    """Characters of the paragraphs that are sentences rather than labels."""
    return sum(len(part.text) for part in parts if len(part.text.split()) >= PROSE)


def _completed(found: _Found, parts: list[Part], seen: Outline) -> list[Part]:
    """The parts under their headline, with the dek and the captions where the page has them, and each only once."""
    top, *story = under(_headline(seen, found.imprint.title or seen.title), parts)
    places = {same_words(part.text): place for place, part in reversed(list(enumerate(story)))}
    keys = [same_words(piece.text) for piece in seen.pieces]
    known = [at for at, key in enumerate(keys) if key in places]
    if not known:
        return [top, *story]
    roles: dict[int, Role] = {}
    below: defaultdict[int, list[Part]] = defaultdict(list)
    added: set[str] = set()
    place = -1
    headline = same_words(top.text)
    first = keys.index(headline) if headline in keys else known[0]
    for piece, key in zip(seen.pieces[first : known[-1]], keys[first:], strict=False):
        here = places.get(key, -1)
        role = _role(piece, found.description, is_on_top=max(place, here) < 1)
        if here >= 0:
            place = here
            roles |= {here: role} if role else {}
        elif role and key not in added:
            added.add(key)
            below[place].append(Part(piece.text, role))
    body = [[Part(part.text, roles.get(at, part.role)), *below[at]] for at, part in enumerate(story)]
    return [top, *below[-1], *(part for group in body for part in group)]


def _headline(seen: Outline, title: str) -> str:
    """The heading of the page that is its title or begins it, as the page's title often has the site's name behind."""
    key = same_words(title)
    headings = [piece.text for piece in seen.pieces if piece.label == "h1"]
    fitting = (heading for heading in headings if key.startswith(same_words(heading)) or same_words(heading).startswith(key))
    return next(fitting, one_line(title))


def _role(piece: Piece, description: str, *, is_on_top: bool) -> Role | None:
    """What the markup says of a paragraph: a caption, or, on top, the dek, which is also what the page says it is about."""
    if piece.label == "caption":
        return "caption"
    is_dek = piece.label == "dek" or (bool(description) and same_words(piece.text) == same_words(description))
    return "dek" if is_dek and is_on_top and len(piece.text.split()) > 3 else None
