"""Who said it: the best candidate for each quoted stretch, and what it shares with the stretch before."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis import weights
from briefing.analysis.quotes.candidates import NO_CUE, Candidate, Link
from briefing.analysis.quotes.segments import Segment
from briefing.analysis.quotes.tokens import Tokens

_REACH = 4
_THRESHOLD = -0.5
_LINKS = {Link.ACCORDING: 3.0, Link.LABEL: 3.0, Link.OWNER: 1.5, Link.NAME: -3.0, Link.SOURCE: -2.0, Link.AGENT: -0.5}


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quoted stretch and its source."""

    segment: Segment
    candidate: Candidate | None


def attribute(tokens: Tokens, segments: Sequence[Segment], candidates: Sequence[Candidate]) -> list[Attribution]:
    """The source of each segment; None where none is likely."""
    odds: dict[str, float] = weights.load("quote_cues")
    found: list[Attribution] = []
    for segment in segments:
        first, last = tokens.first_at(segment.outer_start), tokens.first_at(segment.outer_end)
        near = [c for c in candidates if tokens.block[c.head] == tokens.block[min(first, len(tokens) - 1)]]
        scored = [(_score(tokens, first, last, c, odds), c) for c in near]
        best, choice = max(scored, key=lambda pair: pair[0], default=(-9.0, None))
        if best < _THRESHOLD:
            before = found[-1] if found else None
            goes_on = before is not None and (before.segment.block == segment.block or segment.continues)
            choice = before.candidate if before and goes_on else None
        found.append(Attribution(segment, choice))
    return found


def _score(tokens: Tokens, first: int, last: int, candidate: Candidate, odds: dict[str, float]) -> float:
    ends = [candidate.head, candidate.head if candidate.cue == NO_CUE else candidate.cue]
    between = range(last, min(ends)) if candidate.head >= last else range(max(ends) + 1, first)
    words = sum(1 for token in between if tokens.segment[token] < 0 and tokens.pos[token] != "PUNCT")
    stops = sum(1 for token in between if tokens.segment[token] < 0 and tokens.lower[token] in {".", "!", "?"})
    quotes = len({tokens.segment[token] for token in between if tokens.segment[token] >= 0})
    cue = odds.get(tokens.lemma[candidate.cue], -4.0) if candidate.cue != NO_CUE else 0.0
    return cue + _LINKS.get(candidate.link, 0.0) - 0.2 * words - 2.0 * stops - 0.5 * quotes
