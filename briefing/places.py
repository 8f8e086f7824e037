"""Where in the article something is, as people name it; and its words as they are shown."""

from bisect import bisect_left, bisect_right
from itertools import count, pairwise
from typing import Final

from briefing.model import Article, Block, Role
from briefing.visible import one_line

GAP: Final = "⟦…⟧"
"""What stands where words were lost."""

_NAMES: Final[dict[Role, str]] = {
    "headline": "headline",
    "dek": "dek",
    "subhead": "subhead",
    "caption": "caption",
    "byline": "byline",
}


class Places:
    """The paragraphs of an article by number, and its words with its gaps."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._starts = [block.start for block in article.blocks]
        self._gaps = [gap.at for gap in article.gaps]
        numbers = count(1)
        read = article.read_blocks
        self.extent: Final = (read[0].start, max(read[-1].end, read[0].start + 1)) if read else (0, 1)
        """Where the article proper begins and ends; never the same offset."""
        self._numbers = [next(numbers) if _is_paragraph(block) else None for block in article.blocks]

    def place(self, offset: int) -> str:
        """The paragraph at `offset`, as ``¶5``, or what other line it is."""
        index = self._index(offset)
        if index < 0:
            return "before the text"
        block, number = self._article.blocks[index], self._numbers[index]
        if number is not None:
            return f"¶{number}"
        return "line set aside" if block.duplicate_of is not None else _NAMES.get(block.role, "line set aside")

    def paragraph(self, offset: int) -> int | None:
        """The number of the paragraph at `offset`; None for other lines."""
        index = self._index(offset)
        return self._numbers[index] if index >= 0 else None

    def words(self, start: int, end: int) -> str:
        """The words from `start` to `end` on one line, safe to show, with ⟦…⟧ for gaps between them."""
        return self._with_gaps(start, end, self._gaps[bisect_right(self._gaps, start) : bisect_left(self._gaps, end)])

    def block_words(self, block: Block) -> str:
        """The words of a block, with gaps at its edges too."""
        inside = slice(bisect_left(self._gaps, block.start), bisect_right(self._gaps, block.end))
        return self._with_gaps(block.start, block.end, self._gaps[inside])

    def _index(self, offset: int) -> int:
        """The block at `offset` or before it; -1 where there is none."""
        return bisect_right(self._starts, offset) - 1

    def _with_gaps(self, start: int, end: int, gaps: list[int]) -> str:
        edges = [start, *gaps, end]
        first, *others = [self._article.text[a:b] for a, b in pairwise(edges)]
        return one_line(first + "".join(gap_before(piece) + piece for piece in others))


def gap_before(words: str) -> str:
    """The sign of a gap, apart from a word that follows it."""
    return f"{GAP} " if words[:1].isalnum() else GAP


def _is_paragraph(block: Block) -> bool:
    """Whether a block has a number."""
    return block.role == "body" and block.duplicate_of is None
