"""The bytes that reach a terminal, and how the program ends, when what is opened means no good or never comes."""

import html
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from command import CODE, launch, python_path
from sources.pages import BEFORE, LAYOUTS, TITLE
from sources.server import Site
from test_end_to_end import PROGRAM, Terminal

pytestmark = pytest.mark.system

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

CLEAR = b"\r\x1b[2K"
"""What takes a line of the terminal away."""


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


@pytest.fixture
def slow_site() -> Iterator[tuple[Site, threading.Event]]:
    """A site whose story comes in two halves, and the event that the second waits for."""
    site, go_on = Site(), threading.Event()
    content = LAYOUTS["blog"].encode()

    def halves(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html; charset=utf-8")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content[: len(content) // 2])
        go_on.wait(60)
        request.wfile.write(content[len(content) // 2 :])

    site["/story"] = halves
    yield site, go_on
    go_on.set()
    site.close()


def command_line(*arguments: str, folder: Path) -> Terminal:
    """The command line in a terminal, with an analysis that costs nothing."""
    return Terminal(sys.executable, "-c", CODE, *arguments, folder=folder, PYTHONPATH=python_path())


def test_a_line_tells_how_much_of_a_page_has_come_and_goes_again(tmp_path: Path, slow_site: tuple[Site, threading.Event]):
    site, go_on = slow_site
    terminal = command_line(f"{site.url}/story", "-f", "txt", folder=tmp_path)
    terminal.wait_for(f"fetching {site.url}/story")
    terminal.wait_for("kB")
    assert TITLE.encode() not in terminal.seen
    go_on.set()
    assert terminal.wait_for_end() == 0
    progress, cleared, printed = terminal.seen.rindex(b"kB"), terminal.seen.rindex(CLEAR), terminal.seen.index(TITLE.encode())
    assert progress < cleared
    assert terminal.seen.rindex(CLEAR, 0, printed) > progress, "the line is gone before the result comes"


def test_an_interrupt_while_a_page_comes_ends_the_program(tmp_path: Path, slow_site: tuple[Site, threading.Event]):
    site, _ = slow_site
    terminal = command_line(f"{site.url}/story", "-o", "out.md", folder=tmp_path)
    terminal.wait_for("kB")
    terminal.press("\x03")
    assert terminal.wait_for_end() == 130
    assert terminal.seen.rpartition(b"kB")[2].replace(b"^C", b"") == CLEAR + b"\r\n"
    assert not list(tmp_path.glob("*.md"))


def test_no_line_tells_it_where_standard_error_is_no_terminal(home: Path, slow_site: tuple[Site, threading.Event]):
    site, go_on = slow_site
    go_on.set()
    process = launch(f"{site.url}/story", "-f", "txt", stdout=subprocess.PIPE)
    out, complaints = process.communicate(timeout=60)
    assert (process.returncode, complaints) == (0, b"")
    assert TITLE.encode() in out
