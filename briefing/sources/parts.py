"""An article from parts whose roles the markup gave away: what pages, documents, mails and feeds have in common."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from itertools import takewhile

from msgspec import Struct

from briefing.errors import SourceError
from briefing.model import Article, Block, Role
from briefing.sources.blocks import TOP, find_blocks
from briefing.sources.bylines import author_of, day_of
from briefing.sources.gaps import find_gaps
from briefing.sources.language import DEFAULT, UNKNOWN, guess_language
from briefing.sources.limits import Limits, check_size
from briefing.sources.marks import apart
from briefing.visible import readable_name
from briefing.wholeness import whole_words

_NOBODY = re.compile(r"\W*(?:anonymous|unknown|unspecified|admin(?:istrator)?|author|user|owner)?\W*", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2})(?:[-_]|\s*$)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_WORD = re.compile(r"[\W_]+")


class Part(Struct, frozen=True):
    """A paragraph as a source gave it."""

    text: str
    """Its words; blanks and line ends inside count as one blank."""
    role: Role | None = None
    """What the markup says it is; None where that is to be guessed."""


class Imprint(Struct, frozen=True, kw_only=True):
    """What a source says of its article."""

    title: str | None = None
    """The headline."""
    byline: str | None = None
    """Who wrote it."""
    site: str | None = None
    """Where it was published."""
    published: str | None = None
    """Day of publication, as ``2025-12-04``."""
    language: str | None = None
    """ISO 639-1 code that the source declares. The words have the last say: many pages declare English and are not."""
    notices: tuple[str, ...] = ()
    """What went wrong on the way, in sentences for people."""


def article_from_parts(parts: Iterable[Part], source: str, imprint: Imprint, limits: Limits | None = None) -> Article:
    """The article whose text is the parts, a line each with an empty line between.

    A part's role is the one that it brings; the others are guessed from the text as a whole. Only one part is the headline.

    Raises:
        SourceError: there is no text, or it is longer than the limit.
    """
    byline = one_line(imprint.byline or "")
    byline = "" if _NOBODY.fullmatch(byline) else byline
    kept = [kept for part in parts for kept in _lines(part)]
    if not kept:
        raise SourceError(f"{source} holds no text; give a source with an article in it")
    kept[:TOP] = [_as_byline(part, byline) for part in kept[:TOP]]
    check_size(sum(len(part.text) + 2 for part in kept), (limits or Limits()).text, f"the text of {source}", "text_limit")
    text = "\n\n".join(part.text for part in kept)
    blocks = _blocks(text, kept)
    headline = next((block for block in blocks if block.role == "headline"), None)
    bylines = [text[block.start : block.end] for block in blocks if block.role == "byline"]
    head = takewhile(lambda block: block.role != "body", blocks)
    at_top = [text[block.start : block.end] for block in head if block.role == "byline"]
    language = guess_language(text)
    return Article(
        source=readable_name(source),
        title=one_line(imprint.title or "") or (text[headline.start : headline.end] if headline else None),
        byline=byline or next(filter(None, map(author_of, bylines)), None),
        site=one_line(imprint.site or "") or None,
        published=imprint.published or next(filter(None, map(day_of, at_top)), None),
        language=(imprint.language or language) if language in {DEFAULT, UNKNOWN} else language,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        blocks=blocks,
        gaps=find_gaps(text, blocks),
        notices=imprint.notices,
    )


def _lines(part: Part) -> Iterator[Part]:
    """A part on one line, and the marks of its footnotes, which are set aside, on another."""
    text, marks = apart(part.text)
    if line := one_line(text):
        yield Part(line, part.role)
    if marks:
        yield Part(one_line(marks), "boilerplate")


def _as_byline(part: Part, byline: str) -> Part:
    """A line that is the author's name and nothing else, as what it is."""
    return Part(part.text, "byline") if part.role is None and same_words(part.text) == same_words(byline) else part


def under(headline: str, parts: Iterable[Part]) -> list[Part]:
    """The parts under their headline, which is not said again."""
    key = same_words(headline)
    return [Part(headline, "headline"), *(part for part in parts if not key or same_words(part.text) != key)]


def one_line(text: str) -> str:
    """The text with each run of blanks as one, letters composed, and without what nobody sees or no file can hold.

    That is soft hyphens and their kin, which are hints for setting lines, and halves of characters.
    """
    return " ".join(whole_words(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)).split())


def same_words(text: str) -> str:
    """Words as they are compared: without case, punctuation and the shape of quotation marks."""
    return _NOT_WORD.sub(" ", text).strip().casefold()


def calendar_day(date: str | None) -> str | None:
    """The day in a date as ISO 8601 or RFC 5322 write it, as ``2025-12-04``; None where there is none."""
    if not date:
        return None
    if iso := _DAY.match(date.strip()):
        return iso.group()
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def language_of(tag: str | None) -> str | None:
    """The ISO 639-1 code in a language tag (``en-GB``); None where there is none."""
    code = _LANGUAGE.match(tag or "")
    return code[1].lower() if code else None


def _blocks(text: str, parts: list[Part]) -> tuple[Block, ...]:
    """A block for each part: its own role, or the guessed one of the block at its place."""
    guesses = {block.end: block for block in find_blocks(text)}
    places = {block.end: place for place, block in enumerate(guesses.values())}
    one_to_one = len(guesses) == len(parts)
    known_headline = any(part.role == "headline" for part in parts)
    blocks: list[Block] = []
    start = 0
    for part in parts:
        end = start + len(part.text)
        guess = guesses.get(end) if end in places else None
        role: Role = part.role or (guess.role if guess else "body")
        if part.role is None and role == "headline" and known_headline:
            role = "body"
        blocks.append(Block(start, end, role, guess.duplicate_of if guess and one_to_one else None))
        start = end + 2
    return tuple(blocks)
