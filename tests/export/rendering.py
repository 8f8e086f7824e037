"""A Markdown document as people see it: rendered by markdown-it-py with tables and footnotes, its text without the markup."""

import re
from html import unescape

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.tasklists import tasklists_plugin


def renderer() -> MarkdownIt:
    """GFM as far as the exported documents use it, with links for bare addresses."""
    markdown = MarkdownIt("gfm-like", {"html": True})
    return markdown.use(footnote_plugin).use(front_matter_plugin).use(tasklists_plugin)


def shown(markdown: str) -> str:
    """The words of the rendered document on one line."""
    html = renderer().render(markdown)
    html = re.sub(r'<sup class="footnote-ref">.*?</sup>|<a href="#fnref[^>]*>.*?</a>', "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li|h\d|td|th)>", " ", html))).split())
