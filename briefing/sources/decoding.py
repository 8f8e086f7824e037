"""From bytes to text: once, without a guess where the bytes say it themselves, and never for what is no text."""

import codecs
import re
from itertools import pairwise
from typing import Final

from briefing.errors import SourceError

SAMPLE: Final = 65_536
"""Bytes that are looked at to tell UTF-16 and what is no text."""

LATIN_SHARE: Final = 0.3
"""Share of bytes above 127 from which on a text is not in a Western alphabet, and hence not in Windows-1252."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; UTF-32's before UTF-16's, which it begins with."""

_SIGNATURES: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "compressed data"),
    (b"BZh", "compressed data"),
    (b"\xfd7zXZ", "compressed data"),
    (b"\x7fELF", "a program"),
)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UNUSED: Final = b"\x81\x8d\x8f\x90\x9d"
"""Bytes that Windows-1252 has no character for."""
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(content: bytes, name: str) -> str:
    """The text in the bytes of a source, with every line end made a line feed and a byte order mark left out.

    Tried in this order: byte order mark, UTF-8, UTF-16 without a mark, Windows-1252, and what charset-normalizer finds.
    `name` is what messages call the source.

    Raises:
        SourceError: the bytes are no text, or in no encoding that can be told.
    """
    text = _decoded(content, name)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def without_surrogates(text: str) -> str:
    """The text with � for each half of a character that has lost its other half: no file can hold it, and spaCy will not."""
    try:
        text.encode()  # six times as fast as to look for them
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, name)
    _check_signature(content, name)
    sample = content[:SAMPLE]
    if b"\0" in sample and (wide := _wide_encoding(sample)) is not None:
        return _strictly(content, wide, name)
    if len(_CONTROLS.findall(sample)) > len(sample) // 10 or b"\0" in content:
        raise SourceError(f"{name} holds binary data, not text; give a file of plain text or Markdown")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_by_guess(content, name)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name} is broken {encoding.upper()} at byte {error.start:,}; save it as UTF-8 and try again"
        ) from error


def _check_signature(content: bytes, name: str) -> None:
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise SourceError(f"{name} holds {what}, not text; save its text in a file and open that")


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: in Western text nearly every other byte is zero."""
    pairs = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    if even > 0.6 and odd < 0.05:
        return "utf-16-be"
    return None


def is_mixed(content: bytes) -> bool:
    """Whether a text is UTF-8 in one place and Windows-1252 in another, as files are that two programs wrote."""
    if _is_utf8(content):
        return False
    letters = [match.group().decode("utf-8", "ignore") for match in _MULTIBYTE.finditer(content)]
    others = _MULTIBYTE.sub(b"", content)
    return (
        bool(letters)
        and all(_is_western(letter) for letter in letters)
        and sum(byte > 127 for byte in others) < LATIN_SHARE * len(others)
        and not any(byte in others for byte in _UNUSED)
    )


def decode_mixed(content: bytes) -> str:
    """A text whose encodings are mixed: what is a character of UTF-8 as that, every other byte as Windows-1252."""
    ends = [0, *(at for match in _MULTIBYTE.finditer(content) for at in match.span()), len(content)]
    return "".join(
        content[start:end].decode("utf-8" if place % 2 else "cp1252", "replace")
        for place, (start, end) in enumerate(pairwise(ends))
    )


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_western(letter: str) -> bool:
    """Whether a character is one that Western texts have: a Latin letter, or a mark of punctuation or currency."""
    return "\xa0" <= letter <= "\u024f" or "\u2000" <= letter <= "\u22ff"


_ROMAN: Final = dict.fromkeys(("mac_iceland", "mac_turkish"), "mac_roman")
"""Variants of Mac Roman, which differ from it in a few letters, and that a guess takes for it."""


def _decoded_by_guess(content: bytes, name: str) -> str:
    """A text in a one-byte or an Asian encoding: Windows-1252 where that can be, else the best guess."""
    if is_mixed(content):
        return decode_mixed(content)
    high = sum(byte > 127 for byte in content[:SAMPLE]) / min(len(content), SAMPLE)
    if high < LATIN_SHARE:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            pass  # bytes that Windows-1252 leaves free: another encoding
    from charset_normalizer import from_bytes  # noqa: PLC0415 - half the program's start, and seldom needed

    best = from_bytes(content[:SAMPLE]).best()
    encoding = best.encoding if best else "ascii"
    try:
        return content.decode(_ROMAN.get(encoding, encoding))
    except UnicodeDecodeError as error:
        raise SourceError(f"the encoding of {name} cannot be told; save it as UTF-8 and try again") from error
