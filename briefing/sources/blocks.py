"""The parts of an article by their roles, without a character lost or moved."""

import re
from typing import Final

from briefing.model import Block, Role
from briefing.sources.appeals import is_appeal, subject_of_biography
from briefing.sources.bylines import is_byline, is_credit_line
from briefing.sources.captions import is_caption
from briefing.sources.frontmatter import read_front_matter
from briefing.sources.furniture import is_furniture, is_site_line
from briefing.sources.paragraphs import Stretch, find_paragraphs

TOP: Final = 6
"""Blocks at the top among which headline, dek and byline stand."""

TAIL: Final = 6
"""Blocks at the end among which contributors and the site's name stand."""

REPEATED: Final = 12
"""Words of the shortest paragraph that is a scraper's double where it comes again, and no refrain."""

_HEADING = re.compile(r"#{1,6}[ \t]+")
_QUOTED = re.compile(r">[ \t]?(?=\S)")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_EMPHASISED = re.compile(r"(?:\*\*|__)[^*_]+(?:\*\*|__)")
_LIST_ITEM = re.compile(r"(?:[-*•–—+]|\d{1,3}[.)]|\[\d+\])\s")
_ENDED = re.compile(r"[.!?…:,;–—-][\"”’')\]]*(?:\s?\[\d+\])*$")
_BROKEN_OFF = re.compile(r"\b(?:a|an|and|at|by|for|from|in|of|on|or|see|the|to|with)$")
_DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]+(?:(?:, ?| )[A-Z][A-Z.’'-]+)*,? ?[^—–]{0,40}?(?:\([A-Z]\w+\) )?(?:—|–|--| - )|\([A-Z]\w+\)"
)
_INNER_STOP = re.compile(r"[a-z0-9][.!?][\"”’)]* +[\"“‘(]?[A-Z]")
_NOT_WORD = re.compile(r"[\W_]+")


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in order: a paragraph each, with its role; front matter is one block, set aside.

    A block's span leaves out the blanks around it and the marks of a Markdown heading. A headline or a long paragraph that
    comes again has `duplicate_of` set to the index of the first.
    """
    fields, top = read_front_matter(text)
    matter = [Block(0, len(text[:top].rstrip()), "boilerplate")] if top else []
    lines = [_Line(text, stretch) for stretch in find_paragraphs(text, top)]
    roles = _roles(lines, fields.get("title"))
    blocks = [Block(line.start, line.end, role) for line, role in zip(lines, roles, strict=True)]
    return tuple(matter + _with_doubles(blocks, lines, len(matter)))


class _Line:
    """A paragraph as the rules look at it."""

    __slots__ = ("depth", "end", "is_short", "start", "text", "words")

    def __init__(self, text: str, stretch: Stretch) -> None:
        self.start, self.end = stretch
        mark = _HEADING.match(text, *stretch) or _QUOTED.match(text, *stretch)
        self.depth = mark.group().count("#") if mark else 0
        """Depth of a Markdown heading; 0 for other lines."""
        if mark:
            self.start = mark.end()
        self.text = text[self.start : self.end]
        self.words = self.text.count(" ") + 1
        """Number of words, near enough."""
        self.is_short = self.words <= 12 and _has_heading_shape(self.text)
        """Whether this could be a heading."""

    @property
    def is_title(self) -> bool:
        """Whether this could be the headline: one sentence at most, and a short one if it ends with a full stop."""
        if self.words > 30 or len(self.text) > 300:
            return False
        if not self.text[:1].isalnum() and self.text[:1] not in "\"“‘'«$@#¿¡[":
            return False
        if _DATELINE.match(self.text):
            return False
        stops = len(_INNER_STOP.findall(self.text))
        if self.text.endswith(".") and not self.text.endswith(".."):
            longest = 24 if self._share_of_capitals() > 0.75 else 13
            return self.words <= longest and not stops
        return stops < 2 and not self.text.endswith((":", ","))

    def _share_of_capitals(self) -> float:
        """Share of the longer words that begin with a capital letter."""
        words = [word for word in self.text.split() if len(word) > 3]
        return sum(not word[0].islower() for word in words) / max(1, len(words))


def _has_heading_shape(line: str) -> bool:
    """Whether nothing in a short line ends a sentence, breaks it off or makes it an item of a list."""
    if len(line) > 200 or line[0] in "()" or _LIST_ITEM.match(line):
        return False
    return not _ENDED.search(line) and not _BROKEN_OFF.search(line)


def _roles(lines: list[_Line], title: str | None) -> list[Role]:
    """The role of each line: first by its own words, then by its place among the others."""
    roles: list[Role] = [_own_role(line, place, len(lines)) for place, line in enumerate(lines)]
    for place in _biographies(lines, roles):
        roles[place] = "boilerplate"
    headline = _headline(lines, roles, title)
    if headline is not None:
        roles[headline] = "headline"
        for place in _deks(lines, roles, headline):
            roles[place] = "dek"
    for place, line in enumerate(lines):
        if roles[place] == "body" and (line.depth or _is_subhead(lines, roles, place)):
            roles[place] = "subhead"
    return roles


def _own_role(line: _Line, place: int, count: int) -> Role:
    near_end = place >= count - TAIL
    if line.depth:
        return "body"
    if _IMAGE.fullmatch(line.text) or is_caption(line.text, line.words):
        return "caption"
    if is_furniture(line.text, line.words) or is_appeal(line.text, line.words):
        return "boilerplate"
    if (place < TOP and is_byline(line.text, line.words)) or (near_end and is_credit_line(line.text, line.words)):
        return "byline"
    if (0 < place < 3 or place >= count - 3) and is_site_line(line.text, line.words):
        return "boilerplate"
    return "body"


def _biographies(lines: list[_Line], roles: list[Role]) -> list[int]:
    """The lines near the end that introduce an author: somebody of whom the article itself does not speak."""
    found: list[int] = []
    for place in range(max(2, len(lines) - TAIL), len(lines)):
        line = lines[place]
        name = subject_of_biography(line.text, line.words) if roles[place] == "body" else None
        if name is None:
            continue
        others = (other.text for at, other in enumerate(lines) if at != place and roles[at] == "body" and at not in found)
        if not name or not any(name.split()[-1] in other and not subject_of_biography(other, 0) for other in others):
            found.append(place)
    return found


def _headline(lines: list[_Line], roles: list[Role], title: str | None) -> int | None:
    """The first line that is not set aside, if it looks like a headline or is the title that the front matter gives."""
    place = next((place for place, role in enumerate(roles[:TOP]) if role == "body"), None)
    if place is None or len(lines) == 1:
        return None
    if title is not None:
        return place if _key(lines[place].text) == _key(title) else None
    return place if lines[place].depth == 1 or (lines[place].depth == 0 and lines[place].is_title) else None


def _deks(lines: list[_Line], roles: list[Role], headline: int) -> list[int]:
    """The lines under the headline that carry it on: without a full stop, or after a headline that ends with a semicolon."""
    deks: list[int] = []
    for place in range(headline + 1, min(headline + 4, len(lines) - 1)):
        line = lines[place]
        if roles[place] != "body":
            continue
        if _says_the_same(line.text, lines[headline].text):
            continue
        carries_on = lines[headline].text.endswith(";") or line.text[:1].islower()
        if line.depth or line.words > 45 or _LIST_ITEM.match(line.text) or line.words < 5:
            break
        if _ENDED.search(line.text) and not (carries_on and line.words <= 25 and not _INNER_STOP.search(line.text)):
            break
        deks.append(place)
    return deks


def _is_subhead(lines: list[_Line], roles: list[Role], place: int) -> bool:
    """Whether a short line heads what follows: it is no item of a list, and prose comes after it."""
    line = lines[place]
    if _EMPHASISED.fullmatch(line.text) and line.words <= 12:
        return True
    if not line.is_short or line.text[:1].islower() or place == len(lines) - 1:
        return False
    following = lines[place + 1]
    before = place > 0 and roles[place - 1] in {"body", "subhead"} and lines[place - 1].is_short
    if before and (following.is_short or (place > 1 and lines[place - 2].is_short)):
        return False
    beyond = lines[place + 2] if place + 2 < len(lines) else None
    heads_heading = following.is_short and beyond is not None and not beyond.is_short
    return heads_heading or (not following.is_short and not _LIST_ITEM.match(following.text))


def _with_doubles(blocks: list[Block], lines: list[_Line], offset: int) -> list[Block]:
    """The blocks with those marked that say again what an earlier one said; `offset` blocks stand before them."""
    headline = next((place for place, block in enumerate(blocks) if block.role == "headline"), None)
    first: dict[str, int] = {}
    marked: list[Block] = []
    for place, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        earlier = place
        if headline is not None and place > headline and _says_the_same(line.text, lines[headline].text):
            earlier = headline
        elif line.words >= REPEATED and block.role in {"dek", "body"}:
            earlier = first.setdefault(line.text, place)
        marked.append(block if earlier == place else Block(block.start, block.end, blocks[earlier].role, earlier + offset))
    return marked


def _says_the_same(line: str, headline: str) -> bool:
    """Whether a line repeats the headline, but for case, punctuation and the shape of quotation marks."""
    return abs(len(line) - len(headline)) <= 8 and _key(line) == _key(headline)


def _key(words: str) -> str:
    """Words as they are compared: without case, punctuation and the shape of quotation marks."""
    return _NOT_WORD.sub(" ", words).strip().casefold()
