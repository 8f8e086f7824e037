"""Fit the weights of the summary.

    python -m tests.training.summary REFERENCES RATINGS WEIGHTS [--check RATINGS]

REFERENCES and RATINGS are JSON Lines: articles with summaries written by people (``text``, ``references``), and articles whose
every sentence a careful reader has rated (``text``, ``sentences`` with ``start``, ``end`` and ``rating``: essential, good,
acceptable or bad). WEIGHTS is the JSON file to write. The same data give the same weights.

- What readers keep: three logistic regressions tell how likely a sentence is essential, at least good, and bad. The rated
  articles are split into five folds for the figures of the card; ``--check`` prints them for articles that are not fitted on.
- What summaries hold: a conditional logit (McFadden 1974), a logistic regression within each article, on the membership of
  the sentences that a greedy search takes to come near the reference in ROUGE-1 and ROUGE-2 (Nallapati et al. 2017,
  arXiv:1611.04230), out of those that stand alone. It is added for the first sentences.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
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
from briefing.analysis.summary.body_sentences import find_sentences
from briefing.analysis.summary.centrality import TermMatrix
from briefing.analysis.summary.choice import choose
from briefing.analysis.summary.context import Context, Debts, find_context
from briefing.analysis.summary.features import Columns, features
from briefing.analysis.summary.ranking import OPENING, Ranker
from briefing.analysis.summary.standalone import faults
from briefing.sources import article_from_text
from tests.training.reference_summaries import fit_membership, membership

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
SHARE_OF_REFERENCES: Final = 0.3
"""What the model of the references counts in the first sentences: with less, ROUGE falls below the first sentences."""
POINTS: Final = {"essential": 3, "good": 2, "acceptable": 1, "bad": 0}
SHOWN: Final = 5
"""Sentences that are scored."""

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """An article's sentences."""

    texts: tuple[str, ...]
    """Their words."""
    spans: tuple[tuple[int, int], ...]
    """Where they are."""
    columns: Columns
    """The features, a value a sentence."""
    matrix: TermMatrix
    """Their terms."""
    leaning: NDArray[np.bool_]
    """Which sentences cannot stand alone."""
    context: Context
    """What each sentence needs and gives."""


@dataclass(frozen=True, slots=True)
class Rated:
    """An article whose sentences readers rated."""

    example: Example
    """Its sentences."""
    ratings: tuple[str, ...]
    """What readers called each."""
    topics: tuple[str, ...]
    """What each tells; two of one topic tell it twice."""
    best: int
    """Points of the best five topics."""


def read(path: Path) -> list[Gold]:
    """The articles of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def make_example(gold: Gold, nlp: Language) -> Example:
    """The sentences of an article with their features."""
    article = article_from_text(gold["text"], "article.txt")
    document = read_document(parse(article, nlp), article)
    article = find_grammar_gaps(document)
    quotes = find_quotes(document)
    sentences = find_sentences(document, quotes)
    matrix = TermMatrix([sentence.terms for sentence in sentences])
    lacking = [faults(sentence, article.gaps) for sentence in sentences]
    return Example(
        texts=tuple(sentence.text for sentence in sentences),
        spans=tuple((sentence.start, sentence.end) for sentence in sentences),
        columns=features(article, sentences, matrix, lacking, find_actors(document, quotes)),
        matrix=matrix,
        leaning=np.array([bool(fault) for fault in lacking]),
        context=find_context(sentences, article.title),
    )


def make_rated(articles: Sequence[Gold], nlp: Language) -> list[Rated]:
    """The articles with the ratings of their sentences."""
    found = []
    for gold in articles:
        example = make_example(gold, nlp)
        units = [_unit(span, gold["sentences"]) for span in example.spans]
        ratings, topics = tuple(unit["rating"] for unit in units), tuple(str(unit["topic"]) for unit in units)
        found.append(Rated(example, ratings, topics, _best(gold["sentences"])))
    return found


def _unit(span: tuple[int, int], units: Sequence[Gold]) -> Gold:
    """The rated sentence that has most in common with one of ours."""
    return max(units, key=lambda unit: min(span[1], unit["end"]) - max(span[0], unit["start"]))


def _best(units: Sequence[Gold]) -> int:
    """The points of the best topics that a summary can tell."""
    topics: dict[str, int] = {}
    for unit in units:
        topics[str(unit["topic"])] = max(topics.get(str(unit["topic"]), 0), POINTS[unit["rating"]])
    return sum(sorted(topics.values(), reverse=True)[:SHOWN])


def fit_opening(articles: Sequence[Gold], nlp: Language) -> dict[str, float]:
    """The weights of what summaries written by people hold, for the first sentences."""
    examples = [make_example(gold, nlp) for gold in articles]
    names = _names(examples)
    used = []
    for example, gold in zip(examples, articles, strict=True):
        stands = ~example.leaning
        if stands.any():
            target = membership(gold["references"], example.texts, stands)
            used.append((_values(example, names)[stands], target[stands]))
    return _named(names, SHARE_OF_REFERENCES * fit_membership(used))


def fit(articles: Sequence[Rated], opening: Mapping[str, float]) -> Ranker:
    """The weights of the three models of what readers keep."""
    examples = [article.example for article in articles]
    names = _names(examples)
    values = np.vstack([_values(example, names) for example in examples])
    spread = np.where(values.std(axis=0) > 0, values.std(axis=0), 1.0)
    points = np.array([POINTS[rating] for article in articles for rating in article.ratings])
    models = {}
    for name, target in {"essential": points == 3, "good": points >= 2, "bad": points == 0}.items():
        model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(values / spread, target)
        models[name] = {"bias": round(float(model.intercept_[0]), 3)} | _named(names, model.coef_[0] / spread)
    return Ranker(models, opening, REPETITION, NEEDS)


def _names(examples: Sequence[Example]) -> list[str]:
    """The features that enough sentences have."""
    seen: Counter[str] = Counter()
    for example in examples:
        seen.update({name: int(np.count_nonzero(column)) for name, column in example.columns.items()})
    return sorted(name for name, count in seen.items() if count >= FEWEST)


def _values(example: Example, names: Sequence[str]) -> NDArray[np.float64]:
    """A row a sentence, a column a feature."""
    nothing = np.zeros(len(example.texts))
    return np.column_stack([example.columns.get(name, nothing) for name in names])


def _named(names: Sequence[str], weights: NDArray[np.float64]) -> dict[str, float]:
    """The weights by their features' names."""
    rounded = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    return {name: weight for name, weight in rounded.items() if weight}


def score(article: Rated, ranker: Ranker) -> tuple[float, int]:
    """What readers would give five sentences, of 100, and how many of them are bad: a topic told again counts half."""
    example = article.example
    turns = ((OPENING, ranker.opening_scores(example.columns)), (SHOWN, ranker.scores(example.columns)))
    debts = Debts(example.context, ranker.needs)
    total, told, bad = 0.0, set(), 0
    for number in choose(turns, ranker.repetition, example.matrix, example.leaning, debts):
        rating, topic = article.ratings[number], article.topics[number]
        bad += rating == "bad"
        total += -1 if rating == "bad" else POINTS[rating] * (0.5 if topic in told else 1)
        told.add(topic)
    return 100 * total / max(1, article.best), bad


def report_scores(name: str, scored: Sequence[tuple[float, int]]) -> None:
    """Print the means over the articles."""
    worth, bad = np.mean(scored, axis=0)
    click.echo(f"{name}: {worth:.1f} of 100, {bad:.2f} bad sentences an article ({len(scored)} articles)")


@click.command()
@click.argument("references", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("ratings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("weights", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--check", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Articles that are not fitted on.")
def main(references: Path, ratings: Path, weights: Path, check: Path | None) -> None:
    """Fit the weights of the summary and write them to WEIGHTS."""
    nlp = load_model()
    opening = fit_opening(read(references), nlp)
    rated = make_rated(read(ratings), nlp)
    scored = []
    for fold in range(FOLDS):
        ranker = fit([article for number, article in enumerate(rated) if number % FOLDS != fold], opening)
        scored += [score(article, ranker) for number, article in enumerate(rated) if number % FOLDS == fold]
    report_scores("folds", scored)
    ranker = fit(rated, opening)
    if check:
        report_scores("check", [score(article, ranker) for article in make_rated(read(check), nlp)])
    weights.write_text(json.dumps(asdict(ranker), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
