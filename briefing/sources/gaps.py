"""The gaps that punctuation alone shows: links whose text a scraper dropped leave their commas, brackets and stops behind.

On web articles without their links these shapes are half of all gaps, with hardly a false alarm on whole texts; what only
grammar shows is found after the parse, in `briefing.analysis.gaps`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Final

from briefing.model import Block, Certainty, Gap, GapKind
from briefing.sources.lexicon import entries

SPACED_STYLE: Final = 0.2
"""Share of stops with a blank before them from which on that is how the text is typed, and no sign of a gap."""

SMALL_STYLE: Final = 0.2
"""Share of sentences that start with a small letter from which on that is how the text is typed."""

_BLANK_STOP = re.compile(r"[.,;:!?)\]](?<=[ \u00a0].)(?=[\s\"”’'),.;]|$)(?!\s?\.|(?<=[:;])\))")
_EMPTY = re.compile(r"[(\[“«][ \u00a0]{0,9}(?:[)\]”»]|[,;.:](?=\s))")
_EMPTY_STRAIGHT = re.compile(r"\"\"(?=[\s.,;]|$)")
_AFTER_BRACKET = re.compile(r"[(\[][ \u00a0]{1,9}(?=\w)")
_LINE_START = re.compile(r"[,;.:)](?=[ \u00a0])")
_SMALL_WORD = re.compile(r" [a-z]{2,} ")
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
    for at in _each(text, "([“«"):
        if (match := _EMPTY.match(text, at)) and not text[at - 1 : at].isalnum():
            yield Gap(match.end() - 1, "name" if text[at] in "“«" else "modifier", "certain")
    for match in _EMPTY_STRAIGHT.finditer(text):
        if match.start() == 0 or text[match.start() - 1].isspace():
            yield Gap(match.start() + 1, "name", "certain")
    for at in _each(text, "(["):
        if match := _AFTER_BRACKET.match(text, at):
            yield Gap(match.end(), "modifier", "likely")
    for at in (-1, *_each(text, "\n")):
        if _LINE_START.match(text, at + 1):
            yield Gap(at + 1, "subject", "certain")
    yield from _blanks_before_stops(text)
    yield from _broken_sentences(text)


def _each(text: str, marks: str) -> Iterator[int]:
    """Where the marks stand, one mark after the other: a pattern that may begin with any takes several times as long."""
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            yield at
            at = text.find(mark, at + 1)


def _blanks_before_stops(text: str) -> Iterator[Gap]:
    """Gaps before a comma, a stop or a closing bracket with a blank before it."""
    places = [match.start() for match in _BLANK_STOP.finditer(text)]
    stops = sum(map(text.count, (". ", ", ", ".\n")))
    is_style = len(places) > max(3, SPACED_STYLE * stops)
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
    small: list[int] = []
    sentences = 0
    unended = _unended()
    for stop in _each(text, ".;!?"):
        if not (text[stop + 1 : stop + 2] or "\n").isspace():
            continue
        sentences += 1
        word = text[max(0, stop - 16) : stop].rpartition(" ")[2]
        if word in unended:
            yield Gap(stop, _expecting()[word], "certain")
        start = stop + 2
        if (
            text[start : start + 1].islower()
            and text[stop] == "."
            and _SMALL_WORD.match(text, start - 1)
            and _ends_sentence(word)
        ):
            small.append(start)
    if len(small) <= max(2, SMALL_STYLE * sentences):
        yield from (Gap(start, "subject", "certain") for start in small)


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
