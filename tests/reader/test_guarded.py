"""The doors through which text leaves the reader."""

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from session import reading
from textual.color import Color
from textual.content import Content

from briefing.reader.guarded import SafeFilter
from briefing.visible import is_safe

BAD = (
    *("\x1b[31mred", "\x1b]52;c;b3duZWQ=\x07", "\x9b2J", "a\u202eb", "a\u200bb", "a\u034fb", "\u17b4", "\u180b", "\u2800"),
    *(
        "\uffa0",
        "a\ufe00",
        "\U0001d173",
        "\U0001bca0",
        "\U00013430",
        "\u0600",
        "\ufffe",
        "\U000e0041",
        "a\u200db",
        "漢\x1b字\u115f",
    ),
)


@pytest.mark.parametrize("text", BAD)
def test_a_strip_leaves_safe_and_as_wide_as_it_was(text: str):
    before = [Segment("well "), Segment(text), Segment(" done")]
    after = SafeFilter().apply(before, Color(0, 0, 0))
    assert all(is_safe(segment.text) for segment in after)
    assert [cell_len(segment.text) for segment in after] == [cell_len(segment.text) for segment in before]
    assert (after[0], after[2]) == (before[0], before[2])


def test_a_safe_strip_is_left_alone():
    before = [Segment("well 👩\u200d🚀 done")]
    assert SafeFilter().apply(before, Color(0, 0, 0)) is before


@pytest.mark.parametrize("text", BAD)
async def test_no_border_notice_or_clipboard_holds_it(text: str):
    async with reading() as session:
        session.view.border_title = Content(f"title {text} end")
        session.screen.say(f"notice {text} end")
        await session.pilot.pause()
        assert all(is_safe(row) for row in session.rows())
        assert "end" in session.picture
        session.app.copy_to_clipboard(f"one\n{text}")
        assert is_safe(session.app.clipboard, besides=b"\n")
        assert session.app.clipboard.startswith("one\n")
