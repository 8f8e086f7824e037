"""Reported speech without quotation marks: "The minister said that …", "according to the report, …"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing.analysis.quotes.features import Scene
from briefing.analysis.quotes.candidates import Candidate, Link
from briefing.analysis.quotes.tokens import Tokens

_THRESHOLD: Final = -0.5
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Report:
    """A stretch of reported speech, in offsets of the article."""

    start: int
    end: int
    candidate: Candidate


def find_indirect(scene: Scene) -> list[Report]:
    """Clauses under a reporting verb that hold no quotation, in order."""
    tokens, candidates = scene.tokens, scene.candidates
    found: list[Report] = []
    taken = -1
    for candidate in sorted(candidates, key=lambda candidate: candidate.cue):
        if candidate.link not in {Link.SUBJECT, Link.SHARED} or scene.cue_odds[candidate.cue] < _THRESHOLD:
            continue
        clauses = [child for child in tokens.children[candidate.cue] if tokens.dep[child] == "ccomp"]
        if not clauses:
            continue
        first, last = _subtree(tokens, clauses[0])
        if clauses[0] > candidate.cue:
            first = max(first, candidate.cue + 1, candidate.head + 1)
        else:
            last = min(last, candidate.cue, candidate.first)
        if last - first < _SHORTEST or first < taken or any(tokens.is_quoted(token) for token in range(first, last)):
            continue
        taken = last
        found.append(Report(tokens.starts[first], tokens.ends[last - 1], candidate))
    return found


def _subtree(tokens: Tokens, head: int) -> tuple[int, int]:
    """The first token of a phrase, and behind its last."""
    first = last = head
    pending = [head]
    while pending:
        token = pending.pop()
        first, last = min(first, token), max(last, token)
        pending += tokens.children[token]
    return first, last + 1
