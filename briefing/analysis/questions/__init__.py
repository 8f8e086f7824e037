"""Open questions: what the article itself leaves open.

Sentences are read (`reading`), their cues and constructions found (`cues`, `constructions`), weighed (`features`,
`ranking`), gathered into matters (`pairing`) and worded (`phrasing`).
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from briefing.analysis.questions.features import Observed, observe
from briefing.analysis.questions.pairing import Matter, gather
from briefing.analysis.questions.phrasing import heading
from briefing.analysis.questions.ranking import kind_shares
from briefing.analysis.questions.reading import Reading, read
from briefing.model import Actor, Article, Question, QuestionKind, Quote, Span

MOST: Final = 10
"""Questions shown."""
OWN_KIND: Final = 4.0
"""How much more a wording counts for the kind that it was made for."""
CUE_KIND: Final = 1.0
"""How much more a kind counts for each step of strength of a cue of it."""
LEAST_SHARE: Final = 0.3
"""How likely a question's kind must be, measured by the likeliest, for its wording to be taken."""


def find_questions(doc: Doc, article: Article, actors: Sequence[Actor], quotes: Sequence[Quote]) -> tuple[Question, ...]:
    """At most ten questions, most important first; none where nothing is open."""
    reading = read(doc, article)
    matters = gather(observe(reading), MOST)
    worded: dict[str, Question] = {}
    mentions = sorted((mention.start, actor.id) for actor in actors for mention in actor.mentions)
    for matter in matters:
        question = _question(reading, matter, mentions)
        worded.setdefault(question.question, question)
    return tuple(worded.values())


def _question(reading: Reading, matter: Matter, mentions: Sequence[tuple[int, str]]) -> Question:
    """The matter in words, with its evidence and the actors who stand in it."""
    spans = tuple(Span(one.sentence.start, one.sentence.end) for one in matter.evidence)
    named: dict[str, None] = {}
    for span in spans:
        for start, ident in mentions[bisect_left(mentions, (span.start, "")) :]:
            if start >= span.end:
                break
            named.setdefault(ident)
    kind, form, words = _words(reading, matter.head)
    return Question(kind, form, words, spans, tuple(named))


def _shares(one: Observed) -> dict[QuestionKind, float]:
    """How likely each kind is: what the model says, times what the strongest words of the kind say for themselves."""
    shares = kind_shares(one.features)
    said: dict[str, float] = {}
    for cue in one.cues:
        said[cue.kind] = max(said.get(cue.kind, 0.0), CUE_KIND * cue.strength * (0.5 if cue.aside else 1.0))
    return {kind: share * (1 + said.get(kind, 0.0)) for kind, share in shares.items()}


def _words(reading: Reading, one: Observed) -> tuple[QuestionKind, str, str]:
    """Kind, form and words of a question: the wording whose kind is likeliest, or a heading where none fits."""
    shares = _shares(one)
    likeliest = max(shares, key=lambda kind: shares[kind])
    best: tuple[float, QuestionKind, str] | None = None
    for wording in one.wordings:
        for kind in wording.kinds:
            share = shares.get(kind, 0.0) * (OWN_KIND if kind == wording.kind else 1) * wording.trust
            if best is None or share > best[0]:
                best = (share, kind, wording.question)
    if best is not None and best[0] >= LEAST_SHARE * shares[likeliest]:
        return best[1], "question", best[2]
    return likeliest, "heading", heading(reading, one.sentence, likeliest, one.key)
