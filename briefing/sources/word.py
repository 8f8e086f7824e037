"""The text of a Word document: its paragraphs with their roles, the rows of its tables, its notes."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing.model import Role
from briefing.sources.archives import TRANSITIONAL
from briefing.sources.marks import raised_words
from briefing.sources.parts import Part
from briefing.sources.pieces import Piece, as_row

if TYPE_CHECKING:
    from lxml.etree import _Element


_WORD = f"{{{TRANSITIONAL.decode()}}}"
_PASSED_OVER: Final = frozenset(
    {f"{_WORD}del", f"{_WORD}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""Words that were struck out, and what is said twice for old programs."""

_STYLES: Final[dict[str, Role]] = {
    "title": "headline",
    "subtitle": "dek",
    "caption": "caption",
    "author": "byline",
    "date": "byline",
    "toc heading": "boilerplate",
    **{f"heading {level}": "subhead" for level in range(1, 10)},
    **{f"toc {level}": "boilerplate" for level in range(1, 10)},
}
"""Roles by the name that Word gives a paragraph's style, whatever the language of its menus."""

_NEAR: Final = 20
"""Pieces of a paragraph that are looked at to tell an exponent from the mark of a footnote."""

_BASED_ON: Final = 10
"""Styles that one may be derived from, one from the other."""


def parts_in(root: "_Element", styles: dict[str, Role]) -> Iterator[Part]:
    """The paragraphs of a document, with the roles that their styles have."""
    return _with_rows(list(_paragraphs(root)), styles)


def notes_in(root: "_Element | None") -> Iterator[str]:
    """The footnotes or endnotes, without the lines that Word draws above them."""
    for note in root if root is not None else ():
        if note.get(f"{_WORD}type") in {None, "normal"}:
            yield " ".join(paragraph.words for paragraph in _paragraphs(note))


def roles_of_styles(root: "_Element | None") -> dict[str, Role]:
    """The role of each style that has one, by the style's id; a style takes it from the one that it is based on."""
    if root is None:
        return {}
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in root.iter(f"{_WORD}style"):
        ident = style.get(f"{_WORD}styleId", "")
        for child, values in (("name", names), ("basedOn", bases)):
            element = style.find(f"{_WORD}{child}")
            values[ident] = element.get(f"{_WORD}val", "") if element is not None else ""
    roles: dict[str, Role] = {}
    for ident in names:
        base = ident
        for _ in range(_BASED_ON):
            if role := _STYLES.get(names.get(base, "").lower()):
                roles[ident] = role
                break
            base = bases.get(base, "")
    return roles


class _Paragraph(Struct, frozen=True):
    """A paragraph of a Word document."""

    words: str
    style: str
    """The id of its style."""
    cell: "_Element | None"
    """The cell of a table that it stands in."""

    @property
    def row(self) -> "_Element | None":
        """The row that it stands in."""
        return None if self.cell is None else self.cell.getparent()


def _with_rows(paragraphs: list[_Paragraph], styles: dict[str, Role]) -> Iterator[Part]:
    """The paragraphs with their roles, each row of a table of figures as one."""
    for row, together in groupby(paragraphs, lambda paragraph: paragraph.row):
        group = list(together)
        if row is None or any(styles.get(paragraph.style) for paragraph in group):
            yield from (Part(paragraph.words, styles.get(paragraph.style)) for paragraph in group)
            continue
        cells = [0, *(at for at, (before, after) in enumerate(pairwise(group), 1) if before.cell is not after.cell)]
        pieces = as_row([Piece(paragraph.words, None, 0) for paragraph in group], cells)
        yield from (Part(piece.text, "body" if piece.label == "row" else None) for piece in pieces)


def _paragraphs(root: "_Element") -> Iterator[_Paragraph]:
    """Each paragraph of a Word document."""
    from lxml import etree  # noqa: PLC0415 - no text file needs it

    open_paragraphs: list[list[str]] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        if event == "start" and node.tag in _PASSED_OVER:
            walk.skip_subtree()
        elif event == "start" and node.tag == f"{_WORD}p":
            open_paragraphs.append([])
        elif event == "start" and open_paragraphs:
            open_paragraphs[-1].append(_letters(node, open_paragraphs[-1]))
        elif event == "end" and node.tag == f"{_WORD}p":
            style = node.find(f"{_WORD}pPr/{_WORD}pStyle")
            cell = next(node.iterancestors(f"{_WORD}tc"), None)
            yield _Paragraph("".join(open_paragraphs.pop()), style.get(f"{_WORD}val", "") if style is not None else "", cell)


def _letters(node: "_Element", before: list[str]) -> str:
    """What an element of a run adds to its paragraph, of which `before` was read."""
    if node.tag == f"{_WORD}t":
        place = node.getparent().find(f"{_WORD}rPr/{_WORD}vertAlign")
        height = place.get(f"{_WORD}val") if place is not None else None
        if height in {"superscript", "subscript"} and (words := (node.text or "").strip()):
            return raised_words(words, "".join(before[-_NEAR:]), is_lowered=height == "subscript") or node.text or ""
        return node.text or ""
    if node.tag == f"{_WORD}noBreakHyphen":
        return "-"
    return " " if node.tag in {f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"} else ""
