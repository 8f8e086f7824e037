"""Mail (EML): the text that a message holds, under its subject; and pages that a browser saved as one message (MHTML)."""

import email
import email.policy
import re
from collections.abc import Iterable, Iterator
from email import errors
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from functools import partial
from itertools import groupby
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import SourceError
from briefing.model import Article
from briefing.sources.charset import decode_html, visible_controls
from briefing.sources.damage import CUT, tolerant
from briefing.sources.decoding import decode
from briefing.sources.limits import Limits, check_size
from briefing.sources.markup import parts_of_html
from briefing.sources.paragraphs import find_paragraphs
from briefing.sources.parts import Imprint, Part, article_from_parts, calendar_day, language_of, one_line, under
from briefing.sources.web import article_from_html

SHORT: Final = 250
"""Characters of a plain text below which the HTML beside it is looked at."""

_QUOTED = re.compile(r">[> ]*")
"""The marks before a line that is quoted from another mail, ``>`` for each of those that quoted it."""

_WROTE = re.compile(r"On .{5,200}\bwrote:", re.DOTALL)
"""The line above what a mail quotes of another."""

_UNREADABLE: Final = (errors.MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What the standard library's parser raises for headers and encodings that are not as they should be."""


_DAMAGE: Final = (
    errors.StartBoundaryNotFoundDefect,
    errors.CloseBoundaryNotFoundDefect,
    errors.InvalidBase64PaddingDefect,
    errors.InvalidBase64CharactersDefect,
    errors.InvalidBase64LengthDefect,
)
"""What the parser notes of a message that breaks off, or whose text is garbled."""


def article_from_eml(content: bytes, source: str, limits: Limits | None = None) -> Article:
    """The article in a message: its plain text, or, where that says little, its HTML. Attachments are not opened.

    Raises:
        SourceError: the message is too large, or holds no text.
    """
    limits = limits or Limits()
    check_size(len(content), limits.document, source, "document_limit")
    try:
        message = _message(content)
        subject, sender, sent, language = (
            tolerant(partial(_header, message, name), "") for name in ("Subject", "From", "Date", "Content-Language")
        )
        parts = _parts(message, source)
    except _UNREADABLE as error:
        raise _unreadable(source) from error
    if not any(part.text.strip() for part in parts):
        if _notices(message):
            raise _unreadable(source)
        raise SourceError(f"{source} holds no text; open its attachments, if it has any, one by one")
    name, address = tolerant(lambda: next(iter(getaddresses([sender])), ("", "")), ("", ""))
    imprint = Imprint(
        title=subject or None,
        byline=name or address,
        published=calendar_day(sent),
        language=language_of(language),
        notices=_notices(message),
    )
    return article_from_parts(under(subject, parts), source, imprint, limits)


def article_from_mhtml(content: bytes, source: str, limits: Limits | None = None) -> Article:
    """The article in a page that a browser saved with all its parts in one file.

    Raises:
        SourceError: as for a page, or there is none in the file.
    """
    limits = limits or Limits()
    check_size(len(content), limits.document, source, "document_limit")
    try:
        message = _message(content)
        body = message.get_body(preferencelist=("html",))
        page, charset = _content(body) if body is not None else (b"", None)
    except _UNREADABLE as error:
        raise _unreadable(source) from error
    article = article_from_html(page, source, charset=charset, limits=limits)
    return replace(article, notices=article.notices or _notices(message))


def _notices(message: EmailMessage) -> tuple[str, ...]:
    """What to tell of a message that was read."""
    return (CUT,) if any(isinstance(defect, _DAMAGE) for part in message.walk() for defect in part.defects) else ()


def _header(message: EmailMessage, name: str) -> str:
    return one_line(str(message.get(name) or ""))


def _message(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)


def _unreadable(source: str) -> SourceError:
    return SourceError(f"{source} is no message that can be read; copy its text into a file and open that")


def _parts(message: EmailMessage, source: str) -> list[Part]:
    """The paragraphs of the plain text, unless it only says that there is more in the HTML."""
    plain, rich = (message.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    parts = _plain_parts(plain, source) if plain is not None else []
    if rich is not None and sum(len(part.text) for part in parts) < SHORT:
        content, charset = _content(rich)
        return parts_of_html(visible_controls(decode_html(content, source, charset))) or parts
    return parts


def _content(part: MIMEPart) -> tuple[bytes, str | None]:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b"", part.get_content_charset()


def _plain_parts(part: MIMEPart, source: str) -> list[Part]:
    """The paragraphs of a plain text; the signature under ``-- `` and what it quotes of other mails are set aside."""
    text, _, signature = _decoded(*_content(part), source).partition("\n-- \n")
    lines = [_unquoted(line) for line in text.split("\n")]
    if str(part.get_param("format")).lower() == "flowed":
        lines = list(_unflowed(lines, delete_space=str(part.get_param("delsp")).lower() == "yes"))
    parts: list[Part] = []
    for depth, group in groupby(lines, key=lambda line: line.depth):
        stretch = "\n".join(line.text for line in group)
        texts = [stretch[start:end] for start, end in find_paragraphs(stretch)]
        parts += [Part(text, "boilerplate" if depth or _WROTE.fullmatch(text) else None) for text in texts]
    if sum(len(part.text) for part in parts if part.role) > sum(len(part.text) for part in parts if not part.role):
        parts = [Part(part.text) for part in parts]  # forwarded: what is quoted is the article
    return [*parts, *(Part(line, "boilerplate") for line in signature.splitlines())]


class _Line(Struct, frozen=True):
    """A line of a plain text."""

    depth: int
    """How many mails it was quoted by."""
    text: str
    """Its words, without the marks of quotation."""


def _unquoted(line: str) -> _Line:
    marks = _QUOTED.match(line)
    return _Line(marks.group().count(">"), line[marks.end() :]) if marks else _Line(0, line)


def _unflowed(lines: Iterable[_Line], *, delete_space: bool) -> Iterator[_Line]:
    """The lines with soft breaks joined (RFC 3676): a line that ends with a blank goes on in the next of the same depth."""
    flowing: _Line | None = None
    for line in lines:
        text = line.text.removeprefix(" ") if line.depth == 0 else line.text  # a blank was stuffed before "From" and ">"
        if flowing is not None and flowing.depth == line.depth:
            text = flowing.text + text
        elif flowing is not None:
            yield flowing
        is_soft = text.endswith(" ")
        flowing = _Line(line.depth, text[:-1] if is_soft and delete_space else text)
        if not is_soft:
            yield flowing
            flowing = None
    if flowing is not None:
        yield flowing


def _decoded(content: bytes, charset: str | None, source: str) -> str:
    """The text of a plain part: in UTF-8 or the encoding that it declares."""
    text = decode_html(content, source, charset) if charset else decode(content, source)
    return text.replace("\r\n", "\n").replace("\r", "\n")
