"""Pages in the layouts that extraction finds hard: what is none of the story stands in the middle of it. All made up."""

from collections.abc import Callable
from typing import Final

from pages import AFTER, AUTHOR, BEFORE, CAPTION, STORY, SUBHEAD, TITLE, page

_NAV: Final = (
    "<nav><ul><li><a href='/p'>Politics</a></li><li><a href='/s'>Sport</a></li>"
    "<li><a href='/w'>Weather today</a></li></ul></nav>"
)
_FOOT: Final = "<footer><p>Imprint, terms and privacy of a paper by the sea</p></footer>"
AROUND: Final = (
    "Weather today",
    "Imprint, terms and privacy",
    "Get the harbour letter every morning",
    "Read more: the ferry that never came",
    "Ten cakes for a wet afternoon",
    "has written about the coast since",
    "You have read your last free story",
    "Advertisement for a new kind of boot",
    "Copy link to this story",
    "Reader 17 thinks that boats are better",
    "Most read this week",
    "Accept all cookies of the harbour",
)
"""Words that stand around or inside the story, and are none of it."""

_LETTER = (
    "<div class='newsletter-signup'><h4>Get the harbour letter every morning</h4>"
    "<form><input type='email'><button>Sign up</button></form></div>"
)
_MORE = "<p class='read-more'><a href='/f'><strong>Read more: the ferry that never came</strong></a></p>"
_CAKES = (
    "<div class='related-inline'><ul><li><a href='/c'>Ten cakes for a wet afternoon</a></li>"
    "<li><a href='/m'>Most read this week</a></li></ul></div>"
)
_BIO = f"<div class='author-bio'><img src='a.jpg'><p>{AUTHOR} has written about the coast since her school days.</p></div>"
_WALL = (
    "<div class='paywall-overlay' role='dialog'><h3>You have read your last free story</h3>"
    "<p><a href='/pay'>Subscribe</a></p></div>"
)
_AD = "<div class='ad ad-inline' data-ad='1'><span>Advertisement for a new kind of boot</span></div>"
_COPY = "<div class='share-tools'><button>Copy link to this story</button></div>"
_TALK = (
    "<section id='comments'><h3>2 comments</h3><div class='comment'>"
    "<p>Reader 17 thinks that boats are better than towers and says so at some length here.</p></div></section>"
)
_COOKIES = "<div id='consent'><p>Accept all cookies of the harbour</p><button>Yes</button></div>"


def _p(texts: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def _interrupted() -> str:
    above = f"{_p(BEFORE[:1])}{_AD}{_p(BEFORE[1:2])}{_LETTER}{_p(BEFORE[2:])}{_MORE}"
    below = f"<h2>{SUBHEAD}</h2>{_p(AFTER[:1])}{_CAKES}{_p(AFTER[1:])}{_BIO}"
    return page(f"{_NAV}<main><article><h1>{TITLE}</h1>{_COPY}{above}{below}</article></main>{_TALK}{_FOOT}{_COOKIES}")


def _builder() -> str:
    """A page builder's: every paragraph in boxes of its own."""
    boxes = "".join(f"<div class='block block--text'><div class='inner'><p>{text}</p></div></div>" for text in STORY)
    story = f"<div class='hero'><h1>{TITLE}</h1></div>{boxes}<div class='block block--promo'>{_CAKES}</div>"
    return page(f"{_COOKIES}{_NAV}<div class='layout'>{story}</div>{_FOOT}")


def _spans() -> str:
    """Paragraphs that are no paragraphs."""
    lines = "".join(f"<div class='x{at}'><span>{text}</span></div>" for at, text in enumerate(STORY))
    return page(f"{_NAV}<div id='c'><h1>{TITLE}</h1><div class='body'>{lines}</div>{_COPY}</div>{_TALK}{_FOOT}")


def _walled() -> str:
    body = f"<div class='article-content' data-paywall='soft'>{_p(STORY)}</div>{_WALL}"
    return page(f"{_NAV}<article><header><h1>{TITLE}</h1></header>{body}</article>{_FOOT}")


def _two_columns() -> str:
    side = f"<td class='side'><h3>Most read this week</h3>{_CAKES}</td>"
    row = f"<tr><td class='main'><h1>{TITLE}</h1>{_p(STORY)}</td>{side}</tr>"
    return page(f"<table><tr><td>{_NAV}</td></tr>{row}</table>{_FOOT}")


def _live() -> str:
    entries = "".join(f"<section class='entry'><time>1{at}:05</time><p>{text}</p></section>" for at, text in enumerate(STORY))
    return page(f"{_NAV}<main><h1>{TITLE}</h1><div class='live-feed'>{entries}</div></main><aside>{_CAKES}</aside>{_FOOT}")


def _figures() -> str:
    pictures = f"<figure><img src='1.jpg'><figcaption>{CAPTION}</figcaption></figure>"
    body = "".join(f"{pictures if at in (1, 3) else ''}<p>{text}</p>" for at, text in enumerate(STORY))
    most = f"<section class='most'><h3>Most read this week</h3>{_CAKES}</section>"
    return page(f"{_NAV}<article><h1>{TITLE}</h1>{body}{_BIO}</article>{most}{_FOOT}")


def _unclosed() -> str:
    return page(f"{_NAV}<article><h1>{TITLE}</h1><p>{'<p>'.join(STORY)}<div class=ads>{_AD}</div></article>{_TALK}{_FOOT}")


HARDER: Final[dict[str, Callable[[], str]]] = {
    "interrupted": _interrupted,
    "page builder": _builder,
    "divs and spans": _spans,
    "paywall": _walled,
    "two columns": _two_columns,
    "live": _live,
    "pictures": _figures,
    "unclosed": _unclosed,
}
