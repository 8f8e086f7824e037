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

_BLANK_STOP = re.compile(r"[ \u00a0]+(?P<stop>[.,;:!?)\]])(?=[\s\"”’'),.;]|$)(?!\s?\.)")
_EMPTY = re.compile(r"[(\[“«][ \u00a0]*(?P<stop>[)\]”»]|[,;.:](?=\s))|(?<=\s)\"(?P<straight>\")(?=[\s.,;]|$)")
_AFTER_BRACKET = re.compile(r"[(\[](?P<stop>[ \u00a0]+)(?=\w)")
_LINE_START = re.compile(r"^[ \t]*(?P<stop>[,;.:)](?=[ \u00a0]))", re.MULTILINE)
_STOP = re.compile(r"[\w\"”’')][.,](?=\s|$)")
_SENTENCE = re.compile(r"[a-z]{2}[.!?] (?=[A-Za-z])")
_SMALL_START = re.compile(r"\b(?P<word>[A-Za-z]{5,})\. (?P<stop>)(?=[a-z]{2,} )")
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
    for match in _EMPTY.finditer(text):
        kind: GapKind = "name" if match.group()[0] in '“«"' else "modifier"
        if match.start() == 0 or not text[match.start() - 1].isalnum():
            yield Gap(match.end() - 1, kind, "certain")
    for match in _AFTER_BRACKET.finditer(text):
        yield Gap(match.end(), "modifier", "likely")
    for match in _LINE_START.finditer(text):
        yield Gap(match.start("stop"), "subject", "certain")
    yield from _blanks_before_stops(text)
    yield from _unended(text)
    yield from _small_starts(text)


def _blanks_before_stops(text: str) -> Iterator[Gap]:
    """Gaps before a comma, a stop or a closing bracket with a blank before it."""
    matches = list(_BLANK_STOP.finditer(text))
    is_style = len(matches) > SPACED_STYLE * (len(matches) + len(_STOP.findall(text))) and len(matches) > 3
    for match in matches:
        before = text[max(0, match.start() - 20) : match.start()]
        if not before or before[-1] == "\n" or (before[-1] == "." and match["stop"] == "."):
            continue
        if match["stop"] in ")]" and not _is_open(text, match.start()):
            continue
        kind, certainty = _lost(before, match["stop"])
        if certainty == "certain" or not is_style:
            yield Gap(match.start("stop"), kind, certainty)


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


def _unended(text: str) -> Iterator[Gap]:
    """Gaps where a sentence stops behind an article or a conjunction."""
    for match in _unended_shape().finditer(text):
        yield Gap(match.end(), _expecting()[match["word"].lower()], "certain")


def _small_starts(text: str) -> Iterator[Gap]:
    """Gaps at the head of sentences that start with a small letter."""
    matches = [match for match in _SMALL_START.finditer(text) if match["word"].lower() not in _shortened()]
    if len(matches) > SMALL_STYLE * len(_SENTENCE.findall(text)) and len(matches) > 2:
        return
    for match in matches:
        yield Gap(match.end(), "subject", "certain")


@cache
def _expecting() -> dict[str, GapKind]:
    """What is lost behind a function word that stands before a stop."""
    kinds: dict[str, GapKind] = {"object": "object", "clause": "clause"}
    return {word: kinds[kind] for word, kind in (entry.split() for entry in entries("expecting"))}


@cache
def _unended_shape() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<word>{'|'.join(entries('unended'))})(?=[.;!?](?:\s|$))")


@cache
def _shortened() -> frozenset[str]:
    return frozenset(entries("shortened"))
