"""Fit ``weights/question_ranking.json``: which sentences leave something open, and of which kind.

    python -m briefing.analysis.training.question_ranking QUESTIONS.jsonl BRIEFINGS.jsonl …

Each line of a file is an article with its text and the questions that a careful reader named: kind, importance and
evidence (offsets). Running it again on the same files gives the same weights. It needs scikit-learn.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, groupby
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec
from numpy import float64
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.questions.features import Observed, observe
from briefing.analysis.questions.pairing import pair_features
from briefing.analysis.questions.reading import read
from briefing.sources import article_from_text

OPEN, SAME, KINDS_OF = 0.006, 0.1, 0.03
"""Inverse ridge penalties of the three models; chosen in folds over articles."""
SCALE = 0.6
"""Features are divided by this power of their deviation: 0 leaves rare ones weak, 1 makes them as strong as common ones."""
SECOND = 0.4
"""Weight of evidence that says the matter less clearly than another sentence of the same question."""
KINDS_WEIGHT = 3.0
"""Weight, for the kinds, of articles whose annotators named few alternative kinds: theirs are chosen with more care."""
LEVEL = {"essential": 3, "good": 2, "minor": 1}
TARGET = Path(__file__).parent.parent / "weights" / "question_ranking.json"


class Labelled(NamedTuple):
    """A sentence of an annotated article."""

    one: Observed
    article: int
    level: int
    """Importance of its questions: 0 for none, then minor, good, essential."""
    questions: frozenset[int]
    kinds: tuple[str, ...]


def labelled(lines: Sequence[dict[str, Any]], nlp: Language) -> Iterator[Labelled]:
    """The sentences of annotated articles."""
    for number, line in enumerate(lines):
        article = article_from_text(line["text"], line["id"])
        for one in observe(read(parse(article, nlp), article)):
            asked = {
                place: question
                for place, question in enumerate(line["questions"])
                if any(_covers(one, span) for span in question["evidence"])
            }
            level = max((LEVEL[question["importance"]] for question in asked.values()), default=0)
            kinds = tuple(sorted({question["kind"] for question in asked.values()}))
            yield Labelled(one, number, level, frozenset(asked), kinds)


def _covers(one: Observed, span: dict[str, int]) -> bool:
    start, end = one.sentence.start, one.sentence.end
    shared = min(end, span["end"]) - max(start, span["start"])
    return shared > 0 and (shared >= 0.5 * (span["end"] - span["start"]) or shared >= 0.8 * (end - start))


class Table:
    """Features as a matrix whose columns are scaled; weights are given back for the features as they are."""

    def __init__(self, features: Sequence[Mapping[str, float]]) -> None:
        self.vectorizer = DictVectorizer(sparse=False)
        raw = self.vectorizer.fit_transform(features)
        self.scale = (raw.std(axis=0) + 1e-9) ** SCALE
        self.rows = raw / self.scale

    def numbers(self, weights: NDArray[float64], bias: float) -> dict[str, Any]:
        """A row of weights as plain numbers by feature."""
        pairs = zip(self.vectorizer.get_feature_names_out(), weights / self.scale, strict=True)
        kept = {str(name): round(float(number), 3) for name, number in pairs if abs(number) >= 0.002}
        return {"bias": round(float(bias), 4), "weights": kept}


def fit_open(rows: Sequence[Labelled]) -> dict[str, Any]:
    """Which sentences leave something open; minor questions count neither way.

    Fitted twice: the second time each question's clearest sentence counts in full, its other evidence less.
    """
    clear = [row for row in rows if row.level != 1]
    table = Table([row.one.features for row in clear])
    labels = [row.level >= 2 for row in clear]
    model = LogisticRegression(C=OPEN, max_iter=5000).fit(table.rows, labels)
    chances = model.predict_proba(table.rows)[:, 1]
    best: dict[tuple[int, int], int] = {}
    for place, row in enumerate(clear):
        for question in row.questions:
            known = best.setdefault((row.article, question), place)
            if chances[place] > chances[known]:
                best[row.article, question] = place
    clearest = set(best.values())
    counts = [1.0 if not label or place in clearest else SECOND for place, label in enumerate(labels)]
    model.fit(table.rows, labels, sample_weight=counts)
    return table.numbers(model.coef_[0], model.intercept_[0])


def fit_same(rows: Sequence[Labelled]) -> dict[str, Any]:
    """Which two sentences are evidence of one question."""
    features, labels = [], []
    for _, group in groupby(rows, key=lambda row: row.article):
        for first, second in combinations([row for row in group if row.level], 2):
            features.append(dict(pair_features(first.one, second.one)))
            labels.append(bool(first.questions & second.questions))
    table = Table(features)
    model = LogisticRegression(C=SAME, max_iter=5000).fit(table.rows, labels)
    return table.numbers(model.coef_[0], model.intercept_[0])


def fit_kinds(rows: Sequence[Labelled], careful: AbstractSet[int]) -> dict[str, Any]:
    """Of which kind an open sentence's question is."""
    pairs = [(row, kind) for row in rows for kind in row.kinds]
    table = Table([row.one.features for row, _ in pairs])
    counts = [(KINDS_WEIGHT if row.article in careful else 1.0) / len(row.kinds) for row, _ in pairs]
    model = LogisticRegression(C=KINDS_OF, max_iter=5000).fit(table.rows, [kind for _, kind in pairs], sample_weight=counts)
    return {str(kind): table.numbers(model.coef_[place], model.intercept_[place]) for place, kind in enumerate(model.classes_)}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), required=True)
@click.option(
    "--least-alternatives", default=1.0, help="Mean alternative kinds a question below which an article counts as careful."
)
def main(paths: Sequence[Path], least_alternatives: float) -> None:
    """Fit the weights on annotated articles and write them beside their card."""
    lines = [msgspec.json.decode(line) for path in paths for line in path.read_bytes().splitlines() if line.strip()]
    rows = list(labelled(lines, load_model()))
    careful = {
        number
        for number, line in enumerate(lines)
        if sum(len(question.get("alt_kinds", ())) for question in line["questions"])
        < least_alternatives * len(line["questions"])
    }
    numbers = {"open": fit_open(rows), "same": fit_same(rows), **fit_kinds(rows, careful)}
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(numbers), indent=1) + b"\n")
    click.echo(f"{len(lines)} articles, {len(rows)} sentences → {TARGET.name}")


if __name__ == "__main__":
    main()
