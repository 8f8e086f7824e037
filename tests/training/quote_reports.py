"""Fit the weights that tell reports that were said from acts, plans and clauses that are cut.

    python -m tests.training.quote_reports TRAIN.jsonl OUTPUT [--check DEV.jsonl]

The data are articles whose reports, as the program found them, careful readers judged: ``reports`` with ``start``, ``end``,
``source_start`` and ``judged`` (said, other, broken, meant, narrated). A report of today that overlaps a judged one of the same
source takes its judgement; others are left out. The articles are split into five folds for the figures of the card; ``--check``
prints the figures on articles that are not fitted on. The same data give the same weights.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from spacy.language import Language

from briefing.analysis import weights
from briefing.analysis.document import read_document
from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.quotes.attribution.speaker_choice import NUMBERS
from briefing.analysis.quotes.candidates import find_candidates
from briefing.analysis.quotes.quote_context import read_context
from briefing.analysis.quotes.reports.report_judge import report_features, said
from briefing.analysis.quotes.reports.reports import likely_options
from briefing.sources import article_from_text

FOLDS: Final = 5
STRENGTH: Final = 1.0
"""Inverse of the regularisation, chosen by the folds."""
FEWEST: Final = 3
"""Reports in which a feature is seen before it has a weight."""
THRESHOLD: Final = 0.55
"""Least likelihood of what is shown: in the folds 89 of 100 reports that were said stay."""
_NEAR: Final = 30
"""Characters between the starts of two mentions of one source."""
_SAME: Final = 0.6
"""Share of the longer report that two reports have in common where they are the same."""

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A report that was judged."""

    article: int
    """Number of its article."""
    features: Mapping[str, float]
    """What can be seen of it."""
    judged: str
    """What a careful reader called it."""

    @property
    def is_said(self) -> bool:
        """Whether it was said."""
        return self.judged == "said"


def read(path: Path) -> list[Gold]:
    """The annotated articles."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def make_examples(articles: Iterable[Gold], nlp: Language) -> Iterator[Example]:
    """The reports of the articles that were judged."""
    cue_odds = weights.load(NUMBERS)["cue_odds"]
    for number, gold in enumerate(articles):
        article = article_from_text(gold["text"], "article.txt")
        document = read_document(parse(article, nlp), article)
        context = read_context(document, find_candidates(document), cue_odds)
        for option, share in likely_options(context):
            span = document.starts[option.first], document.ends[option.last - 1]
            judged = _judgement(span, document.starts[option.candidate.first], gold["reports"])
            if judged is not None:
                yield Example(number, report_features(context, option, share), judged)


def _judgement(span: tuple[int, int], source: int, reports: Sequence[Gold]) -> str | None:
    """What readers called the report at a span whose source starts at the offset `source`, if they judged it."""
    for report in reports:
        if report["source_start"] is None or abs(report["source_start"] - source) > _NEAR:
            continue
        shared = min(span[1], report["end"]) - max(span[0], report["start"])
        if shared >= _SAME * max(span[1] - span[0], report["end"] - report["start"]):
            return str(report["judged"])
    return None


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of a logistic regression over the examples."""
    seen = Counter(name for example in examples for name in example.features)
    rows = [{name: value for name, value in example.features.items() if seen[name] >= FEWEST} for example in examples]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-6)
    model.fit(matrix, [example.is_said for example in examples])
    fitted = zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True)
    return {"bias": round(float(model.intercept_[0]), 3)} | {
        name: round(weight, 3) for name, weight in fitted if abs(weight) >= 0.01
    }


def report_scores(name: str, examples: Sequence[Example], chances: Sequence[float]) -> None:
    """Print how well the chances tell what was said, at several thresholds."""
    truth = np.array([example.is_said for example in examples])
    given = np.array(chances)
    click.echo(f"{name}: {len(truth)} reports, {truth.mean():.3f} said, ROC AUC {roc_auc_score(truth, given):.3f}")
    for threshold in (0.3, 0.4, 0.5, THRESHOLD, 0.6, 0.7):
        shown = given >= threshold
        click.echo(
            f"  from {threshold:.2f}: {truth[shown].mean():.3f} of those shown were said, {shown[truth].mean():.3f} kept"
        )


def main() -> None:
    """Fit, judge in folds, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--check", type=Path, help="articles that are scored, not fitted on")
    arguments = parser.parse_args()
    nlp = load_model()
    examples = list(make_examples(read(arguments.data), nlp))
    chances = np.zeros(len(examples))
    folds = np.array([example.article % FOLDS for example in examples])
    for fold in range(FOLDS):
        fitted = fit([example for example, other in zip(examples, folds, strict=True) if other != fold])
        for row in np.flatnonzero(folds == fold):
            chances[row] = said(examples[row].features, fitted)
    report_scores("folds", examples, chances.tolist())
    fitted = fit(examples)
    if arguments.check:
        checked = list(make_examples(read(arguments.check), nlp))
        report_scores("check", checked, [said(example.features, fitted) for example in checked])
    arguments.output.write_text(
        json.dumps({"threshold": THRESHOLD, "weights": fitted}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
