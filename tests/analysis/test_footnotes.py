"""The mark of a footnote in a text is not read; the end of a sentence is seen beside it, and offsets stay those of the text."""

import pytest

from briefing.analysis.footnotes import without_footnote_marks


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("for a crown¹. The", "for a crown . The"),
        ("for a crown.¹ The", "for a crown.  The"),
        ("for a crown[1]. The", "for a crown   . The"),
        ("for a crown.[12][13] The", "for a crown.         The"),
        ("for a crown.[^1] The", "for a crown.     The"),
        ("for a crown (1). The", "for a crown    . The"),
        ("for a crown*. The", "for a crown . The"),
        ("for a crown.† The", "for a crown.  The"),
        ("on Tuesday.1 The", "on Tuesday.  The"),
        ("“Ask us.”2 The", "“Ask us.”  The"),
    ],
)
def test_marks_are_blanks(written: str, read: str) -> None:
    assert without_footnote_marks(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "10⁶ crowns",
        "40 km² of land",
        "x² is",
        "version 2.1 The",
        "No.1 The",
        "at 3.30 The",
        "saw [three] men",
        "the G7. The",
        "Article 5(1), said",
    ],
)
def test_numbers_and_powers_stay(text: str) -> None:
    assert without_footnote_marks(text) == text
