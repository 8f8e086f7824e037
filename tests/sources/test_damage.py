"""Sources that break what reads them, and files that are none: one message each, in bounded time."""

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
from test_documents import docx, paragraph

from briefing.errors import SourceError
from briefing.model import Article, Feed
from briefing.sources import Limits, articles_in, dispatch, is_folder, open_source

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
