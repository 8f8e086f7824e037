"""PDF: lines at places on pages, put together again as paragraphs.

A PDF knows where each stretch of letters stands and little else. Paragraphs are told by the space above a line, its
indentation, the size of its letters and how the line before it ends; words broken at the end of a line are joined; what
stands at the same place on several pages is a running head.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from briefing.errors import SourceError
from briefing.model import Article
from briefing.sources.extras import require
from briefing.sources.limits import Limits, check_size
from briefing.sources.parts import Imprint, Part, article_from_parts, one_line

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

LARGE: Final = 1.12
"""How much larger than the text's a heading's letters are, at least."""

SPACED: Final = 1.35
"""How much more than the usual distance between two lines the space between paragraphs is, at least."""

INDENTED: Final = 0.5
"""How far a first line is indented, at least, in sizes of its letters."""

FULL: Final = 0.8
"""Length of a line that is not the last of its paragraph, at least, as a share of a long line's."""

MARGIN_LINES: Final = 2
"""Lines at the top and at the bottom of a page among which running heads stand."""

_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)\]]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_HYPHENATED = re.compile(r"\w-$")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_NO_TITLE = re.compile(r"untitled|microsoft word - .*|.*\.(?:docx?|indd|qxd|tex|dvi|pdf|html?)|\S*", re.IGNORECASE)


class Line(Struct, frozen=True):
    """A line of print."""

    page: int
    """Number of its page, from 0."""
    x: float
    """Where it begins, in points from the left."""
    y: float
    """Where it stands, in points from the bottom."""
    size: float
    """Size of its letters in points."""
    text: str
    """Its words."""


def article_from_pdf(content: bytes, source: str, limits: Limits | None = None) -> Article:
    """The article in a PDF.

    Raises:
        SourceError: the document is too large, damaged, protected, or holds no text; or the extra ``pdf`` is not installed.
    """
    limits = limits or Limits()
    check_size(len(content), limits.document, source, "document_limit")
    require("pypdf", "pdf", "PDF documents")
    from pypdf.errors import DependencyError  # noqa: PLC0415 - there since the line above

    try:
        reader = _opened(content, source, limits)
        lines = _without_running_heads(list(_lines(reader, source, limits)))
        about: Mapping[str, Any] = reader.metadata or {}
        title, author = (one_line(str(about.get(key) or "")) for key in ("/Title", "/Author"))
    except SourceError:
        raise
    except DependencyError as error:
        raise SourceError(f"{source} is encrypted; save a copy without protection and open that") from error
    except Exception as error:  # pypdf lets through whatever goes wrong in a damaged document
        raise SourceError(f"{source} is damaged and cannot be read; copy its text into a file and open that") from error
    if not any(character.isalpha() for line in lines for character in line.text):
        raise SourceError(f"{source} holds no text; it may be a scan: make its text readable with OCR first")
    parts = list(_parts(lines))
    if any(part.role == "headline" for part in parts) or _NO_TITLE.fullmatch(title):
        title = ""
    return article_from_parts(parts, source, Imprint(title=title or None, byline=author or None), limits)


def _opened(content: bytes, source: str, limits: Limits) -> "PdfReader":
    from pypdf import PdfReader  # noqa: PLC0415 - an extra

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError(f"{source} is protected by a password; save a copy without it and open that")
    if len(reader.pages) > limits.pages:
        raise SourceError(f"{source} has more than {limits.pages:,} pages; raise page_limit in the settings to open it")
    return reader


def _lines(reader: "PdfReader", source: str, limits: Limits) -> Iterator[Line]:
    """The lines of all pages in the order in which they are written."""
    length = 0
    for number, page in enumerate(reader.pages):
        for line in _lines_of_page(page, number):
            length += len(line.text)
            check_size(length, limits.text, f"the text of {source}", "text_limit")
            yield line


def _lines_of_page(page: "PageObject", number: int) -> list[Line]:
    """Stretches of letters at one height, put together."""
    lines: list[Line] = []
    stretch: list[str] = []
    place = (0.0, 0.0, 0.0)

    def end_line() -> None:
        if text := one_line("".join(stretch)).translate(_LIGATURES):
            lines.append(Line(number, *place, text))
        stretch.clear()

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:  # noqa: ANN401 - pypdf's
        nonlocal place
        for words in re.split(r"(\n)", text):
            if words == "\n":
                end_line()
            elif words.strip():
                scale = abs(tm[3] or tm[1]) * abs(cm[3] or cm[1])
                here = (tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5], size * scale)
                if stretch and abs(here[1] - place[1]) > max(here[2], place[2]) / 2:
                    end_line()
                place = place if stretch else here
                stretch.append(words)
            elif stretch:
                stretch.append(words)

    page.extract_text(visitor_text=visit)
    end_line()
    return lines


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """The lines without page numbers and what stands at the same height of several pages in the same words."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    margins: set[int] = set()
    for page in pages.values():
        by_height = sorted(page, key=lambda line: line.y)
        margins.update(id(line) for line in by_height[:MARGIN_LINES] + by_height[-MARGIN_LINES:])
    marks = Counter({mark for line in lines if id(line) in margins for mark in [(line.page, *_mark(line))]})
    repeated = Counter(mark[1:] for mark in marks)

    def is_running(line: Line) -> bool:
        if id(line) not in margins:
            return False
        return bool(_PAGE_NUMBER.fullmatch(line.text)) or repeated[_mark(line)] >= max(2, len(pages) / 3)

    return [line for line in lines if not is_running(line)]


def _mark(line: Line) -> tuple[int, str]:
    """What a running head has in common with those of other pages."""
    return round(line.y / 3), _DIGITS.sub("#", line.text)


def _parts(lines: list[Line]) -> Iterator[Part]:
    """The paragraphs; large letters make a heading, and the first of them, above all text, the headline."""
    compounds = {word.lower() for line in lines for word in _COMPOUND.findall(line.text)}
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    begun = False
    for paragraph in _paragraphs(lines):
        text = _joined(paragraph, compounds)
        is_heading = paragraph[0].size > usual * LARGE and len(text.split()) <= 30
        yield Part(text, ("subhead" if begun else "headline") if is_heading else None)
        begun = begun or is_heading or len(text.split()) > 20


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    leading = _leading(lines)
    lengths = sorted(len(line.text) for line in lines)
    long = lengths[int(len(lengths) * 0.9)]
    lefts = _left_edges(lines)
    paragraphs = [lines[:1]]
    for above, line in pairwise(lines):
        if _begins(above, line, lefts[line.page, line.x], leading, long):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return paragraphs


def _begins(above: Line, line: Line, left: float, leading: float, long: int) -> bool:
    """Whether a line begins a paragraph; `left` is where the lines of its column begin."""
    if abs(line.size - above.size) > 0.08 * above.size:
        return True
    is_ended = bool(_SENTENCE_END.search(above.text))
    is_short = len(above.text) < FULL * long
    is_indented = line.x - left > INDENTED * line.size
    gap = above.y - line.y
    if line.page != above.page or gap <= 0:  # the next column, or the next page
        return is_ended and (is_short or is_indented)
    if gap > SPACED * leading * line.size:
        return True
    if is_indented and (above.x < line.x - INDENTED * line.size or (is_ended and is_short)):
        return True
    return is_ended and len(above.text) < 0.6 * long


def _leading(lines: list[Line]) -> float:
    """The usual distance between two lines, in sizes of their letters."""
    neighbours = [pair for pair in pairwise(lines) if pair[0].page == pair[1].page and pair[0].size == pair[1].size > 0]
    close = [(above.y - line.y) / line.size for above, line in neighbours if above.y > line.y]
    return median(close) if close else 1.2


def _left_edges(lines: list[Line]) -> dict[tuple[int, float], float]:
    """For each page and beginning of a line: where most lines near it begin, at most four letters to the left."""
    edges: dict[tuple[int, float], float] = {}
    counts: dict[int, Counter[float]] = {}
    for line in lines:
        counts.setdefault(line.page, Counter())[round(line.x)] += 1
    for line in lines:
        near = [x for x, count in counts[line.page].items() if count > 2 and line.x - 4 * line.size <= x <= line.x]
        edges[line.page, line.x] = min([line.x, *near])
    return edges


def _joined(lines: list[Line], compounds: set[str]) -> str:
    """The words of a paragraph, with those joined that were broken at the end of a line."""
    text = lines[0].text
    for line in lines[1:]:
        broken = _BROKEN_WORD.search(text)
        rest = re.match(r"[^\W\d_]+", line.text)
        if broken is None or rest is None:
            text += line.text if _HYPHENATED.search(text) else f" {line.text}"
        elif rest.group()[0].isupper() or f"{broken[1]}-{rest.group()}".lower() in compounds:
            text = f"{text[:-1]}-{line.text}"
        else:
            text = text[:-1] + line.text
    return text
