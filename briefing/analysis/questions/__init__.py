"""Open questions: what the article itself leaves open.

A sentence passes three rooms: what leaves something open (`detect`), the questions that it allows (`word`), and which of
them are shown (`rank`). `grammar` and `vocabulary` are what all three ask of a parse and of the word lists.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.analysis.document import Document
from briefing.analysis.questions.rank.features import extract_features
from briefing.analysis.questions.rank.issues import Issue, gather, in_order
from briefing.analysis.questions.rank.models import Models, kind_shares, models, with_embeddings
from briefing.analysis.questions.rank.rebuttals import is_settled
from briefing.analysis.questions.rank.sentence_features import SentenceFeatures
from briefing.analysis.questions.word.headings import heading
from briefing.model import Actor, Question, QuestionKind, Quote, Span

MOST: Final = 10
"""Questions shown."""
OWN_KIND: Final = 3.0
"""How much more a wording counts for the kind that it was made for."""
CUE_KIND: Final = 0.7
"""How much more a kind counts for each step of strength of a cue of it."""
LEAST_SHARE: Final = 0.3
"""How likely a question's kind must be, measured by the likeliest, for its wording to be taken."""


def find_questions(document: Document, actors: Sequence[Actor], quotes: Sequence[Quote]) -> tuple[Question, ...]:
    """At most ten questions, most important first; none where nothing is open."""
    mentions = [(mention.start, actor.id) for actor in actors for mention in actor.mentions]
    speakers = [(quote.start, quote.speaker.actor) for quote in quotes if quote.speaker and quote.speaker.actor]
    return tuple(ask(document, extract_features(document), sorted(mentions + speakers), models()))


def ask(
    document: Document, observed: Sequence[SentenceFeatures], places: Sequence[tuple[int, str]], fitted: Models
) -> Iterator[Question]:
    """The questions of an article that was read, by models as they are fitted; `places` are where its actors stand."""
    asked: list[frozenset[str]] = []
    issues = gather(with_embeddings(document, observed, fitted), MOST, fitted)
    found = [(issue, _question(document, issue, places, fitted)) for issue in issues]
    for place in in_order([(issue, question.kind) for issue, question in found], len(observed)):
        issue, question = found[place]
        if question.form == "question" and is_settled(document, issue.head, question.question, observed):
            continue
        words = frozenset(question.question.lower().split()[question.form == "question" :])
        # "Will President Berg sign the pact?" and "Will Berg sign the pact?" are one question.
        if not any(words == other or (question.form == "question" and (words < other or words > other)) for other in asked):
            asked.append(words)
            yield question


def _question(document: Document, issue: Issue, places: Sequence[tuple[int, str]], fitted: Models) -> Question:
    """The issue in words, with its evidence and the actors who are in it or speak in it."""
    spans = tuple(Span(one.sentence.start, one.sentence.end) for one in issue.evidence)
    named: dict[str, None] = {}
    for span in spans:
        for start, ident in places[bisect_left(places, (span.start, "")) :]:
            if start >= span.end:
                break
            named.setdefault(ident)
    worded = next(filter(None, (_worded(one, fitted) for one in (issue.head, *issue.others))), None)
    if worded is not None:
        return Question(worded[0], "question", worded[1], spans, tuple(named))
    shares = _shares(issue.head, fitted)
    kind = max(shares, key=lambda one: shares[one])
    return Question(kind, "heading", heading(document, issue.head.sentence, kind, issue.head.cues), spans, tuple(named))


def _shares(one: SentenceFeatures, fitted: Models) -> dict[QuestionKind, float]:
    """How likely each kind is: what the model says, times what the strongest words of the kind say for themselves."""
    shares = kind_shares(one.features, fitted)
    said: dict[str, float] = {}
    for cue in one.cues:
        said[cue.kind] = max(said.get(cue.kind, 0.0), CUE_KIND * cue.strength * (0.5 if cue.aside else 1.0))
    return {kind: share * (1 + said.get(kind, 0.0)) for kind, share in shares.items()}


def _worded(one: SentenceFeatures, fitted: Models) -> tuple[QuestionKind, str] | None:
    """The wording of a sentence whose kind is likeliest, and that kind; None where none fits."""
    shares = _shares(one, fitted)
    best: tuple[float, QuestionKind, str] | None = None
    for candidate in one.candidates:
        for kind in candidate.kinds:
            share = shares.get(kind, 0.0) * (OWN_KIND if kind == candidate.kind else 1) * candidate.trust
            if best is None or share > best[0]:
                best = (share, kind, candidate.question)
    return best[1:] if best is not None and best[0] >= LEAST_SHARE * max(shares.values()) else None
