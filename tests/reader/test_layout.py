"""Offsets, lines and cells; shared rows."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.reader.layout import ELLIPSIS, Layout, fit, pad, share_rows, wrap
from briefing.visible import safe

PIECES = st.one_of(
    st.characters(min_codepoint=32, max_codepoint=126),
    st.sampled_from("\n\n    éü“”–…⟦⟧¶äß"),
    st.sampled_from("日本語テキスト한국어"),
    st.sampled_from(["e\u0301", "\u0301", "\u200d", "\ufe0f", "👩", "🏳️", "🌈", "👩\u200d🚀", "שלום", "مرحبا"]),
)
WORDS = st.lists(PIECES, max_size=150).map(lambda pieces: "\n".join(map(safe, "".join(pieces).split("\n"))))
"""Text as the layout meets it: safe, so that no joiner stands alone."""

WIDTHS = st.integers(min_value=2, max_value=100)


def complete(text: str, width: int) -> Layout:
    layout = Layout(text, width)
    layout.extend()
    return layout


@given(WORDS, WIDTHS)
@example("日 \u0301", 2)
@example("a \u0301 日\u0301", 3)
def test_every_line_fits(text: str, width: int):
    layout = complete(text, width)
    for line in range(len(layout)):
        start, end = layout.bounds(line)
        assert cell_len(text[start:end]) <= width


@given(WORDS, WIDTHS)
def test_no_word_is_lost_and_no_newline_is_crossed(text: str, width: int):
    layout = complete(text, width)
    bounds = [layout.bounds(line) for line in range(len(layout))]
    shown = "".join(text[start:end] for start, end in bounds)
    assert shown.replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all("\n" not in text[start:end] for start, end in bounds)


@given(WORDS, WIDTHS, st.data())
def test_an_offset_leads_to_its_cell_and_back(text: str, width: int, data: st.DataObject):
    layout = complete(text, width)
    line = data.draw(st.integers(0, len(layout) - 1))
    start, end = layout.bounds(line)
    for cell in range(cell_len(text[start:end])):
        offset = layout.offset_at(line, cell)
        assert start <= offset < end
        found_line, found_cell = layout.locate(offset)
        assert found_line == line
        assert found_cell <= cell < found_cell + 3
        assert layout.offset_at(found_line, found_cell) == offset


@given(WORDS, WIDTHS, st.integers(1, 50))
def test_wrapping_bit_by_bit_gives_the_same_lines(text: str, width: int, step: int):
    whole, bit_by_bit = complete(text, width), Layout(text, width)
    while not bit_by_bit.is_complete:
        bit_by_bit.extend(step)
        assert bit_by_bit.estimated_length >= len(bit_by_bit)
    assert [bit_by_bit.bounds(line) for line in range(len(bit_by_bit))] == [whole.bounds(line) for line in range(len(whole))]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("a\nb \x1b[c", 10, ["a b ␛[c"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("日本語テキスト", 5, ["日本", "語テ", "キス", "ト"]),
        ("go 日本", 4, ["go", "日本"]),
        ("two  blanks", 5, ["two", "blank", "s"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
    ],
)
def test_lines_are_broken_where_people_would(text: str, width: int, lines: list[str]):
    assert wrap(text, width) == lines


def test_marks_piled_up_without_end_do_not_hang_the_layout():
    layout = complete("a" + "\u0301" * 50_000, 20)
    assert len(layout) < 20


@given(WORDS.map(lambda text: text.replace("\n", " ")), st.integers(1, 40))
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, width: int):
    fitted = fit(text, width)
    assert cell_len(fitted) <= width
    assert fitted == text or fitted.endswith(ELLIPSIS)
    assert cell_len(pad(text, width)) == width


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(0, 120))
def test_rows_are_shared_fairly(wanted: list[int], available: int):
    rows = share_rows(wanted, available, least=3)
    assert all(row >= min(want, 3) for row, want in zip(rows, wanted, strict=True))
    if sum(min(want, 3) for want in wanted) <= available:
        assert sum(rows) == available
    short = [row for row, want in zip(rows, wanted, strict=True) if row < want]
    if short:
        assert max(rows) <= max(min(short) + 1, 3), "nobody has much more than somebody who goes short"
