"""Web pages in the layouts that newspapers use, made from one story; every word of them was written for these tests."""

import html
import json
from typing import Final


def _paragraphs_of(text: str) -> tuple[str, ...]:
    return tuple(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


TITLE: Final = "Harbour town votes to move its old lighthouse inland"
DEK: Final = "The council says the cliff will not hold for another winter, and that the money is there"
AUTHOR: Final = "Ines Calloway"
SITE: Final = "The Tidewater Courier"
DAY: Final = "2024-03-18"
CAPTION: Final = "The lighthouse at dusk, thirty metres from the edge of the cliff. Photo: Omar Lindqvist"
SUBHEAD: Final = "A race against the sea"
BEFORE: Final = _paragraphs_of(
    """
    The council of Saltmarsh decided on Monday night to move its lighthouse, which has stood on the northern cliff since
    1871, some two hundred metres inland before the storms of next winter.

    “We have lost eleven metres of ground in four years,” said Marta Quill, who leads the harbour office. “The tower has
    not moved, but the edge has come to meet it, and nobody wants to be the one who waited.”

    The plan, which was carried by nine votes to four, foresees that the tower be lifted on steel beams and rolled along a
    track of concrete slabs; engineers put the cost at 6.2 million crowns, two thirds of it paid by the region.
    """
)
AFTER: Final = _paragraphs_of(
    """
    Opponents argued that the sum would be better spent on the school, whose roof has leaked since the autumn. Councillor
    Tobias Venn called the move “a monument to our own stubbornness” and asked for a second opinion on the cliff.

    A survey published last year found that the northern cliff loses between two and three metres a year, more than
    anywhere else along this coast, and that the loss has quickened since the old sea wall was taken away.

    Work is to begin in May, when the ground has dried, and should take about ten weeks. Whether the lamp can be lit
    during the journey, as some residents have asked, the engineers were unable to say.
    """
)
STORY: Final = (*BEFORE, *AFTER)
FURNITURE: Final = (
    "Subscribe to the morning letter",
    "Ten recipes for rainy days",
    "We use cookies to improve your visit",
    "Weather Sport Opinion",
    "Terms of use and imprint",
    "Share on every network",
    "Bake-off winner opens her first shop",
    "Written in haste by a passing reader",
)
"""Words that stand on the page around the story and must not get into the article."""

_NAV = (
    '<nav class="site-nav"><ul><li><a href="/w">Weather</a> <a href="/s">Sport</a> <a href="/o">Opinion</a></li></ul>'
    "<a href='/w'>Weather Sport Opinion</a></nav>"
)
_FOOTER = (
    '<footer class="footer"><p>Terms of use and imprint</p>'
    '<p><a href="/letter">Subscribe to the morning letter</a></p></footer>'
)
_RELATED = (
    '<aside class="related"><h3>More stories</h3><ul><li><a href="/1">Ten recipes for rainy days</a></li>'
    '<li><a href="/2">Bake-off winner opens her first shop</a></li></ul></aside>'
)
_COOKIES = (
    '<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your visit.</p><button>Accept</button></div>'
)
_SHARE = '<div class="share social-share"><ul><li><a href="#">Share on every network</a></li></ul></div>'
_COMMENTS = (
    '<div id="comments" class="comments"><h3>Comments</h3><p>Written in haste by a passing reader, who disagrees.</p></div>'
)
_FIGURE = f'<figure><img src="/l.jpg" alt=""><figcaption>{CAPTION}</figcaption></figure>'
_LD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": f"{DAY}T08:15:00+00:00",
    "dateModified": "2024-03-19T10:00:00+00:00",
    "author": [{"@type": "Person", "name": AUTHOR}],
    "publisher": {"@type": "Organization", "name": SITE},
}


def _paragraphs(texts: tuple[str, ...], tag: str = "p", css: str = "") -> str:
    mark = f' class="{css}"' if css else ""
    return "".join(f"<{tag}{mark}>{html.escape(text, quote=False)}</{tag}>\n" for text in texts)


def page(body: str, head: str = "", title: str = f"{TITLE} | {SITE}", language: str = "en") -> str:
    """A whole page around `body`."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"<script>var tracker = 'on';</script><style>p {{ margin: 0 }}</style></head>\n<body>{body}</body></html>"
    )


def _semantic() -> str:
    head = (
        f'<script type="application/ld+json">{json.dumps(_LD)}</script><meta property="og:title" content="{TITLE}">'
        f'<meta property="og:site_name" content="{SITE}"><meta name="description" content="{DEK}">'
    )
    article = (
        f'<article><header><h1>{TITLE}</h1><p class="standfirst">{DEK}</p>'
        f'<p class="byline">By <a rel="author" href="/ic">{AUTHOR}</a></p>'
        f'<time datetime="{DAY}T08:15:00Z">18 March 2024</time></header>{_SHARE}{_paragraphs(BEFORE)}{_FIGURE}'
        f"<h2>{SUBHEAD}</h2>{_paragraphs(AFTER)}</article>"
    )
    return page(f"{_COOKIES}<header>{_NAV}</header><main>{article}{_RELATED}</main>{_COMMENTS}{_FOOTER}", head)


def _div_soup() -> str:
    head = f'<meta name="author" content="{AUTHOR}"><meta property="article:published_time" content="{DAY}T07:00:00Z">'
    head += f'<meta property="og:site_name" content="{SITE}">'
    story = (
        f'<div class="hd1"><div class="t"><h1>{TITLE}</h1></div><div class="m">{AUTHOR} · 18 March 2024</div></div>'
        f'<div class="story-body"><div class="c1">{_paragraphs(BEFORE)}</div><div class="c2">{_FIGURE}<h3>{SUBHEAD}</h3>'
        f"{_paragraphs(AFTER)}</div></div>"
    )
    return page(
        f'<div class="wrap"><div class="menu">{_NAV}</div>{_COOKIES}<div class="col-main">{story}{_SHARE}</div>'
        f'<div class="sidebar">{_RELATED}</div>{_COMMENTS}{_FOOTER}</div>',
        head,
    )


def _amp() -> str:
    head = '<link rel="canonical" href="https://courier.example/lighthouse">'
    head += f'<script type="application/ld+json">{json.dumps(_LD)}</script>'
    figure = (
        '<figure><amp-img src="l.jpg" width="400" height="300" layout="responsive"></amp-img>'
        f"<figcaption>{CAPTION}</figcaption></figure>"
    )
    article = (
        f'<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{TITLE}</h1>'
        f'<div class="amp-wp-meta amp-wp-byline">By {AUTHOR}</div></header>{figure}<div class="amp-wp-article-content">'
        f"{_paragraphs(BEFORE)}<h2>{SUBHEAD}</h2>{_paragraphs(AFTER)}</div>"
        f'<footer class="amp-wp-article-footer"><p>Terms of use and imprint</p></footer></article>'
    )
    sidebar = f'<amp-sidebar id="menu" layout="nodisplay">{_NAV}</amp-sidebar>'
    return page(f"{sidebar}{article}{_RELATED}{_FOOTER}<amp-consent>{_COOKIES}</amp-consent>", head)


def _table() -> str:
    head = f'<meta name="author" content="{AUTHOR}"><meta name="date" content="{DAY}">'
    head += f'<meta name="application-name" content="{SITE}">'
    story = f"<font size=5><b>{TITLE}</b></font><br><br>" + "<br><br>\n".join((*BEFORE, f"<b>{SUBHEAD}</b>", *AFTER))
    return page(
        '<table width="100%"><tr><td colspan="3"><a href="/w">Weather Sport Opinion</a></td></tr><tr><td width="15%">'
        '<a href="/1">Ten recipes for rainy days</a><br><a href="/2">Bake-off winner opens her first shop</a></td>'
        f'<td class="content">{story}</td><td width="15%"><a href="/letter">Subscribe to the morning letter</a></td></tr>'
        '<tr><td colspan="3"><font size="1">Terms of use and imprint</font></td></tr></table>',
        head,
    )


def _microdata() -> str:
    article = (
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1>'
        f'<h2 class="article-dek">{DEK}</h2><span itemprop="author" itemscope><span itemprop="name">{AUTHOR}</span></span>'
        f'<meta itemprop="datePublished" content="{DAY}"><div itemprop="articleBody">{_paragraphs(BEFORE, "p", "css-1x2y")}'
        f'<div class="ad-slot">Advertisement</div>{_FIGURE}<h2>{SUBHEAD}</h2>{_paragraphs(AFTER, "p", "css-1x2y")}</div></div>'
    )
    head = f'<meta property="og:site_name" content="{SITE}"><meta property="og:title" content="{TITLE}">'
    return page(f'{_NAV}<div class="layout">{article}{_RELATED}</div>{_COMMENTS}{_COOKIES}{_FOOTER}', head)


def _blog() -> str:
    head = f'<meta property="og:site_name" content="{SITE}"><meta name="generator" content="a blog">'
    post = (
        f'<div class="post hentry"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta">Posted on '
        f'<time class="entry-date" datetime="{DAY}">March 18, 2024</time> by '
        f'<span class="author vcard"><a rel="author" href="/ic">{AUTHOR}</a></span></div>'
        f'<div class="entry-content">{_paragraphs(BEFORE)}{_FIGURE}<h2>{SUBHEAD}</h2>{_paragraphs(AFTER)}</div></div>'
    )
    return page(
        f'{_NAV}<div id="content">{post}{_COMMENTS}</div><div id="secondary" class="widget-area">{_RELATED}</div>{_FOOTER}',
        head,
    )


LAYOUTS: Final = {
    "semantic": _semantic(),
    "div soup": _div_soup(),
    "AMP": _amp(),
    "table": _table(),
    "microdata": _microdata(),
    "blog": _blog(),
}
