"""Sources that break what reads them, and files that are none: one message each, in bounded time."""

import base64
import io
import os
import socket
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from pages import STORY, TITLE
from test_documents import docx, epub, paragraph, pdf

from briefing.errors import SourceError
from briefing.model import Article, Feed
from briefing.sources import Limits, articles_in, dispatch, is_folder, open_source
from briefing.sources.damage import CUT

for extra in ("trafilatura", "pypdf", "feedparser"):
    pytest.importorskip(extra)

TEXT = f"{TITLE}\n\n" + "\n\n".join(STORY) + "\n"
PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>" + "".join(f"<p>{text}</p>" for text in STORY)


@pytest.mark.parametrize(
    "error", [KeyError("links"), OverflowError(), UnicodeDecodeError("x", b"", 0, 1, "y"), RecursionError()]
)
def test_whatever_a_parser_raises_is_damage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception):
    def broken(*_: object) -> Article:
        raise error

    monkeypatch.setattr(dispatch, "_parsed", broken)
    file = tmp_path / "story.pdf"
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(SourceError, match="damaged"):
        open_source(str(file))


@pytest.mark.parametrize("passed", [SourceError("in good words"), MemoryError()])
def test_what_has_its_own_words_keeps_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, passed: Exception):
    def broken(*_: object) -> Article:
        raise passed

    monkeypatch.setattr(dispatch, "_parsed", broken)
    file = tmp_path / "story.pdf"
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(type(passed), match=str(passed)):
        open_source(str(file))


def _lzma(content: bytes) -> bytes:
    """The archive again, packed with LZMA, with bytes in its middle lost."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    whole = bytearray(packed.getvalue())
    start = whole.index(b"document.xml") + 40
    whole[start : start + 60] = b"\xff" * 60
    return bytes(whole)


DAMAGED = {
    "LZMA.docx": (_lzma(docx(paragraph(STORY[0]))), False),
    "date.eml": (f"Subject: {TITLE}\nDate: Fri, 99 Foo 99999999999999999999 25:61:61 +9999\n\n{TEXT}".encode(), True),
    "sender.eml": (f"Subject: {TITLE}\nFrom: =?utf-8?b?//8=?= <<>,:;@\n\n{TEXT}".encode(), True),
    "word.html": (PAGE.replace("<p>", "<p><w:t>").encode(), True),
    "links.xml": (b"<?xml version='1.0'?><feed><entry><link/><title>A</title></entry></feed>", None),
    "code.xml": (
        b"<?xml version='1.0' encoding='idna'?><rss><channel><item><title>\xff\xfe</title></item></channel></rss>",
        None,
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_gives_a_message_and_bad_metadata_is_dropped(name: str, tmp_path: Path):
    content, is_read = DAMAGED[name]
    (tmp_path / name).write_bytes(content)
    open_it: Callable[[], Article | Feed] = partial(open_source, str(tmp_path / name))
    if is_read:
        article = open_it()
        assert isinstance(article, Article)
        assert STORY[0] in article.text
    elif is_read is None:
        with suppress(SourceError):
            assert isinstance(open_it(), Feed)
    else:
        with pytest.raises(SourceError, match="damaged"):
            open_it()


def _cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


_PDF = pdf(
    [[(60, 760 - 20 * line, 11, f"Page {page} has line {line} of the story.") for line in range(9)] for page in range(4)]
)
_BODY = base64.encodebytes("\n\n".join(STORY).encode())
_MAIL = (
    f"Subject: {TITLE}\nContent-Type: multipart/mixed; boundary=b\n\n"
    "--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
).encode()
_ARTICLE = PAGE.replace("<body>", "<body><article>").encode()
_DOCX = docx("".join(map(paragraph, STORY * 40)))
_BOOK = epub([f"<h2>Chapter {number}</h2>" + "".join(f"<p>{text}</p>" for text in STORY) for number in range(4)])

BROKEN_OFF = {
    "within a page.pdf": (_cut(_PDF, 0.6), "Page 0"),
    "between pages.pdf": (_PDF[: _PDF.index(b"endobj", len(_PDF) // 2) + 7], "Page 0"),
    "without its table.pdf": (_PDF[: _PDF.index(b"xref")], "Page 3"),
    "half.docx": (_cut(_DOCX, 0.6), STORY[0]),
    "most.docx": (_cut(_DOCX, 0.9), STORY[0]),
    "most.epub": (_BOOK[: _BOOK.rindex(b"PK\x03\x04") + 200], STORY[0]),
    "half.html": (_cut(_ARTICLE, 0.8), STORY[0]),
    "half.eml": (_MAIL + _cut(_BODY, 0.8), STORY[0]),
    "no end.eml": (_MAIL + _BODY, STORY[-1]),
    "garbled.eml": (_MAIL + _BODY + b"\xff*!*\n--b--\n", STORY[0]),
}


@pytest.mark.parametrize("name", BROKEN_OFF)
def test_what_breaks_off_is_shown_as_far_as_it_goes_and_told(name: str, tmp_path: Path):
    content, words = BROKEN_OFF[name]
    (tmp_path / name).write_bytes(content)
    article = open_source(str(tmp_path / name))
    assert isinstance(article, Article)
    assert words in article.text
    assert CUT in article.notices


WHOLE = {
    "story.pdf": _PDF,
    "story.docx": _DOCX,
    "story.epub": _BOOK,
    "without a need for ends.html": PAGE.encode(),
    "with ends.html": _ARTICLE + b"</article></body></html>",
    "story.eml": _MAIL + _BODY + b"--b--\n",
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_whole_is_not_told_to_break_off(name: str, tmp_path: Path):
    (tmp_path / name).write_bytes(WHOLE[name])
    article = open_source(str(tmp_path / name))
    assert isinstance(article, Article)
    assert article.notices == ()


def test_a_cut_archive_is_unpacked_within_the_limits(tmp_path: Path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 3_000_000)
    (tmp_path / "bomb.docx").write_bytes(_cut(bomb.getvalue(), 0.9))
    with pytest.raises(SourceError, match="unpacks to more than 1 MB"):
        open_source(str(tmp_path / "bomb.docx"), limits=Limits(unpacked=1_000_000))


def test_a_link_in_a_circle_does_not_hide_its_folder(tmp_path: Path):
    (tmp_path / "me.txt").symlink_to("me.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    (tmp_path / "one\ntwo.txt").write_text(TEXT, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    assert articles_in(tmp_path) == [f"{tmp_path}/one\ntwo.txt"]


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_a_source_without_a_name_is_told(name: str):
    with pytest.raises(SourceError, match="no name"):
        is_folder(name)


def test_a_pipe_is_read_and_one_that_nobody_writes_to_is_given_up(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(SourceError, match=r"nothing came through the pipe .* for 0\.05 seconds"):
        open_source(str(pipe), limits=Limits(seconds=0.05))
    writer = threading.Thread(target=lambda: pipe.write_text(TEXT, encoding="utf-8"))
    writer.start()
    article = open_source(str(pipe), limits=Limits(seconds=20))
    writer.join()
    assert isinstance(article, Article)
    assert article.title == TITLE


def test_a_socket_and_an_endless_device_are_told(tmp_path: Path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        with pytest.raises(SourceError, match="is a socket"):
            open_source(str(tmp_path / "s"))
    with pytest.raises(SourceError, match="larger than"):
        open_source("/dev/zero", limits=Limits(text=1_000, html=1_000, document=1_000))
