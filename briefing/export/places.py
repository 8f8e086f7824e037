"""Where in the article a finding stands, for people; and its words as they are shown."""

from bisect import bisect_left, bisect_right
from itertools import count, pairwise
from typing import Final

from briefing.export.escape import one_line
from briefing.model import Article, Block, Role

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
        self._names = [_name(block, numbers) for block in article.blocks]

    def place(self, offset: int) -> str:
        """The paragraph at `offset`, as ``¶5``, or what other line it is."""
        index = bisect_right(self._starts, offset) - 1
        return self._names[index] if index >= 0 else "before the text"

    def words(self, start: int, end: int) -> str:
        """The words from `start` to `end` on one line, safe to show, with ⟦…⟧ for gaps between them."""
        return self._with_gaps(start, end, self._gaps[bisect_right(self._gaps, start) : bisect_left(self._gaps, end)])

    def block_words(self, block: Block) -> str:
        """The words of a block, with gaps at its edges too."""
        inside = slice(bisect_left(self._gaps, block.start), bisect_right(self._gaps, block.end))
        return self._with_gaps(block.start, block.end, self._gaps[inside])

    def _with_gaps(self, start: int, end: int, gaps: list[int]) -> str:
        edges = [start, *gaps, end]
        pieces = [self._article.text[a:b] for a, b in pairwise(edges)]
        return one_line(GAP.join(pieces))


def _name(block: Block, numbers: "count[int]") -> str:
    """What a block is called: paragraphs have numbers."""
    if block.duplicate_of is not None:
        return "line set aside"
    if block.role == "body":
        return f"¶{next(numbers)}"
    return _NAMES.get(block.role, "line set aside")
