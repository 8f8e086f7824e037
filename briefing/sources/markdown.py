"""Markdown: the words that it stands for, without its marks.

As with HTML, the article's text is what a reader would see, a paragraph a line, and offsets belong to that: a quote or a name
can then be a span of the text and yet hold no mark. CommonMark with tables, footnotes, definition lists, struck-out words,
and what Obsidian adds (links in double brackets, highlights, comments, callouts, block ids).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from briefing.errors import SourceError
from briefing.model import Article, Role
from briefing.sources.brackets import brackets_plugin
from briefing.sources.decoding import decode, is_mixed, without_surrogates
from briefing.sources.frontmatter import read_front_matter
from briefing.sources.limits import Limits, check_size
from briefing.sources.marks import with_marks
from briefing.sources.markup import parts_of_html
from briefing.sources.paragraphs import WIDEST
from briefing.sources.parts import Imprint, Part, article_from_parts, one_line
from briefing.sources.text import MIXED

STRUCK: Final = "Words that the text strikes out are left out."
"""What is said of a text with struck-out words."""

NESTED: Final = 100
"""Lists and quotations inside one another that are read."""

_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")
_COMMENT = re.compile(r"%%.{0,10000}?%%", re.DOTALL)
_BLOCK_ID = re.compile(r"\s\^[A-Za-z0-9-]{1,40}$")
_TASK = re.compile(r"\[[ xX]\]\s+")
_CALLOUT = re.compile(r"\[!\w{1,20}\][+-]?\s*")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*$")
_LIST_DEPTH: Final = {"list_item_open": 1, "list_item_close": -1, "dd_open": 1, "dd_close": -1}
_NOTE_DEPTH: Final = {"footnote_open": 1, "footnote_close": -1}


def article_from_markdown(content: bytes, source: str, limits: Limits | None = None) -> Article:
    """The article in a text that is written in Markdown; front matter says what it says of it.

    Raises:
        SourceError: it is no text, blank, or longer than the limit.
    """
    limits = limits or Limits()
    name = "standard input" if source == "-" else source
    check_size(len(content), limits.text, name, "text_limit")
    text = without_surrogates(decode(content, name))
    if not text.strip():
        raise SourceError(f"{name} is {'blank' if text else 'empty'}; give one with an article in it")
    fields, end = read_front_matter(text)
    reader = _Reader(text[end:])
    imprint = Imprint(
        title=fields.get("title"),
        byline=fields.get("byline"),
        site=fields.get("site"),
        published=fields.get("published"),
        notices=(*([MIXED] if is_mixed(content) else []), *([STRUCK] if reader.has_struck else [])),
    )
    return article_from_parts(reader.parts, source, imprint, limits)


class _Reader:
    """Makes paragraphs of the tokens of a Markdown text."""

    def __init__(self, text: str) -> None:
        self.parts: list[Part] = []
        self.has_struck = False
        """Whether words were left out because they are struck out."""
        parser = (
            MarkdownIt("commonmark", {"maxNesting": NESTED})
            .enable(["table", "strikethrough"])
            .use(footnote_plugin)
            .use(deflist_plugin)
            .use(brackets_plugin)
        )
        self._items = self._notes = 0
        self._cells: list[str] = []
        self._in_cell = False
        self._heading: Role | None = None
        for token in parser.parse(with_marks(_COMMENT.sub("", text))):
            self._take(token)

    def _take(self, token: Token) -> None:
        self._items += _LIST_DEPTH.get(token.type, 0)
        self._notes += _NOTE_DEPTH.get(token.type, 0)
        match token.type:
            case "heading_open":
                self._heading = "headline" if token.tag == "h1" and self._has_no_headline else "subhead"
            case "heading_close":
                self._heading = None
            case "tr_close":
                self.parts.append(Part(" | ".join(self._cells), "body"))
                self._cells.clear()
            case "th_open" | "td_open":
                self._in_cell = True
            case "th_close" | "td_close":
                self._in_cell = False
            case "inline" if self._in_cell:
                self._cells.append(" ".join(self._lines(token)))
            case "inline":
                self._take_inline(token)
            case "fence":
                self.parts += [Part(line, "boilerplate") for line in token.content.splitlines()]
            case "code_block":
                self.parts += [Part(paragraph) for paragraph in token.content.split("\n\n")]
            case "html_block":
                self.parts += parts_of_html(token.content)

    @property
    def _has_no_headline(self) -> bool:
        return all(part.role != "headline" for part in self.parts)

    def _take_inline(self, token: Token) -> None:
        """A paragraph, a heading or an item; pictures beside it are captions by their descriptions."""
        role: Role | None = self._heading
        if role is None and self._notes:
            role = "boilerplate"
        elif role is None and self._items:
            role = "body"
        self.parts += [Part(paragraph, role) for paragraph in _paragraphs(self._lines(token))]
        pictures = (child for child in token.children or () if child.type == "image")
        self.parts += [Part(picture.content, "caption") for picture in pictures]

    def _lines(self, token: Token) -> list[str]:
        """The words of an inline token, in the lines that they are written in."""
        lines = "".join(self._words(token.children or ())).split("\n")
        if self._items:
            lines[0] = _TASK.sub("", lines[0], count=1) if _TASK.match(lines[0]) else lines[0]
        lines[0] = _CALLOUT.sub("", lines[0], count=1) if _CALLOUT.match(lines[0]) else lines[0]
        lines[-1] = _BLOCK_ID.sub("", lines[-1])
        return [_HIGHLIGHT.sub(r"\1", _WIKI_LINK.sub(r"\1", line)) for line in lines]

    def _words(self, children: Sequence[Token]) -> Iterator[str]:
        struck = 0
        for child in children:
            struck += {"s_open": 1, "s_close": -1}.get(child.type, 0)
            if struck:
                self.has_struck = True
            elif child.type in {"text", "code_inline"}:
                yield child.content
            elif child.type == "softbreak":
                yield "\n"
            elif child.type == "hardbreak" or (child.type == "html_inline" and _LINE_BREAK.fullmatch(child.content)):
                yield " "


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """The lines joined, as Markdown means it; those too long for a margin, and of whole sentences, are a paragraph each."""
    paragraph: list[str] = []
    for line in lines:
        paragraph.append(line)
        if len(line) > WIDEST and _SENTENCE_END.search(line):
            yield one_line(" ".join(paragraph))
            paragraph = []
    if paragraph:
        yield one_line(" ".join(paragraph))
