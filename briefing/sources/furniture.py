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
    if any(shape.fullmatch(line) for shape in (_NO_WORDS, _ADDRESSES, _TAGS, _label(), _FOLLOW, _RIGHTS)):
        return True
    return _opening().match(line) is not None or (words <= LONGEST_POINTER and _POINTER.fullmatch(line) is not None)


def is_site_line(line: str, words: int) -> bool:
    """Whether a line, which stands at the top or at the end, has the shape of a page's title: ``Site | Section``."""
    return words <= LONGEST_SITE and _SITE.fullmatch(line) is not None


@cache
def _label() -> re.Pattern[str]:
    """A line that is a label and nothing else."""
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, entries('labels')))})\W*", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    """A line that begins as furniture does."""
    return re.compile(rf"[\W_]*(?:{'|'.join(map(re.escape, entries('openings')))})(?!\w)", re.IGNORECASE)
