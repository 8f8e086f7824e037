"""Make gaps in whole text as a careless scraper does: take link text out, and note where it was.

Which spans are taken is learnt from articles whose real links were removed: only their parts of speech are, never words.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span

LONGEST_LINK: Final = 8
"""Tokens of the longest span that is taken out."""

SHARE_DAMAGED: Final = 0.8
"""Share of articles that lose anything."""

MEAN_GAPS: Final = 16.0
"""Gaps in 1,000 tokens of a damaged article on average: more than real ones have, for the sake of examples."""

FUNCTION_WORDS: Final = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PUNCT"})


class Elided(NamedTuple):
    """A text with gaps."""

    text: str
    gaps: tuple[int, ...]
    """Offsets of what follows each gap."""


class Pattern(NamedTuple):
    """What kind of span a link was."""

    tags: tuple[str | int, ...]
    """Its parts of speech; of a long span, those of the first two tokens and of the last, and its length."""
    is_phrase: bool
    """Whether its tokens hang together in the parse."""
    before: str | None
    """What stood before it: a function word, or else a part of speech; None for anything."""


def removed_spans(clean: str, gaps: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Where in `clean` the words stood that its damaged copy lacks; `gaps` are (offset in that copy, words)."""
    shift = end = 0
    for at, words in gaps:
        expected = at + shift
        near = max(end, expected - 60)
        found = [near + match.start() for match in re.finditer(re.escape(words), clean[near : expected + 60 + len(words)])]
        if found:
            start = min(found, key=lambda place: abs(place - expected))
            end, shift = start + len(words), start - at + len(words)
            yield start, end


def pattern_of(span: Span) -> Pattern:
    """The pattern of a span."""
    tags: tuple[str | int, ...] = tuple(token.pos_ for token in span)
    if len(tags) > 3:
        tags = (*tags[:2], tags[-1], len(tags))
    heads = sum(token.head.i == token.i or not span.start <= token.head.i < span.end for token in span)
    return Pattern(tags, heads == 1, _context(span.doc, span.start - 1))


def elide(doc: Doc, patterns: Sequence[Pattern], chance: random.Random) -> Elided:
    """A text that lost spans which look as links do."""
    wanted = 0
    if chance.random() < SHARE_DAMAGED:
        wanted = max(1, int(chance.gammavariate(1.2, MEAN_GAPS / 1.2) * len(doc) / 1000))
    places = _places(doc)
    taken: list[tuple[int, int]] = []
    for pattern in chance.choices(patterns, k=3 * wanted):
        spans = places.get(pattern) or places.get(pattern._replace(before=None))
        if not spans or len(taken) == wanted:
            continue
        start, end = chance.choice(spans)
        if all(end < other or start > other_end for other, other_end in taken):
            taken.append((start, end))
    return _without(doc.text, [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in sorted(taken)])


def _places(doc: Doc) -> dict[Pattern, list[tuple[int, int]]]:
    """The spans of a Doc by their pattern, with and without what stands before."""
    places: dict[Pattern, list[tuple[int, int]]] = defaultdict(list)
    for start in range(len(doc)):
        for end in range(start + 1, min(start + LONGEST_LINK, len(doc)) + 1):
            if doc[end - 1].is_space:
                break
            pattern = pattern_of(doc[start:end])
            places[pattern].append((start, end))
            places[pattern._replace(before=None)].append((start, end))
    return places


def _context(doc: Doc, place: int) -> str:
    if place < 0 or doc[place].is_space:
        return "¶"
    token = doc[place]
    return token.lower_ if token.pos_ in FUNCTION_WORDS else token.pos_


def _without(text: str, spans: Sequence[tuple[int, int]]) -> Elided:
    """The text without the spans: of two blanks that meet one goes, and lines lose the blanks at their ends."""
    kept, gaps = "", []
    for (_, start), (end, _) in pairwise([(0, 0), *spans, (len(text), len(text))]):
        piece = text[start:end]
        if kept[-1:] in {"", " ", "\n"} and piece.startswith(" "):
            piece = piece[1:]
        kept += piece
        gaps.append(len(kept))
    return _stripped(kept, gaps[:-1])


def _stripped(text: str, gaps: Sequence[int]) -> Elided:
    """The text and its gaps without the blanks at the ends of lines."""
    lines: list[str] = []
    moved: list[int] = []
    at = begin = 0
    for line in text.split("\n"):
        bare = line.strip()
        lead = len(line) - len(line.lstrip())
        moved += [begin + min(max(0, gap - at - lead), len(bare)) for gap in gaps if at <= gap <= at + len(line)]
        lines.append(bare)
        at, begin = at + len(line) + 1, begin + len(bare) + 1
    return Elided("\n".join(lines), tuple(moved))
