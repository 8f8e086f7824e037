"""One question for one matter: sentences that go on about the same thing share a question and are its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing.analysis.questions.features import Observed

MOST_EVIDENCE: Final = 3
"""Sentences shown for one question."""


@dataclass(slots=True)
class Matter:
    """Something open: the sentence that says so best, and those that go with it."""

    head: Observed
    score: float
    others: list[Observed]

    @property
    def evidence(self) -> list[Observed]:
        """Its sentences in the article's order."""
        return sorted([self.head, *self.others], key=lambda one: one.sentence.index)


def gather(ranked: Sequence[tuple[float, Observed]]) -> list[Matter]:
    """Matters from sentences with their scores, best first; a neighbour of a matter joins it."""
    matters: list[Matter] = []
    owner: dict[int, Matter] = {}
    for score, one in ranked:
        place = one.sentence.index
        near = owner.get(place - 1) or owner.get(place + 1)
        if near is not None and len(near.others) + 1 < MOST_EVIDENCE:
            near.others.append(one)
            owner[place] = near
        else:
            matters.append(Matter(one, score, []))
            owner[place] = matters[-1]
    return matters
