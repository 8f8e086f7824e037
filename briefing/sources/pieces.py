"""The paragraphs of a page as they are read, the speakers of its block quotations, and the rows of its tables."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from briefing.sources.labels import Label

PROSE: Final = 8
"""Words of the shortest line that is taken for a sentence where nothing else tells."""

LAYOUT_CELL: Final = 25
"""Words of the shortest cell that makes a table a page's layout, and no table of figures."""

LONGEST_SPEAKER: Final = 12
"""Words of the longest line that names a speaker after a dash."""

SENTENCE_END = re.compile(r"\w{2,}[.!?…][\"”’»)\]]*$")
_DASH_AT_END = re.compile(r"\s*[—–-]\s*\Z")
"""The dash before a speaker who is named in an element of its own."""

_QUOTATION_MARK = re.compile(r"[\"“”„«»]")
_SPEAKER = re.compile(r"[—–]\s?[A-ZÀ-Þ][^.!?“”\"]*")


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

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence rather than a label or a link."""
        return not self.is_link and len(self.text.split()) >= PROSE and bool(SENTENCE_END.search(self.text))


def with_speakers(pieces: list[Piece]) -> list[Piece]:
    """The paragraphs with every block quotation that names its speaker in quotation marks, and the speaker after a dash."""
    marked = [_as_speaker(piece) if before.label == "quote" else piece for before, piece in pairwise([_NOTHING, *pieces])]
    for place, piece in enumerate(marked):
        if piece.label != "speaker" or place == 0 or marked[place - 1].label != "quote":
            continue
        if piece.text[0] not in "—–-":
            marked[place] = Piece(f"— {piece.text}", "speaker", piece.linked)
        first = place - 1
        while first > 0 and marked[first - 1].label == "quote":
            first -= 1
        for at in range(first, place):
            text = _DASH_AT_END.sub("", marked[at].text)
            if not _QUOTATION_MARK.search(text):
                marked[at] = Piece(f"“{text}{'”' if at == place - 1 else ''}", "quote", marked[at].linked)
    return marked


def as_row(pieces: Sequence[Piece], cells: Sequence[int]) -> list[Piece]:
    """The paragraphs of a table's row as one, ``Name | Votes``; as they are where it lays out a page.

    `cells` says where each cell's paragraphs begin.
    """
    texts = ["; ".join(piece.text for piece in pieces[start:end]) for start, end in pairwise([*cells, len(pieces)])]
    is_layout = any(len(text.split()) >= LAYOUT_CELL for text in texts) or any(piece.label in _LAID_OUT for piece in pieces)
    if is_layout or sum(map(bool, texts)) < 2:
        return list(pieces)
    return [*pieces[: cells[0]], Piece(" | ".join(texts), "row", sum(piece.linked for piece in pieces))]


_NOTHING: Final = Piece("", None, 0)
_LAID_OUT: Final = frozenset({"h1", "heading", "quote", "speaker", "caption"})
"""What a cell of a table of figures does not hold."""


def _as_speaker(piece: Piece) -> Piece:
    """A line of a block quotation that names who said it, as that: ``— Ann Roe (@annroe) May 14, 2024``."""
    is_speaker = (
        piece.label == "quote" and len(piece.text.split()) <= LONGEST_SPEAKER and _SPEAKER.fullmatch(piece.text) is not None
    )
    return Piece(piece.text, "speaker", piece.linked) if is_speaker else piece
