"""The furniture of a page that scrapers and clippers leave in an article: labels, links, calls to subscribe, rights.

Nothing is guessed: a line is set aside only for a shape that prose does not have.
"""

import re
from functools import cache
from typing import Final

from briefing.sources.lexicon import entries

LONGEST: Final = 25
"""Words of the longest line that can be furniture."""

LONGEST_POINTER: Final = 10
"""Words of the longest line that points at a film or a link beside it."""

LONGEST_SITE: Final = 14
"""Words of the longest line that is a page's title."""

_NO_WORDS = re.compile(r"[\W_]+")
_LEAD = re.compile(r"^[\W_]+")
_CORE = re.compile(r"\W*(\w(?:.*\w)?)\W*", re.DOTALL)
"""What is left of a line without the marks around it."""

_ADDRESSES = re.compile(r"(?:(?:https?://|www\.)\S+\s*)+")
_TAGS = re.compile(r"(?:[#@]\w+[,;]?\s*)+")
_SITE = re.compile(r"[^.!?|•»·]{2,60} [|•»·] [^.!?]{2,60}")
_FOLLOW = re.compile(
    r"""(?:You\ can\ )?[Ff]ollow\ (?:
        (?:@?[\w.’'-]+\ ){1,6}?(?:on\ (?:Twitter|X|Facebook|Instagram|LinkedIn|Threads|Bluesky)\b.*|@\w+\W*)
      | @\w+.*
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_POINTER = re.compile(r"(?:Watch|See|Read|Listen to|Click|Hear)\b.{0,60}\b(?:above|below|here)\W*")
_RIGHTS = re.compile(
    r"(?:.*\b(?:All rights reserved|Copyright (?:©|\(c\)|(?:19|20)\d\d))|© ?(?:19|20)\d\d|.* appeared first on ).*",
    re.IGNORECASE,
)


def is_furniture(line: str, words: int) -> bool:
    """Whether a line belongs to the page and not to the article."""
    if words > LONGEST or len(line) > 400:
        return False
    if any(shape.fullmatch(line) for shape in (_NO_WORDS, _ADDRESSES, _TAGS, _FOLLOW, _RIGHTS)) or _is_label(line):
        return True
    return _begins_as_furniture(line) or (words <= LONGEST_POINTER and _POINTER.fullmatch(line) is not None)


def is_site_line(line: str, words: int) -> bool:
    """Whether a line, which stands at the top or at the end, has the shape of a page's title: ``Site | Section``."""
    return words <= LONGEST_SITE and _SITE.fullmatch(line) is not None


def _is_label(line: str) -> bool:
    """Whether a line is a label and nothing else."""
    core = _CORE.fullmatch(line)
    return core is not None and core[1].lower() in _labels()


def _begins_as_furniture(line: str) -> bool:
    """Whether a line begins with one of the openings; a look at the letters spares most articles the pattern."""
    return _LEAD.sub("", line, count=1).lower().startswith(_first_letters()) and _opening().match(line) is not None


@cache
def _labels() -> frozenset[str]:
    return frozenset(label.lower() for label in entries("labels"))


@cache
def _first_letters() -> tuple[str, ...]:
    """The openings without the marks before their first letter."""
    return tuple(_LEAD.sub("", opening, count=1).lower() for opening in entries("openings"))


@cache
def _opening() -> re.Pattern[str]:
    """A line that begins as furniture does."""
    return re.compile(rf"[\W_]*(?:{'|'.join(map(re.escape, entries('openings')))})(?!\w)", re.IGNORECASE)
