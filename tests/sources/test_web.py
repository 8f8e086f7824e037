"""Pages in several layouts, and pages that mean no good: the article without what stands around it, or one clear message."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import AUTHOR, CAPTION, DAY, DEK, FURNITURE, LAYOUTS, SITE, STORY, SUBHEAD, TITLE, page

from briefing.errors import SourceError
from briefing.model import Article
from briefing.sources.dispatch import open_source
from briefing.sources.limits import Limits
from briefing.sources.markup import outline, parts_of_html

pytest.importorskip("trafilatura")

from briefing.sources.web import article_from_html

PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


def read(html: str, name: str = "page.html") -> Article:
    return article_from_html(html.encode("utf-8", "surrogatepass"), name)


def roles(article: Article) -> dict[str, str]:
    return {article.text[block.start : block.end]: block.role for block in article.blocks}


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def article(layout: str) -> Article:
    return read(LAYOUTS[layout])


def test_the_whole_story_is_there_in_its_order(article: Article) -> None:
    places = [article.text.index(paragraph) for paragraph in STORY]
    assert places == sorted(places)
    assert [roles(article)[paragraph] for paragraph in STORY] == ["body"] * len(STORY)


def test_nothing_that_stands_around_it_is(article: Article) -> None:
    assert [words for words in FURNITURE if words in article.text] == []


def test_title_author_site_and_day_are_known(article: Article) -> None:
    assert (article.title, article.byline, article.site, article.published) == (TITLE, AUTHOR, SITE, DAY)
    assert article.language == "en"


def test_the_markup_tells_roles(article: Article, layout: str) -> None:
    told = roles(article)
    assert article.text.startswith(f"{TITLE}\n\n")
    assert told[TITLE] == "headline"
    assert told[SUBHEAD] == "subhead"
    assert told.get(CAPTION) == (None if layout == "table" else "caption")
    assert told.get(DEK) == ("dek" if layout in {"semantic", "microdata"} else None)
    assert len([role for role in told.values() if role == "headline"]) == 1


def test_captions_stand_where_the_page_has_them() -> None:
    text = read(LAYOUTS["semantic"]).text
    assert text.index(STORY[2]) < text.index(CAPTION) < text.index(SUBHEAD)
    text = read(LAYOUTS["AMP"]).text
    assert text.index(TITLE) < text.index(CAPTION) < text.index(STORY[0])


def test_blocks_are_the_lines_of_the_text(article: Article) -> None:
    assert [article.text[block.start : block.end] for block in article.blocks] == article.text.split("\n\n")


def test_a_file_on_the_disk_is_read_by_its_name_or_its_words(tmp_path: Path) -> None:
    for name in ("story.html", "story.htm", "story", "story.txt"):
        (tmp_path / name).write_text(LAYOUTS["semantic"], encoding="utf-8")
        assert open_source(str(tmp_path / name)).byline == AUTHOR


def test_lists_quotations_and_tables_are_kept() -> None:
    extra = (
        "<ul><li>The first point of all</li><li>The second</li></ul><blockquote><p>One said.</p><p>Two said.</p></blockquote>"
    )
    extra += "<table><tr><th>Party</th><th>Seats</th></tr><tr><td>Greens</td><td>4</td></tr></table>"
    lines = read(page(f"<article><h1>{TITLE}</h1>{PARAGRAPHS}{extra}{PARAGRAPHS[:300]}</p></article>")).text.split("\n\n")
    for line in ("The first point of all", "The second", "One said.", "Two said.", "Party | Seats", "Greens | 4"):
        assert line in lines


def test_paragraphs_without_elements_of_their_own_are_told_apart() -> None:
    spans = "".join(f"<div><span>{paragraph}</span></div>" for paragraph in STORY)
    assert set(STORY) <= set(read(page(f"<div>{spans}</div>")).text.split("\n\n"))
    preformatted = "\n\n".join(STORY)
    assert set(STORY) <= set(read(page(f"<h1>{TITLE}</h1><pre>{preformatted}</pre>")).text.split("\n\n"))


def test_the_story_in_the_metadata_of_a_page_made_by_scripts() -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(STORY)}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    lines = read(page('<div id="root"></div>', head)).text.split("\n\n")
    assert lines == [TITLE, *STORY]


def test_a_short_report_is_an_article_too() -> None:
    article = read(page("<h1>Ferry late</h1><p>The ferry from Kell was two hours late on Sunday because of fog.</p>"))
    assert article.text == "Ferry late\n\nThe ferry from Kell was two hours late on Sunday because of fog."


@pytest.mark.parametrize(("declared", "expected"), [("en", "de"), ("de", "de"), ("", "de")])
def test_the_words_have_the_last_say_on_the_language(declared: str, expected: str) -> None:
    german = "Der Rat der Stadt hat am Montag beschlossen, dass der alte Turm nicht mehr an der Küste stehen soll. "
    assert read(page(f"<h1>Der Turm</h1><p>{german * 5}</p>", language=declared)).language == expected


def test_a_language_that_is_not_told_from_words_is_believed() -> None:
    story = "Rada miasta postanowiła w poniedziałek przenieść starą latarnię morską w głąb lądu przed zimowymi sztormami. " * 5
    assert read(page(f"<h1>Latarnia</h1><p>{story}</p>", language="pl-PL")).language == "pl"


@pytest.mark.parametrize(
    "reference", ["&#27;", "&#x1b;", "&#27", "&#0;", "&#8;", "&#x9b;", "&#xD800;", "&#1114112;", "\x1b", "\0", "\x9b"]
)
def test_a_control_character_silences_nothing(reference: str) -> None:
    html = page(f"<article><h1>{TITLE}</h1>{PARAGRAPHS.replace('lighthouse', f'light{reference}[31mhouse', 1)}</article>")
    article = read(html)
    assert all(paragraph in article.text for paragraph in STORY[1:])
    assert "[31mhouse" in article.text
    assert not any(ord(character) < 32 and character != "\n" for character in article.text)


@pytest.mark.parametrize("depth", [256, 3_000])
def test_deep_nesting_silences_nothing(depth: int) -> None:
    article = read(page("<div>" * depth + PARAGRAPHS + "</div>" * depth))
    assert all(paragraph in article.text for paragraph in STORY)


ENTITIES = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def test_entities_are_not_expanded() -> None:
    article = read(f"{ENTITIES}<html><body><article><h1>{TITLE}</h1><p>&b;&b;&c;</p>{PARAGRAPHS}</article></body></html>")
    assert "haha" not in article.text
    assert "root:" not in article.text
    assert all(paragraph in article.text for paragraph in STORY)


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n\t ",
        "<html>",
        page(""),
        page('<div id="root"></div><noscript>Please switch on JavaScript to read this page, it is needed.</noscript>'),
        page('<nav><a href="/">Home</a> <a href="/s">Sport</a></nav><footer>All rights reserved</footer>'),
        "<" * 1_000,
        "<!--" * 1_000,
        "<a " * 1_000,
        "<script>" * 1_000,
    ],
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    with pytest.raises(SourceError, match=r"page\.html holds no article text"):
        read(html)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(SourceError, match="binary data"):
        article_from_html(bytes(range(256)) * 40, "page.html")
    with pytest.raises(SourceError):
        article_from_html(os.urandom(5_000), "page.html")


def test_a_large_page_is_refused_with_the_setting_that_allows_it() -> None:
    with pytest.raises(SourceError, match=r"larger than 0\.01 MB; raise html_limit"):
        article_from_html(b"x" * 10_001, "page.html", limits=Limits(html=10_000))


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(SourceError, match=r'web pages need an extra .*: pip install "briefing\[web\]"'):
        read(LAYOUTS["blog"])


@pytest.mark.parametrize(
    "pattern",
    [
        "<!--",
        "<![CDATA[",
        "<!",
        "<?",
        "<a ",
        "<a b='",
        '<a b="',
        "</",
        "</a ",
        "<script",
        "&",
        "&#",
        "<div>",
        "</div>",
        "<p>x",
        "<pre>\n\n",
    ],
)
def test_markup_is_read_in_time_that_grows_with_its_length(pattern: str) -> None:
    for end in ("", ">", "'>", '">'):
        outline(pattern * (200_000 // len(pattern)) + end)  # in the square of its length, one would take minutes


def test_paragraphs_of_a_piece_of_markup() -> None:
    html = "One <b>bold</b>ly <i>said</i> thing.<br>Still it.<br><br>Two.<p>Three<div>Four<h2>Five</h2><figcaption>Six"
    parts = [(part.text, part.role) for part in parts_of_html(html)]
    assert parts == [
        ("One boldly said thing. Still it.", None),
        ("Two.", None),
        ("Three", None),
        ("Four", None),
        ("Five", "subhead"),
        ("Six", "caption"),
    ]


def test_what_is_hidden_is_not_read() -> None:
    html = (
        "<p>Seen.</p><p hidden>No.</p><div style='display: none'><p>No.<div>No.</div></div><script>no()</script><p>Also seen."
    )
    assert [part.text for part in parts_of_html(html)] == ["Seen.", "Also seen."]


@given(st.text(alphabet=st.sampled_from(list("<>/!-='\"& abp\n")), max_size=80))
@settings(deadline=None)
def test_any_markup_has_an_outline(html: str) -> None:
    for piece in outline(html).pieces:
        assert piece.text == " ".join(piece.text.split())
        assert piece.text


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<h1>", "<br>", "<nav>", "</nav>", "<td>", "words. ", *STORY]),
        max_size=30,
    )
)
@settings(deadline=None, max_examples=60)
def test_any_page_is_an_article_or_a_message(pieces: list[str]) -> None:
    try:
        article = read("".join(pieces))
    except SourceError:
        return
    assert article.text.encode()
    assert [article.text[block.start : block.end] for block in article.blocks] == article.text.split("\n\n")
