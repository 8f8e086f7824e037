"""The order of reading on a page, from the places of its words alone."""

import random
from collections.abc import Iterator

import pytest
from pages import STORY

from briefing.sources.columns import Word, rows_in_order

SIZE = 10.0
WIDE = SIZE / 2
"""Width of a letter."""

TEXTS = [text for text in STORY if len(text) > 80] * 2


def wrapped(text: str, width: float) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for word in text.split():
        if lines[-1] and sum(len(other) + 1 for other in lines[-1]) + len(word) > width / WIDE:
            lines.append([])
        lines[-1].append(word)
    return lines


def set_line(words: list[str], x: float, y: float, width: float | None = None) -> Iterator[Word]:
    """A line; set to a width, it is justified."""
    blank = WIDE
    if width is not None and len(words) > 1:
        blank = (width - sum(map(len, words)) * WIDE) / (len(words) - 1)
    for word in words:
        yield Word(x, x + len(word) * WIDE, y, SIZE, word)
        x += len(word) * WIDE + blank


def page(columns: int, gutter: float, *, justified: bool = False, shift: float = 0, head: str = "") -> list[Word]:
    """The texts in columns of one height."""
    width = (500 - gutter * (columns - 1)) / columns
    lines = [line for text in TEXTS for line in wrapped(text, width)]
    height = -(-len(lines) // columns)
    words = list(set_line(head.split(), 50, 780)) if head else []
    for at, line in enumerate(lines):
        column, row = divmod(at, height)
        full = justified and at + 1 < len(lines) and len(line) > 4
        words += set_line(line, 50 + column * (width + gutter), 740 - 12 * row - shift * column, width if full else None)
    return words


def read(words: list[Word]) -> list[str]:
    return " ".join(row.text for row in rows_in_order(words)).split()


WHOLE = " ".join(TEXTS).split()


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("gutter", [10.0, 16.0, 30.0])
@pytest.mark.parametrize("justified", [False, True])
def test_columns_are_read_in_order_whatever_the_order_of_drawing(columns: int, gutter: float, justified: bool) -> None:
    words = page(columns, gutter, justified=justified)
    by_row = sorted(words, key=lambda word: (-word.y, word.left))
    mixed = random.Random(7).sample(words, len(words))
    for drawn in (words, by_row, words[::-1], mixed):
        assert read(drawn) == WHOLE


def test_lines_that_do_not_stand_at_the_same_heights() -> None:
    assert read(page(2, 14, shift=5)) == WHOLE


def test_a_headline_over_the_columns_comes_first() -> None:
    head = "A headline that is as wide as both of the columns that stand below it, or nearly so"
    assert read(sorted(page(2, 14, head=head), key=lambda word: word.left)) == head.split() + WHOLE


def test_a_table_is_read_by_its_rows() -> None:
    cells = [("Gate", "Open"), ("North", "yes"), ("South", "no"), ("West", "yes"), ("East", "no")]
    words = [word for at, row in enumerate(cells) for x, cell in zip((50, 300), row, strict=True)
             for word in set_line([cell], x, 700 - 12 * at)]  # fmt: skip
    rows = rows_in_order(words)
    assert [(row.kind, row.text) for row in rows] == [("cells", " | ".join(cells_)) for cells_ in cells]


def test_two_long_stretches_side_by_side_are_not_joined() -> None:
    left, right = ["It", "was", "over", "by", "noon,", "she", "said"], ["and", "nobody", "in", "the", "town", "was", "glad"]
    rows = rows_in_order([*set_line(left, 50, 700), *set_line(right, 320, 700)])
    assert [(row.kind, row.text) for row in rows] == [("stretch", " ".join(left)), ("stretch", " ".join(right))]


def test_an_empty_page() -> None:
    assert rows_in_order([]) == []
