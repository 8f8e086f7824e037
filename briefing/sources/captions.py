"""Captions of photographs: in plain text only the credit at a line's end tells one from prose."""

import re
from functools import cache
from typing import Final

from briefing.sources.lexicon import entries

LONGEST: Final = 75
"""Words of the longest caption."""

TAIL: Final = 140
"""Characters at a line's end in which its credit stands."""

HINTS: Final = tuple("/ | © ( hoto HOTO mage MAGE icture redit REDIT llustration licensed via".split())  # noqa: SIM905
"""Letters without one of which no credit ends as a sentence does: looked for first, since that is quick."""

CREDIT_WORDS: Final = (
    "hoto",
    "HOTO",
    "mage",
    "MAGE",
    "icture",
    "redit",
    "REDIT",
    "llustration",
    "andout",
    "File",
    "ourtesy",
    "©",
    "licensed",
)
"""Letters of which a credit that names no agency has some."""

_NAME = r"[A-ZÀ-Þ][\w.’'-]*"
_STOP = r"(?:^|[.!?…)\]”\"’:;–—-]\s*|\s\s+)"
"""What stands before a credit: it follows a sentence, often without a blank."""


def is_caption(line: str, words: int) -> bool:
    """Whether a line ends with a photograph's credit, or is one."""
    if words > LONGEST:
        return False
    tail = line[-TAIL:]
    if tail[-1] in '.!?”"' and not any(map(tail.__contains__, HINTS)):
        return False
    return _may_hold_credit(tail) and _credit().search(tail) is not None


def _may_hold_credit(tail: str) -> bool:
    """Whether one of the words is there without which there is no credit; most articles never need the pattern."""
    return any(map(tail.__contains__, CREDIT_WORDS)) or any(map(tail.__contains__, _names()))


@cache
def _names() -> tuple[str, ...]:
    return (*entries("archives"), *entries("agencies"))


@cache
def _credit() -> re.Pattern[str]:
    """A credit at the end of a line; an agency, which sells news too, counts only beside a slash, "via" or "Photo"."""
    archives, agencies = ("|".join(map(re.escape, entries(topic))) for topic in ("archives", "agencies"))
    archive, anyone = f"(?:{archives})", f"(?:{archives}|{agencies})"
    return re.compile(
        rf"""
          {_STOP}(?:{_NAME}[ ,]+){{0,5}}(?:{_NAME})?\s?[/|]\s?(?:{_NAME}[ /|]+){{0,4}}
          {anyone}(?:\s?[/|][\w\ /|]{{1,30}})?\.?\)?$
        | {_STOP}(?:{_NAME}\ ){{0,3}}{anyone}\s?[/|]\s?(?:{_NAME}[ /|]*){{1,5}}\.?\)?$
        | {_STOP}(?:{_NAME}\ ){{1,4}}(?:via|for)\ {archive}\.?$
        | {_STOP}(?:{_NAME}[ /]){{0,4}}{archive}$
        | [(\[](?:(?:AP\ )?[Pp]hoto|PHOTO|[Cc]redit|Handout|File\b|Courtesy)[^()\[\]]*[)\]]\.?$
        | [(\[](?:[Ii]mage|[Pp]icture|[Ii]llustration)s?(?:\ (?:by|courtesy|credit|source)\b|:)[^()\[\]]*[)\]]\.?$
        | [(\[][^()\[\]]*(?:\b{archive}|(?:/|\bvia\ )\s?{anyone})[)\]]\.?$
        | \b(?:Photo(?:graph|graphy)?|Image|Picture|Illustration|Credit|PHOTO|IMAGE|CREDIT|image)s?
          (?:\ (?:[Cc]redit|[Ss]ource|[Cc]ourtesy))?\s?:\ ?[A-ZÀ-Þ0-9@][^.:]{{1,80}}\.?$
        | (?:^|[.!?…)\]”\"’]\s*)(?:(?:[Ff]ile\ )?[Pp]hoto(?:graph)?s?|Image|Picture|Illustration)
          \ (?:by|courtesy(?:\ of)?|credit)\ {_NAME}(?:\ [^.]{{1,60}})?\.?$
        | ©\s?[^.]{{2,60}}$
        | \blicensed\ under\ (?:a\ )?(?:CC|Creative\ Commons)\b.{{0,60}}$
        """,
        re.VERBOSE,
    )
