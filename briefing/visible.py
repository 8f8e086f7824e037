"""Text made safe to show: on a terminal, in a message, in a file that somebody opens.

An article, its title and the name of its file may hold escape sequences, controls that turn the direction of writing, or
characters that nobody can see. Each becomes one visible symbol, so that offsets hold.
"""

import re
from collections.abc import Callable
from typing import Final

_INVISIBLE: Final = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u115f-\u1160\u17b4-\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe-\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U0001fffe-\U0001ffff\U0002fffe-\U0002ffff\U0003fffe-\U0003ffff\U0004fffe-\U0004ffff"
    "\U0005fffe-\U0005ffff\U0006fffe-\U0006ffff\U0007fffe-\U0007ffff\U0008fffe-\U0008ffff\U0009fffe-\U0009ffff"
    "\U000afffe-\U000affff\U000bfffe-\U000bffff\U000cfffe-\U000cffff\U000dfffe-\U000e0fff\U000efffe-\U000effff"
    "\U000ffffe-\U000fffff\U0010fffe-\U0010ffff"
)
"""What Unicode says is ignored by default, controls, format characters, separators of lines, surrogates and noncharacters, and
the blank of Braille; `tests/test_visible.py` makes the same ranges out of the properties."""
_SELECTORS: Final = "\ufe0e\ufe0f"
_JOINER: Final = "\u200d"
_PICTOGRAPHS: Final = "\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u27ff\u2900-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_UNSAFE: Final = re.compile(
    f"(?![{_SELECTORS}{_JOINER}])[{_INVISIBLE}]|(?<![#*0-9{_PICTOGRAPHS}])[{_SELECTORS}]"
    f"|(?<![\ufe0f{_PICTOGRAPHS}]){_JOINER}|{_JOINER}(?![{_PICTOGRAPHS}])"
)
_SUSPECT: Final = re.compile(f"[{_INVISIBLE}]")
_PLAIN: Final = bytes(range(0x20, 0x7F))
"""What most of any text consists of; without it little is left to look through."""
_CONTROLS: Final = bytes(range(0x20))
_LINE_ENDS: Final = frozenset("\t\n\r\u2028\u2029")
_TURNS_WRITING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """The text with every character that could steer a terminal, or hide, as one visible symbol each.

    Tabs and line ends become blanks; joiners and variation selectors inside an emoji stay.
    """
    return text if is_safe(text) else _UNSAFE.sub(_symbol, text)


def is_safe(text: str, *, besides: bytes = b"") -> bool:
    """Whether there is nothing in the text that could steer a terminal, or hide, apart from the ASCII characters `besides`."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN + besides)
    if not rest or not _SUSPECT.search(rest.decode("utf-8", "surrogatepass")):
        return True
    allowed = besides.decode("ascii")
    return all(found.group() in allowed for found in _UNSAFE.finditer(text))


def safe_lines(text: str) -> str:
    """Like `safe`, but line ends stay."""
    return text if is_safe(text, besides=b"\n") else "\n".join(map(safe, text.split("\n")))


def one_line(text: str) -> str:
    """The text with every run of blanks and line ends as one blank, safe to show."""
    return " ".join(safe(text).split())


def safe_without(text: str, left_out: Callable[[str], bool]) -> str:
    """Like `safe`, but what `left_out` says of has no symbol."""
    return _UNSAFE.sub(lambda found: "" if left_out(found.group()) else _symbol(found), text)


def readable_name(name: str) -> str:
    """A file's name that can be written as UTF-8: bytes of it that are none, which Python keeps as surrogates, become �."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "replace").decode("utf-8")


def escaped(json: str) -> str:
    """JSON of the same value, whose characters that could steer a terminal, or hide, are written as escapes."""
    # The controls that JSON has between its values stay; it writes those inside as escapes anyway.
    return json if is_safe(json, besides=_CONTROLS) else re.sub(f"(?![\x00-\x1f])(?:{_UNSAFE.pattern})", _escape, json)


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _symbol(match: re.Match[str]) -> str:
    """The visible stand-in for one character."""
    character, code = match.group(), ord(match.group())
    if character in _LINE_ENDS:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if character in _TURNS_WRITING:
        return "⇄"
    return "�" if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 else "␣"
