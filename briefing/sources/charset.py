"""HTML from bytes to text: by what the bytes are before what somebody says they are."""

import codecs
import html
import re
from contextlib import suppress
from typing import Final

from briefing.sources.decoding import decode, decode_mixed, is_mixed

_CHARSET = re.compile(rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_OTHER_ENCODING = re.compile(
    r"iso-?8859-?\d+|latin-?\d|(?:windows-|cp)(?:125\d|874)|koi8-[ru]|(?:x-)?mac(?:intosh|-?roman|-\w+)|tis-620|shift[_-]?jis|sjis"
    r"|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5(?:-hkscs)?"
)
"""Encodings that are believed where they are declared; Python knows others that no page has any business with."""

_WINDOWS_1252: Final = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"})
"""What the web means Windows-1252 by."""

_PYTHON_NAMES: Final = dict.fromkeys(("x-mac-roman", "macroman", "x-macroman"), "mac-roman")
"""Names of an encoding that Python does not know."""

_REFERENCE = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,9});?")
_CONTROLS: Final = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\f\r"} | {0x7F: 0x2421}


def decode_html(content: bytes, source: str, charset: str | None = None) -> str:
    """The text of a page: by its byte order mark, as UTF-8 where it is that, as the server or the page declares, or by guess.

    UTF-8 comes before what is declared: no text in another encoding passes for it, and declarations are often wrong.
    """
    is_strange = sum(map(content.count, range(9))) > len(content) // 100  # UTF-16, or no text at all
    if is_strange or content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(content, source)
    meta = _CHARSET.search(content, 0, 4096)
    declared = (charset or (meta[1].decode("ascii") if meta else "")).lower()
    with suppress(UnicodeDecodeError):
        return content.decode("iso-2022-jp" if declared == "iso-2022-jp" else "utf-8")
    if declared not in _WINDOWS_1252 and _OTHER_ENCODING.fullmatch(declared):
        with suppress(LookupError):
            return content.decode(_PYTHON_NAMES.get(declared, declared), "replace")
    if is_mixed(content):
        return decode_mixed(content)
    # A page that says UTF-8 and is not is broken in places, or is Windows-1252 all the same.
    mended = content.decode("utf-8", "replace")
    broken = mended.count("\N{REPLACEMENT CHARACTER}")
    others = sum(character > "\x7f" for character in mended) - broken
    return mended if others > broken else content.decode("cp1252", "replace")


def visible_controls(page: str) -> str:
    """The page with a visible symbol for each control character, written as such or as ``&#27;``: one silences lxml."""
    return _REFERENCE.sub(_visible_reference, page).translate(_CONTROLS)


def _visible_reference(match: re.Match[str]) -> str:
    digits = match.group().strip("&#;")
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    if code in _CONTROLS:
        return chr(_CONTROLS[code])
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return html.unescape(match.group().rstrip(";") + ";")  # as browsers do: Windows-1252, or U+FFFD
    return match.group()
