"""Fit the weights of the summary: ``python -m tests.training.summary REFERENCES RATINGS WEIGHTS``.

REFERENCES and RATINGS are JSON Lines: articles with reference summaries (``text``, ``references``), and articles whose
every sentence a reader has rated (``text``, ``points``, ``sentences`` with ``start``, ``end`` and ``rating``). WEIGHTS is
the JSON file to write. The same data gives the same weights.

Two linear models of the same features:

- what a reference summary holds: a conditional logit (McFadden 1974), a logistic regression within each article, on the
  membership of the sentences that a greedy search takes to come near the reference in ROUGE-1 and ROUGE-2 (Nallapati et
  al. 2017, arXiv:1611.04230), out of those that stand alone;
- what readers keep: a ridge regression on the points of their ratings, within each article.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from briefing.analysis.document import read_document
from briefing.analysis.gaps import find_grammar_gaps
from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.quotes import find_quotes
from briefing.analysis.summary.body_sentences import BodySentence, find_sentences
from briefing.analysis.summary.centrality import TermMatrix, Vector
from briefing.analysis.summary.choice import MOST
from briefing.analysis.summary.features import features
from briefing.analysis.summary.standalone import faults
from briefing.sources import article_from_text

ORACLE_SENTENCES: Final = 3
"""Sentences of the greedy summary that comes near the references."""
PENALTY_REFERENCES: Final = 20.0
PENALTY_RATINGS: Final = 1500.0
"""Weights of the squared norm of the (standardised) weights."""
OPENING_RANKS: Final = 3
"""Ranks that the first head chooses."""
REFERENCES_IN_OPENING: Final = 3.0
"""How much the references count beside the ratings (1) for the first sentences."""
REPETITION: Final = (20.0, 1.0)
"""What likeness to a chosen sentence costs in each head, in spreads of a model's scores."""
NEEDS: Final[dict[str, float]] = {"connective": 1.0, "pointing": 4.0, "definite": 1.0, "name": 0.5}
"""What it costs a sentence to be shown without what it takes for granted, by kind, in spreads of a model's scores."""
BAD: Final = -1.0
"""Points of a sentence that readers called bad: the summary would lose by it."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """An article's sentences as numbers."""

    names: tuple[str, ...]
    """The features, a column each."""
    values: Matrix
    """A row a sentence."""
    stands: NDArray[np.bool_]
    """Which sentences stand alone."""
    target: Vector
    """What the model is to give: membership, or points."""


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def examples(path: Path, nlp: Language) -> list[Example]:
    """Every article of a file with its features and its targets; those without a sentence that stands alone are left out."""
    found = []
    for annotated in read(path):
        article = article_from_text(annotated["text"], "article.txt")
        doc = parse(article, nlp)
        article = find_grammar_gaps(read_document(doc, article))
        sentences = find_sentences(read_document(doc, article), find_quotes(read_document(doc, article)))
        stands = np.array([not faults(sentence, article.gaps) for sentence in sentences], dtype=bool)
        if stands.sum() < 2:
            continue
        matrix = TermMatrix([sentence.terms for sentence in sentences])
        columns = features(article, sentences, matrix, [faults(sentence, article.gaps) for sentence in sentences])
        is_rated = "sentences" in annotated
        target = points(annotated, sentences) if is_rated else membership(annotated["references"], sentences, stands)
        found.append(Example(tuple(columns), np.column_stack(list(columns.values())), stands, target))
    return found


def points(annotated: dict[str, Any], sentences: Sequence[BodySentence]) -> Vector:
    """The readers' points of each sentence, the mean where it covers several of theirs."""
    given = []
    for sentence in sentences:
        weights = [
            max(0, min(sentence.end, unit["end"]) - max(sentence.start, unit["start"])) for unit in annotated["sentences"]
        ]
        worth = [annotated["points"][unit["rating"]] for unit in annotated["sentences"]]
        mean = float(np.average(worth, weights=weights)) if sum(weights) else 0.0
        given.append(mean if mean >= 0.5 else BAD)
    return np.array(given)


def membership(references: Sequence[str], sentences: Sequence[BodySentence], stands: NDArray[np.bool_]) -> Vector:
    """1 for the sentences of the greedy summary that comes nearest to the references, 0 for the others."""
    grams = [_grams(sentence.text) for sentence in sentences]
    wanted = [_grams(reference) for reference in references]
    chosen: list[int] = []
    best = 0.0
    for _ in range(ORACLE_SENTENCES):
        trials = {
            int(number): _overlap([grams[other] for other in (*chosen, int(number))], wanted)
            for number in np.flatnonzero(stands)
            if number not in chosen
        }
        if not trials or max(trials.values()) <= best:
            break
        number, best = max(trials.items(), key=itemgetter(1))
        chosen.append(number)
    return np.isin(np.arange(len(sentences)), chosen).astype(np.float64)


def _grams(text: str) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The words and the pairs of words of a text, in lower case and cut to a stem of six letters."""
    words = [word[:6] for word in re.findall(r"[a-z0-9]+", text.lower())]
    return Counter(words), Counter(pairwise(words))


def _overlap(parts: Sequence[tuple[Counter[Any], ...]], wanted: Sequence[tuple[Counter[Any], ...]]) -> float:
    """The sum of the F1 of words and of pairs, as a mean over the references."""
    total = 0.0
    for order in (0, 1):
        own: Counter[Any] = Counter()
        for part in parts:
            own.update(part[order])
        for reference in wanted:
            shared = sum((own & reference[order]).values())
            total += 2 * shared / max(1, own.total() + reference[order].total())
    return total / len(wanted)


def fit_references(found: Sequence[Example]) -> Vector:
    """A conditional logit on membership among the sentences that stand alone, by Newton's method."""
    used = [(example.values[example.stands], example.target[example.stands]) for example in found]
    used = [(values, target / target.sum()) for values, target in used if target.any()]
    scale = _scale(np.vstack([values for values, _ in used]))
    used = [((values - values.mean(axis=0)) / scale, target) for values, target in used]
    weights = np.zeros(len(scale))
    for _ in range(20):
        slope, curve = PENALTY_REFERENCES * weights, PENALTY_REFERENCES * np.eye(len(scale))
        for values, target in used:
            odds = np.exp(values @ weights - np.max(values @ weights))
            chances = odds / odds.sum()
            mean = chances @ values
            slope = slope + mean - target @ values
            curve = curve + (values * chances[:, None]).T @ values - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights / scale


def fit_ratings(found: Sequence[Example]) -> Vector:
    """A ridge regression on the points, each article counting the same and compared with its own mean only."""
    scale = _scale(np.vstack([example.values - example.values.mean(axis=0) for example in found]))
    curve, slope = PENALTY_RATINGS * np.eye(len(scale)), np.zeros(len(scale))
    for example in found:
        values = (example.values - example.values.mean(axis=0)) / scale
        share = 30 / len(values)
        curve += share * values.T @ values
        slope += share * values.T @ (example.target - example.target.mean())
    return np.linalg.solve(curve, slope) / scale


def _scale(values: Matrix) -> Vector:
    """The spread of each feature; one that never varies gets a spread so large that its weight stays nought."""
    spread: Vector = values.std(axis=0)
    return np.where(spread > 1e-9, spread, 1e9)


def fit(references: Sequence[Example], ratings: Sequence[Example]) -> dict[str, Any]:
    """The content of the weights file."""
    from_references = _of_unit_spread(fit_references(references), references)
    from_ratings = _of_unit_spread(fit_ratings(ratings), ratings)
    opening = from_ratings + REFERENCES_IN_OPENING * from_references
    names = ratings[0].names
    return {
        "heads": [
            {"until": OPENING_RANKS, "repetition": REPETITION[0], "weights": _named(names, opening)},
            {"until": MOST, "repetition": REPETITION[1], "weights": _named(names, from_ratings)},
        ],
        "needs": NEEDS,
    }


def _of_unit_spread(weights: Vector, found: Sequence[Example]) -> Vector:
    """The weights scaled so that the scores of the sentences that stand alone spread by 1 around their article's mean."""
    scores = [example.values[example.stands] @ weights for example in found]
    spread = float(np.std(np.concatenate([score - score.mean() for score in scores])))
    return weights / spread


def _named(names: Sequence[str], weights: Vector) -> dict[str, float]:
    """The weights by their features' names, four digits being enough."""
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


@click.command()
@click.argument("references", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("ratings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--model", default="md", help="The language model to parse with.")
def main(references: Path, ratings: Path, weights: Path, model: str) -> None:
    """Fit the weights of the summary and write them to WEIGHTS."""
    nlp = load_model(model)
    content = fit(examples(references, nlp), examples(ratings, nlp))
    weights.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    click.echo(f"{weights}: {len(content['heads'][0]['weights'])} features")


if __name__ == "__main__":
    main()
