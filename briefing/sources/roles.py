"""The role that a line plays by its own words: who wrote it, a photograph's caption, the furniture of a page.

Nothing is guessed: a line is set aside only for a shape that prose does not have. A caption without a credit looks like
prose and stays; so does an agency's dateline, which begins a sentence.
"""

import re
from functools import cache
from typing import Final

from briefing.sources.lexicon import entries

LONGEST_LABEL: Final = 25
"""Words of the longest line that can be furniture."""

LONGEST_CAPTION: Final = 75
"""Words of the longest line that can be a caption."""

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_NAME = r"[A-ZÀ-Þ][\w.’'-]*"
_BETWEEN = r"(?:and|&|with|of|for|in|at|the|de|der|da|di|du|la|le|van|von|al|el|bin|ibn|ben|y|e|\||/|•|·|-|–|—)"

_NO_WORDS = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"(?:(?:https?://|www\.)\S+\s*)+")
_TAGS = re.compile(r"(?:[#@]\w+[,;]?\s*)+")
_SITE = re.compile(r"[^.!?|•»·]{2,60} [|•»·] [^.!?]{2,60}")
_BYLINE = re.compile(
    rf"(?:By|BY|(?:Written|Reported|Words|Story|Text|Analysis|Posted) by|From) (?P<author>{_NAME}(?:,? (?:{_NAME}|{_BETWEEN}))*),?"
)
_DATE_LINE = re.compile(
    rf"\(?(?:(?:(?:[Ll]ast )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|PUBLISHED|UPDATED|POSTED|[Mm]odified)|on|at|[Dd]ate)\b:?|{_DAY}\b\.?|{_MONTH}\b\.?"
    r"|\d{1,2}(?:st|nd|rd|th)?\b|(?:19|20)\d\d\b|\d{1,2}[:.]\d\d(?::\d\d)?|[AaPp]\.?[Mm]\b\.?|[A-Z]{1,2}[SD]?T\b|\d{4}-\d\d-\d\d(?:T\S+)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    r"|[,|•·–—-]|\s)+\)?\.?",
)
_ISO = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_WRITTEN = re.compile(
    rf"(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?[ -])?(?P<month>{_MONTH})\.?(?:[ -](?P<after>\d{{1,2}})(?:st|nd|rd|th)?)?,?[ -](?P<year>(?:19|20)\d\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[/.]\d")
_CONTRIBUTOR = re.compile(
    r".*\bcontributed(?: additional)?(?: (?:reporting|research|writing))?(?: (?:to|for) (?:this|the) (?:\w+ )?(?:report|story|article|column|piece|post))?"
    r"(?: from (?:[A-Z][\w.]*,? ?){1,6})?\W*"
)
_DESK = re.compile(
    r"[(\[]?(?:Additional |Additional reporting |With )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by [A-Z].*"
)
_FOLLOW = re.compile(
    r"(?:You can )?[Ff]ollow (?:@?[\w.’'-]+ ){1,6}?(?:on (?:Twitter|X|Facebook|Instagram|LinkedIn|Threads|Bluesky)\b.*|@\w+\W*)|[Ff]ollow @\w+.*"
)
_POINTER = re.compile(r"(?:Watch|See|Read|Listen to|Click|Hear)\b.{0,60}\b(?:above|below|here)\W*")
_RIGHTS = re.compile(
    r"(?:.*\b(?:All rights reserved|Copyright (?:©|\(c\)|(?:19|20)\d\d))|© ?(?:19|20)\d\d|.* appeared first on ).*",
    re.IGNORECASE,
)


@cache
def _label() -> re.Pattern[str]:
    """A line that is a label and nothing else."""
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, entries('labels')))})\W*", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    """A line that begins as furniture does."""
    return re.compile(rf"[\W_]*(?:{'|'.join(map(re.escape, entries('openings')))})(?!\w)", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    """The credit at the end of a caption."""
    archives, agencies = ("|".join(map(re.escape, entries(topic))) for topic in ("archives", "agencies"))
    anyone = rf"(?:{archives}|{agencies})"
    stop = r"(?:^|[.!?…)\]”\"’:;–—-]\s*|\s\s+)"
    return re.compile(
        rf"{stop}(?:{_NAME}[ ,]+){{0,5}}(?:{_NAME})?\s?[/|]\s?(?:{_NAME}[ /|]+){{0,4}}{anyone}(?:\s?[/|][\w /|]{{1,30}})?\.?\)?$"
        rf"|{stop}(?:{_NAME} ){{0,3}}{anyone}\s?[/|]\s?(?:{_NAME}[ /|]*){{1,5}}\.?\)?$"
        rf"|[(\[](?:[^()\[\]]*\b(?:Photo|PHOTO|Image|Picture|Handout|File|Credit)\b[^()\[\]]*|[^()\[\]]*\b(?:{archives})|[^()\[\]]+(?:/|\bvia )\s?{anyone})[)\]]\.?$"
        rf"|(?:^|\W)(?:[Pp]hoto(?:graph|graphy)?|[Ii]mage|[Pp]icture|[Cc]redit|[Ii]llustration|PHOTO|CREDIT|IMAGE)s?(?: [Cc]redit| [Ss]ource| [Cc]ourtesy)?\s?: ?[^.:]{{2,80}}\.?$"
        rf"|(?:^|[.!?…)\]”\"’]\s*)(?:(?:[Ff]ile )?[Pp]hoto(?:graph)?s?|Image|Picture|Illustration) (?:by|courtesy(?: of)?|credit) {_NAME}(?: [^.]{{1,60}})?\.?$"
        rf"|{stop}(?:{_NAME} ){{1,4}}(?:via|for) (?:{archives})\.?$"
        rf"|{stop}(?:{_NAME}[ /]){{0,4}}(?:{archives})$"
        rf"|©\s?[^.]{{2,60}}$"
        rf"|\blicensed under (?:a )?(?:CC|Creative Commons)\b.{{0,60}}$"
    )


_CREDIT_HINTS: Final = (
    "/",
    "|",
    "©",
    "(",
    "hoto",
    "HOTO",
    "mage",
    "MAGE",
    "icture",
    "redit",
    "REDIT",
    "llustration",
    "licensed",
    " via ",
)
"""Letters without one of which no line that ends as a sentence does ends with a credit: looked for first, since that is quick."""


def is_caption(line: str, words: int) -> bool:
    """Whether a line ends with a photograph's credit, or is one."""
    if words > LONGEST_CAPTION:
        return False
    tail = line[-140:]
    if tail[-1] in '.!?”"' and not any(hint in tail for hint in _CREDIT_HINTS):
        return False
    return _credit().search(tail) is not None


def is_byline(line: str, words: int) -> bool:
    """Whether a line names who wrote the article, or when, and says nothing else."""
    if words > 40:
        return False
    if words <= 16 and (_BYLINE.fullmatch(line) or is_date_line(line)):
        return True
    return _DESK.fullmatch(line) is not None


def author_of(line: str) -> str | None:
    """Who wrote the article, if the line names that: what follows "By"."""
    byline = _BYLINE.fullmatch(line)
    return byline["author"] if byline else None


def is_date_line(line: str) -> bool:
    """Whether a line is a day of publication and nothing else."""
    return len(line) <= 80 and _DATE_LINE.fullmatch(line) is not None and _YEAR.search(line) is not None


def day_of(line: str) -> str | None:
    """The day that a line of publication gives, as ``2025-12-04``; None where it gives none, or not without a doubt."""
    if not is_date_line(line):
        return None
    if iso := _ISO.search(line):
        return iso.group()
    written = _WRITTEN.search(line)
    if written is None:
        return None
    day = int(written["before"] or written["after"] or 0)
    month = _MONTHS.index(written["month"][:3].lower()) + 1
    return f"{written['year']}-{month:02}-{day:02}" if 1 <= day <= 31 else None


def is_contributor(line: str, words: int) -> bool:
    """Whether a line, which stands near the end, names who helped with the report."""
    return words <= 40 and _CONTRIBUTOR.fullmatch(line) is not None


def is_furniture(line: str, words: int) -> bool:
    """Whether a line belongs to the page and not to the article: labels, links, calls to subscribe, rights."""
    if words > LONGEST_LABEL or len(line) > 400:
        return False
    shapes = (_NO_WORDS, _ADDRESS, _TAGS, _label(), _FOLLOW, _RIGHTS)
    if any(shape.fullmatch(line) for shape in shapes):
        return True
    return _opening().match(line) is not None or (words <= 10 and _POINTER.fullmatch(line) is not None)


def is_site_line(line: str, words: int) -> bool:
    """Whether a line, which stands at the top or at the end, has the shape of a page's title: ``Site | Section``."""
    return words <= 14 and _SITE.fullmatch(line) is not None
