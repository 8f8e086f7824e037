"""Captions of photographs: in plain text only the credit at a line's end tells one from prose."""

import re
from collections.abc import Iterable
from functools import cache, partial
from typing import Final

from briefing.sources.lexicon import entries

LONGEST: Final = 75
"""Words of the longest caption."""

TAIL: Final = 140
"""Characters at a line's end in which its credit stands."""

HINTS: Final = tuple("/ | © ( hoto HOTO mage MAGE icture redit REDIT llustration licensed via".split())  # noqa: SIM905
"""Letters without one of which no credit ends as a sentence does: looked for first, since that is quick."""

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
    return any(
        all(any(map(tail.__contains__, letters)) for letters in needed) and _compiled(shape).search(tail)
        for needed, shape in _credits()
    )


_compiled = cache(partial(re.compile, flags=re.VERBOSE))
"""A shape is made ready where its letters are there, which is seldom: together they take longer than all other patterns."""


@cache
def _credits() -> tuple[tuple[tuple[Iterable[str], ...], str], ...]:
    """The shapes of a credit at the end of a line, each with the letters of which it has one of every group.

    An agency, which sells news too, counts only beside a slash, "via" or "Photo".
    """
    archives, names = entries("archives"), entries("archives") + entries("agencies")
    archive, anyone = (f"(?:{'|'.join(map(re.escape, group))})" for group in (archives, names))
    return (
        (
            ("/|", names),
            rf"""{_STOP}(?:{_NAME}[ ,]+){{0,5}}(?:{_NAME})?\s?[/|]\s?(?:{_NAME}[ /|]+){{0,4}}
                 {anyone}(?:\s?[/|][\w\ /|]{{1,30}})?\.?\)?$""",
        ),
        (("/|", names), rf"{_STOP}(?:{_NAME}\ ){{0,3}}{anyone}\s?[/|]\s?(?:{_NAME}[ /|]*){{1,5}}\.?\)?$"),
        ((("via", "for"), archives), rf"{_STOP}(?:{_NAME}\ ){{1,4}}(?:via|for)\ {archive}\.?$"),
        ((archives,), rf"{_STOP}(?:{_NAME}[ /]){{0,4}}{archive}$"),
        (
            ("([", ("hoto", "HOTO", "redit", "andout", "File", "ourtesy")),
            r"[(\[](?:(?:AP\ )?[Pp]hoto|PHOTO|[Cc]redit|Handout|File\b|Courtesy)[^()\[\]]*[)\]]\.?$",
        ),
        (
            ("([", ("mage", "icture", "llustration")),
            r"[(\[](?:[Ii]mage|[Pp]icture|[Ii]llustration)s?(?:\ (?:by|courtesy|credit|source)\b|:)[^()\[\]]*[)\]]\.?$",
        ),
        (("([", names), rf"[(\[][^()\[\]]*(?:\b{archive}|(?:/|\bvia\ )\s?{anyone})[)\]]\.?$"),
        (
            (":", ("hoto", "HOTO", "mage", "MAGE", "icture", "llustration", "redit", "REDIT")),
            r"""\b(?:Photo(?:graph|graphy)?|Image|Picture|Illustration|Credit|PHOTO|IMAGE|CREDIT|image)s?
                (?:\ (?:[Cc]redit|[Ss]ource|[Cc]ourtesy))?\s?:\ ?[A-ZÀ-Þ0-9@][^.:]{1,80}\.?$""",
        ),
        (
            (("hoto", "mage", "icture", "llustration"), ("by", "courtesy", "credit")),
            rf"""(?:^|[.!?…)\]”\"’]\s*)(?:(?:[Ff]ile\ )?[Pp]hoto(?:graph)?s?|Image|Picture|Illustration)
                 \ (?:by|courtesy(?:\ of)?|credit)\ {_NAME}(?:\ [^.]{{1,60}})?\.?$""",
        ),
        (("©",), r"©\s?[^.]{2,60}$"),
        ((("licensed",),), r"\blicensed\ under\ (?:a\ )?(?:CC|Creative\ Commons)\b.{0,60}$"),
    )
