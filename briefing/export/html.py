"""A briefing as one HTML page that needs nothing else: article left, findings right, each linked to its words."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from html import escape
from typing import Final

from briefing.config import shipped_folder
from briefing.export.wanted import Wanted
from briefing.export.wording import note_on_the_text, set_aside
from briefing.formats import SECTION_TITLES
from briefing.model import ActorType, Article, Block, Briefing, Span
from briefing.panels.entries import Entry, Line, Profile, Quotation
from briefing.panels.speakers import UNATTRIBUTED
from briefing.places import GAP, Places
from briefing.visible import safe

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""For browsers: whatever an article holds, nothing is run or fetched."""

_CLASSES: Final[dict[ActorType, str]] = {
    "person": "person", "organization": "organization", "country": "country", "group": "group", "place": "place-name",
}  # fmt: skip

_GAP: Final = f'<span class="gap">{GAP}</span>'

_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="generator" content="briefing">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main class="{columns}">
{parts}
</main>
<footer>{made}</footer>
</body>
</html>
"""


def to_html(briefing: Briefing, wanted: Wanted | None = None) -> str:
    """The briefing as an HTML page, or what is `wanted` of it."""
    wanted = wanted or Wanted()
    article = briefing.article
    evidence = _Evidence(article, wanted.sections)
    panels = "\n".join(_panels(briefing, evidence, wanted))
    tags = _tags(briefing, evidence)
    parts = [f"<header>\n{chr(10).join(_header(article, tags, whole=evidence.is_linked))}\n</header>"]
    if evidence.is_linked:
        parts.append(f"<article>\n{chr(10).join(_article(article, tags, evidence.places))}\n</article>")
    if panels:
        parts.append(f"<aside>\n{panels}\n</aside>")
    return _PAGE.format(
        language=_text(article.language),
        policy=_POLICY,
        title=_text(article.title or article.source),
        style=(shipped_folder("styles") / "page.css").read_text(encoding="utf-8"),
        columns="two" if evidence.is_linked and panels else "one",
        parts="\n".join(parts),
        made=_text(
            f"briefing {briefing.analysis.program} · {briefing.analysis.model} · every finding is in the article's own words"
        ),
    )


class _Evidence:
    """The stretches of the article that something is linked to."""

    def __init__(self, article: Article, sections: Collection[str]) -> None:
        self.places = Places(article)
        self.numbers: dict[tuple[int, int], int] = {}
        self.is_linked: Final = "article" in sections
        self._is_wanted = "evidence" in sections

    def link(self, span: Span) -> str:
        """The paragraph of the words at `span`, a link to them if the page has them; nothing if evidence is not wanted."""
        if not self._is_wanted:
            return ""
        if not self.is_linked:
            return f'<span class="place">{self.places.place(span.start)}</span>'
        number = self.numbers.setdefault((span.start, span.end), len(self.numbers) + 1)
        return f'<a class="place" href="#e{number}">{self.places.place(span.start)}</a>'

    def words(self, words: Span | str) -> str:
        """The words, with the gaps of the article where they are its own."""
        return _text(words) if isinstance(words, str) else _with_visible_gaps(self.places.words(words.start, words.end))


def _panels(briefing: Briefing, evidence: _Evidence, wanted: Wanted) -> Iterator[str]:
    for panel, groups in wanted.panels(briefing):
        for group in groups:
            yield _panel(group.heading or panel.title, (_entry(entry, evidence) for entry in group.findings))
    if notes := wanted.note_lines():
        yield _panel(SECTION_TITLES["notes"], (_entry(note, evidence) for note in notes))


def _panel(title: str, items: Iterable[str]) -> str:
    body = "\n".join(items)
    return f"<section>\n<h2>{title}</h2>\n" + (f"<ul>\n{body}\n</ul>" if body else '<p class="dim">none</p>') + "\n</section>"


def _item(words: str, *places: str) -> str:
    """One line of a panel, with the places it comes from at its side."""
    where = "".join(place for place in places if place)
    return f"<li><div>{words}</div>" + (f'<div class="where">{where}</div>' if where else "") + "</li>"


def _entry(entry: Entry, evidence: _Evidence) -> str:
    """A finding, in the form it has."""
    match entry:
        case Line(words, spans, label):
            kind = f'<span class="kind">{_text(label)}</span> ' if label else ""
            return _item(kind + evidence.words(words), *map(evidence.link, spans))
        case Profile():
            return _profile(entry, evidence)
        case Quotation():
            return _quotation(entry, evidence)


def _profile(actor: Profile, evidence: _Evidence) -> str:
    role = f'<span class="by">{_text(actor.role)}</span>' if actor.role else ""
    times = f'<span class="times">{actor.mentions} ×</span>'
    name = f'<strong class="{_CLASSES[actor.type]}">{_text(actor.name)}</strong> {times}'
    return _item(name + role, evidence.link(actor.first) if actor.first else "")


def _quotation(quote: Quotation, evidence: _Evidence) -> str:
    shown = _text(quote.speaker or UNATTRIBUTED)
    who = f'<span class="{_CLASSES[quote.actor.type]}">{shown}</span>' if quote.actor else shown
    who += f" (“{_text(quote.own_words)}”)" if quote.own_words else ""
    who += f", <i>{_text(quote.reporting)}</i>" if quote.reporting else ""
    words = evidence.words(quote.words)
    said = f"“{words}”" if quote.is_verbatim else words
    return _item(f'{said} <span class="by">— {who}</span>', evidence.link(quote.words))


def _header(article: Article, tags: "list[_Tag]", *, whole: bool) -> Iterator[str]:
    """The headline, and what is known of the article."""
    headline = next((block for block in article.blocks if block.role == "headline" and block.duplicate_of is None), None)
    yield f"<h1>{_marked(article, headline, tags) if headline else _text(article.title or article.source)}</h1>"
    length = f"{article.word_count:,} words · {article.minutes} min"
    about = [part for part in (article.byline, article.site, article.published, length) if part]
    yield f'<p class="about">{" · ".join(map(_text, about))}</p>'
    if note := note_on_the_text(article, whole=whole):
        yield f'<p class="note">{_text(note)}</p>'


def _article(article: Article, tags: "list[_Tag]", places: Places) -> Iterator[str]:
    """The blocks in their order, paragraphs with their numbers beside them, and at the end the lines set aside."""
    for block in article.blocks:
        if block.duplicate_of is None and block.role in _BLOCKS:
            opening, closing = _BLOCKS[block.role]
            yield opening.format(place=places.place(block.start)) + _marked(article, block, tags) + closing
    if aside := set_aside(article):
        yield "<h3>Lines set aside</h3>\n<ul>"
        yield from (f"<li>{_marked(article, block, tags)}</li>" for block in aside)
        yield "</ul>"


_BLOCKS: Final = {
    "body": ('<p data-place="{place}">', "</p>"),
    "dek": ('<p class="dek">', "</p>"),
    "subhead": ("<h3>", "</h3>"),
    "caption": ('<p class="caption">', "</p>"),
}
"""What stands around the blocks that are shown in their places; the headline is the page's."""

_Tag = tuple[int, int, str, str]
"""Start and end offset of an element, and what opens and closes it."""


def _tags(briefing: Briefing, evidence: _Evidence) -> list[_Tag]:
    """The elements inside the article: evidence that can be linked to, and names in the colour of their kind."""
    tags = [(start, end, f'<mark id="e{number}">', "</mark>") for (start, end), number in evidence.numbers.items()]
    for actor in briefing.actors:
        opening = f'<span class="{_CLASSES[actor.type]}">'
        tags += [(mention.start, mention.end, opening, "</span>") for mention in actor.mentions if mention.form == "name"]
    text = briefing.article.text
    tags += [(gap.at, gap.at, _GAP + " " * text[gap.at : gap.at + 1].isalnum(), "") for gap in briefing.article.gaps]
    return sorted(tags, key=lambda tag: (tag[0], -tag[1]))


def _marked(article: Article, block: Block, tags: list[_Tag]) -> str:
    """The words of a block with the elements that begin in it; of two that cross, the later becomes a mere target."""
    pieces: list[str] = []
    around: list[_Tag] = []
    at = block.start

    def write(end: int) -> None:
        nonlocal at
        pieces.append(_text(article.text[at:end]))
        at = max(at, end)

    def close(before: int) -> None:
        while around and around[-1][1] <= before:
            write(around[-1][1])
            pieces.append(around.pop()[3])

    for index in range(bisect_left(tags, (block.start,)), len(tags)):
        start, end, opening, closing = tags[index]
        if start > block.end or (start == block.end and end > start):
            break
        close(start)
        write(start)
        pieces.append(opening)
        if around and end > around[-1][1]:
            pieces.append(closing)
        else:
            around.append((start, min(end, block.end), opening, closing))
    close(block.end)
    write(block.end)
    return "".join(pieces)


def _with_visible_gaps(words: str) -> str:
    return _text(words).replace(GAP, _GAP)


def _text(text: str) -> str:
    """Text inside HTML, safe to show."""
    return escape(safe(text))
