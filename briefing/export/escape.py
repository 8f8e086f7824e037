"""Article text inside Markdown: what would be markup there is escaped, so that it reads as it stood in the article.

The rules hold for CommonMark, GFM with footnotes and mathematics, Obsidian and pandoc. See the CommonMark specification 0.31,
"Backslash escapes": a backslash before a sign of ASCII punctuation stands for that sign.
"""

import re
from typing import Final

from briefing.visible import one_line

_ANYWHERE: Final = re.compile(
    r"[\\`*\[\]<>$~^|{}]"  # code, emphasis, links, HTML, mathematics, strike-through, superscripts, tables, attributes
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis: an underscore between letters is none
    r"|&(?=#?\w+;)"  # character references
    r"|!(?=\[)"  # images
    r"|:(?=//|[a-z0-9_+-]+:)"  # addresses that would become links, names of emoji
    r"|(?<=\bwww)\."
    r"|=(?==)|(?<==)="  # Obsidian's highlights
    r"|%(?=%)|(?<=%)%"  # and comments
    r"|\#(?=[\w/-])"  # and tags; and numbers of issues
    r"|(?<!\w)@(?=\w)"  # people, citations
)
_AT_START: Final = re.compile(
    r"""^(?:
        (?P<sign>[-+:=#%]+)(?=\s|$|[-+:=#%])    # lists, headings, lines under headings, definitions
        | \(?(?:\d{1,9}|[^\W\d_]|[ivxlcIVXLC]+)(?P<dot>[.)])(?=\s|$)  # numbered lists
    )""",
    re.VERBOSE,
)
_CLOSING_HASHES: Final = re.compile(r"(?<=\s)#+$")


def escaped(text: str) -> str:
    """`text` as one line of Markdown that reads as `text`: what stands in a paragraph, a list item, a table's cell."""
    line = one_line(text)
    inside = _ANYWHERE.sub(r"\\\g<0>", line)
    start = _AT_START.match(line)
    if start is None:
        return inside
    sign = start.start("dot") if start["dot"] else 0
    before = _ANYWHERE.sub(r"\\\g<0>", line[:sign])
    return before + "\\" + inside.removeprefix(before).removeprefix("\\")


def escaped_heading(text: str) -> str:
    """As `escaped`, for the line of a heading: hashes at its end would be cut off."""
    return _CLOSING_HASHES.sub(lambda hashes: "\\#" * len(hashes.group()), escaped(text))
