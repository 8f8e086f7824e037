"""HTML read in order by the standard library alone: what its text is made of, whatever state the page is in.

No tree is built, so that neither depth nor broken nesting matters: lxml gives up on 256 elements inside one another.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from msgspec import Struct

from briefing.model import Role
from briefing.sources.labels import ROLES, Attributes, Label, label_of
from briefing.sources.marks import with_marks
from briefing.sources.parts import Part, one_line
from briefing.sources.pieces import Piece, as_row, with_speakers


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BREAKS: Final = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul"
)
"""Elements that begin a new line."""

_SILENT: Final = _names("audio button canvas iframe math noscript object script select style svg template textarea video")
"""Elements whose text is not for readers."""

_FURNITURE: Final = _names("dialog footer form menu nav")
"""Elements that stand around an article."""

_MOST_IN_TIME: Final = 16
"""Pieces of text that a time is made of at most."""

_LONGEST_ENTRY_LINE: Final = 6
"""Words of the longest line beside the time of a live page's entry."""

_VOID: Final = _names("area base br col embed hr img input link meta param source track wbr")
"""Elements without an end."""

_DEEPEST: Final = 32
"""How many open elements are looked through for the one that an end tag closes."""

_UNREAD = re.compile(r"<!--|<script(?=[\s/>])|<style(?=[\s/>])|<[!?]", re.IGNORECASE)
_ENDS: Final = {
    "<!--": re.compile("-->"),
    "<script": re.compile(r"</script[\s/]{0,9}>", re.IGNORECASE),
    "<style": re.compile(r"</style[\s/]{0,9}>", re.IGNORECASE),
    "<!": re.compile(">"),
    "<?": re.compile(">"),
}
"""What is not for readers at all, and where each kind of it ends."""

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


class Outline(Struct, frozen=True):
    """A page from top to bottom."""

    pieces: tuple[Piece, ...]
    """Its paragraphs in order."""
    title: str
    """Words of its title element; empty where it has none."""
    language: str | None
    """The language tag of the whole page."""


def outline(html: str, *, furniture: bool = False) -> Outline:
    """What a page says in order, without what its markup hides; what stands around the article only with `furniture`."""
    reader = _Reader(furniture)
    reader.feed(_closed(with_marks(html)))
    reader.close()
    reader.end_piece()
    return Outline(tuple(with_speakers(reader.pieces)), one_line("".join(reader.title)), reader.language)


def parts_of_html(html: str) -> list[Part]:
    """The paragraphs of a page or a piece of one, furniture and all: for markup that is known to be the article's own."""
    return [Part(piece.text, role_of(piece)) for piece in outline(html, furniture=True).pieces]


def role_of(piece: Piece) -> Role | None:
    """What the markup alone says of a paragraph."""
    return ROLES.get(piece.label)


def _closed(html: str) -> str:
    """The page without comments, declarations and scripts, and without a tag at its end that is never closed.

    html.parser would look for the end of each of them through the whole page, which takes time in the square of its length.
    """
    kept = "".join(_read_stretches(html))
    last = kept.rfind(">") + 1
    return kept[:last] + kept[last:].replace("<", "&lt;")


def _read_stretches(html: str) -> Iterator[str]:
    at = 0
    while opening := _UNREAD.search(html, at):
        yield html[at : opening.start()]
        closing = _ENDS[opening.group().lower()].search(html, opening.end())
        if closing is None:
            return
        at = closing.end()
    yield html[at:]


class _Row(Struct):
    """A row of a table that is being read."""

    start: int
    """Place of its first paragraph among the page's."""
    cells: list[int] = []
    """Places of its cells' first paragraphs among its own."""
    is_layout: bool = False
    """Whether it holds a table."""


class _Reader(HTMLParser):
    """Collects paragraphs; tolerant of whatever is not closed, or closed twice."""

    def __init__(self, furniture: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.title: list[str] = []
        self.language: str | None = None
        self._furniture = furniture
        self._skipping: tuple[str, int] | None = None
        """Name of the element that is passed over, and how many of its kind are open."""
        self._open: list[tuple[str, Label | None]] = []
        self._words: list[str] = []
        self._linked = 0
        self._in_link = False
        self._in_title = False
        self._after_break = False
        self._timed = 0
        """Characters of a time at the beginning of a paragraph."""
        self._in_time = False
        self._rows: list[_Row | None] = []
        """The rows that are open, and None for each table around them."""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._skipping:
            if tag == self._skipping[0]:
                self._skipping = tag, self._skipping[1] + 1
            return
        if tag not in _VOID and (self._is_skipped(tag) or _is_hidden(tag, attrs)):
            self._skipping = tag, 1
            return
        if tag == "html":
            self.language = dict(attrs).get("lang") or self.language
        self._in_title = tag == "title"
        self._in_link = self._in_link or tag == "a"
        self._in_time = self._in_time or tag == "time"
        if tag == "br":
            self._break_line()
        elif tag in _BREAKS or self._is_cite(tag):
            self.end_piece()
            self._enter_table(tag)
            if tag not in _VOID:
                self._open.append((tag, self._label(tag, attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            name, depth = self._skipping
            if tag == name:
                self._skipping = (name, depth - 1) if depth > 1 else None
            return
        if tag == "title":
            self._in_title = False
        elif tag == "a":
            self._in_link = False
        elif tag == "time":
            self._in_time = False
        elif tag in _BREAKS or (tag == "cite" and self._open and self._open[-1][0] == "cite"):
            self.end_piece()
            self._leave_table(tag)
            self._close(tag)

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        if self._in_title:
            self.title.append(data)
            return
        if self._open and self._open[-1][0] == "pre":
            first, *others = _EMPTY_LINE.split(data)
            self._add(first)
            for paragraph in others:
                self.end_piece()
                self._add(paragraph)
            return
        self._add(data)

    def end_piece(self) -> None:
        """What was read since the last paragraph is one."""
        text = one_line("".join(self._words))
        label = self._open[-1][1] if self._open else None
        time = one_line("".join(self._words)[: self._timed])
        if time and label in {None, "quote"} and len(text[len(time) :].split()) <= _LONGEST_ENTRY_LINE:
            self.pieces.append(Piece(time, "time", 0))
            text = text[len(time) :].strip(" |·•,–—-")
        if text:
            self.pieces.append(Piece(text, label, self._linked))
        self._words.clear()
        self._timed = 0
        self._linked = 0
        self._after_break = False

    def _enter_table(self, tag: str) -> None:
        """Notes where tables, rows and cells begin: in the article's own markup, a row of figures is one line."""
        if not self._furniture or tag not in {"table", "tr", "td", "th"}:
            return
        if tag == "table":
            if self._rows and (around := self._rows[-1]):
                around.is_layout = True
            self._rows.append(None)
        elif tag == "tr":
            self._end_row()
            self._rows.append(_Row(len(self.pieces)))
        elif self._rows and (row := self._rows[-1]):
            row.cells.append(len(self.pieces) - row.start)

    def _leave_table(self, tag: str) -> None:
        if tag in {"tr", "table"}:
            self._end_row()
        if tag == "table" and self._rows:
            self._rows.pop()

    def _end_row(self) -> None:
        row = self._rows.pop() if self._rows and self._rows[-1] else None
        if row and row.cells and not row.is_layout:
            self.pieces[row.start :] = as_row(self.pieces[row.start :], row.cells)

    def _is_skipped(self, tag: str) -> bool:
        if self._furniture:
            return tag in _SILENT
        return tag in _SILENT or (tag in _FURNITURE and not (tag == "footer" and self._inside("blockquote")))

    def _inside(self, name: str) -> bool:
        """Whether an element of this name is open, not far up."""
        return any(tag == name for tag, _ in self._open[-_DEEPEST:])

    def _is_cite(self, tag: str) -> bool:
        """Whether an element names the speaker of a block quotation, on a line of its own."""
        if tag != "cite" or not self._inside("blockquote") or self._open[-1][1] == "speaker":
            return False
        return not any(words.strip(" —–-\n\t") for words in self._words[-_DEEPEST:])

    def _label(self, tag: str, attributes: Attributes) -> Label | None:
        """What an element says of the text in it, or else what those around it say."""
        if (tag in {"footer", "cite"} and self._inside("blockquote")) or (tag == "figcaption" and self._follows_quote()):
            return "speaker"
        around = self._open[-1][1] if self._open else None
        if around in {"note", "bio", "speaker", "teaser"}:
            return around
        label = label_of(tag, attributes)
        return around if label is None or (around, label) == ("aside", "heading") else label

    def _follows_quote(self) -> bool:
        """Whether the last paragraph is a quotation in the figure that is open."""
        return bool(self.pieces) and self.pieces[-1].label == "quote" and self._inside("figure")

    def _add(self, data: str) -> None:
        self._words.append(data)
        if self._in_time and len(self._words) < _MOST_IN_TIME and not "".join(self._words[:-1])[self._timed :].strip():
            self._timed = sum(map(len, self._words))
        if self._in_link:
            self._linked += len(data)
        if not data.isspace():
            self._after_break = False

    def _break_line(self) -> None:
        """One line break is a blank, two are the end of a paragraph."""
        if self._after_break:
            self.end_piece()
        else:
            self._words.append("\n")
            self._after_break = True

    def _close(self, tag: str) -> None:
        for place in range(len(self._open) - 1, max(-1, len(self._open) - 1 - _DEEPEST), -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return


def _is_hidden(tag: str, attributes: Attributes) -> bool:
    """Whether an element is not shown. A page that hides all of itself until its scripts have run is."""
    if not attributes or tag in {"html", "body"}:
        return False
    values = dict(attributes)
    return "hidden" in values or values.get("aria-hidden") == "true" or bool(_HIDDEN_STYLE.search(values.get("style") or ""))
