"""Every key of the reader over an article that means no good: the bytes that reach the terminal."""

from pathlib import Path

import pytest
from test_end_to_end import PROGRAM, Terminal

pytest.importorskip("textual")

EVIL = (
    "\x1b[31mred\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x9b2J\u202e\u2066\u200b\u034f\u17b4\u180b\u2800\uffa0a\ufe00\U0001d173"
    "\U0001bca0\U00013430\u0600\ufffe"
)
FORBIDDEN = (
    *("\x1b[31mred", "\x1b]0;", "\x1b]52;c;b3duZWQ=", "\x9b", "\u202e", "\u2066", "\u200b", "\u034f", "\u17b4", "\u180b"),
    *("\u2800", "\uffa0", "\ufe00", "\U0001d173", "\U0001bca0", "\U00013430", "\u0600", "\ufffe"),
)
STORY = (
    f"Harbour {EVIL} opens\n\nThe minister, Marta {EVIL}Quill, said the harbour would open in May. "
    f"Marta Quill{EVIL} is from Oslo.\n\n"
    f"“We have {EVIL} no choice,” said Marta {EVIL} Quill, the head of Eastmark {EVIL} Council. "
    f"It is not clear whether {EVIL} the\ncouncil will pay for the works that were begun in the spring of last year.\n"
)
KEYS = (
    "F",
    "c",
    "a",
    f"note {EVIL}".replace("\x1b", ""),
    "\r",
    "m",
    "A",
    "\x1b",
    "x",
    "u",
    "e",
    "\x1b",
    "s",
    "f",
    "\x1b",
    "j",
    "\r",
)


def test_no_key_lets_a_byte_of_the_article_act_on_the_terminal(tmp_path: Path):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    terminal = Terminal(str(PROGRAM), "story.txt", folder=tmp_path)
    terminal.wait_for("no choice")
    terminal.wait_for("Marta")
    for pane in "01234":
        for key in (pane, *KEYS):
            terminal.press(key.replace("\x07", "").replace("\n", ""))
            terminal._read()
    for key in ("o", "\x1b", "S", "\x1b", "?", "\x1b", "/", f"no such {EVIL[:3]}".replace("\x1b", ""), "\r", "\x1b", "0"):
        terminal.press(key)
        terminal._read()
    terminal.press("\x11")
    assert terminal.wait_for_end() == 0
    for text in FORBIDDEN:
        assert text.encode() not in terminal.seen, ascii(text)
