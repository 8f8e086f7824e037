"""A Markdown document as people see it: rendered by markdown-it-py with tables and footnotes, its text without the markup."""

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

WIKILINK = re.compile(r"\[\[([^\[\]|#^]*)(#\^[\w-]+)?(?:\\?\|([^\[\]|]*))?\]\]")
BLOCK_ID = re.compile(r"(?:^|[ \n])\^([A-Za-z0-9-]+)$")
CALLOUT = re.compile(r"^\[!(\w+)\](-?) ")
HIDDEN = {"==": re.compile(r"==(?=\S).*?=="), "%%": re.compile(r"%%.*?%%"), "#": re.compile(r"#[\w/-]*[A-Za-z_/-][\w/-]*")}


def renderer(flavor: str = "gfm") -> MarkdownIt:
    """GFM as far as the exported documents use it, with links for bare addresses; or what Obsidian makes of them besides."""
    markdown = MarkdownIt("gfm-like", {"html": True})
    markdown = markdown.use(footnote_plugin).use(front_matter_plugin).use(tasklists_plugin)
    if flavor == "obsidian":
        markdown.use(dollarmath_plugin)
        markdown.inline.ruler.before("link", "wikilink", _wikilink)
        markdown.inline.ruler.before("emphasis", "hidden", _hidden)
        markdown.core.ruler.before("inline", "blocks", _callouts_and_block_ids)
    return markdown


def shown(markdown: str, flavor: str = "gfm") -> str:
    """The words of the rendered document on one line."""
    return words(renderer(flavor).render(markdown))


def words(html: str) -> str:
    """The words of a rendered document on one line."""
    html = re.sub(r'<sup class="footnote-ref">.*?</sup>|<a href="#fnref[^>]*>.*?</a>', "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li|h\d|td|th)>", " ", html))).split())


def _wikilink(state: StateInline, silent: bool) -> bool:
    """[[Name]], [[Name|words]] and [[#^block|words]]; the target as the link's title."""
    match = WIKILINK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        name, block, label = match.groups()
        link = state.push("link_open", "a", 1)
        link.attrs = {"href": block or "note", "title": name}
        state.push("text", "", 0).content = label or name
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _hidden(state: StateInline, silent: bool) -> bool:
    """What is no plain text in Obsidian though CommonMark has it so: highlights, comments, tags."""
    for sign, pattern in HIDDEN.items():
        if state.src.startswith(sign, state.pos) and (match := pattern.match(state.src, state.pos)):
            if sign == "#" and state.pos and not state.src[state.pos - 1].isspace():
                return False
            if not silent:
                state.push("html_inline", "", 0).content = "<hidden>"
            state.pos = match.end()
            return True
    return False


def _callouts_and_block_ids(state: StateCore) -> None:
    """The signs of callouts and of block ids are not shown."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "inline":
            if id_ := BLOCK_ID.search(token.content):
                token.content = token.content[: id_.start()]
                tokens[index - 1].attrSet("id", f"^{id_.group(1)}")
            if index > 1 and tokens[index - 2].type == "blockquote_open" and (callout := CALLOUT.match(token.content)):
                token.content = token.content[callout.end() :]
                tokens[index - 2].attrSet("class", callout.group(1))
