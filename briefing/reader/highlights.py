"""Layers of spans over the shown text, and what they make of one line. Pure: nothing here knows Textual.

A layer holds spans of one meaning (names, the actor followed, evidence, matches …), sorted and disjoint, so that those of a
line are found by bisection, whatever the size of the article.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

Kinds = tuple[str, ...]
"""The kinds of highlight that lie on a stretch, lowest layer first."""


class Run(NamedTuple):
    """A stretch of a line with the same highlights all over."""

    start: int
    """Position of its first character."""
    end: int
    """Position behind its last."""
    kinds: Kinds
    """What lies on it."""


class Layer:
    """Spans (start, end, kind) of one meaning; where two overlap, the later one starts behind the earlier."""

    __slots__ = ("_ends", "_kinds", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int, str]] = ()) -> None:
        self._starts = array("L")
        self._ends = array("L")
        self._kinds: list[str] = []
        reached = 0
        for start, end, kind in sorted(spans):
            first = max(start, reached)
            if first < end:
                self._starts.append(first)
                self._ends.append(end)
                self._kinds.append(kind)
                reached = end

    def __len__(self) -> int:
        """Spans in the layer."""
        return len(self._starts)

    def __getitem__(self, index: int) -> Run:
        """One span, in the text's order."""
        return Run(self._starts[index], self._ends[index], (self._kinds[index],))

    def between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The spans that touch the stretch, cut to it."""
        found = []
        index = bisect_right(self._ends, start)
        while index < len(self._starts) and self._starts[index] < end:
            found.append((max(start, self._starts[index]), min(end, self._ends[index]), self._kinds[index]))
            index += 1
        return found

    def at(self, position: int) -> int | None:
        """Index of the span that covers a position."""
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 and position < self._ends[index] else None

    def after(self, position: int) -> int | None:
        """Index of the first span that starts behind a position; from the end, the first one of all."""
        if not self._starts:
            return None
        return bisect_right(self._starts, position) % len(self._starts)

    def before(self, position: int) -> int | None:
        """Index of the last span that starts before a position; from the beginning, the last one of all."""
        if not self._starts:
            return None
        return bisect_left(self._starts, position) - 1 if self._starts[0] < position else len(self._starts) - 1


class Highlights:
    """Named layers, one over the other in the order in which they were named."""

    def __init__(self, names: Iterable[str]) -> None:
        self._layers: Final[dict[str, Layer]] = {name: Layer() for name in names}

    def __getitem__(self, name: str) -> Layer:
        """The layer of a name."""
        return self._layers[name]

    def put(self, layers: Mapping[str, Layer]) -> None:
        """Replace layers by name."""
        unknown = layers.keys() - self._layers.keys()
        if unknown:
            raise KeyError(f"no such layer: {', '.join(sorted(unknown))}")
        self._layers.update(layers)

    def runs(self, start: int, end: int) -> list[Run]:
        """The stretch cut into runs of equal highlights; they cover it without a hole."""
        found = [spans for layer in self._layers.values() if len(layer) and (spans := layer.between(start, end))]
        if not found:
            return [Run(start, end, ())] if start < end else []
        cuts = sorted({start, end, *(at for spans in found for first, behind, _ in spans for at in (first, behind))})
        runs = []
        for first, behind in pairwise(cuts):
            kinds = tuple(kind for spans in found for left, right, kind in spans if left <= first < right)
            runs.append(Run(first, behind, kinds))
        return runs
