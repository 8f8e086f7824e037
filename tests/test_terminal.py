"""The bytes that reach a terminal, and how the program ends, when what is opened means no good or never comes."""

import html
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sources.pages import BEFORE, TITLE
from sources.server import Site
from test_end_to_end import PROGRAM, Terminal

pytest.importorskip("httpx")
pytest.importorskip("trafilatura")

PAYLOAD = (
    "\x1b[31mred\x1b]0;owned\x07\x1b]8;;http://evil.example\x1b\\x\x1b]52;c;b3duZWQ=\x07\x9b2J\u202eturned\u2066\u200b"
    "[@click=app.quit][/]"
)
FORBIDDEN = (
    *(b"\x1b[31mred", b"\x1b]0;owned", b"\x1b]8;;http", b"\x1b]52;", b"\xc2\x9b", b"\x9b2J"),
    *("\u202e".encode(), "\u2066".encode(), "\u200b".encode()),
)


def check(seen: bytes) -> None:
    """None of the payload reached the terminal as it is."""
    for payload in FORBIDDEN:
        assert payload not in seen, payload


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_the_title_the_words_the_name_and_the_notices_steer_nothing(tmp_path: Path, suffix: str):
    paragraphs = [
        f"{TITLE} {PAYLOAD}",
        f"By {PAYLOAD}",
        f"{PAYLOAD} {BEFORE[0]}",
        *BEFORE[1:],
        f"“{PAYLOAD},” said Marta Quill.",
    ]
    text = "\n\n".join(paragraphs)
    if suffix == "html":
        title, *body = map(html.escape, paragraphs)
        text = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{'<p>'.join(body)}</body></html>"
    name = f"story {PAYLOAD}.{suffix}".replace("/", "")
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / f"other {name}").write_text(text, encoding="utf-8")
    terminal = Terminal(str(PROGRAM), name, folder=tmp_path)
    terminal.wait_for("eleven metres")
    terminal.press("o")
    terminal.wait_for("Library")
    terminal.press("\x1b")
    terminal.press(f"o./other {name.replace(PAYLOAD.replace('/', ''), '')}\r")  # there is no such file, which a notice says
    terminal.wait_for("no file")
    terminal.press("\x1b[200~" + PAYLOAD.replace("\x1b", "") + "\x1b[201~")
    terminal.wait_for("words of an")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    check(terminal.seen)


@pytest.mark.parametrize("name", ["none {}.txt", "broken {}.pdf", "http://127.0.0.1:1/{}"])
def test_a_message_about_a_name_steers_nothing(tmp_path: Path, name: str):
    name = name.format(PAYLOAD.replace("/", ""))
    if "broken" in name:
        (tmp_path / name).write_bytes(b"%PDF-1.7\n")
    terminal = Terminal(str(PROGRAM), name, folder=tmp_path)
    assert terminal.wait_for_end() == 1
    assert b"briefing: " in terminal.seen
    assert b"Traceback" not in terminal.seen
    check(terminal.seen)


def test_an_address_that_never_answers_can_be_given_up(tmp_path: Path):
    enough = threading.Event()

    def wait(request: BaseHTTPRequestHandler) -> None:
        enough.wait(60)

    site = Site()
    site["/story"] = wait
    try:
        terminal = Terminal(str(PROGRAM), f"{site.url}/story", folder=tmp_path)
        terminal.wait_for("esc cancels")
        terminal.wait_until(lambda: site.asked, "the request")
        terminal.press("\x1b")
        assert terminal.wait_for_end() == 130
    finally:
        enough.set()
        site.close()
