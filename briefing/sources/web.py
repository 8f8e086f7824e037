"""Web pages: the article in a page's HTML, without what stands around it.

trafilatura finds the text and who published it when (the best of seven extractors on the article-extraction benchmark of
181 pages, F1 .962); what the page says in order, read by `markup`, gives the captions and the dek that it leaves out. Where
trafilatura finds next to nothing, breadability is asked, and then every paragraph of prose is taken. A difference of length
alone is no reason to switch: that made more pages worse than better.
"""

import json
import re
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import SourceError
from briefing.model import Article
from briefing.sources.bylines import dateline_day, day_at_head, day_of
from briefing.sources.charset import decode_html, visible_controls
from briefing.sources.completion import completed, paragraphs_of
from briefing.sources.damage import CUT, tolerant
from briefing.sources.dates import canonical_address, possible, publication_day, written_day
from briefing.sources.decoding import without_surrogates
from briefing.sources.extras import require
from briefing.sources.limits import Limits, check_size
from briefing.sources.linked_data import linked_data
from briefing.sources.marks import with_marks
from briefing.sources.markup import Outline, outline, parts_of_html
from briefing.sources.page import made_ready, parsed
from briefing.sources.paragraphs import find_paragraphs
from briefing.sources.parts import Imprint, Part, article_from_parts, language_of, one_line, same_words
from briefing.sources.pieces import LAYOUT_CELL, PROSE, SENTENCE_END

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

SHORT: Final = 250
"""Characters that an article has at least; less is doubted."""

RUN_TOGETHER: Final = 3
"""Parts that an extractor finds at most where it has run the paragraphs together."""

_TEI: Final = {"head": "h2", "item": "li", "quote": "blockquote", "lb": "br", "row": "tr", "cell": "td", "list": "ul"}
"""trafilatura's names of elements, and HTML's."""

_NOSCRIPT = re.compile(r"<(/?)noscript\b[^<>]{0,200}>", re.IGNORECASE)
_ARTICLE_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")')
_NAME = re.compile(r"(?!.*\b(?:is|was|has|are|were|have)\b)\S+(?: \S+){0,5}", re.IGNORECASE)
"""What an author's name may be: a few words, and no sentence about them."""


def article_from_html(content: bytes, source: str, *, charset: str | None = None, limits: Limits | None = None) -> Article:
    """The article in a page.

    `charset` is the encoding that the server declared.

    Raises:
        SourceError: the page is too large, holds no article, or the extra ``web`` is not installed.
    """
    limits = limits or Limits()
    check_size(len(content), limits.html, source, "html_limit")
    page = _without_notices(visible_controls(decode_html(content, source, charset)))
    is_cut = _breaks_off(page)
    tree = parsed(page)
    title = _title(page, tree)
    linked = linked_data(page, title, canonical_address(tree) if tree is not None else None)
    published = publication_day(tree, linked.published, source) if tree is not None else written_day(linked.published)
    page = with_marks(page if tree is None else made_ready(tree))
    seen = outline(page)
    found = tolerant(lambda: _extracted(page), _Found([], Imprint()))
    parts = _with_line_ends(found.parts, page)
    if len(parts) <= RUN_TOGETHER:
        parts = [line for part in parts for line in paragraphs_of(part, seen)]
    if _length(parts) < SHORT:
        parts = _second_choice(page, seen, parts)
    if not any(len(part.text.split()) >= PROSE for part in parts):
        raise SourceError(
            f"{source} holds no article text; it may be made by scripts or need a login: "
            "open it in your browser and copy its text into a file"
        )
    imprint = replace(
        found.imprint,
        title=(linked.headline if linked.is_live else "") or found.imprint.title or seen.title,
        byline=", ".join(linked.authors) or found.imprint.byline,
        published=published or _day_at_head(seen, parts),
        language=language_of(seen.language),
        notices=(CUT,) if is_cut else (),
    )
    return article_from_parts(completed(parts, seen, imprint.title or "", found.description), source, imprint, limits)


def _breaks_off(page: str) -> bool:
    """Whether a page was cut in the middle: its body has no end, and no more have elements that need one."""
    page = page.lower()
    if "<body" not in page or "</body" in page or "</html" in page:
        return False
    return any(page.count(f"<{name}") > page.count(f"</{name}") for name in ("article", "main", "section", "div"))


def _title(page: str, tree: "HtmlElement | None") -> str:
    """The words of the page's headline and of its title, to know what is said of this story from what is said of others."""
    if tree is None:
        return outline(page).title
    return one_line(" ".join(element.text_content() for element in tree.iter("h1", "title")))


def _day_at_head(seen: Outline, parts: list[Part]) -> str | None:
    """The day in a line between the headline and the story, or in the story's dateline."""
    story = {same_words(part.text) for part in parts if len(part.text.split()) >= PROSE and SENTENCE_END.search(part.text)}
    keys = [same_words(piece.text) for piece in seen.pieces]
    start = next((at for at, key in enumerate(keys) if key in story), 0)
    headline = max((at for at, piece in enumerate(seen.pieces[:start]) if piece.label == "h1"), default=start)
    head = [piece for piece in seen.pieces[headline + 1 : start] if not (piece.is_link or piece.label == "teaser")]
    days = (day_of(piece.text) or day_at_head(piece.text, len(piece.text.split())) for piece in head)
    datelines = (dateline_day(piece.text) for piece in seen.pieces[start : start + 1])
    return next(filter(None, map(possible, chain(days, datelines))), None)


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
    found = trafilatura.bare_extraction(
        page, fast=True, include_comments=False, with_metadata=True, date_extraction_params={"extensive_search": False}
    )
    about = found or require("trafilatura.metadata", "web", "web pages").extract_metadata(page)
    imprint = Imprint()
    if about is not None:
        names = (name for name in one_line(about.author or "").split("; ") if _NAME.fullmatch(name))
        imprint = Imprint(title=about.title, byline=", ".join(names), site=about.sitename)
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
                cell.tag, cell.tail = "span", f" | {cell.tail or ''}" if _has_cell_after(cell) else cell.tail
            elif not has_prose:
                cell.clear()
        if not any(prose):
            for row in table.iter("row"):
                row.set("role", "row")
    for element in body.iter():
        element.tag = _TEI.get(element.tag, element.tag)
        if "\n" in (text := element.text or ""):  # several paragraphs, or preformatted lines
            element.text = "\n\n".join(text[start:end] for start, end in find_paragraphs(text))
    return str(etree.tostring(body, encoding="unicode", method="html")).replace("\n\n", "<br><br>")


def _has_cell_after(cell: "_Element") -> bool:
    """Whether a cell with words follows in the row, which trafilatura fills up with empty ones."""
    return any(one_line("".join(other.itertext())) for other in cell.itersiblings())


def _second_choice(page: str, seen: Outline, parts: list[Part]) -> list[Part]:
    """What breadability finds, else all prose of the page, if it comes to an article; else the little there was."""
    readable = require("breadability.readable", "web", "web pages")
    nothing: list[Part] = []
    found = tolerant(lambda: parts_of_html(readable.Article(page).readable), nothing)
    prose = [Part(piece.text) for piece in seen.pieces if piece.is_prose and piece.label != "teaser"]
    for choice in (found, prose):
        if _length(choice) >= SHORT and _length(choice) > _length(parts):
            return choice
    return max(parts, prose, key=_length)


def _length(parts: list[Part]) -> int:
    """Characters of the paragraphs that are sentences rather than labels."""
    return sum(len(part.text) for part in parts if len(part.text.split()) >= PROSE)
