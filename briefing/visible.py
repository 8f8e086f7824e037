"""Text made safe to show: on a terminal, in a message, in a file that somebody opens.

An article, its title and the name of its file may hold escape sequences, controls that turn the direction of writing, or
characters that nobody can see. Each becomes one visible symbol, so that offsets hold.
"""

import re
from typing import Final

_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff0-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_PLAIN: Final = bytes(range(0x20, 0x7F))
"""What most of any text consists of; without it little is left to look through."""
_CONTROLS: Final = bytes(range(0x20))
_JOINER: Final = "\u200d"
_LINE_ENDS: Final = frozenset("\t\n\r\u2028\u2029")
_TURNS_WRITING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """The text with every character that could steer a terminal, or hide, as one visible symbol each.

    Tabs and line ends become blanks; the joiner inside an emoji stays.
    """
    return text if is_safe(text) else _UNSAFE.sub(_symbol, text)


def is_safe(text: str, *, besides: bytes = b"") -> bool:
    """Whether there is nothing in the text that could steer a terminal, or hide, apart from the ASCII characters `besides`."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN + besides)
    return not rest or not _UNSAFE.search(rest.decode("utf-8", "surrogatepass"))


def readable_name(name: str) -> str:
    """A file's name that can be written as UTF-8: bytes of it that are none, which Python keeps as surrogates, become �."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "replace").decode("utf-8")


def escaped(json: str) -> str:
    """JSON of the same value, whose characters that could steer a terminal, or hide, are written as escapes."""
    # The controls that JSON has between its values stay; it writes those inside as escapes anyway.
    return json if is_safe(json, besides=_CONTROLS) else re.sub(f"(?![\x00-\x1f]){_UNSAFE.pattern}", _escape, json)


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
    if character == _JOINER and _joins_emoji(match.string, match.start()):
        return character
    if character in _TURNS_WRITING:
        return "⇄"
    return "�" if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 else "␣"


def _joins_emoji(text: str, at: int) -> bool:
    """Whether the joiner at `at` stands between two pictographs."""
    return _is_pictograph(text[max(0, at - 1) : at]) and _is_pictograph(text[at + 1 : at + 2])


def _is_pictograph(character: str) -> bool:
    return bool(character) and (ord(character) >= 0x1F000 or 0x2190 <= ord(character) < 0x2C00 or character == "\ufe0f")
