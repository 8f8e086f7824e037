"""PDF: letters at places on pages, put together again as paragraphs.

A PDF knows where each letter stands and little else: `columns` finds the order in which they are read. Paragraphs are told
by the space above a line, its indentation, the size of its letters and how the line before it ends; words broken at the end
of a line are joined; what stands at the same place on several pages is a running head.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing.errors import SourceError
from briefing.model import Article, Role
from briefing.sources.bylines import is_byline
from briefing.sources.columns import Kind, Word, rows_in_order
from briefing.sources.damage import CUT
from briefing.sources.extras import require
from briefing.sources.lexicon import entries
from briefing.sources.limits import Limits, check_size
from briefing.sources.parts import Imprint, Part, article_from_parts, one_line

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

UNSURE: Final = (
    "Some lines stand side by side, and their order is not sure: each stretch is a paragraph of its own, "
    "and set aside where a quotation may go over several."
)
"""What is said of a page whose columns are not plain."""

BLANK: Final = 0.18
"""Width from which on the room between two letters is a blank, in sizes of the letters."""

LARGE: Final = 1.12
"""How much larger than the text's a heading's letters are, at least."""

SPACED: Final = 1.35
"""How much more than the usual distance between two lines the space between paragraphs is, at least."""

INDENTED: Final = 0.5
"""How far a first line is indented, at least, in sizes of its letters."""

FULL: Final = 0.8
"""Length of a line that is not the last of its paragraph, at least, as a share of a long line's."""

SMALL: Final = 0.92
"""How large the letters of a footnote are, at most, as a share of the text's."""

HEAD: Final = 12
"""Words of the longest line that names the paper above a headline."""

MARGIN_LINES: Final = 2
"""Lines at the top and at the bottom of a page among which running heads stand."""

_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ſ": "s"})
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)\]]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_HYPHENATED = re.compile(r"\w-$")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_QUOTATION_MARK = re.compile(r"[\"“”„«»‘]|(?<!\w)'(?=\w)")
_DIGITS = re.compile(r"\d+")
_OBJECT = re.compile(rb"(\d+)\s+(\d+)$")
_NO_TITLE = re.compile(r"untitled|microsoft word - .*|.*\.(?:docx?|indd|qxd|tex|dvi|pdf|html?)|\S*", re.IGNORECASE)


class Line(Struct, frozen=True):
    """A line of print."""

    page: int
    """Number of its page, from 0."""
    column: int
    """Number of its column on the page."""
    x: float
    """Where it begins, in points from the left."""
    y: float
    """Where it stands, in points from the bottom."""
    size: float
    """Size of its letters in points."""
    text: str
    """Its words."""
    kind: Kind = "line"
    """What it is of its column."""


def article_from_pdf(content: bytes, source: str, limits: Limits | None = None) -> Article:
    """The article in a PDF.

    Raises:
        SourceError: the document is too large, damaged, protected, or holds no text; or the extra ``pdf`` is not installed.
    """
    limits = limits or Limits()
    check_size(len(content), limits.document, source, "document_limit")
    document, is_cut = _opened(content, source, limits)
    lost: list[int] = []
    lines = list(_lines(document, source, limits, lost))
    if lost and not lines:
        raise _damaged(source)
    if not any(character.isalpha() for line in lines for character in line.text):
        raise SourceError(f"{source} holds no text; it may be a scan: make its text readable with OCR first")
    lines, aside = _without_running_heads(lines)
    lines, notes = _without_footnotes(lines)
    parts = [Part(line.text, "boilerplate") for line in aside] + list(_parts(lines))
    parts += [Part(text, "boilerplate") for text in notes]
    about = document.get_metadata_dict()
    title, author = (one_line(about.get(key) or "") for key in ("Title", "Author"))
    if any(part.role == "headline" for part in parts) or _NO_TITLE.fullmatch(title):
        title = ""
    notices = [UNSURE] if any(line.kind == "stretch" for line in lines) else []
    if is_cut:
        notices.append(CUT)
    if lost:
        notices.append(f"{len(lost)} of {len(document)} pages are damaged and left out.")
    return article_from_parts(
        parts, source, Imprint(title=title or None, byline=author or None, notices=tuple(notices)), limits
    )


def _opened(content: bytes, source: str, limits: Limits) -> "tuple[PdfDocument, bool]":
    """The document, and whether its end is lost."""
    pdfium = require("pypdfium2", "pdf", "PDF documents")
    document: PdfDocument | None = None
    is_cut = False
    for tried in (content, _ended(content)):
        try:
            document = pdfium.PdfDocument(tried)
            break
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                raise SourceError(f"{source} is protected by a password; save a copy without it and open that") from error
            is_cut = True
    if document is None or (is_cut and not len(document)):
        raise _damaged(source)
    if len(document) > limits.pages:
        raise SourceError(f"{source} has more than {limits.pages:,} pages; raise page_limit in the settings to open it")
    return document, is_cut


def _ended(content: bytes) -> bytes:
    """The bytes of a document that was cut, with an end that says where its catalogue is, as far as it has one."""
    before = content[: content.rfind(b" obj", 0, max(0, content.find(b"/Catalog")))]
    root = _OBJECT.search(before[-20:])
    return (
        content + b"\nendstream\nendobj\ntrailer\n<< /Root %b %b R >>\nstartxref\n0\n%%%%EOF\n" % root.groups()
        if root
        else content
    )


def _damaged(source: str) -> SourceError:
    return SourceError(f"{source} is damaged and cannot be read; copy its text into a file and open that")


def _lines(document: "PdfDocument", source: str, limits: Limits, lost: list[int]) -> Iterator[Line]:
    """The lines of all pages in the order of reading; the numbers of those that are damaged go into `lost`."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - an extra

    length = 0
    for number in range(len(document)):
        try:
            rows = rows_in_order(list(_words(document[number])))
        except PdfiumError:
            lost.append(number)
            continue
        for row in rows:
            length += len(row.text)
            check_size(length, limits.text, f"the text of {source}", "text_limit")
            if text := one_line(row.text).translate(_LIGATURES):
                yield Line(number, row.column, row.left, row.y, row.size, text, row.kind)


def _words(page: "PdfPage") -> Iterator[Word]:
    """The words of a page in the order of drawing: letters without a blank, drawn or left, between them."""
    letters: list[_Letter] = []
    for letter in _letters(page):
        if letters and (letter.character.isspace() or not letter.follows(letters[-1])):
            yield _word(letters)
            letters = []
        if not letter.character.isspace():
            letters.append(letter)
    if letters:
        yield _word(letters)


class _Letter(Struct, frozen=True):
    """A letter and the room it takes."""

    character: str
    left: float
    right: float
    y: float
    size: float

    def follows(self, before: "_Letter") -> bool:
        """Whether it stands beside another letter, in one word with it."""
        room = BLANK * max(self.size, before.size)
        return abs(self.y - before.y) < 0.5 * before.size and -1.2 * before.size < self.left - before.right < room


def _letters(page: "PdfPage") -> Iterator[_Letter]:
    from pypdfium2 import raw  # noqa: PLC0415 - an extra

    text_page = page.get_textpage()
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        if raw.FPDFText_IsGenerated(text_page, index) == 1 or not raw.FPDFText_GetLooseCharBox(text_page, index, box):
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        raw.FPDFText_GetMatrix(text_page, index, matrix)
        size = round(raw.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d), 1)
        is_hyphen = raw.FPDFText_IsHyphen(text_page, index) == 1
        character = "-" if is_hyphen else _character(raw.FPDFText_GetUnicode(text_page, index))
        yield _Letter(character, box.left, box.right, y.value, size or 1.0)


def _character(code: int) -> str:
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else " "


def _word(letters: "list[_Letter]") -> Word:
    first = letters[0]
    text = "".join(letter.character for letter in letters)
    return Word(first.left, letters[-1].right, first.y, max(letter.size for letter in letters), text)


def _without_running_heads(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without page numbers and what stands at the top or bottom of several pages; and the heads of single pages."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    margins: set[Line] = set()
    lone: set[Line] = set()
    usual = _usual_size(lines)
    for number, page in pages.items():
        by_height = sorted(page, key=lambda line: line.y)
        margins.update(by_height[:MARGIN_LINES] + by_height[-MARGIN_LINES:])
        if number and len(page) > 1 and _is_head(by_height[-1], by_height[-2], usual):
            lone.add(by_height[-1])
    repeated = Counter(mark for _, mark in {(line.page, _mark(line)) for line in margins})

    def is_running(line: Line) -> bool:
        return line in margins and (bool(_PAGE_NUMBER.fullmatch(line.text)) or repeated[_mark(line)] >= max(2, len(pages) / 3))

    kept = [line for line in lines if not is_running(line)]
    heads = _first_head(kept)
    kept = kept[len(heads) :]
    return [line for line in kept if line not in lone], heads + [line for line in kept if line in lone]


def _is_head(line: Line, below: Line, usual: float) -> bool:
    """Whether the highest line of a page is a short one in small letters, well away from the text."""
    return line.size < SMALL * usual and line.y - below.y > 2 * below.size and len(line.text.split()) <= HEAD


def _first_head(lines: list[Line]) -> list[Line]:
    """The small line above the headline, well away from it, that names the paper and its day."""
    if len(lines) < 2 or len(lines[0].text.split()) > HEAD or _SENTENCE_END.search(lines[0].text):
        return []
    first, second = lines[:2]
    is_head = first.page == second.page and second.size > LARGE * first.size and first.y - second.y > 1.2 * second.size
    return [first] if is_head and first.y == max(line.y for line in lines if line.page == first.page) else []


def _without_footnotes(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """The lines without those in small letters at the foot of a column, below text in the usual ones; and these, joined."""
    usual = _usual_size(lines)
    columns: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        columns.setdefault((line.page, line.column), []).append(line)
    kept: list[Line] = []
    notes: list[str] = []
    for column in columns.values():
        end = len(column)
        while end and column[end - 1].size < SMALL * usual:
            end -= 1
        has_text = any(line.size == usual for line in column[:end])
        kept += column[:end] if has_text else column
        if has_text and end < len(column):
            notes.append(_joined(column[end:], set()))
    return kept, notes


def _usual_size(lines: list[Line]) -> float:
    """The size of most letters."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _mark(line: Line) -> tuple[int, str]:
    """What a running head has in common with those of other pages, whatever their numbers."""
    return round(line.y / 12), _DIGITS.sub("#", line.text)


def _parts(lines: list[Line]) -> Iterator[Part]:
    """The paragraphs; large letters make a heading, and the first of them, above all text, the headline."""
    compounds = {word.lower() for line in lines for word in _COMPOUND.findall(line.text)}
    usual = _usual_size(lines)
    unsure = _unsure(lines)
    begun = False
    for paragraph in _paragraphs(lines):
        text = _joined(paragraph, compounds)
        is_heading = paragraph[0].size > usual * LARGE and len(text.split()) <= 30 and not _stands_alone(paragraph[0])
        role: Role | None = ("subhead" if begun else "headline") if is_heading else None
        yield Part(text, "boilerplate" if paragraph[0] in unsure else role)
        begun = begun or is_heading or len(text.split()) > 20


def _unsure(lines: list[Line]) -> frozenset[Line]:
    """The stretches side by side among which there is a quotation: what one man says may go on in the words of another."""
    runs = (list(run) for is_stretch, run in groupby(lines, lambda line: line.kind == "stretch") if is_stretch)
    return frozenset(line for run in runs if any(map(_QUOTATION_MARK.search, (line.text for line in run))) for line in run)


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    lengths = sorted(len(line.text) for line in lines)
    print_ = _Print(_leading(lines), lengths[int(len(lengths) * 0.9)], _usual_size(lines))
    lefts = _left_edges(lines)
    paragraphs = [lines[:1]]
    for above, line in pairwise(lines):
        if _begins(above, line, lefts[line.page, line.column, line.x], print_):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return paragraphs


class _Print(Struct, frozen=True):
    """What the lines of a document have in common."""

    leading: float
    """The usual distance between two, in sizes of their letters."""
    long: int
    """Characters of a long one."""
    size: float
    """The usual size of their letters."""


def _begins(above: Line, line: Line, left: float, usual: _Print) -> bool:
    """Whether a line begins a paragraph; `left` is where the lines of its column begin."""
    if abs(line.size - above.size) > 0.08 * above.size or _stands_alone(above) or _stands_alone(line):
        return True
    is_ended = bool(_SENTENCE_END.search(above.text))
    is_short = len(above.text) < FULL * usual.long
    is_indented = line.x - left > INDENTED * line.size
    gap = above.y - line.y
    if line.page != above.page or gap <= 0:  # the next column, or the next page
        return is_ended and (is_short or is_indented)
    if gap > SPACED * usual.leading * line.size:
        return True
    if line.size > LARGE * usual.size:  # the next line of a heading, which may be centred
        return False
    if is_indented and (above.x < line.x - INDENTED * line.size or (is_ended and is_short)):
        return True
    return is_ended and len(above.text) < 0.6 * usual.long


def _stands_alone(line: Line) -> bool:
    """Whether a line is a paragraph by itself: no line of prose, or the byline or the day."""
    return line.kind != "line" or is_byline(line.text, len(line.text.split()))


def _leading(lines: list[Line]) -> float:
    """The usual distance between two lines, in sizes of their letters."""
    neighbours = [
        pair
        for pair in pairwise(lines)
        if pair[0].page == pair[1].page and pair[0].column == pair[1].column and pair[0].size == pair[1].size > 0
    ]
    close = [(above.y - line.y) / line.size for above, line in neighbours if above.y > line.y]
    return median(close) if close else 1.2


def _left_edges(lines: list[Line]) -> dict[tuple[int, int, float], float]:
    """For each column and beginning of a line: where most lines near it begin, at most four letters to the left."""
    edges: dict[tuple[int, int, float], float] = {}
    counts: dict[tuple[int, int], Counter[float]] = {}
    for line in lines:
        counts.setdefault((line.page, line.column), Counter())[round(line.x)] += 1
    for line in lines:
        starts = counts[line.page, line.column]
        near = [x for x, count in starts.items() if count > 2 and line.x - 4 * line.size <= x <= line.x]
        edges[line.page, line.column, line.x] = min([line.x, *near])
    return edges


def _joined(lines: list[Line], compounds: set[str]) -> str:
    """The words of a paragraph, with those joined that were broken at the end of a line."""
    text = lines[0].text
    for line in lines[1:]:
        broken = _BROKEN_WORD.search(text)
        rest = re.match(r"[^\W\d_]+", line.text)
        if broken is None or rest is None:
            text += line.text if _HYPHENATED.search(text) else f" {line.text}"
        elif _keeps_hyphen(broken[1], rest.group(), compounds):
            text = f"{text[:-1]}-{line.text}"
        else:
            text = text[:-1] + line.text
    return text


def _keeps_hyphen(first: str, second: str, compounds: set[str]) -> bool:
    """Whether the hyphen at the end of a line belongs to the word: a name, or a compound by its parts or elsewhere."""
    whole = f"{first}-{second}".lower()
    known = entries("compounds")
    return (
        second[0].isupper()
        or whole in compounds
        or f"{first.lower()}-" in known
        or (len(first) > 2 and f"-{second.lower()}" in known)
    )
