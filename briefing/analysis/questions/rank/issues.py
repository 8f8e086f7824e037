"""One question for one issue: sentences that continue about the same thing, a claim and its denial, share a question."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.analysis.questions.rank.models import Models
from briefing.analysis.questions.rank.sentence_features import SentenceFeatures
from briefing.model import QuestionKind

MOST_WEIGHED: Final = 30
"""Sentences that are weighed against each other: the likeliest ones, so that the cost does not grow with the article."""
LEAST: Final = 0.3
"""The first issue is shown from this score on: the chance that a reader would ask it and that no question before it does."""
STEP: Final = 0.03
"""By how much more the score must be for each further one: a long list must earn its length. Both chosen in folds."""
WORDED: Final = 1.5
"""How much more a sentence counts whose construction gives a question: what is open is said in so many words."""
OUTSPOKEN: Final = 2.0
"""The same where it is refused, asked for, charged or said to be unknown outright."""
UNWORDED: Final = 1.0
"""The same where only a heading can be shown."""
LATE: Final = 0.3
"""What an issue loses in rank from the first sentence of an article to the last; chosen in folds."""
VARIETY: Final = 0.3
"""What an issue loses in rank for each of its kind before it: five are shown first, and should not all be of one kind."""
REPETITION: Final = 0.9
"""How much of its probability a sentence loses where another already speaks of its issue; chosen in folds."""
JOINED: Final = 0.5
"""Probability of one issue from which on a sentence is evidence of another's question."""
LEAST_EVIDENCE: Final = 0.25
"""Probability that a sentence leaves something open from which on it can be evidence."""
MOST_EVIDENCE: Final = 3
"""Sentences shown for one question."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something open: the sentence that says so best, and those that go with it."""

    head: SentenceFeatures
    score: float
    others: tuple[SentenceFeatures, ...] = ()

    @property
    def evidence(self) -> list[SentenceFeatures]:
        """Its sentences in the article's order."""
        return sorted([self.head, *self.others], key=lambda one: one.sentence.index)


def pair_features(one: SentenceFeatures, other: SentenceFeatures) -> Iterator[tuple[str, float]]:
    """What two sentences of an article have in common, the earlier first."""
    first, second = (one, other) if one.sentence.index < other.sentence.index else (other, one)
    distance = second.sentence.index - first.sentence.index
    yield f"distance {min(distance, 4)}", 1.0
    yield "far", float(distance > 8)
    yield "same paragraph", float(first.sentence.paragraph == second.sentence.paragraph)
    shared = first.content & second.content
    yield "shared", len(shared) / max(4, min(len(first.content), len(second.content)))
    yield "shared words", min(5, len(shared)) / 2
    yield "shared rare", min(3.0, math.fsum(first.rarity[word] for word in shared))
    names = first.names & second.names
    yield "shared names", min(3, len(names)) / 2
    yield "other names", float(bool(second.names - first.names))
    kinds = {cue.kind for cue in first.cues if cue.strength > 1} & {cue.kind for cue in second.cues if cue.strength > 1}
    yield "same kind", float(bool(kinds))
    both = first.features["quoted share"] > 0.3 and second.features["quoted share"] > 0.3
    yield "both quoted", float(both)
    yield "both quoted, near", float(both and distance < 3)
    yield "opens a paragraph", second.features["opens paragraph"]
    yield "leans back", second.features.get("leans back", 0.0)
    yield "leans back on the sentence before", float(distance == 1) * second.features.get("leans back", 0.0)
    yield "asks", float("asks" in first.features or "asks quoted" in first.features)


def gather(observed: Sequence[SentenceFeatures], most: int, fitted: Models) -> list[Issue]:
    """At most `most` issues, each with its evidence.

    Sentences are taken greedily by the probability that they leave something open which no sentence before them does
    (maximal marginal relevance, Carbonell and Goldstein 1998).
    """
    chances = [(fitted.open.probability(one.features), one) for one in observed]
    likeliest = sorted(chances, key=lambda row: (-row[0], row[1].sentence.index))[:MOST_WEIGHED]
    left = [_Weighed(probability * _weight(one), one) for probability, one in likeliest]
    heads: list[_Weighed] = []
    while left and len(heads) < most:
        best = max(left, key=lambda weighed: weighed.gain)
        if best.gain < LEAST + STEP * len(heads):
            break
        heads.append(best)
        left.remove(best)
        if any(candidate.template == "lost" for candidate in best.one.candidates):
            continue  # it asks for words that the text lost; what the sentence says besides is still to be asked
        for weighed in left:
            weighed.meet(best, fitted)
    others: dict[int, list[SentenceFeatures]] = {}
    for weighed in left:
        head = weighed.nearest if weighed.same > JOINED else None
        if head is not None and weighed.chance > LEAST_EVIDENCE:
            joined = others.setdefault(id(head), [])
            if len(joined) + 1 < MOST_EVIDENCE:
                joined.append(weighed.one)
    return [Issue(head.one, head.chance, tuple(others.get(id(head.one), ()))) for head in heads]


def in_order(found: Sequence[tuple[Issue, QuestionKind]], length: int) -> Iterator[int]:
    """The places of issues, each with its kind, in the order in which they are shown; `length` is the article's in sentences.

    What is new decides whether an issue is shown (`gather`); how sure it is, how early it is, and how many of its kind
    come before it, decide where.
    """
    left = dict(enumerate(found))
    before: Counter[QuestionKind] = Counter()

    def standing(place: int) -> tuple[float, int]:
        issue, kind = left[place]
        index = issue.head.sentence.index
        return issue.score - LATE * index / max(1, length) - VARIETY * before[kind], -index

    while left:
        best = max(left, key=standing)
        before[left.pop(best)[1]] += 1
        yield best


def _weight(one: SentenceFeatures) -> float:
    """How much a sentence counts for what its constructions say."""
    trust = max((candidate.trust for candidate in one.candidates), default=0.0)
    return OUTSPOKEN if trust > 1 else WORDED if trust == 1 else UNWORDED


@dataclass(slots=True)
class _Weighed:
    """A sentence on its way to a place: how sure it is, and how much of it has been said."""

    chance: float
    one: SentenceFeatures
    same: float = 0.0
    """Highest probability of one issue with a sentence already taken."""
    nearest: SentenceFeatures | None = None

    @property
    def gain(self) -> float:
        return self.chance * (1 - REPETITION * self.same)

    def meet(self, other: "_Weighed", fitted: Models) -> None:
        same = fitted.same.probability(dict(pair_features(self.one, other.one)))
        if same > self.same:
            self.same, self.nearest = same, other.one
