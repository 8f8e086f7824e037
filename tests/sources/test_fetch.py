"""What a server may send, and what becomes of it: against a server of our own on the loopback, never the network."""

import gzip
import re
import socket
import threading
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest
from pages import LAYOUTS, STORY, TITLE
from server import Site, answer, endless, redirect

from briefing.errors import SourceError
from briefing.sources.dispatch import open_source
from briefing.sources.limits import Limits

pytest.importorskip("httpx")
pytest.importorskip("trafilatura")

from briefing.sources.fetch import fetch


def refused(url: str, limits: Limits | None = None) -> str:
    """The message with which a source is refused."""
    with pytest.raises(SourceError) as error:
        open_source(url, limits=limits or Limits(seconds=3))
    message = str(error.value)
    assert message
    assert "\n" not in message
    assert "Traceback" not in message
    return message


def test_a_page_becomes_an_article_and_nothing_else_is_fetched(site: Site) -> None:
    site["/story"] = answer(LAYOUTS["semantic"])
    heard: list[tuple[int, int | None]] = []
    article = open_source(f"{site.url}/story", progress=lambda done, whole: heard.append((done, whole)))
    size = len(LAYOUTS["semantic"].encode())
    assert article.title == TITLE
    assert article.source == f"{site.url}/story"
    assert all(paragraph in article.text for paragraph in STORY)
    assert site.asked == ["/story"]
    assert heard[-1] == (size, size)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(site: Site, status: int) -> None:
    site["/old"] = redirect("/new", status)
    site["/new"] = answer(LAYOUTS["blog"])
    assert open_source(f"{site.url}/old").title == TITLE


def test_five_redirects_are_followed_and_no_more(site: Site) -> None:
    for number in range(10):
        site[f"/{number}"] = redirect(f"/{number + 1}")
    site["/10"] = answer(LAYOUTS["blog"])
    assert open_source(f"{site.url}/5").title == TITLE
    assert "more than 5 times" in refused(f"{site.url}/4")
    site["/loop"] = redirect("/loop")
    assert "more than 5 times" in refused(f"{site.url}/loop")


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)", "data:text/html,x"])
def test_a_redirect_leads_to_the_web_or_nowhere(site: Site, location: str) -> None:
    site["/trap"] = redirect(location)
    message = refused(f"{site.url}/trap")
    assert "only http: and https:" in message or "no web address" in message
    assert site.asked == ["/trap"]


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[::1", "http://127.0.0.1:99999/", "http:///path", "http://a\x1b[31m.example/", "http://\u202eexample/"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    assert "no web address" in refused(address)


@pytest.mark.parametrize("address", ["ftp://example.org/a", "file:///etc/passwd", "javascript://x", "gopher://x/1"])
def test_other_schemes_are_refused(address: str) -> None:
    assert "only http: and https:" in refused(address)


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (401, "login"),
        (403, "browser"),
        (404, "check the address"),
        (410, "gone"),
        (429, "wait"),
        (500, "later"),
        (503, "later"),
        (599, "later"),
    ],
)
def test_a_failure_of_the_server_says_what_to_do(site: Site, status: int, remedy: str) -> None:
    site["/x"] = answer(LAYOUTS["semantic"], status=status)
    message = refused(f"{site.url}/x")
    assert str(status) in message
    assert remedy in message


def test_nobody_listens(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "connection refused" in refused(f"http://127.0.0.1:{port}/")


def test_no_such_host() -> None:
    assert "check the address" in refused("http://nowhere.invalid/")


def test_a_server_that_says_nothing(site: Site) -> None:
    enough = threading.Event()
    site["/silent"] = lambda request: enough.wait(5) and None
    try:
        assert re.search("does not answer|too slow", refused(f"{site.url}/silent", Limits(seconds=0.2)))
    finally:
        enough.set()


def test_a_server_that_hangs_up_in_the_middle(site: Site) -> None:
    def hang_up(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "100000")
        request.end_headers()
        request.wfile.write(b"<html>")

    site["/half"] = hang_up
    assert "check the address and the connection" in refused(f"{site.url}/half")


def test_a_stream_without_end_is_cut_off(site: Site) -> None:
    site["/endless"] = endless(b"<p>and so on and so on</p>" * 1000)
    assert "larger than 0.1 MB; raise html_limit" in refused(f"{site.url}/endless", Limits(html=100_000))


def test_a_stream_that_drips_is_cut_off(site: Site) -> None:
    enough = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not enough.wait(0.02):
            request.wfile.write(b"x")

    site["/drip"] = drip
    try:
        assert "too slow" in refused(f"{site.url}/drip", Limits(seconds=0.3))
    finally:
        enough.set()


def test_headers_that_drip_are_cut_off(site: Site) -> None:
    enough = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not enough.wait(0.02):
            request.wfile.write(b"X-More: to come\r\n")

    site["/drip"] = drip
    try:
        assert "raise fetch_seconds" in refused(f"{site.url}/drip", Limits(seconds=0.3))
    finally:
        enough.set()


@pytest.mark.parametrize(
    "start",
    [
        b"\0\xff nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<p>",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFF\r\nx",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1_000_000,
        b"HTTP/1.1 302 Found\r\nLocation: http://[::bad\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \x1b[31m\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_a_server_that_speaks_nonsense(site: Site, start: bytes) -> None:
    site["/x"] = lambda request: request.wfile.write(start) and None
    assert "check the address and the connection" in refused(f"{site.url}/x")


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("application/json", "json"),
        ("application/ld+json; charset=utf-8", "json"),
        ("text/javascript", "javascript"),
        ("text/css", "css"),
        ("image/svg+xml", "image"),
        ("audio/mpeg", "audio"),
        ("application/zip", "zip"),
    ],
)
def test_what_is_no_page_is_not_taken_for_one(site: Site, kind: str, word: str) -> None:
    site["/x"] = answer("The harbour town votes to move its lighthouse. " * 40, kind)
    assert f"is no page but {word}" in refused(f"{site.url}/x")


def test_the_reader_may_cancel(site: Site) -> None:
    class CancelledError(Exception):
        pass

    def cancel(done: int, whole: int | None) -> None:
        raise CancelledError

    site["/endless"] = endless(b"x" * 1000)
    with pytest.raises(CancelledError):
        fetch(f"{site.url}/endless", progress=cancel)


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_answer_is_unpacked(site: Site, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    site["/packed"] = answer(pack(LAYOUTS["AMP"].encode()), Content_Encoding=encoding)
    assert open_source(f"{site.url}/packed").title == TITLE


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_bomb_does_not_go_off(site: Site, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    site["/bomb"] = answer(pack(b"<p>x</p>" * 4_000_000), Content_Encoding=encoding)
    assert "larger than 5 MB" in refused(f"{site.url}/bomb")


def test_damaged_and_unknown_packing(site: Site) -> None:
    site["/damaged"] = answer(b"no gzip at all", Content_Encoding="gzip")
    site["/half"] = answer(gzip.compress(LAYOUTS["blog"].encode())[:800], Content_Encoding="gzip")
    assert "breaks off" in refused(f"{site.url}/half")
    site["/unknown"] = answer(b"\x8b\x00\x80", Content_Encoding="br")
    assert "damaged" in refused(f"{site.url}/damaged")
    assert "not known here" in refused(f"{site.url}/unknown")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("text/html; charset=iso-8859-1", "cp1252"),
        ("text/html; charset=utf-8", "cp1252"),  # a lie
        ("text/html; charset=iso-8859-1", "utf-8"),  # another
        ("text/html; charset=nonsense", "utf-8"),
        ("text/html; charset=zlib_codec", "utf-8"),
        ("text/html", "utf-16"),
        ('text/html; charset="windows-1251"', "utf-8"),
        ("", "utf-8"),
    ],
)
def test_the_encoding_is_what_the_bytes_are(site: Site, declared: str, encoding: str) -> None:
    page = LAYOUTS["blog"].replace('<meta charset="utf-8">', "")
    site["/page"] = answer(page.encode(encoding), declared)
    assert open_source(f"{site.url}/page").text.count(STORY[1]) == 1


def test_a_foreign_encoding_is_believed(site: Site) -> None:
    sentence = "Городской совет решил перенести старый маяк подальше от моря до наступления зимних штормов, сообщила газета. "
    page = f"<html><body><article><h1>Маяк</h1><p>{sentence * 4}</p></article></body></html>"
    site["/page"] = answer(page.encode("koi8-r"), "text/html; charset=koi8-r")
    article = open_source(f"{site.url}/page")
    assert sentence.strip() in article.text


def test_other_types_go_to_their_own_readers(site: Site) -> None:
    site["/plain"] = answer(f"{TITLE}\n\n{STORY[0]}\n\n{STORY[1]}\n", "text/plain")
    site["/photo"] = answer(b"\x89PNG\r\n", "image/png")
    site["/file.pdf"] = answer(b"%PDF-1.4\nnothing", "application/octet-stream")
    assert open_source(f"{site.url}/plain").title == TITLE
    assert "no page but image" in refused(f"{site.url}/photo")
    assert "damaged" in refused(f"{site.url}/file.pdf")


@pytest.mark.parametrize(
    "body", ["", "   \n", "<html></html>", "<html><body><div id=root></div><script src=app.js></script></body></html>"]
)
def test_a_page_without_text_says_so(site: Site, body: str) -> None:
    site["/empty"] = answer(body)
    assert "holds no article text" in refused(f"{site.url}/empty")


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    assert 'pip install "briefing[web]"' in refused("http://127.0.0.1/")
