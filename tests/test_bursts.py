"""What reaches a reader in one read of its terminal: bursts of keys, pastes, bytes that are no text; and its end by a fault."""

import os
import sys
from pathlib import Path

import pytest
from command import python_path
from test_end_to_end import PROGRAM, Terminal

pytest.importorskip("textual")

STORY = "The harbour office keeps the bread ovens warm.\n\nBread is sold at seven, said Marta Quill.\n\nNobody asks why.\n"
FAULTY = """
import sys
from briefing.reader.screens.keeping import KeepingScreen

def fail(self):
    raise RuntimeError("a fault of \\x1b]0;owned\\x07 the test")

KeepingScreen.action_copy = fail
from briefing.cli import main
sys.argv = ["briefing", *sys.argv[1:]]
main()
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A reader that shows a story."""
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    reader = Terminal(str(PROGRAM), "story.txt", folder=tmp_path)
    reader.wait_for("bread ovens")
    reader.wait_for("Quotes")
    return reader


def burst(terminal: Terminal, keys: bytes) -> None:
    """Send it all in one write."""
    terminal._mark = len(terminal.seen)
    os.write(terminal._screen, keys)


def leave(terminal: Terminal) -> None:
    """The reader still takes keys, and ends in order."""
    burst(terminal, b"\x1b")
    terminal.wait_until(lambda: True, "nothing")
    burst(terminal, b"\x11")  # ctrl+q
    assert terminal.wait_for_end() == 0
    assert b"Traceback" not in terminal.seen


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        (b"/bread\r", "1 of 2"),
        (b"//x", "/x"),
        (b"ahi there\r", "Noted"),
        (b"/mx", "mx"),
        (b"mamine\r", "Noted"),
        (b"/\x1b[200~bread\x1b[201~\r", "1 of 2"),
        (b"/bread\r?", "End search"),
        (b"/br\xe9ad", "br�ad"),
        (b"\xe9\xff?", "Beside the article"),
        (b"/a\xff\xfeb", "a��b"),
        (b"\x1b[200~q \xe9 \x1bq \x1b[Aq\x1b[201~", "words of an"),
        (b"/\x1b[200~a\x1b[Bq\x1bq\x1b[201~z", "a␛[Bq␛qz"),
        (b"\x1b[99999999u\x1b[1:2u?", "Beside the article"),
        (b"ostory.txt", "story.txt"),
    ],
)
def test_a_burst_goes_where_it_would_go_key_by_key(terminal: Terminal, keys: bytes, seen: str):
    burst(terminal, keys)
    terminal.wait_for(seen)
    leave(terminal)


def test_a_fault_leaves_the_terminal_in_order_and_says_one_thing(tmp_path: Path):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    reader = Terminal(sys.executable, "-c", FAULTY, "story.txt", folder=tmp_path, PYTHONPATH=python_path())
    reader.wait_for("bread ovens")
    reader.press("m")
    reader.wait_for("Bookmark at")
    reader.press("c")
    assert reader.wait_for_end() == 1
    left, _, words = reader.seen.rpartition(b"\x1b[?1049l")
    assert left, "the alternate screen is left"
    assert words.count(b"briefing: ") == 1
    assert "a fault of ␛]0;owned␇ the test".encode() in words
    assert b"Traceback" not in reader.seen
    again = Terminal(str(PROGRAM), "story.txt", folder=tmp_path)
    again.wait_for("◈")  # the bookmark was kept
    again.press("q")
    assert again.wait_for_end() == 0
