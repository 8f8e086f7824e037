"""What means no good, by every way in: each gives the article or a message, and nothing in what comes out steers a terminal."""

import gzip
import html
import io
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from pages import AFTER, BEFORE, STORY, TITLE
from server import Site, answer, redirect
from test_documents import docx, epub, paragraph, pdf
from test_feeds import rss

from briefing.errors import SourceError
from briefing.export import file_name, render
from briefing.model import Analysis, Article, Briefing, Feed, SummarySentence
from briefing.reader.display import DisplayText
from briefing.reader.reading import Reading
from briefing.sources import Limits, open_source
from briefing.visible import safe

for extra in ("httpx", "trafilatura", "pypdfium2", "feedparser"):
    pytest.importorskip(extra)

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e0fff]"
)
"""What may steer a terminal, turn the writing, or hide; tab and line feed are for files."""

PAYLOADS = {
    "colours": "\x1b[31mred\x1b[0m",
    "window title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "C1": "\x9b2J\x9d0;owned\x9c",
    "lone escape": "the end\x1b",
    "zero byte": "a\0b",
    "turned": "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "invisible": "pass\u200bword \u2060\ufeff\xad",
    "tags": "a\U000e0041\U000e007f",
    "reader's markup": "[/] [@click=app.quit]x[/] [con Ucrania] [bold",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)> &#27;[31m &#x9b;2J",
    "Markdown": "[x](javascript:alert(1)) ![p](http://x/p.png) `a` | b | # c * d _ e ~~f~~ [^1] <http://x> \\",
    "surrogate": "\ud800",
}

Way = Callable[[str], tuple[str, bytes]]
"""The name and the bytes of a file that holds a payload in its title and its text."""


def _told(payload: str) -> list[str]:
    return [f"{TITLE} {payload}", f"{payload} {BEFORE[0]} {payload}", *BEFORE[1:], *AFTER, f"{AFTER[0]} {payload}"]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _html(payload: str, escape: Callable[[str], str] = html.escape) -> str:
    title, *body = map(escape, _told(payload))
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"


def _xml(payload: str) -> str:
    """As it can be written in XML at all."""
    return html.escape(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", payload))


def _pdf(payload: str) -> tuple[str, bytes]:
    lines = [re.sub(r"[()\\]", "", line).encode("latin-1", "replace").decode("latin-1") for line in _told(payload)]
    return "a.pdf", pdf([[(60, 760 - 40 * at, 11, line) for at, line in enumerate(lines)]])


def _eml(payload: str, kind: str) -> bytes:
    body = _html(payload) if kind == "html" else "\n\n".join(_told(payload))
    return _bytes(f"Subject: {TITLE} {payload}\nFrom: {payload} <a@b>\nContent-Type: text/{kind}; charset=utf-8\n\n{body}")


WAYS: dict[str, Way] = {
    "text": lambda payload: ("a.txt", _bytes("\n\n".join(_told(payload)))),
    "Markdown": lambda payload: ("a.md", _bytes(f'---\ntitle: "{TITLE} {payload}"\n---\n\n' + "\n\n".join(_told(payload)))),
    "UTF-16": lambda payload: ("a.txt", "\n\n".join(_told(payload)).encode("utf-16", "replace")),
    "UTF-16 without a mark": lambda payload: ("a.txt", "\n\n".join(_told(payload)).encode("utf-16-le", "replace")),
    "Windows-1252": lambda payload: ("a.txt", "\n\n".join(_told(payload)).encode("cp1252", "replace")),
    "carriage returns": lambda payload: ("a.txt", _bytes("\r\r".join(_told(payload)))),
    "mojibake": lambda payload: ("a.txt", _bytes(_bytes("\n\n".join(_told(payload))).decode("latin-1"))),
    "page": lambda payload: ("a.html", _bytes(_html(payload))),
    "page with references": lambda payload: (
        "a.html",
        _bytes(_html(payload, lambda text: "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in text))),
    ),
    "Word": lambda payload: ("a.docx", docx("".join(paragraph(_xml(text)) for text in _told(payload)))),
    "e-book": lambda payload: (
        "a.epub",
        epub([_bytes(_html(payload)).decode()], f"<dc:title>{_xml(TITLE + payload)}</dc:title>"),
    ),
    "PDF": _pdf,
    "mail": lambda payload: ("a.eml", _eml(payload, "plain")),
    "mail of HTML": lambda payload: ("a.eml", _eml(payload, "html")),
    "feed": lambda payload: (
        "a.xml",
        rss(
            f"<item><title>{_xml(TITLE + payload)}</title><link>http://example.org/{_xml(payload)}</link>"
            f"<description>{html.escape(_html(_xml(payload)))}</description></item>"
        ),
    ),
}


def opened(source: str) -> list[Article]:
    """The articles of a source; none where it is refused, in one line."""
    found: Article | Feed | None = None
    message = ""
    try:
        found = open_source(source)
    except SourceError as error:
        message = str(error)
    assert "\n" not in message
    assert not UNSAFE.search(safe(message))
    return [*found.articles] if isinstance(found, Feed) else [found] if found else []


def harmless(article: Article) -> None:
    """Nothing that the program makes of the article steers a terminal."""
    block = max(article.blocks, key=lambda block: block.end - block.start)
    sentence = SummarySentence(block.start, block.end, article.text[block.start : block.end], 1, ())
    briefing = Briefing(article, (sentence,), (), (), (), Analysis("0", "none"))
    now = datetime(2026, 1, 2, tzinfo=UTC)
    assert msgspec.json.decode(render(briefing, "json", created=now), type=Briefing) == briefing
    for form in ("md", "txt", "html", "json", "jsonl"):
        written = render(briefing, form, created=now)
        assert not UNSAFE.search(written.encode().decode()), form
        if form in ("md", "html"):
            assert "<script>alert" not in written.partition("\n---\n")[2 if form == "md" else 0]
    assert not UNSAFE.search(DisplayText(article, everything=True).text)
    assert not UNSAFE.search(safe(Reading(article, briefing).title))
    assert re.fullmatch(r"[\w.-]+", file_name(article.title, "2026-01-02", ".md"))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("way", WAYS)
def test_a_payload_by_every_way_in(way: str, payload: str, tmp_path: Path) -> None:
    name, content = WAYS[way](PAYLOADS[payload])
    (tmp_path / name).write_bytes(content)
    found = opened(str(tmp_path / name))
    for article in found:
        assert "Marta Quill" in article.text
        harmless(article)
    is_no_text = payload == "zero byte" and name in ("a.txt", "a.md") and "UTF-16" not in way
    assert found or is_no_text, f"{way} loses an article for {payload}"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_from_standard_input_and_from_a_server(payload: str, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    page = _bytes(_html(PAYLOADS[payload]))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page)))
    site["/page"] = answer(page)
    for source in ("-", f"{site.url}/page"):
        (article,) = opened(source)
        assert "Marta Quill" in article.text
        harmless(article)


@pytest.mark.parametrize("name", ["a\x1b]0;owned\x07.txt", "a\u202etxt.exe.txt", "[@click=app.quit]x[bold.txt", "a\nb.txt"])
def test_a_name_means_no_good(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(WAYS["text"]("")[1])
    (article,) = opened(str(tmp_path / name))
    harmless(article)


BOMBS = {
    "empty": b"",
    "blank": b" \n\t \r\n\xc2\xa0",
    "PDF named text": b"%PDF-1.7\n" + bytes(range(256)) * 10,
    "gzip": gzip.compress(b"x" * 1_000_000),
    "zip without files": b"PK\x05\x06" + b"\0" * 18,
    "one line of 5 MB": b"word and word, " * 333_000,
    "one word of 5 MB": b"x" * 4_999_999,
    "5 MB of quotation marks": b'"' * 4_999_999,
    "5 MB of brackets": b"[" * 4_999_999,
    "many lines": b"a\n" * 30_000,
    "divs": b"<html><body>" + b"<div>" * 100_000 + b"<p>" + _bytes(STORY[0]),
    "tables": b"<html><body>" + b"<table><tr><td>" * 3_000 + _bytes(STORY[0]),
    "unclosed": b"<html><body>" + b"<p>some words of prose that go on and on " * 2_000,
    "entities": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "&a%d;&a%d;&a%d;">' % (n, n - 1, n - 1, n - 1) for n in range(1, 30))
    + b"]><rss><channel><item><title>&a29;</title></item></channel></rss>",
    "outside entity": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b"<rss><channel><item><title>&a;</title><description>&a;</description></item></channel></rss>",
    "zip bomb": docx(paragraph("x" * 30_000_000)),
    "nested mail": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)),
    "attributes": b"<html><body><p " + b'a="b" ' * 200_000 + b">" + _bytes(STORY[0]),
}


@pytest.mark.parametrize("suffix", [".txt", ".html", ".eml", ".xml", ".docx", ".epub", ".pdf"])
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_an_article_or_a_message_whatever_it_is_called(bomb: str, suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a{suffix}").write_bytes(BOMBS[bomb][: None if suffix == ".txt" else 500_000])
    for article in opened(str(tmp_path / f"a{suffix}")):
        assert "root:" not in article.text
        assert all(0 <= block.start < block.end <= len(article.text) for block in article.blocks)


def test_a_server_may_not_lead_to_a_file(site: Site) -> None:
    for location in ("file:///etc/passwd", "FILE:/etc/passwd", "//\x00", "http:file:///etc/passwd"):
        site["/trap"] = redirect(location)
        assert not opened(f"{site.url}/trap")


def test_an_archive_unpacks_within_limits(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(BOMBS["zip bomb"])
    with pytest.raises(SourceError, match="raise unpacked_limit"):
        open_source(str(tmp_path / "a.docx"), limits=Limits(unpacked=1_000_000))
