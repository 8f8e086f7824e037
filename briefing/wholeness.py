"""Words as people read them: without the characters inside them that nobody sees, and with their accents composed.

Soft hyphens and zero-width spaces are hints for setting lines, and “é” may be written as one character or as two. Sources
that are converted lose them (`whole_words`); a plain text is never edited, and is analysed and searched by a copy whose
offsets lead back to it (`WholeText`).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_COMBINED: Final = re.compile("[^\u0300-\u036f\u00ad\u200b\u2060\ufeff\\s]?[\u0300-\u036f\u00ad\u200b\u2060\ufeff]+")
"""A letter with marks that combine with it, and with what is not seen between them."""
_ACCENTS: Final = re.compile("[\u0300-\u036f]")


def whole_words(text: str) -> str:
    """The text without unseen characters, its accents composed."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text)) if is_broken(text) else text


def is_broken(text: str) -> bool:
    """Whether anything in a text is unseen or not composed."""
    return not text.isascii() and bool(_UNSEEN.search(text) or _ACCENTS.search(text))


def unaccented(text: str) -> str:
    """The text with its letters alone: “cafe” for “café”. Its length may differ."""
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", _UNSEEN.sub("", text)))


def seen_stretches(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The stretches of a text without its unseen characters, each with its offset; at least one."""
    at = start
    for unseen in _UNSEEN.finditer(text, start, end):
        yield at, text[at : unseen.start()]
        at = unseen.end()
    yield at, text[at:end]


class Folded:
    """A text in which words are searched, whatever their case and accents."""

    def __init__(self, text: str) -> None:
        letters = {letter: unaccented(letter) for letter in set(text) if not letter.isascii()}
        table = {ord(letter): plain for letter, plain in letters.items() if len(plain) <= 1}
        gone = "".join(letter for letter, plain in letters.items() if not plain)
        self._original: Final = text
        self._text: Final = text.translate(table)
        places = (found.start() for found in re.finditer(f"[{re.escape(gone)}]", text)) if gone else ()
        self._gone: Final = [place - number for number, place in enumerate(places)]

    def find(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """Where the words stand one after the other, whatever blanks are between them, as offsets of the text.

        Words without accents find those with them too; an accent that was typed must be there.
        """
        plain = [unaccented(word) for word in words]
        accents = [whole_words(word).casefold() for word in words] if plain != words else None
        for match in re.finditer(r"\s+".join(map(re.escape, plain)), self._text, re.IGNORECASE):
            start, end = (at + bisect_right(self._gone, at) for at in match.span())
            found = self._original[start:end]
            if match.group() and (accents is None or whole_words(found).casefold().split() == accents):
                yield start, end


class WholeText:
    """A copy of a text with whole words, and the way back to its offsets."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._copied: list[int] = [0]
        self._original: list[int] = [0]
        length = at = 0
        for found in _COMBINED.finditer(text):
            whole = whole_words(found.group())
            if whole == found.group():
                continue
            pieces += [text[at : found.start()], whole]
            length += found.start() - at
            self._put(length, found.start())
            length += len(whole)
            self._put(length, found.end())
            at = found.end()
        pieces.append(text[at:])
        self.text: Final = "".join(pieces)
        """The copy."""

    def _put(self, copied: int, original: int) -> None:
        if self._copied[-1] == copied:
            self._original[-1] = original
        else:
            self._copied.append(copied)
            self._original.append(original)

    def back(self, offset: int) -> int:
        """Where what stands at an offset of the copy stands in the text."""
        at = bisect_right(self._copied, offset) - 1
        return self._original[at] + offset - self._copied[at]

    def forth(self, offset: int) -> int:
        """Where what stands at an offset of the text stands in the copy."""
        at = bisect_right(self._original, offset) - 1
        beyond = offset - self._original[at]
        most = self._copied[at + 1] - self._copied[at] if at + 1 < len(self._copied) else beyond
        return self._copied[at] + min(beyond, most)
