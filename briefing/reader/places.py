"""Where in the article something stands: the number of its paragraph, and how an actor is spread over the text."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from briefing.model import Article, Span

BARS: Final = " ▁▂▃▄▅▆▇█"


class Places:
    """The paragraphs of an article, counted from 1: blocks of the body that are not set aside."""

    __slots__ = ("_starts", "_text_end", "_text_start")

    def __init__(self, article: Article) -> None:
        self._starts = [block.start for block in article.read_blocks if block.role == "body"]
        read = article.read_blocks
        self._text_start = read[0].start if read else 0
        self._text_end = max(read[-1].end if read else 0, self._text_start + 1)

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph that holds `offset` or precedes it; 0 before the first."""
        return bisect_right(self._starts, offset)

    def label(self, span: Span) -> str:
        """The place as it is shown: ``¶5``, or ``head`` in what stands before the first paragraph."""
        number = self.paragraph(span.start)
        return f"¶{number}" if number else "head"

    def share(self, offset: int) -> float:
        """How far into the article `offset` lies, from 0 to 1."""
        return min(1.0, max(0.0, (offset - self._text_start) / (self._text_end - self._text_start)))

    def density(self, spans: Iterable[Span], width: int) -> str:
        """How many spans lie in each of `width` equal parts of the article, as a line of small bars."""
        counts = [0] * width
        first, scale = self._text_start, width / (self._text_end - self._text_start)
        for span in spans:
            counts[max(0, min(width - 1, int((span.start - first) * scale)))] += 1
        most = max(counts, default=0)
        return "".join(BARS[-(-count * (len(BARS) - 1) // most)] if count else BARS[0] for count in counts)
