"""Fit who said it, and whether it is speech at all: ``weights/quote_speakers.json``.

    python -m tests.training.quote_speakers TRAIN.jsonl [MODEL …]

Each line of TRAIN.jsonl is an article of PolNeAR (Newell, Margolin and Ruths 2018): ``text`` and ``quotes``, each with
``start``, ``end``, ``kind``, and ``speaker`` and ``cue`` (spans or null). With several language models each article is
parsed by each of them. What a row holds of other articles (odds of words, and for the second network the first
one's shares) comes from folds that do not hold the row's article. No randomness but a fixed seed.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from briefing.analysis import weights
from briefing.analysis.document import Document, read_document
from briefing.analysis.document.quotation import Segment
from briefing.analysis.network import network_from
from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.quotes.attribution.speaker_choice import best_rows, mention_shares, speech_rows
from briefing.analysis.quotes.candidates import NO_CUE, Candidate, find_candidates
from briefing.analysis.quotes.features.pair_features import pair_rows, side_keys
from briefing.analysis.quotes.features.segment_features import segment_rows
from briefing.analysis.quotes.quote_context import Floats, Ints, Odds, QuoteContext, nearby_pairs, read_context
from briefing.model import Article
from briefing.sources import article_from_text
from tests.training.quote_network import Recipe, fit

WEIGHTS: Final = Path(weights.__file__).parent / "quote_speakers.json"
FOLDS: Final = 4
SAME: Final = 0.6
"""Overlap (Jaccard) from which a quoted stretch is an annotated one."""
SPEAKER_RECIPE: Final = Recipe(hidden=80, epochs=25, members=2, dropout=0.55, blanks=0.1)
SPEECH_RECIPE: Final = Recipe(hidden=16, epochs=12, dropout=0.4)


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated article, read as the program reads it."""

    gold: dict[str, Any]
    article: Article
    segments: Sequence[Segment]
    document: Document
    candidates: Sequence[Candidate]
    fold: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one article with what is right."""

    around: Floats
    beside: Floats
    segment_of: Ints
    candidate_of: Ints
    context: QuoteContext
    is_speaker: Ints
    """1, 0, or -1 where the stretch is no annotated quote."""
    is_speech: Ints


def read_examples(path: Path, models: Sequence[str]) -> list[Example]:
    """All articles under all models; an article keeps its fold."""
    lines = path.read_text(encoding="utf-8").split("\n")
    golds = [json.loads(line) for line in lines if line.strip()]
    examples = []
    for name in models:
        nlp = load_model(name)
        for number, gold in enumerate(golds):
            article = article_from_text(gold["text"], "train")
            doc = parse(article, nlp)
            document = read_document(doc, article)
            examples.append(Example(gold, article, document.stretches, document, find_candidates(document), number % FOLDS))
    return examples


def fit_cue_odds(examples: Iterable[Example]) -> Odds:
    """Log odds of a verb's lemma to stand in an annotated cue."""
    inside: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for example in examples:
        document = example.document
        places = _places(quote["cue"] for quote in example.gold["quotes"])
        for token in range(len(document)):
            if document.pos[token] in {"VERB", "AUX"} and not document.is_quoted(token):
                total[document.lemmas[token]] += 1
                inside[document.lemmas[token]] += document.starts[token] in places
    kept = (lemma for lemma in sorted(total) if total[lemma] >= 3 and inside[lemma])
    return {lemma: round(math.log((inside[lemma] + 0.05) / (total[lemma] - inside[lemma] + 0.5)), 2) for lemma in kept}


def fit_source_odds(examples: Iterable[Example]) -> Odds:
    """Log odds of a candidate's common noun to stand in an annotated source."""
    inside: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for example in examples:
        document = example.document
        places = _places(quote["speaker"] for quote in example.gold["quotes"])
        for head in {candidate.head for candidate in example.candidates}:
            if document.pos[head] == "NOUN":
                total[document.lemmas[head]] += 1
                inside[document.lemmas[head]] += document.starts[head] in places
    kept = (lemma for lemma in sorted(total) if total[lemma] >= 4)
    return {lemma: round(math.log((inside[lemma] + 0.3) / (total[lemma] - inside[lemma] + 1)), 2) for lemma in kept}


def fit_side_odds(examples: Iterable[Example]) -> Odds:
    """Log odds of a candidate with a cue, in the sentence of an annotated quote, to be its source."""
    inside: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for example in examples:
        document = example.document
        matched = match_gold(example)
        by_sentence: dict[int, list[Candidate]] = {}
        for candidate in example.candidates:
            by_sentence.setdefault(document.sentence_of[candidate.head], []).append(candidate)
        for number, quote in matched.items():
            first = document.first_at(example.segments[number].start)
            sentences = {
                document.sentence_of[min(first, len(document) - 1)],
                document.sentence_of[document.first_at(example.segments[number].end) - 1],
            }
            for candidate in (candidate for sentence in sorted(sentences) for candidate in by_sentence.get(sentence, ())):
                label = _judged(example, candidate, quote["speaker"])
                if candidate.cue == NO_CUE or label < 0:
                    continue
                for key in side_keys(document, candidate.cue, candidate.head, first):
                    total[key] += 1
                    inside[key] += label
    kept = (key for key in sorted(total) if total[key] >= 3)
    return {key: round(math.log((inside[key] + 0.3) / (total[key] - inside[key] + 1)), 2) for key in kept}


def _places(spans: Iterable[dict[str, int] | None]) -> set[int]:
    """The offsets that the spans cover."""
    return {offset for span in spans if span for offset in range(span["start"], span["end"])}


def make_rows(example: Example, cue_odds: Odds, source_odds: Odds, side_odds: Odds) -> Rows | None:
    """The rows of an article that has quoted stretches and candidates."""
    context = read_context(example.document, example.candidates, cue_odds)
    segment_of, candidate_of = nearby_pairs(context)
    if not len(segment_of):
        return None
    matched = match_gold(example)
    is_speaker = np.full(len(segment_of), -1, dtype=np.int64)
    for row, (segment, candidate) in enumerate(zip(segment_of.tolist(), candidate_of.tolist(), strict=True)):
        if segment in matched:
            is_speaker[row] = _judged(example, example.candidates[candidate], matched[segment]["speaker"])
    return Rows(
        around=segment_rows(context, example.article),
        beside=pair_rows(context, segment_of, candidate_of, source_odds, side_odds),
        segment_of=segment_of,
        candidate_of=candidate_of,
        context=context,
        is_speaker=is_speaker,
        is_speech=np.array([number in matched for number in range(len(example.segments))], dtype=np.int64),
    )


def match_gold(example: Example) -> dict[int, dict[str, Any]]:
    """The annotated quote of each quoted stretch that is one."""
    quotes = [quote for quote in example.gold["quotes"] if quote["kind"] != "indirect"]
    matched = {}
    for number, segment in enumerate(example.segments):
        best = max(quotes, key=lambda quote: _jaccard(segment, quote), default=None)
        if best is not None and _jaccard(segment, best) >= SAME:
            matched[number] = best
    return matched


def _jaccard(segment: Segment, quote: dict[str, Any]) -> float:
    shared = min(segment.end, quote["end"]) - max(segment.start, quote["start"])
    return float(max(0, shared) / (max(segment.end, quote["end"]) - min(segment.start, quote["start"])))


def _judged(example: Example, candidate: Candidate, speaker: dict[str, Any] | None) -> int:
    """1 for a mention that overlaps the annotated one, -1 for another that has the same name, else 0."""
    document = example.document
    if speaker is None:
        return 0
    if document.starts[candidate.first] < speaker["end"] and speaker["start"] < document.ends[candidate.last - 1]:
        return 1
    same = document.pos[candidate.head] == "PROPN" and document.lower[candidate.head] in speaker["text"].lower().split()
    return -1 if same else 0


def crossed_rows(examples: Sequence[Example]) -> list[Rows | None]:
    """The rows of all articles, each with the odds of words in the other folds."""
    rows: dict[int, Rows | None] = {}
    for fold in range(FOLDS):
        others = [example for example in examples if example.fold != fold]
        cue_odds, source_odds, side_odds = fit_cue_odds(others), fit_source_odds(others), fit_side_odds(others)
        for number, example in enumerate(examples):
            if example.fold == fold:
                rows[number] = make_rows(example, cue_odds, source_odds, side_odds)
    return [rows[number] for number in range(len(examples))]


def speaker_table(rows: Sequence[Rows]) -> tuple[Floats, Ints, Ints]:
    """All pairs of annotated quotes: rows, labels, groups."""
    chosen = [row.is_speaker >= 0 for row in rows]
    before = np.cumsum([0, *(len(row.is_speech) for row in rows)])
    return (
        np.vstack([pair_table(row)[keep] for row, keep in zip(rows, chosen, strict=True)]),
        np.concatenate([row.is_speaker[keep] for row, keep in zip(rows, chosen, strict=True)]),
        np.concatenate([row.segment_of[keep] + at for row, keep, at in zip(rows, chosen, before[:-1], strict=True)]),
    )


def pair_table(rows: Rows) -> Floats:
    """The pairs of an article as the network sees them."""
    return np.hstack([rows.beside, rows.around[rows.segment_of]])


def speech_table(rows: Sequence[Rows], shares: Sequence[Floats]) -> tuple[Floats, Ints, Ints]:
    """All quoted stretches: rows, labels, groups of one."""
    inputs = [
        speech_rows(row.around, row.beside, share, best_rows(row.segment_of, share, len(row.is_speech)))
        for row, share in zip(rows, shares, strict=True)
    ]
    labels = np.concatenate([row.is_speech for row in rows])
    return np.vstack(inputs), labels, np.arange(len(labels))


def fit_all(examples: Sequence[Example], say: Callable[[str], object]) -> dict[str, Any]:
    """Both networks and the odds of words; `say` is told the scores by cross-validation."""
    crossed = crossed_rows(examples)
    kept = [(example, rows) for example, rows in zip(examples, crossed, strict=True) if rows is not None]
    every = [rows for _, rows in kept]
    shares: list[Floats] = [np.zeros(0)] * len(kept)
    for fold in range(FOLDS):
        numbers = fit(*speaker_table([rows for example, rows in kept if example.fold != fold]), SPEAKER_RECIPE)
        network = network_from(numbers)
        for number, (example, rows) in enumerate(kept):
            if example.fold == fold:
                single = network.shares(pair_table(rows), rows.segment_of)
                shares[number] = mention_shares(rows.context, rows.segment_of, rows.candidate_of, single)
    say(f"speakers, {FOLDS} folds: {speaker_accuracy(every, shares):.4f} of the quotes with a candidate right")
    for fold in range(FOLDS):
        inside = [number for number, (example, _) in enumerate(kept) if example.fold == fold]
        outside = [number for number, (example, _) in enumerate(kept) if example.fold != fold]
        network = network_from(
            fit(*speech_table([every[number] for number in outside], [shares[number] for number in outside]), SPEECH_RECIPE)
        )
        inputs, labels, _ = speech_table([every[number] for number in inside], [shares[number] for number in inside])
        say(f"speech, fold {fold}: " + best_f1(network.chances(inputs), labels))
    return {
        "cue_odds": fit_cue_odds(examples),
        "side_odds": fit_side_odds(examples),
        "source_odds": fit_source_odds(examples),
        "speaker": fit(*speaker_table(every), SPEAKER_RECIPE),
        "speech": fit(*speech_table(every, shares), SPEECH_RECIPE),
    }


def speaker_accuracy(rows: Sequence[Rows], shares: Sequence[Floats]) -> float:
    """Share of the annotated quotes whose likeliest candidate is right."""
    right = total = 0
    for row, share in zip(rows, shares, strict=True):
        best = best_rows(row.segment_of, share, len(row.is_speech))
        labels = row.is_speaker[best[best >= 0]]
        right += int((labels == 1).sum())
        total += int((labels >= 0).sum())
    return right / total


def best_f1(chances: Floats, labels: Ints) -> str:
    """The best F1 over thresholds, in words."""
    values = []
    for threshold in np.arange(0.2, 0.8, 0.05):
        shown = chances >= threshold
        values.append((2 * float((shown & (labels == 1)).sum()) / float(shown.sum() + labels.sum()), float(threshold)))
    best, threshold = max(values)
    return f"F1 {best:.4f} at {threshold:.2f}"


def main() -> None:
    """Fit and write."""
    examples = read_examples(Path(sys.argv[1]), sys.argv[2:] or ["md"])
    WEIGHTS.write_bytes(msgspec.json.encode(fit_all(examples, lambda line: sys.stderr.write(line + "\n"))) + b"\n")


if __name__ == "__main__":
    main()
