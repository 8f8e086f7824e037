"""Sources opened in a process of their own: what comes back, what is read on the spot, and how it is ended."""

import io
import os
import sys
import threading
import time
from pathlib import Path

import pytest
from msgspec.structs import replace
from sources.pages import LAYOUTS, STORY, TITLE
from sources.server import Site, answer

from briefing.config import Settings
from briefing.errors import SourceError
from briefing.model import Article, Feed
from briefing.opener import QUICK, Opener
from briefing.store import Store

pytestmark = pytest.mark.system

TEXT = f"{TITLE}\n\n" + "\n\n".join(STORY) + "\n"
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>
<item><title>{TITLE}</title><link>http://example.org/a</link><description>{" ".join(STORY)}</description></item>
<item><title>Short</title><link>http://example.org/b</link><description>Few words.</description></item></channel></rss>"""
SLEEPER = (sys.executable, "-c", "import time; print('', flush=True); time.sleep(60)")
ECHO = (
    sys.executable,
    "-c",
    """import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({"kind": "progress", "id": asked["id"], "stage": "reading", "share": 0}), flush=True)
    print(json.dumps({"kind": "error", "id": asked["id"], "message": asked["source"]}), flush=True)
""",
)
NOBODY = ("/nowhere/at/all",)


@pytest.fixture
def opener():
    with Opener(Settings()) as opener:
        yield opener


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


def test_a_text_is_read_on_the_spot(tmp_path: Path):
    (tmp_path / "story.txt").write_text(TEXT)
    with Opener(Settings(), command=NOBODY) as opener:
        assert opener.open_quickly(str(tmp_path / "story.txt")).title == TITLE
        assert opener.open(str(tmp_path / "story.txt")).title == TITLE
        with pytest.raises(SourceError, match="no file"):
            opener.open_quickly(str(tmp_path / "none.txt"))


def test_all_else_is_opened_by_the_worker(opener: Opener, tmp_path: Path):
    pytest.importorskip("trafilatura")
    pytest.importorskip("feedparser")
    page, feed, text = tmp_path / "page.html", tmp_path / "feed.xml", tmp_path / "long.txt"
    page.write_text(LAYOUTS["blog"])
    feed.write_text(FEED)
    text.write_text(TEXT * (QUICK // len(TEXT) + 1))
    assert [opener.open_quickly(str(source)) for source in (page, feed, text)] == [None, None, None]
    article = opener.open(str(page))
    assert isinstance(article, Article)
    assert (article.title, article.source) == (TITLE, str(page))
    opened = opener.open(str(feed))
    assert isinstance(opened, Feed)
    assert [entry.link for entry in opened.entries] == ["http://example.org/a", "http://example.org/b"]
    assert [article.title for article in opened.articles] == [TITLE]
    assert opener.open(str(text)).text == text.read_text()


def test_what_comes_through_a_pipe_is_read_once(opener: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    pytest.importorskip("trafilatura")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LAYOUTS["blog"].encode())))
    assert opener.open_quickly("-") is None
    article = opener.open("-")
    assert (article.title, article.source) == (TITLE, "-")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert opener.open_quickly("-").title == TITLE


@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there")
def test_a_name_that_is_no_text(opener: Opener, tmp_path: Path):
    pytest.importorskip("trafilatura")
    for suffix, content in ((b".txt", TEXT), (b".html", LAYOUTS["blog"])):
        name = os.fsencode(tmp_path) + b"/caf\xe9" + suffix
        Path(os.fsdecode(name)).write_text(content)
        article = opener.open(os.fsdecode(name))
        assert article.title == TITLE
        assert article.source.endswith("/caf\ufffd" + suffix.decode())
    with pytest.raises(SourceError, match="no file"):
        opener.open(os.fsdecode(b"none\xe9.html"))


@pytest.mark.parametrize("name", ["broken.pdf", "broken.docx", "broken.epub", "empty.html", "none.html", "a\0b.html"])
def test_what_cannot_be_opened_is_said_in_one_line_with_its_name(opener: Opener, tmp_path: Path, name: str):
    if "broken" in name:
        (tmp_path / name).write_bytes(b"%PDF-1.7\n" if "pdf" in name else b"PK\x03\x04 nothing")
    elif "empty" in name:
        (tmp_path / name).touch()
    with pytest.raises(SourceError) as error:
        opener.open(str(tmp_path / name))
    assert name.partition("\0")[0] in str(error.value)
    assert "\n" not in str(error.value)
    assert "exit status" not in str(error.value)


def test_limits_come_from_the_settings(tmp_path: Path):
    (tmp_path / "page.html").write_text(LAYOUTS["blog"] + " " * 1_100_000)
    with Opener(Settings(html_limit=1)) as opener, pytest.raises(SourceError, match="raise html_limit"):
        opener.open(str(tmp_path / "page.html"))


def test_an_address_that_a_feed_names_may_lead_where_the_feed_came_from(opener: Opener, tmp_path: Path, site: Site):
    pytest.importorskip("trafilatura")
    pytest.importorskip("feedparser")
    feed = FEED.replace("http://example.org", site.url)
    site["/b"], site["/feed"] = answer(LAYOUTS["blog"]), answer(feed, "application/rss+xml")
    (tmp_path / "feed.xml").write_text(feed)
    opener.open(f"{site.url}/feed")
    assert opener.open(f"{site.url}/b").title == TITLE
    opener.open(str(tmp_path / "feed.xml"))
    with pytest.raises(SourceError, match="only a feed names it"):
        opener.open(f"{site.url}/b")
    with Opener(Settings()) as fresh:
        assert fresh.open(f"{site.url}/b").title == TITLE, "given by the user"


def test_opening_can_be_ended_from_another_thread(tmp_path: Path):
    (tmp_path / "page.html").write_text(LAYOUTS["blog"])
    refused: list[SourceError] = []
    opener = Opener(Settings(), command=(sys.executable, "-c", "import time; time.sleep(60)"))

    def wait() -> None:
        try:
            opener.open(str(tmp_path / "page.html"))
        except SourceError as error:
            refused.append(error)

    thread = threading.Thread(target=wait)
    began = time.monotonic()
    thread.start()
    while opener._worker._process is None:
        os.sched_yield()
    opener.rest()
    thread.join(30)
    assert refused
    assert time.monotonic() - began < 30
    opener.close()
    with pytest.raises(SourceError, match="interrupted"):
        opener.open(str(tmp_path / "page.html"))


def test_a_worker_that_cannot_be_started_or_speaks_nonsense(tmp_path: Path):
    (tmp_path / "page.html").write_text(LAYOUTS["blog"])
    with Opener(Settings(), command=NOBODY) as opener, pytest.raises(SourceError, match="cannot be started"):
        opener.open(str(tmp_path / "page.html"))
    with Opener(Settings(), command=SLEEPER) as opener, pytest.raises(SourceError, match="cannot be read"):
        opener.open(str(tmp_path / "page.html"))


def test_an_exchange_that_was_broken_off_leaves_no_answer_behind(tmp_path: Path):
    def interrupt(_progress: object) -> None:
        raise KeyboardInterrupt

    one, other = tmp_path / "one.html", tmp_path / "other.html"
    with Opener(Settings(), command=ECHO) as opener:
        with pytest.raises(KeyboardInterrupt):
            opener.open(str(one), interrupt)
        with pytest.raises(SourceError) as error:
            opener.open(str(other))
        assert str(error.value) == str(other)


def test_what_is_remembered_of_a_text_is_the_article_that_looking_gives(
    opener: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    file, copy = tmp_path / "story.txt", tmp_path / "copy.txt"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    copy.write_text(TEXT)
    store = Store(tmp_path / "cache", tmp_path / "state")
    first = opener.open_quickly(str(file), store.opened)
    assert first is not None
    store.keep_opened(first)
    monkeypatch.setattr("briefing.sources.blocks.find_blocks", None)
    assert opener.open_quickly(str(file), store.opened) == first
    assert opener.open_quickly(str(copy), store.opened) == replace(first, source=str(copy))
    copy.write_text(TEXT + "More.")
    with pytest.raises(TypeError):
        opener.open_quickly(str(copy), store.opened)
