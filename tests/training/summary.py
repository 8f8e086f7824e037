"""Fit the weights of the summary: ``python -m tests.training.summary RATINGS WEIGHTS [--check RATINGS]``.

RATINGS is JSON Lines: articles whose every sentence a careful reader has rated (``text``, ``sentences`` with ``start``, ``end``
and ``rating``: essential, good, acceptable or bad). WEIGHTS is the JSON file to write. Three logistic regressions of the same
features tell how likely a sentence is essential, at least good, and bad. The articles are split into five folds for the
figures of the card; ``--check`` prints the figures on articles that are not fitted on. The same data give the same weights.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from briefing.analysis.actors import find_actors
from briefing.analysis.document import read_document
from briefing.analysis.gaps import find_grammar_gaps
from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.quotes import find_quotes
from briefing.analysis.summary.body_sentences import BodySentence, find_sentences
from briefing.analysis.summary.centrality import TermMatrix
from briefing.analysis.summary.choice import choose
from briefing.analysis.summary.context import Context, Debts, find_context
from briefing.analysis.summary.features import Columns, features
from briefing.analysis.summary.ranking import Ranker
from briefing.analysis.summary.standalone import faults
from briefing.sources import article_from_text

FOLDS: Final = 5
STRENGTH: Final = 0.05
"""Inverse of the regularisation (features of unit spread), chosen by the folds."""
FEWEST: Final = 10
"""Sentences that have a feature before it has a weight."""
REPETITION: Final = 0.8
"""What likeness to a chosen sentence costs, chosen by the folds."""
NEEDS: Final[dict[str, float]] = {"connective": 0.05, "pointing": 0.15, "definite": 0.05, "name": 0.05}
"""What it costs a sentence to be shown without what it takes for granted, by kind. Set by hand: twice as much costs the
readers' score a third of a point."""
POINTS: Final = {"essential": 3, "good": 2, "acceptable": 1, "bad": 0}
SHOWN: Final = 5
"""Sentences that are scored."""

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """An article's sentences."""

    columns: Columns
    """The features, a value a sentence."""
    matrix: TermMatrix
    """The terms of the sentences."""
    leaning: NDArray[np.bool_]
    """Which sentences cannot stand alone."""
    context: Context
    """What each sentence needs and gives."""
    ratings: tuple[str, ...]
    """What readers called each."""
    topics: tuple[str, ...]
    """What each tells; two of one topic tell it twice."""
    best: int
    """Points of the best five topics."""


def read(path: Path) -> list[Gold]:
    """The articles of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def make_examples(articles: Sequence[Gold], nlp: Language) -> list[Example]:
    """Every article with its features and ratings."""
    found = []
    for gold in articles:
        article = article_from_text(gold["text"], "article.txt")
        document = read_document(parse(article, nlp), article)
        article = find_grammar_gaps(document)
        quotes = find_quotes(document)
        sentences = find_sentences(document, quotes)
        matrix = TermMatrix([sentence.terms for sentence in sentences])
        lacking = [faults(sentence, article.gaps) for sentence in sentences]
        units = [_unit(sentence, gold["sentences"]) for sentence in sentences]
        found.append(
            Example(
                columns=features(article, sentences, matrix, lacking, find_actors(document, quotes)),
                matrix=matrix,
                leaning=np.array([bool(fault) for fault in lacking]),
                context=find_context(sentences, article.title),
                ratings=tuple(unit["rating"] for unit in units),
                topics=tuple(str(unit["topic"]) for unit in units),
                best=_best(gold["sentences"]),
            )
        )
    return found


def _unit(sentence: BodySentence, units: Sequence[Gold]) -> Gold:
    """The rated sentence that has most in common with one of ours."""
    return max(units, key=lambda unit: min(sentence.end, unit["end"]) - max(sentence.start, unit["start"]))


def _best(units: Sequence[Gold]) -> int:
    """The points of the best topics that a summary can tell."""
    topics: dict[str, int] = {}
    for unit in units:
        topics[str(unit["topic"])] = max(topics.get(str(unit["topic"]), 0), POINTS[unit["rating"]])
    return sum(sorted(topics.values(), reverse=True)[:SHOWN])


def fit(examples: Sequence[Example]) -> Ranker:
    """The weights of the three models."""
    seen = Counter(name for example in examples for name, column in example.columns.items() for value in column if value)
    names = sorted(name for name, count in seen.items() if count >= FEWEST)
    values = np.vstack([_values(example, names) for example in examples])
    spread = values.std(axis=0)
    names = [name for name, width in zip(names, spread, strict=True) if width > 0]
    values, spread = values[:, spread > 0], spread[spread > 0]
    points = np.array([POINTS[rating] for example in examples for rating in example.ratings])
    models = {}
    for name, target in {"essential": points == 3, "good": points >= 2, "bad": points == 0}.items():
        model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(values / spread, target)
        fitted = {feature: round(float(weight), 3) for feature, weight in zip(names, model.coef_[0] / spread, strict=True)}
        models[name] = {"bias": round(float(model.intercept_[0]), 3)} | {f: weight for f, weight in fitted.items() if weight}
    return Ranker(models, REPETITION, NEEDS)


def _values(example: Example, names: Sequence[str]) -> NDArray[np.float64]:
    """A row a sentence, a column a feature."""
    nothing = np.zeros(len(example.ratings))
    return np.column_stack([example.columns.get(name, nothing) for name in names])


def score(example: Example, ranker: Ranker) -> tuple[float, int]:
    """What readers would give five sentences, of 100, and how many of them are bad: a topic told again counts half."""
    debts = Debts(example.context, ranker.needs)
    scores = ranker.scores(example.columns)
    chosen = choose(scores, ranker.repetition, example.matrix, example.leaning, debts)[:SHOWN]
    total, told, bad = 0.0, set(), 0
    for number in chosen:
        rating, topic = example.ratings[number], example.topics[number]
        bad += rating == "bad"
        total += -1 if rating == "bad" else POINTS[rating] * (0.5 if topic in told else 1)
        told.add(topic)
    return 100 * total / max(1, example.best), bad


def report_scores(name: str, scored: Sequence[tuple[float, int]]) -> None:
    """Print the means over the articles."""
    worth, bad = np.mean(scored, axis=0)
    click.echo(f"{name}: {worth:.1f} of 100, {bad:.2f} bad sentences an article ({len(scored)} articles)")


@click.command()
@click.argument("ratings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--check", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Articles that are not fitted on.")
def main(ratings: Path, weights: Path, check: Path | None) -> None:
    """Fit the weights of the summary and write them to WEIGHTS."""
    nlp = load_model()
    examples = make_examples(read(ratings), nlp)
    scored = []
    for fold in range(FOLDS):
        ranker = fit([example for number, example in enumerate(examples) if number % FOLDS != fold])
        scored += [score(example, ranker) for number, example in enumerate(examples) if number % FOLDS == fold]
    report_scores("folds", scored)
    ranker = fit(examples)
    if check:
        report_scores("check", [score(example, ranker) for example in make_examples(read(check), nlp)])
    content = {"models": ranker.models, "repetition": ranker.repetition, "needs": ranker.needs}
    weights.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
