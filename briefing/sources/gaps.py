"""The gaps that punctuation alone shows: links whose text a scraper dropped leave their commas, brackets and stops behind.

On web articles without their links these shapes are half of all gaps, with hardly a false alarm on whole texts; what only
grammar shows is found after the parse, in `briefing.analysis.gaps`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Final

from briefing.model import Block, Certainty, Gap, GapKind
from briefing.sources.lexicon import entries

SPACED_STYLE: Final = 0.2
"""Share of stops and commas with a blank before them from which on that is how the text is typed, and no sign of a gap."""

SMALL_STYLE: Final = 0.2
"""Share of sentences that start with a small letter from which on that is how the text is typed."""

_BLANK_STOP = tuple(re.compile(blank + r"[.,;:!?)\]](?=[\s\"”’'),.;]|$)(?!\s?\.|(?<=[:;])\))") for blank in (" ", "\u00a0"))
"""A pattern for each blank: one that begins with a character, and not with one of several, is found several times as fast."""

_EMPTY = tuple(re.compile(mark + r"[ \u00a0]{0,9}(?:[)\]”»]|[,;.:](?=\s))") for mark in (r"\(", r"\[", "“", "«"))
_EMPTY_STRAIGHT = re.compile(r"\"\"(?=[\s.,;]|$)")
_AFTER_BRACKET = tuple(re.compile(mark + r"[ \u00a0]{1,9}(?=\w)") for mark in (r"\(", r"\["))
_LINE_START = tuple(re.compile(start + r"[,;.:)](?=[ \u00a0])") for start in (r"\A", r"\n"))
_SMALL_START = re.compile(r"\. (?=[a-z]{2,} )")
_SENTENCE_END = tuple(re.compile(mark + r"(?=\s|$)") for mark in (r"\.", ";", "!", r"\?"))
_LEFT_OPEN: Final[dict[str, tuple[GapKind, Certainty]]] = {
    **dict.fromkeys(",;:", ("clause", "certain")),
    **dict.fromkeys("([“", ("modifier", "certain")),
    **dict.fromkeys('"”’', ("clause", "likely")),
    **dict.fromkeys(".!?", ("subject", "certain")),
}
"""What is missing between a mark and a stop behind a blank, and how sure that is."""

_LAST_WORD = re.compile(r"[A-Za-z]+$")


def find_gaps(text: str, blocks: tuple[Block, ...]) -> tuple[Gap, ...]:
    """Places in the blocks that are read where punctuation stands without the words it belongs to, in order.

    `Gap.at` is the offset of what follows the gap.
    """
    read = [block for block in blocks if block.is_read]
    starts = [block.start for block in read]
    found: dict[int, Gap] = {}
    for gap in _candidates(text):
        place = bisect_right(starts, gap.at) - 1
        if place >= 0 and gap.at <= read[place].end:
            found.setdefault(gap.at, gap)
    return tuple(found[at] for at in sorted(found))


def _candidates(text: str) -> Iterator[Gap]:
    """Gaps anywhere in the text, by the shape of what is left; a place may come twice, the surer reading first."""
    for match in _all(_EMPTY, text):
        if not text[match.start() - 1 : match.start()].isalnum():
            yield Gap(match.end() - 1, "name" if match.group()[0] in "“«" else "modifier", "certain")
    for match in _EMPTY_STRAIGHT.finditer(text):
        if match.start() == 0 or text[match.start() - 1].isspace():
            yield Gap(match.start() + 1, "name", "certain")
    for match in _all(_AFTER_BRACKET, text):
        yield Gap(match.end(), "modifier", "likely")
    for match in _all(_LINE_START, text):
        yield Gap(match.end() - 1, "subject", "certain")
    yield from _blanks_before_stops(text)
    yield from _broken_sentences(text)


def _all(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """What the patterns find, one pattern after the other."""
    return chain.from_iterable(pattern.finditer(text) for pattern in patterns)


def _blanks_before_stops(text: str) -> Iterator[Gap]:
    """Gaps before a comma, a stop or a closing bracket with a blank before it."""
    places = [match.start() + 1 for match in _all(_BLANK_STOP, text)]
    is_style = len(places) > 3 and len(places) > SPACED_STYLE * (text.count(".") + text.count(","))
    for place in places:
        before, stop = text[max(0, place - 40) : place].rstrip(" \u00a0"), text[place]
        if not before or before[-1] == "\n" or (before[-1] == stop == "." and not before[-2:-1].islower()):
            continue
        if stop in ")]" and not _is_open(text, place):
            continue
        kind, certainty = _lost(before, stop)
        if certainty == "certain" or not is_style:
            yield Gap(place, kind, certainty)


def _is_open(text: str, at: int) -> bool:
    """Whether a bracket was opened a little before `at` and not closed since; if not, the closing one is a smiley or markup."""
    near = text[max(0, at - 300) : at]
    return max(near.rfind("("), near.rfind("[")) > max(near.rfind(")"), near.rfind("]"))


def _lost(before: str, stop: str) -> tuple[GapKind, Certainty]:
    """What is missing between the words `before` and a stop behind a blank, and how sure that is."""
    last = before[-1]
    if last in ",;" and stop in ",;":
        return "name", "certain"
    if last in _LEFT_OPEN:
        return _LEFT_OPEN[last]
    word = _LAST_WORD.search(before)
    expected = _expecting().get(word.group().lower()) if word else None
    return (expected, "certain") if expected else ("object", "likely")


def _broken_sentences(text: str) -> Iterator[Gap]:
    """Gaps where a sentence stops behind an article or a conjunction, or starts with a small letter."""
    ends = [match.start() for match in _all(_SENTENCE_END, text)]
    unended = _unended()
    last_letters = {word[-1] for word in unended}
    for end in ends:
        if text[end - 1] in last_letters and (word := _word_before(text, end)) in unended:
            yield Gap(end, _expecting()[word], "certain")
    small = [match.end() for match in _SMALL_START.finditer(text) if _ends_sentence(_word_before(text, match.start()))]
    if len(small) <= max(2, SMALL_STYLE * len(ends)):
        yield from (Gap(start, "subject", "certain") for start in small)


def _word_before(text: str, at: int) -> str:
    return text[max(0, at - 16) : at].rpartition(" ")[2]


def _ends_sentence(word: str) -> bool:
    """Whether a full stop behind `word` ends a sentence, and does not shorten the word."""
    return len(word) >= 5 and word.isalpha() and word.lower() not in _shortened()


@cache
def _expecting() -> dict[str, GapKind]:
    """What is lost behind a function word that stands before a stop."""
    kinds: dict[str, GapKind] = {"object": "object", "clause": "clause"}
    return {word: kinds[kind] for word, kind in (entry.split() for entry in entries("expecting"))}


@cache
def _unended() -> frozenset[str]:
    return frozenset(entries("unended"))


@cache
def _shortened() -> frozenset[str]:
    return frozenset(entries("shortened"))
