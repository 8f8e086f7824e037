"""The text as it is shown: safe for a terminal, lines set aside left out, gaps visible; and the way back to the article.

What is left out or put in (a hidden block, the ⟦…⟧ of a gap) is kept as
a list of pieces that lie in both texts; a bisection leads from one to the other. Pure: nothing here knows Textual.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from briefing.model import Article, Block
from briefing.places import GAP, gap_before
from briefing.visible import is_safe, safe
from briefing.wholeness import Folded, seen_stretches

BETWEEN_BLOCKS: Final = "\n\n"


class ShownBlock(Struct, frozen=True):
    """A block of the article on the screen."""

    start: int
    """Position of its first character in the shown text."""
    end: int
    """Position behind its last."""
    block: Block
    """The block it shows."""


class DisplayText:
    """The text that is shown of an article, and the two ways between its positions and the article's offsets.

    With `everything`, blocks that are set aside are shown too, in their places.
    """

    __slots__ = ("_folded", "_offsets", "_positions", "_sizes", "blocks", "gaps", "text")

    def __init__(self, article: Article, *, everything: bool = False) -> None:
        pieces: list[str] = []
        self._offsets: list[int] = []
        self._positions: list[int] = []
        self._sizes: list[int] = []
        self.gaps: list[tuple[int, int, str]] = []
        self.blocks: list[ShownBlock] = []
        gaps, text, beyond = iter(article.gaps), article.text, len(article.text) + 1
        gap = next(gaps, None)
        ahead = gap.at if gap else beyond
        position = 0
        for block in article.blocks:
            if not (everything or block.is_read):
                continue
            if pieces:
                pieces.append(BETWEEN_BLOCKS)
                position += len(BETWEEN_BLOCKS)
            first, at, end = position, block.start, block.end
            while ahead <= end:
                if gap and ahead >= at:
                    position = self._put(pieces, text, at, ahead, position)
                    at = ahead
                    self.gaps.append((position, position + len(GAP), gap.certainty))
                    shown = gap_before(text[at : at + 1])
                    pieces.append(shown)
                    position += len(shown)
                gap = next(gaps, None)
                ahead = gap.at if gap else beyond
            position = self._put(pieces, text, at, end, position)
            self.blocks.append(ShownBlock(first, position, block))
        self.text: Final = self._made_safe("".join(pieces))
        self._folded: Folded | None = None

    @property
    def folded(self) -> Folded:
        """What is shown as it is searched; made when it is needed."""
        if self._folded is None:
            self._folded = Folded(self.text)
        return self._folded

    def _made_safe(self, shown: str) -> str:
        """What is shown without what could steer a terminal; newlines stay between blocks, and are blanks inside them."""
        between = len(BETWEEN_BLOCKS) * max(0, len(self.blocks) - 1)
        if shown.count("\n") == between and is_safe(shown, besides=b"\n"):
            return shown
        return BETWEEN_BLOCKS.join([safe(shown[block.start : block.end]) for block in self.blocks])

    def _put(self, pieces: list[str], text: str, start: int, end: int, position: int) -> int:
        """Show a stretch of the text without the hints for setting lines that are in it; gives the position behind it."""
        for at, seen in seen_stretches(text, start, end):
            self._add(at, position, len(seen))
            pieces.append(seen)
            position += len(seen)
        return position

    def _add(self, offset: int, position: int, size: int) -> None:
        self._offsets.append(offset)
        self._positions.append(position)
        self._sizes.append(size)

    def position(self, offset: int) -> int:
        """Where the article's character at `offset` is shown; the next shown one where it is hidden."""
        piece = bisect_right(self._offsets, offset) - 1
        if piece < 0:
            return 0
        beyond = offset - self._offsets[piece]
        if beyond >= self._sizes[piece] and piece + 1 < len(self._offsets):
            return self._positions[piece + 1]
        return self._positions[piece] + min(beyond, self._sizes[piece])

    def end_position(self, offset: int) -> int:
        """Where a span that ends before the article's character at `offset` ends on the screen."""
        piece = bisect_left(self._offsets, offset) - 1
        if piece < 0:
            return 0
        return self._positions[piece] + min(offset - self._offsets[piece], self._sizes[piece])

    def spans(self, spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
        """Spans (start, end, kind) of the article as spans of what is shown, in the text's order.

        Nearly every span lies inside one piece, and so does the next one: no bisection is needed for it.
        """
        first, behind, shift = 0, 0, 0
        for start, end, kind in sorted(spans):
            if not first <= start < behind:
                piece = max(0, bisect_right(self._offsets, start) - 1)
                if self._offsets:
                    first, behind = self._offsets[piece], self._offsets[piece] + self._sizes[piece]
                    shift = self._positions[piece] - first
            if first <= start and end <= behind:
                yield start + shift, end + shift, kind
            else:
                yield self.position(start), self.end_position(end), kind

    def offset(self, position: int) -> int:
        """The article's offset of what is shown at `position`: in a gap's symbol, that of the gap."""
        piece = bisect_right(self._positions, position) - 1
        if piece < 0:
            return 0
        return self._offsets[piece] + min(position - self._positions[piece], self._sizes[piece])
