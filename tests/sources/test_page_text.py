"""No text of a page is lost without a mark, and nothing that is none of the article gets in as if it were."""

import pytest
from test_web import read, roles

from briefing.model import Article
from briefing.sources.markup import parts_of_html
from briefing.sources.parts import Part

pytest.importorskip("trafilatura")

TITLE = "Weavers go back to work"
FIRST = (
    "The weavers of Eskby went back to their looms after eleven weeks, and their chair, Mona Lysne, said that the mill had "
    "promised them a tenth more pay from the spring."
)
LAST = (
    "Whether the mill can keep its promise is not known. Its owner, Per Stav, left the meeting by the garden gate and said "
    "nothing to the reporters who had waited there since the morning."
)


def page(inside: str = "", *, before: str = "", after: str = "", head: str = "", tag: str = "article") -> Article:
    story = f"<{tag}><h1>{TITLE}</h1><p>{FIRST}</p>{inside}<p>{LAST}</p></{tag}>"
    return read(f"<html lang='en'><head><title>{TITLE}</title>{head}</head><body>{before}{story}{after}</body></html>")


def body(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.is_read]


QUOTE = "We counted the threads ourselves, and nobody at the mill believed us."


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"<blockquote><p>{QUOTE}</p><cite>Ada Moe, weaver</cite></blockquote>", [f"“{QUOTE}”", "— Ada Moe, weaver"]),
        (f"<blockquote>{QUOTE}<footer>Ada Moe</footer></blockquote>", [f"“{QUOTE}”", "— Ada Moe"]),
        (f"<blockquote><p>“{QUOTE}”</p><footer>— <cite>Ada Moe</cite></footer></blockquote>", [f"“{QUOTE}”", "— Ada Moe"]),
        (f"<figure><blockquote>“{QUOTE}”</blockquote><figcaption>Ada Moe</figcaption></figure>", [f"“{QUOTE}”", "— Ada Moe"]),
        (f"<aside><p>“{QUOTE}”</p><p>Ada Moe, weaver</p></aside>", [f"“{QUOTE}”", "— Ada Moe, weaver"]),
        (f"<aside class='pullquote'><blockquote>{QUOTE}<cite>Ada Moe</cite></blockquote></aside>", [f"“{QUOTE}”", "— Ada Moe"]),
        (f"<p>Ada Moe said: <q>{QUOTE}</q></p>", [f"Ada Moe said: “{QUOTE}”"]),
        ("<p>Moe said: <q>He told us <q>never</q> to ask.</q></p>", ["Moe said: “He told us ‘never’ to ask.”"]),
        (f"<blockquote>{QUOTE}<br>— <cite>Ada Moe</cite></blockquote>", [f"“{QUOTE}”", "— Ada Moe"]),
        (
            f"<blockquote class='tweet'><p>{QUOTE}</p>&mdash; Ada Moe (@adamoe) <a href='/1'>February 6, 2023</a></blockquote>",
            [f"“{QUOTE}”", "— Ada Moe (@adamoe) February 6, 2023"],
        ),
        (f"<blockquote><p>{QUOTE}</p></blockquote>", [QUOTE]),
        ("<p>Moe said: <q>“Never ask.”</q></p>", ["Moe said: “Never ask.”"]),
    ],
)
def test_quotations_keep_their_marks_and_their_speaker(inside: str, expected: list[str]) -> None:
    lines = body(page(inside))
    start = lines.index(FIRST) + 1
    assert lines[start : start + len(expected)] == expected


def test_a_pulled_quotation_that_the_story_has_is_not_said_again() -> None:
    said = "<p>“The looms are older than the owner,” said the foreman, Jens Ruud, who has mended them for thirty years.</p>"
    pulled = (
        "<aside class='pullquote'><blockquote>The looms are older than the owner<cite>Jens Ruud</cite></blockquote></aside>"
    )
    text = page(said + pulled).text
    assert text.count("The looms are older") == 1
    assert "— Jens Ruud" not in text


def test_a_box_beside_the_story_is_kept_with_its_heading_and_list() -> None:
    box = ["The mill", "It was built in 1902 and has burned down twice since then.", "80 looms", "3,000 weavers"]
    items = "".join(f"<li>{line}</li>" for line in box[2:])
    lines = body(page(f"<aside><h3>{box[0]}</h3><p>{box[1]}</p><ul>{items}</ul></aside>"))
    assert lines[2:-1] == box
    assert body(page("<aside><h3>Share</h3><ul><li>By mail</li></ul></aside>"))[2:-1] == []


@pytest.mark.parametrize("box", ["<aside class='related'>{}</aside>", "<div class='related'>{}</div>"])
def test_prose_that_an_extractor_leaves_out_is_set_aside(box: str) -> None:
    prose = "A ferry sank off the coast of Holm after a collision at night."
    article = page(box.format(f"<p>{prose}</p>"))
    assert roles(article)[prose] == "boilerplate"
    assert (
        "Ferry sinks"
        not in page(box.format("<p><a href='/f'>Ferry sinks off the coast of Holm after a collision.</a></p>")).text
    )


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ("<td>For</td><td><ul><li>Ada Moe, weaver</li><li>Jens Ruud</li></ul></td>", "For | Ada Moe, weaver; Jens Ruud"),
        ("<td>For</td><td>Ada Moe<br>Jens Ruud</td>", "For | Ada Moe; Jens Ruud"),
        ("<td>For</td><td><p>Ada Moe.</p><p>Jens Ruud.</p></td>", "For | Ada Moe. Jens Ruud."),
        ("<th>Looms</th><td><div>Old <b>ones</b></div></td>", "Looms | Old ones"),
        ("<td><a href='/a'>Ada Moe</a></td><td><br>4,100</td>", "Ada Moe | 4,100"),
    ],
)
def test_rows_of_a_table_are_read_on_one_line(cells: str, row: str) -> None:
    lines = body(page(f"<table><tr><th>Side</th><th>Who</th></tr><tr>{cells}</tr></table>"))
    assert row in lines


def test_a_caption_and_a_cell_over_the_whole_width_stand_alone() -> None:
    rows = (
        "<caption>How they voted</caption><tr><th>Side</th><th>Votes</th></tr><tr><td colspan='2'>Nobody stayed away</td></tr>"
    )
    lines = page(f"<table>{rows}</table>").text.split("\n\n")
    assert lines[2:-1] == ["How they voted", "Side | Votes", "Nobody stayed away"]


def test_what_is_kept_of_lists_definitions_and_details() -> None:
    inside = (
        "<dl><dt>Warp</dt><dd>The threads that run the long way of the cloth.</dd></dl>"
        "<details><summary>What is a loom?</summary><p>A frame on which cloth is woven by hand.</p></details>"
    )
    text = page(inside).text
    for words in ("The threads that run the long way", "A frame on which cloth"):
        assert words in text


CONSENT = (
    "<h2>Your privacy</h2><p>We and our 214 partners use cookies to store and/or access information on your device, and to "
    "show you personalised ads. You can change your choices at any time in the privacy settings of this site, and read our "
    "cookie policy, which says what data are collected, for how long they are kept, and with whom they are shared.</p>"
    "<p>By continuing to use this site you agree to this. Some partners claim a legitimate interest, which you may refuse.</p>"
    "<button>Accept all</button><button>Reject all</button>"
)


@pytest.mark.parametrize(
    "layer",
    [
        '<div id="cookie-wall">{}</div>',
        '<div id="onetrust-banner-sdk" role="dialog"><div><div>{}</div></div></div>',
        '<div class="sp_message_container">{}</div>',
        '<section role="alertdialog" aria-modal="true">{}</section>',
        "<dialog open>{}</dialog>",
        '<div class="modal fade in"><div class="modal-body">{}</div></div>',
        '<div class="fc-consent-root"><h1>Before you continue: cookies</h1>{}</div>',
        "<amp-consent id='c'><div>{}</div></amp-consent>",
        '<div class="x7f2a">{}</div>',
        "<section>{}</section>",
        "<main class='consent'><h1>Cookies on the Eskby Post</h1>{}</main>",
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_consent_layer_is_never_the_article(layer: str, *, is_above: bool) -> None:
    html = layer.format(CONSENT)
    short = (
        f"<article><h1>{TITLE}</h1><p>The weavers of Eskby went back to their looms on Monday, said Mona Lysne.</p></article>"
    )
    article = read(
        f"<html><head><title>{TITLE}</title></head><body>{html * is_above}{short}{html * (not is_above)}</body></html>"
    )
    assert body(article) == [TITLE, "The weavers of Eskby went back to their looms on Monday, said Mona Lysne."]


@pytest.mark.parametrize("names", ["class='cookie-story'", "class='modal-open consent-given'", "id='layer'"])
def test_an_article_about_cookies_is_one(names: str) -> None:
    text = "<p>The court of Eskby ruled that a site may not set cookies before its readers consent, and fined the owner.</p>"
    text += (
        "<p>The privacy policy of the site said that third parties store and/or access data on the device, said the judge.</p>"
    )
    article = read(f"<html><body {names}><div {names}><h1>Court rules on cookies</h1>{text * 2}</div></body></html>")
    assert "The court of Eskby ruled" in article.text
    assert "The privacy policy of the site" in article.text


@pytest.mark.parametrize(
    "line",
    [
        "You have read 3 of your 5 free articles this month.",
        "You have 2 free articles remaining.",
        "This is your last free article.",
        "To continue reading this article, log in or create a free account.",
        "Subscribe to continue reading",
        "Already a subscriber? Log in",
        "Please sign in or register to read the full story.",
        "This article is for subscribers only.",
        "We have a small favour to ask. Millions turn to us for news, and we depend on your support to keep it free.",
        "If you value our reporting, please consider supporting us from as little as £1.",
        "Support our journalism. Donate today.",
        "Petra Holt is a reporter at the Eskby Post.",
        "Petra Holt covers the courts for the Eskby Post and lives in Holm.",
        "Petra Holt can be reached at petra@post.example.",
        "Petra Holt has been a court reporter at the Eskby Post since 2011.",
        "Subscribe for unlimited access to all our stories.",
        "Thank you for reading. Become a member for £3 a month.",
        "You have read three free articles. Subscribe for £1 to read on. Cancel at any time, and we will not ask why.",
        "Our standards: the principles of the Eskby Post.",
        "Listen to this article (4 min)",
    ],
)
def test_what_the_page_says_to_its_reader_is_set_aside(line: str) -> None:
    article = read(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{LAST}</p><p>{line}</p></article>")
    assert roles(article).get(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "You have to be brave to weave at night, and the weavers of Eskby are brave people.",
        "To continue the strike, the weavers would need more money than their union has.",
        "Readers of the local paper support the mill more than its owner does.",
        "Mona Lysne is a weaver and the editor of the union's paper, which has three thousand readers.",
        "“Please sign in or register to read the full story,” the notice at the gate said.",
    ],
)
def test_prose_that_sounds_alike_is_read(line: str) -> None:
    article = read(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{LAST}</p><p>{line}</p></article>")
    assert roles(article).get(line) == "body"


@pytest.mark.parametrize(
    ("written", "read_as", "marks"),
    [
        ("holds 40<sup>2</sup> million", "holds 40 million", "2"),
        ('holds 40<sup><a href="#fn2">2</a></sup> million', "holds 40 million", "2"),
        ('holds 40<a href="#n2" class="footnote-ref"><sup>2</sup></a> million', "holds 40 million", "2"),
        ('holds 40<a role="doc-noteref" href="#n2">2</a> million', "holds 40 million", "2"),
        ("holds 40<sup>[2]</sup> million", "holds 40 million", "[2]"),
        ("went home.<sup>1,2</sup> They", "went home. They", "1,2"),
        ("went home<sup>*</sup>. They", "went home. They", "*"),
        ("holds 10<sup>6</sup> threads", "holds 10⁶ threads", None),
        ("holds 3 km<sup>2</sup> of land", "holds 3 km² of land", None),
        ("breathes CO<sub>2</sub> at", "breathes CO₂ at", None),
        ("on the 21<sup>st</sup> of May", "on the 21st of May", None),
        ('holds 40<span style="font-size:.8em; vertical-align: super">2</span> million', "holds 40 million", "2"),
        ("holds 40<span class='note sup'>2</span> million", "holds 40 million", "2"),
        ("holds 4<span class='figure'>2</span> million", "holds 42 million", None),
        ("made Webbo<sup>TM</sup> cloth", "made Webbo™ cloth", None),
        ("knows that E=mc<sup>2</sup> holds", "knows that E=mc² holds", None),
    ],
)
def test_the_mark_of_a_footnote_joins_nothing(written: str, read_as: str, marks: str | None) -> None:
    article = page(f"<p>The union, which has three thousand members, {written} for all it knows.</p>")
    assert read_as in article.text
    assert ("\n\n" + (marks or "?") + "\n\n" in article.text) == (marks is not None)
    assert marks is None or roles(article)[marks] == "boilerplate"


ENTRIES = (("11:20", "Looms stand still", FIRST), ("10:05", "Owner is late", LAST), ("09:00", "Good morning", QUOTE * 2))
SHAPES = {
    "post": "<div class='post'><time>{0}</time><h2>{1}</h2><p>{2}</p></div>",
    "entry": "<div class='entry'><h3>{1}</h3><time datetime='2023-02-07T{0}Z'>{0}</time><p>{2}</p></div>",
    "articles": "<article class='block'><header><time>{0}</time><h2>{1}</h2></header><div><p>{2}</p></div></article>",
    "blog postings": "<article itemprop='liveBlogUpdate'><time>{0}</time><h2>{1}</h2><p>{2}</p></article>",
    "items": "<li class='post'><article><time>{0}</time><h3>{1}</h3><div class='body'><p>{2}</p></div></article></li>",
    "sections": "<section><h2>{1}</h2><span><time>{0}</time></span><p>{2}</p></section>",
    "blocks": "<div class='block block--x'><p class='block-time'><time>{0}</time></p><h2>{1}</h2><div><p>{2}</p></div></div>",
    "plain": "<time>{0}</time><h2>{1}</h2><p>{2}</p>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_entries_of_a_live_page_keep_heading_and_time(shape: str) -> None:
    data = (
        f'{{"@type": "LiveBlogPosting", "headline": "{TITLE}", "datePublished": "2023-02-06T09:00:00Z", '
        '"author": [{"name": "Petra Holt"}, {"name": "Nils Aas"}], '
        '"liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Looms stand still", "datePublished": "2023-02-07"}]}'
    )
    entries = "".join(SHAPES[shape].format(*entry) for entry in ENTRIES)
    entries = f"<ol>{entries}</ol>" if shape == "items" else entries
    head = f'<title>{TITLE} – live</title><script type="application/ld+json">{data}</script>'
    article = read(f"<html><head>{head}</head><body><main><h1>{TITLE}</h1>{entries}</main></body></html>")
    assert (article.title, article.byline, article.published) == (TITLE, "Petra Holt, Nils Aas", "2023-02-06")
    lines = body(article)
    assert lines[0] == TITLE
    for time, heading, text in ENTRIES:
        at = lines.index(text)
        assert {time, heading} <= set(lines[at - 2 : at])


def test_who_wrote_an_entry_is_its_byline() -> None:
    entries = "".join(
        f"<div class='post'><header><time>{time}</time><h2>{heading}</h2><span>Nils Aas</span></header><p>{text}</p></div>"
        for time, heading, text in ENTRIES
    )
    article = read(f"<html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1>{entries}</main></body></html>")
    assert [article.text[block.start : block.end] for block in article.set_aside] == ["Nils Aas"] * len(ENTRIES)


@pytest.mark.parametrize("names", ["epub:type='footnote'", "epub:type='rearnotes'", "role='doc-footnote'", "class='footnote'"])
def test_notes_of_a_chapter_are_set_aside(names: str) -> None:
    note = "Of 13 May, by hand."
    assert parts_of_html(f"<p>{FIRST}</p><aside {names}><p>{note}</p></aside>") == [Part(FIRST), Part(note, "boilerplate")]


@pytest.mark.parametrize(
    "author",
    ["Petra Holt is a staff writer, and has won a prize", "https://post.example/petra", "admin"],
)
def test_a_sentence_or_an_address_is_no_author(author: str) -> None:
    assert page(head=f'<meta name="author" content="{author}">').byline is None
