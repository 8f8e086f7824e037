"""What the models see of a pair of a quoted stretch and a candidate: how the one relates to the other.

All pairs of an article are one matrix, and what lies between two places is read off running counts, so that the cost
grows with the number of pairs alone.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np

from briefing.analysis.document import Document
from briefing.analysis.quotes.candidates import NO_CUE, Link
from briefing.analysis.quotes.features.candidate_features import MENTION_KINDS, TOGETHER, candidate_row
from briefing.analysis.quotes.features.segment_features import governing_token
from briefing.analysis.quotes.quote_context import FAR, LIKELY, UNKNOWN_ODDS, Flags, Floats, Ints, Odds, QuoteContext

_CLIMB: Final = 4
"""How far up the parse a quote may depend on its cue."""
_LONGEST: Final = 12
EDGES: Final = ("ccomp", "xcomp", "dobj", "prep", "advcl", "conj", "parataxis", "relcl", "acl", "pcomp")
_NO_PATH: Final = (13, 4, "")
_UNSEEN_CUE: Final = -3.0
COLUMNS: Final = 75 + len(EDGES) + len(MENTION_KINDS) + len(Link)
"""Numbers in a row of a pair."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of an article as columns, one value a pair."""

    segment: Ints
    head: Ints
    """The candidate's head."""
    cue: Ints
    odds: Floats
    """How likely the cue reports speech."""
    is_after: Flags
    """Whether the candidate comes after the segment."""
    low: Ints
    """First token of the clause of mention and cue."""
    high: Ints
    """After its last token."""
    left: Ints
    """First token between that clause and the segment."""
    right: Ints
    """After the last token between them."""

    def between(self, running: Ints) -> Ints:
        """How many of what `running` counts lie between the clause and the segment."""
        return np.asarray(running[self.right] - running[self.left])


def pair_rows(context: QuoteContext, segment_of: Ints, candidate_of: Ints, source_odds: Odds, side_odds: Odds) -> Floats:
    """One row a pair, of `COLUMNS` numbers."""
    if not len(segment_of):
        return np.zeros((0, COLUMNS))
    pairs = _read_pairs(context, segment_of, candidate_of)
    own = np.array([candidate_row(context, candidate, source_odds) for candidate in context.candidates], dtype=np.float64)
    counts = Counter(context.document.lower[head] for head in {candidate.head for candidate in context.candidates})
    often = np.array([min(counts[context.document.lower[candidate.head]], 20) for candidate in context.candidates])
    columns = [
        *_distances(context, pairs),
        *_rivals(pairs, context),
        *_other_side(context, pairs),
        *_attachment(context, pairs),
        *_neighbour_gaps(context, pairs),
        *_side_odds(context, pairs, side_odds),
        _named_inside(context, pairs),
        often[candidate_of],
    ]
    rows = np.empty((len(segment_of), COLUMNS))
    for number, column in enumerate(columns):
        rows[:, number] = column
    np.take(own, candidate_of, axis=0, out=rows[:, len(columns) :], mode="clip")
    return rows


def _read_pairs(context: QuoteContext, segment_of: Ints, candidate_of: Ints) -> Pairs:
    """Where the clause of each candidate lies, and what lies between it and the segment."""
    candidates = context.candidates
    quoted = np.array(context.document.stretch_of, dtype=np.int64) >= 0
    head = np.array([c.head for c in candidates], dtype=np.int64)[candidate_of]
    first = np.array([c.first for c in candidates], dtype=np.int64)[candidate_of]
    last = np.array([c.last for c in candidates], dtype=np.int64)[candidate_of]
    cue = np.array([c.cue for c in candidates], dtype=np.int64)[candidate_of]
    together = (cue != NO_CUE) & (np.abs(cue - head) < TOGETHER) & ~quoted[cue]
    low = np.where(together, np.minimum(first, cue), first)
    high = np.where(together, np.maximum(last, cue + 1), last)
    start, behind = context.first[segment_of], context.behind[segment_of]
    is_after = head >= behind
    left = np.where(is_after, behind, high)
    return Pairs(
        segment=segment_of,
        head=head,
        cue=cue,
        odds=np.where(cue == NO_CUE, UNKNOWN_ODDS - 1, context.cue_odds[cue]),
        is_after=is_after,
        low=low,
        high=high,
        left=left,
        right=np.maximum(left, np.where(is_after, low, start)),
    )


def _distances(context: QuoteContext, pairs: Pairs) -> list[Ints | Flags | Floats]:
    """How far the candidate is from the segment, in everything that can be counted."""
    document = context.document
    sentence, block = np.array(document.sentence_of, dtype=np.int64), np.array(document.block_of, dtype=np.int64)
    start, behind = context.first[pairs.segment], context.behind[pairs.segment]
    edge = np.minimum(np.where(pairs.is_after, np.maximum(behind - 1, start), start), len(document) - 1)
    has_cue = pairs.cue != NO_CUE
    cue_gap = np.where(pairs.is_after, pairs.cue - behind, start - pairs.cue)
    preceding = np.searchsorted(context.first, pairs.head, side="right")
    return [
        pairs.is_after,
        np.minimum(pairs.right - pairs.left, FAR),
        np.minimum(pairs.between(context.words), FAR),
        pairs.between(context.stops),
        pairs.between(context.people),
        pairs.between(context.cues),
        *(np.minimum(pairs.between(breaks), 9) for breaks in context.breaks),
        np.minimum(np.where(pairs.is_after, preceding - pairs.segment - 1, pairs.segment - preceding), 9),
        np.minimum(np.abs(sentence[pairs.head] - sentence[edge]), 9),
        np.minimum(block[np.minimum(start, len(document) - 1)] - block[pairs.head], 9),
        context.paragraph[np.minimum(start, len(document) - 1)] - context.paragraph[pairs.head],
        pairs.odds,
        has_cue,
        has_cue & (np.abs(pairs.cue - pairs.head) < TOGETHER),
        np.clip(np.where(has_cue, pairs.cue - pairs.head, 0), -TOGETHER, TOGETHER),
        np.minimum(np.abs(np.where(has_cue, cue_gap, FAR)), FAR),
    ]


def _rivals(pairs: Pairs, context: QuoteContext) -> list[Ints]:
    """Place among the likely candidates on the same side, how many stand on the other, how near the nearest are."""
    gap = pairs.right - pairs.left
    likely = pairs.odds > LIKELY
    rank = np.full(len(gap), 6, dtype=np.int64)
    seen: dict[tuple[int, bool], set[int]] = {}
    for row in np.lexsort((gap, pairs.is_after, pairs.segment)).tolist():
        if likely[row]:
            mentions = seen.setdefault((int(pairs.segment[row]), bool(pairs.is_after[row])), set())
            rank[row] = min(len(mentions), 5)
            mentions.add(int(pairs.head[row]))
    sides = zip(pairs.segment.tolist(), pairs.is_after.tolist(), strict=True)
    opposite = np.array([min(len(seen.get((segment, not side), ())), 3) for segment, side in sides], dtype=np.int64)
    distance = pairs.between(context.words) + 10 * pairs.between(context.stops)
    nearest = np.full((2, len(context.document.stretches)), FAR, dtype=np.int64)
    np.minimum.at(nearest, (pairs.is_after[likely].astype(np.int64), pairs.segment[likely]), distance[likely])
    return [rank, opposite, nearest[0][pairs.segment], nearest[1][pairs.segment]]


def _other_side(context: QuoteContext, pairs: Pairs) -> list[Ints | Flags]:
    """How a candidate relates to the quote on its other side, if it lies between two quotes of a paragraph.

    "…," she said. "…" is told by this: the words and full stops between the candidate and that other quote.
    """
    count = len(context.document.stretches)
    block = np.array([segment.block for segment in context.document.stretches], dtype=np.int64)
    other = np.where(pairs.is_after, pairs.segment + 1, pairs.segment - 1)
    held = other.clip(0, max(count - 1, 0))
    left = np.where(pairs.is_after, pairs.high, np.minimum(context.behind[held] + 1, pairs.low))
    right = np.where(pairs.is_after, np.maximum(context.first[held] - 1, pairs.high), pairs.low)
    inside = (other >= 0) & (other < count) & (block[held] == block[pairs.segment])
    inside &= np.where(pairs.is_after, context.first[held] >= pairs.high, context.behind[held] <= pairs.low)
    left, right = np.where(inside, left, 0), np.where(inside, right, 0)
    words = np.where(inside, np.minimum(context.words[right] - context.words[left], 30), 31)
    return [inside, words, np.where(inside, context.stops[right] - context.stops[left], 9)]


def _attachment(context: QuoteContext, pairs: Pairs) -> list[Ints]:
    """How the parse ties the segment and its neighbours to the cue."""
    paths = [
        _path_up(context, first, behind) for first, behind in zip(context.first.tolist(), context.behind.tolist(), strict=True)
    ]
    block = [segment.block for segment in context.document.stretches]
    rows = []
    for segment, cue, head in zip(pairs.segment.tolist(), pairs.cue.tolist(), pairs.head.tolist(), strict=True):
        steps, cues, edge = paths[segment].get(cue, _NO_PATH)
        before = segment > 0 and block[segment - 1] == block[segment]
        after = segment + 1 < len(block) and block[segment + 1] == block[segment]
        rows.append(
            [
                max(0, _CLIMB + 1 - steps),
                steps,
                cues,
                *(edge == other for other in EDGES),
                paths[segment].get(head, _NO_PATH)[0],
                paths[segment - 1].get(cue, _NO_PATH)[0] if before else _LONGEST + 2,
                paths[segment + 1].get(cue, _NO_PATH)[0] if after else _LONGEST + 2,
            ]
        )
    return list(np.array(rows, dtype=np.int64).reshape(-1, 6 + len(EDGES)).T)


def _path_up(context: QuoteContext, first: int, behind: int) -> dict[int, tuple[int, int, str]]:
    """The tokens above a segment, each with the steps to it, the likely cues below it and the last edge."""
    path: dict[int, tuple[int, int, str]] = {}
    at, cues = governing_token(context.document, first, behind), 0
    for step in range(1, _LONGEST + 1):
        above = context.document.heads[at]
        if above == at:
            break
        path[above] = (step, min(cues, 3), context.document.deps[at])
        cues += bool(context.cue_odds[above] > LIKELY)
        at = above
    return path


def side_keys(document: Document, cue: int, head: int, segment_first: int) -> tuple[str, str]:
    """The cue as the fitted odds know it: alone, and with the order of mention, cue and segment."""
    if cue == NO_CUE:
        return "", ""
    order = ("<" if cue < segment_first else ">") + ("<" if head < cue else ">")
    return document.lemmas[cue], document.lemmas[cue] + order


def _side_odds(context: QuoteContext, pairs: Pairs, odds: Odds) -> list[Floats]:
    """How often such a cue on such a side has given the source of a quote in its sentence."""
    rows = []
    for segment, cue, head in zip(pairs.segment.tolist(), pairs.cue.tolist(), pairs.head.tolist(), strict=True):
        plain, ordered = side_keys(context.document, cue, head, int(context.first[segment]))
        low = odds.get(plain, _UNSEEN_CUE) if plain else _UNSEEN_CUE - 1
        rows.append([low, odds.get(ordered, low)])
    return list(np.array(rows, dtype=np.float64).reshape(-1, 2).T)


def _neighbour_gaps(context: QuoteContext, pairs: Pairs) -> list[Ints]:
    """Words and full stops between the candidate and the segments before and after the segment."""
    count = len(context.document.stretches)
    block = np.array([segment.block for segment in context.document.stretches], dtype=np.int64)
    columns = []
    for step in (-1, 1):
        other = pairs.segment + step
        held = other.clip(0, max(count - 1, 0))
        inside = (other >= 0) & (other < count) & (np.abs(block[held] - block[pairs.segment]) <= 1)
        is_after = pairs.head >= context.behind[held]
        left = np.where(is_after, context.behind[held], pairs.high)
        right = np.maximum(left, np.where(is_after, pairs.low, context.first[held]))
        columns += [
            np.where(inside, np.minimum(context.words[right] - context.words[left], 30), 31),
            np.where(inside, np.minimum(context.stops[right] - context.stops[left], 8), 9),
            np.where(inside, is_after, 2),
        ]
    return columns


def _named_inside(context: QuoteContext, pairs: Pairs) -> Flags:
    """Whether the quote itself holds the mention's word: people seldom name themselves."""
    lower = context.document.lower
    inside = [
        frozenset(lower[first : min(behind, first + 4 * FAR)])
        for first, behind in zip(context.first.tolist(), context.behind.tolist(), strict=True)
    ]
    rows = zip(pairs.segment.tolist(), pairs.head.tolist(), strict=True)
    return np.array([lower[head] in inside[segment] for segment, head in rows], dtype=bool)
