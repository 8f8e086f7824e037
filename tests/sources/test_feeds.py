"""Feeds: their entries, the articles that they carry whole, and such as mean no good."""

from contextlib import suppress
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import AUTHOR, DAY, SITE, STORY, SUBHEAD, TITLE

from briefing.errors import SourceError
from briefing.sources.dispatch import open_source
from briefing.sources.limits import Limits

pytest.importorskip("feedparser")

from briefing.sources.feeds import Feed, open_feed

BODY = "".join(f"<p>{text}</p>" for text in STORY[:3]) + f"<h2>{SUBHEAD}</h2>" + "".join(f"<p>{text}</p>" for text in STORY[3:])
LINK = "https://courier.example/lighthouse"


def rss(items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{SITE}</title><language>en-gb</language>{items}</channel></rss>'
    ).encode()


ITEM = (
    f"<item><title>{TITLE}</title><link>{LINK}</link><pubDate>Mon, 18 Mar 2024 08:15:00 GMT</pubDate>"
    f"<dc:creator>{AUTHOR}</dc:creator><description>In short.</description>"
    f"<content:encoded><![CDATA[{BODY}]]></content:encoded></item>"
)
ATOM = (
    f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{SITE}</title><entry><title type="html">{TITLE}</title>'
    f'<link href="{LINK}"/>'
    f"<updated>{DAY}T08:15:00Z</updated><author><name>{AUTHOR}</name></author>"
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry></feed>'
).encode()


@pytest.mark.parametrize("content", [rss(ITEM), ATOM], ids=["RSS", "Atom"])
def test_an_entry_that_is_a_whole_article(content: bytes) -> None:
    feed = open_feed(content, "feed.xml")
    assert feed.title == SITE
    (entry,) = feed.entries
    assert (entry.title, entry.link, entry.published) == (TITLE, LINK, DAY)
    (article,) = feed.articles
    assert article.text.split("\n\n") == [TITLE, *STORY[:3], SUBHEAD, *STORY[3:]]
    assert [block.role for block in article.blocks] == ["headline", "body", "body", "body", "subhead", "body", "body", "body"]
    assert (article.source, article.title, article.byline, article.site, article.published) == (LINK, TITLE, AUTHOR, SITE, DAY)


def test_an_entry_that_only_says_what_it_is_about() -> None:
    title, about = "Tides &amp;amp; &lt;b&gt;times&lt;/b&gt;", "&lt;p&gt;In short."
    item = f"<item><title>{title}</title><link>{LINK}</link><description>{about}</description></item>"
    (entry,) = open_feed(rss(item), "feed.xml").entries
    assert (entry.title, entry.link, entry.summary, entry.published, entry.article) == (
        "Tides & times",
        LINK,
        "In short.",
        None,
        None,
    )


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "", "/relative"])
def test_only_addresses_of_the_web_are_kept(link: str) -> None:
    (entry,) = open_feed(rss(f"<item><title>A</title><link>{link}</link></item>"), "feed.xml").entries
    assert entry.link is None


def test_a_file_is_known_by_its_words(tmp_path: Path) -> None:
    for name in ("feed.xml", "feed.rss", "feed.txt"):
        (tmp_path / name).write_bytes(rss(ITEM))
        feed = open_source(str(tmp_path / name))
        assert isinstance(feed, Feed)
        assert len(feed.articles) == 1


def test_limits() -> None:
    assert len(open_feed(rss(ITEM * 5), "feed.xml", Limits(entries=3)).entries) == 3
    with pytest.raises(SourceError, match="html_limit"):
        open_feed(rss(ITEM * 5), "feed.xml", Limits(html=1_000))


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "hahahahaha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    levels = "".join(f'<!ENTITY x{level} "{f"&x{level - 1};" * 20}">' for level in range(1, 12))
    for doctype in (bomb, f'<!DOCTYPE rss [<!ENTITY x0 "ha">{levels}]>'):
        content = rss(f"<item><title>A &c;&x11;</title><description>{STORY[0]} &b;</description></item>")
        with suppress(SourceError):
            for entry in open_feed(content.replace(b"<rss", doctype.encode() + b"<rss"), "feed.xml").entries:
                assert len(entry.title) < 200
                assert "root:" not in entry.title


@pytest.mark.parametrize(
    "content", [b"", b"no feed", b"<rss>", rss(""), b"<html><body><p>A page</p></body></html>", b"\x1f\x8b\x08\x00"]
)
def test_what_is_no_feed_says_so(content: bytes) -> None:
    with pytest.raises(SourceError, match="no RSS or Atom feed, or an empty one"):
        open_feed(content, "feed.xml")


def test_the_name_of_a_file_is_not_opened_and_an_address_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "real.xml").write_bytes(rss(ITEM))
    for content in (str(tmp_path / "real.xml"), "http://127.0.0.1:9/feed"):
        with pytest.raises(SourceError):
            open_feed(content.encode(), "feed.xml")


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "feedparser", None)
    with pytest.raises(SourceError, match=r'pip install "briefing\[feeds\]"'):
        open_feed(rss(ITEM), "feed.xml")


@given(st.binary(max_size=60), st.integers(0, len(ATOM)))
@settings(deadline=None, max_examples=60)
def test_any_damage_is_a_feed_or_a_message(damage: bytes, place: int) -> None:
    with suppress(SourceError):
        open_feed(ATOM[:place] + damage + ATOM[place + len(damage) :], "feed.xml")


ROWS = (
    "<table><tr><th>Side</th><th>Votes</th></tr><tr><td>For</td><td><p>41</p><p>by post</p></td></tr><tr><td>Against<td>9"
    "<tr><td>All in all</td></tr></table>"
)


def test_rows_of_a_table_stay_rows() -> None:
    body = escape("".join(f"<p>{text}</p>" for text in STORY) + ROWS)
    (article,) = open_feed(rss(f"<item><title>{TITLE}</title><description>{body}</description></item>"), "feed.xml").articles
    assert article.text.split("\n\n")[-4:] == ["Side | Votes", "For | 41; by post", "Against | 9", "All in all"]


def test_a_table_that_lays_out_a_page_is_no_row() -> None:
    body = escape(f"<table><tr><td>Home</td><td><p>{STORY[0]}</p><p>{STORY[1]}</p>{ROWS}</td></tr></table>")
    (article,) = open_feed(rss(f"<item><title>{TITLE}</title><description>{body}</description></item>"), "feed.xml").articles
    assert {"Home", STORY[0], STORY[1], "Side | Votes"} <= set(article.text.split("\n\n"))


def test_all_authors_of_an_entry_and_a_site_in_html() -> None:
    names = "".join(f"<author><name>{name}</name></author>" for name in ("Ann Roe", "Jo Bell"))
    content = escape("".join(f"<p>{text}</p>" for text in STORY))
    entry = f"<entry><title>{TITLE}</title><id>1</id>{names}<content type='html'>{content}</content></entry>"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title type='html'>Post &amp;amp; Times</title>{entry}</feed>"
    (article,) = open_feed(feed.encode(), "feed.xml").articles
    assert (article.byline, article.site) == ("Ann Roe, Jo Bell", "Post & Times")
