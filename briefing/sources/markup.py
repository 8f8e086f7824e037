"""HTML read in order by the standard library alone: what its text is made of, whatever state the page is in.

No tree is built, so that neither depth nor broken nesting matters: lxml gives up on 256 elements inside one another.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from msgspec import Struct

from briefing.model import Role
from briefing.sources.labels import ASIDE_CLASS, ROLES, Attributes, Label, label_of, names_of
from briefing.sources.marks import with_marks
from briefing.sources.parts import Part, one_line


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


class Piece(Struct, frozen=True):
    """A paragraph of a page."""

    text: str
    """Its words, on one line."""
    label: Label | None
    """What the elements around it say it is."""
    linked: int
    """How many of its characters are the words of links, near enough."""

    @property
    def is_link(self) -> bool:
        """Whether it is little more than links."""
        return self.linked * 2 > len(self.text)


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
    return Outline(tuple(_with_speakers(reader.pieces)), one_line("".join(reader.title)), reader.language)


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

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._skipping:
            if tag == self._skipping[0]:
                self._skipping = tag, self._skipping[1] + 1
            return
        if tag not in _VOID and (self._is_skipped(tag, attrs) or _is_hidden(tag, attrs)):
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

    def _is_skipped(self, tag: str, attributes: Attributes) -> bool:
        if self._furniture:
            return tag in _SILENT
        is_other = tag == "aside" and bool(ASIDE_CLASS.search(names_of(attributes)))
        return tag in _SILENT or is_other or (tag in _FURNITURE and not (tag == "footer" and self._inside("blockquote")))

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
        return around if around in {"note", "bio", "speaker"} else label_of(tag, attributes) or around

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


def _with_speakers(pieces: list[Piece]) -> list[Piece]:
    """The paragraphs with every block quotation that names its speaker in quotation marks, and the speaker after a dash."""
    marked = list(pieces)
    for place, piece in enumerate(pieces):
        if piece.label != "speaker" or place == 0 or pieces[place - 1].label != "quote":
            continue
        if piece.text[0] not in "—–-":
            marked[place] = Piece(f"— {piece.text}", "speaker", piece.linked)
        first = place - 1
        while first > 0 and pieces[first - 1].label == "quote":
            first -= 1
        for at in range(first, place):
            text = pieces[at].text
            if not _QUOTATION_MARK.search(text):
                marked[at] = Piece(f"“{text}{'”' if at == place - 1 else ''}", "quote", pieces[at].linked)
    return marked


_QUOTATION_MARK = re.compile(r"[\"“”„«»]")


def _is_hidden(tag: str, attributes: Attributes) -> bool:
    """Whether an element is not shown. A page that hides all of itself until its scripts have run is."""
    if not attributes or tag in {"html", "body"}:
        return False
    values = dict(attributes)
    return "hidden" in values or values.get("aria-hidden") == "true" or bool(_HIDDEN_STYLE.search(values.get("style") or ""))
