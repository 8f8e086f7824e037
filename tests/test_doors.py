"""Every pane, box, notice and copy of the reader over an article that means no good: the bytes that reach the terminal."""

import base64
import re
from pathlib import Path

import pytest
from test_end_to_end import PROGRAM, Terminal

from briefing.model import Actor, Analysis, Article, Briefing, Mention, Question, Quote, Span, Speaker, SummarySentence, Words
from briefing.sources import open_article
from briefing.store import Store
from briefing.visible import is_safe

pytest.importorskip("textual")

EVIL = (
    "\x1b[31mred\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x9b2J\u202e\u2066\u200b\u034f\u17b4\u180b\u2800\uffa0a\ufe00\U0001d173"
    "\U0001bca0\U00013430\u0600\ufffe"
)
FORBIDDEN = (
    *("\x1b[31mred", "\x1b]0;", "\x1b]52;c;b3duZWQ=", "\x9b", "\u202e", "\u2066", "\u200b", "\u034f", "\u17b4", "\u180b"),
    *("\u2800", "\uffa0", "\ufe00", "\U0001d173", "\U0001bca0", "\U00013430", "\u0600", "\ufffe"),
)
TITLE = f"Harbour {EVIL} opens"
NAME = f"Marta {EVIL}Quill"
ROLE = f"head of Eastmark {EVIL} Council"
SAID = f"We have {EVIL} no choice,"
OPEN = f"It is not clear whether {EVIL} the\ncouncil will pay for the works."
TEXT = f"{TITLE}\n\n{NAME}, the {ROLE}, spoke.\n\n“{SAID}” she said.\n\n{OPEN}\n"

PASTED = f"\x1b[200~pasted {EVIL}\x1b[201~"

ESCAPE = "\x1b[27u"
"""The escape key in a form of its own: a bare escape character and the next key would be one key with `alt`."""
STEPS = (
    *(("2", "Follow"), ("c", "Copied"), ("F", "•"), ("1c", "Copied"), ("3c", "Copied"), ("4c", "Copied")),
    *(("0f", "type a letter"), (f"{ESCAPE}m", "Bookmark at"), ("a", "takes it back"), (PASTED, "pasted ␛"), ("\r", "Noted")),
    *(("A", "pasted ␛"), (f"{ESCAPE}/", "takes it back"), (PASTED, "pasted ␛"), ("\r", "No match of")),
    *(("S", "File or folder"), (f"{ESCAPE}e", "Coloured in"), (f"{ESCAPE}?", "Beside the article"), (f"{ESCAPE}s", "Saved: ")),
    *(("o", "story.txt"), (f"{ESCAPE}v", "set aside"), ("\x10", "Search for"), (PASTED, "pasted ␛"), (ESCAPE, "3 Quotes")),
)
"""What is pressed, and what comes of it."""


def briefing(article: Article) -> Briefing:
    """Findings of each kind whose words, names and roles hold what could steer a terminal."""

    def at(words: str) -> tuple[int, int, str]:
        start = article.text.index(words)
        return start, start + len(words), words

    actor = Actor("a1", NAME, "person", ROLE, (f"Quill {EVIL}",), 1.0, (Mention(*at(NAME), "name", EVIL),))
    return Briefing(
        article=article,
        summary=(SummarySentence(*at(OPEN), 1, (EVIL,)),),
        actors=(actor,),
        quotes=(Quote(*at(SAID), "direct", Speaker(*at("she"), "a1"), Words(*at("said"))),),
        questions=(Question("unknown", "heading", OPEN, (Span(*at(OPEN)[:2]),), ("a1",)),),
        analysis=Analysis("test", "md"),
    )


def test_no_byte_of_an_article_acts_on_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("CONFIG", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(TEXT, encoding="utf-8")
    article = open_article("story.txt")
    Store().keep(briefing(article), article, "md", "briefing")
    terminal = Terminal(str(PROGRAM), "story.txt", folder=tmp_path)
    terminal.wait_for("Marta ␛")
    for keys, seen in STEPS:
        terminal.press(keys)
        terminal.wait_for(seen)
    terminal.press("\x11")
    assert terminal.wait_for_end() == 0
    for text in FORBIDDEN:
        assert text.encode() not in terminal.seen, ascii(text)
    copied = [base64.b64decode(found).decode() for found in re.findall(rb"\x1b\]52;c;([^\x07\x1b]*)", terminal.seen)]
    assert len(copied) == 4
    assert all(is_safe(words, besides=b"\n") for words in copied)
    drawn = re.sub(rb"\x1b\[[0-9;:?<=>]*[ -/]*[@-~]|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)", b"", terminal.seen).decode()
    assert is_safe(drawn, besides=b"\r\n\x0f"), ascii(set(drawn))
