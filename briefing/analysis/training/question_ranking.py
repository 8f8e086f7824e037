"""Fit ``weights/question_ranking.json``: which sentences leave something open, and of which kind.

    python -m briefing.analysis.training.question_ranking QUESTIONS.jsonl BRIEFINGS.jsonl …

Each line of a file is an article with its text and the questions that a careful reader named: kind, importance and
evidence (offsets). Running it again on the same files gives the same weights. It needs scikit-learn.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.questions.features import Observed, observe
from briefing.analysis.questions.ranking import KINDS
from briefing.analysis.questions.reading import read
from briefing.sources import article_from_text

STRENGTH = 0.03
"""Inverse of the ridge penalty; chosen in folds over articles."""
LEAST = 0.34
"""Probability below which nothing is shown; chosen in folds."""
LEVEL = {"essential": 3, "good": 2, "minor": 1}
TARGET = Path(__file__).parent.parent / "weights" / "question_ranking.json"


def labelled(line: dict[str, Any], nlp: Language) -> Iterator[tuple[Observed, int, set[str]]]:
    """The sentences of an annotated article with the importance of their questions (0 to 3) and those questions' kinds."""
    article = article_from_text(line["text"], line["id"])
    for one in observe(read(parse(article, nlp), article)):
        asked = [question for question in line["questions"] if any(_covers(one, span) for span in question["evidence"])]
        level = max((LEVEL[question["importance"]] for question in asked), default=0)
        yield one, level, {kind for question in asked for kind in (question["kind"], *question.get("alt_kinds", ()))}


def _covers(one: Observed, span: dict[str, int]) -> bool:
    start, end = one.sentence.start, one.sentence.end
    shared = min(end, span["end"]) - max(start, span["start"])
    return shared > 0 and (shared >= 0.5 * (span["end"] - span["start"]) or shared >= 0.8 * (end - start))


def fit(rows: Sequence[Observed], labels: Sequence[bool], strength: float = STRENGTH) -> dict[str, Any]:
    """A logistic regression as plain numbers."""
    vectorizer = DictVectorizer(sparse=False)
    table = vectorizer.fit_transform([row.features for row in rows])
    model = LogisticRegression(C=strength, max_iter=5000).fit(table, labels)
    names, numbers = vectorizer.get_feature_names_out(), model.coef_[0]
    kept = {str(name): round(float(number), 4) for name, number in zip(names, numbers, strict=True) if abs(number) >= 0.0005}
    return {"bias": round(float(model.intercept_[0]), 4), "weights": kept}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), required=True)
def main(paths: Sequence[Path]) -> None:
    """Fit the weights on annotated articles and write them beside their card."""
    nlp = load_model()
    lines = [msgspec.json.decode(line) for path in paths for line in path.read_bytes().splitlines() if line.strip()]
    rows = [row for line in lines for row in labelled(line, nlp)]
    clear = [(one, level >= 2) for one, level, _ in rows if level != 1]
    asked = [(one, kinds) for one, level, kinds in rows if level >= 2]
    has: Callable[[str], list[bool]] = lambda kind: [kind in kinds for _, kinds in asked]  # noqa: E731
    numbers = {
        "least": LEAST,
        "open": fit([one for one, _ in clear], [label for _, label in clear]),
        "kinds": {kind: fit([one for one, _ in asked], has(kind)) for kind in KINDS if sum(has(kind)) > 4},
    }
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(numbers), indent=1) + b"\n")
    click.echo(f"{len(lines)} articles, {len(rows)} sentences → {TARGET.name}")


if __name__ == "__main__":
    main()
