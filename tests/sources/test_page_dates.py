"""The day of publication: said by the page in one of the usual forms, or none."""

from datetime import date, timedelta

import pytest
from test_web import read

from briefing.sources.bylines import dateline_day, day_at_head, day_of, written_days

pytest.importorskip("trafilatura")

from briefing.sources.dates import day_in_address, written_day

STORY = (
    "<p>The weavers of Eskby went back to their looms after eleven weeks, and their chair, Mona Lysne, said that the mill "
    "had promised them a tenth more pay.</p><p>Whether the mill can keep its promise is not known, said Lysne on Monday.</p>"
)


def published(head: str = "", above: str = "", below: str = "", source: str = "page.html") -> str | None:
    article = f"<article><h1>Weavers go back to work</h1>{above}{STORY}{below}</article>"
    return read(
        f"<html><head><title>Weavers go back to work</title>{head}</head><body>{article}</body></html>", source
    ).published


def json_ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


NEWS = '"@type": "NewsArticle", "headline": "Weavers go back to work"'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-02-07T23:50:00-08:00">',
        '<meta name="Date" content="2023-02-07">',
        '<meta name="DC.date.issued" content="2023-02-07T08:00+01:00">',
        '<meta name="parsely-pub-date" content="2023-02-07T00:30:00+13:00">',
        '<meta name="pubdate" content="20230207">',
        '<meta name="citation_publication_date" content="2023/02/07">',
        '<meta name="publish-date" content="Tue, 07 Feb 2023 22:10:00 -0500">',
        '<meta itemprop="datePublished" content="February 7, 2023">',
        '<meta name="last-modified" content="2023-02-09"><meta property="article:published_time" content="2023-02-07">',
        json_ld(f'{{{NEWS}, "datePublished": "2023-02-07T23:00:00-11:00", "dateModified": "2023-03-01"}}'),
        json_ld(f'{{"@graph": [{{"@type": "WebSite"}}, {{{NEWS}, "datePublished": "2023-02-07"}}]}}'),
        json_ld(f'[{{{NEWS}, "datePublished": "2023-02-07"}}]'),
        json_ld(f'{{"@type": "WebPage", "mainEntity": {{{NEWS}, "datePublished": "2023-02-07"}}}}'),
        json_ld('{"@type": "WebPage", "datePublished": "2023-02-07"}'),
        json_ld(f'{{{NEWS}, "datePublished": "2023-02-07",}}'),
        '<meta name="dcterms.created" content="2023-02-07">',
        '<meta name="publish-date" content="02/03/2023"><meta name="date" content="2023-02-07">',
        '<link rel="canonical" href="https://post.example/2023/02/07/weavers">',
        '<link rel="canonical" href="https://post.example/news/2023/feb/07/weavers">',
        '<meta property="og:url" content="https://post.example/2023-02-07-weavers.html">',
    ],
)
def test_a_day_in_the_head(head: str) -> None:
    assert published(head) == "2023-02-07"


@pytest.mark.parametrize(
    "above",
    [
        '<time datetime="2023-02-07T21:00-05:00">7 February 2023</time>',
        "<p>By <a rel='author' href='/p'>Petra Holt</a> | <time>February 7, 2023</time></p>",
        '<div class="meta"><span class="published" title="2023-02-07">last winter</span></div>',
        '<p class="byline">By Petra Holt | February 7, 2023</p>',
        "<div>Petra Holt · 7 February 2023 · 3 min read</div>",
        "<p>Published 7 February 2023, updated 9 February 2023</p>",
        "<p>Updated 9 February 2023, first published 7 February 2023</p>",
        "<p class='date'>7.2.2023</p>",
        '<p>Updated <time datetime="2023-02-09">9 Feb</time></p><p>Published <time datetime="2023-02-07">7 Feb</time></p>',
        "<p>ESKBY, Feb. 7, 2023 (APX) — The weavers came out of the mill at noon and went home through the snow again.</p>",
    ],
)
def test_a_day_at_the_head_of_the_article(above: str) -> None:
    assert published(above=above) == "2023-02-07"


def test_the_address_of_what_was_fetched() -> None:
    assert published(source="https://post.example/2023/02/07/weavers.html") == "2023-02-07"
    assert published(source="/home/me/2023/02/07/weavers.html") is None


@pytest.mark.parametrize(
    ("head", "around"),
    [
        ("", "<p>The mill was built in 1902.</p>"),
        ("", "<p>The strike began on 3 May 2022, said Lysne.</p>"),
        ("", "<p>In March 2022 the mill had 300 looms.</p>"),
        ("", "<img src='/uploads/2021/08/loom.jpg'>"),
        ("", "<figure><img src='a.jpg'><figcaption>The mill on 4 May 2020.</figcaption></figure>"),
        ("", "</article><footer><p>© Eskby Post 2023</p><p>Copyright 1998-2021 Eskby Post</p></footer><article>"),
        ("", "<aside class='related'><a href='/2021/03/04/x'>Mill sold</a> <time datetime='2021-03-04'>4 March</time></aside>"),
        ("", "<div class='card'><h3><a href='/a'>Mill sold</a></h3><time datetime='2021-03-04'>4 March 2021</time></div>"),
        ("", "<section class='comments'><time datetime='2021-03-04'>4 March 2021</time><p>Well done.</p></section>"),
        ("<script src='/app.js?v=20220304'></script><link rel='stylesheet' href='/2022/03/04/a.css'>", ""),
        ('<meta property="article:modified_time" content="2023-02-07T08:00:00Z">', ""),
        (json_ld(f'{{{NEWS}, "dateModified": "2023-02-07"}}'), ""),
        (json_ld('{"@type": "NewsArticle", "headline": "Ferry sinks off Holm", "datePublished": "2023-02-07"}'), ""),
        (json_ld('{"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2023-02-07"}]}'), ""),
        (json_ld('{"@type": "Event", "startDate": "2023-02-07", "datePublished": "2023-02-07"}'), ""),
        (json_ld("{broken"), ""),
        ('<meta name="date" content="2199-02-07">', ""),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', ""),
        ('<meta name="date" content="0001-01-01">', ""),
        ('<meta name="date" content="2023-02-31">', ""),
        ('<meta name="date" content="yesterday">', ""),
        ('<link rel="canonical" href="https://post.example/2023/weavers-1987">', ""),
        ('<link rel="canonical" href="https://post.example/a/20230299-x">', ""),
    ],
)
def test_a_page_that_says_no_day_has_none(head: str, around: str) -> None:
    assert published(head, below=around) is None


def test_a_day_at_the_foot_that_is_called_its_publication() -> None:
    assert published(below="<footer><p>Published on <time>7 February 2023</time></p></footer>") == "2023-02-07"
    assert published(below="<footer><p>We meet on <time>7 February 2023</time></p></footer>") is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("7.2.2023", ["2023-02-07"]),
        ("27/02/2023", ["2023-02-27"]),
        ("02/27/2023", ["2023-02-27"]),
        ("02/02/2023", ["2023-02-02"]),
        ("02/07/2023", []),
        ("1.7.2.2023 and 7/2.2023 and 33.2.2023", []),
    ],
)
def test_days_in_numbers_are_read_where_they_leave_no_doubt(words: str, days: list[str]) -> None:
    assert written_days(words) == days


@pytest.mark.parametrize(
    "above", ["<p>Updated 7 February 2023</p>", "<p>Last modified: <time datetime='2023-02-07'>7 February 2023</time></p>"]
)
def test_the_day_of_a_change_is_no_publication(above: str) -> None:
    assert published(above=above) is None


def test_a_day_shown_above_the_headline_is_the_readers_today() -> None:
    header = "<header><time datetime='2023-02-07'>Tuesday</time></header>"
    assert read(f"<html><body>{header}<main><h1>Weavers</h1>{STORY}</main></body></html>").published is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("By Petra Holt | February 7, 2023", "2023-02-07"),
        ("Petra Holt • 7 Feb 2023 • 2 min read", "2023-02-07"),
        ("Town hall, 7 February 2023", None),
        ("Born 7 February 1923 | Painter. She lived in Eskby", None),
        ("By Petra Holt | Updated February 7, 2023", None),
    ],
)
def test_lines_at_the_head(line: str, day: str | None) -> None:
    assert day_at_head(line, len(line.split())) == day


@pytest.mark.parametrize(
    ("paragraph", "day"),
    [
        ("LONDON, Feb. 7, 2023 (APX) — The mill opened.", "2023-02-07"),
        ("Eskby, February 7, 2023 (APX) – The mill opened.", "2023-02-07"),
        ("ESKBY — The mill of February 7, 2023 opened.", None),
        ("The mill opened on February 7, 2023 — and closed.", None),
    ],
)
def test_datelines(paragraph: str, day: str | None) -> None:
    assert dateline_day(paragraph) == day


def test_lines_that_tell_of_a_change() -> None:
    assert day_of("Updated February 9, 2023, published February 7, 2023") == "2023-02-07"
    assert day_of("Last updated: 9 February 2023") is None


def test_days_of_the_future_are_no_days() -> None:
    today = date.today()  # noqa: DTZ011 - any day near today will do
    assert written_day(today.isoformat()) == today.isoformat()
    assert written_day((today + timedelta(days=3)).isoformat()) is None


@pytest.mark.parametrize(
    "address", ["https://a.example/20240514/x", "https://a.example/2024/5/14/x", "https://a.example/2024-05-14"]
)
def test_addresses(address: str) -> None:
    assert day_in_address(address) == "2024-05-14"
