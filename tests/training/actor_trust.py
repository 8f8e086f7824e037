"""Fit the weights that tell actors from other names.

    python -m tests.training.actor_trust DATA OUTPUT

`DATA` is a folder with ``actors.jsonl`` (GUM) and ``briefings.jsonl``: articles whose actors carry all their mentions.
Every entity that is found is an example, right if one of its names stands where the annotation has an actor. The articles
are split into five folds for the entities of the card. The same data give the same weights.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

from briefing.analysis.actors import find_named
from briefing.analysis.actors.entities.actor_filter import actor_features, actor_probability
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.document import read_document
from briefing.analysis.pipeline import load_model, parse
from briefing.model import Article
from briefing.sources import article_from_text

FOLDS: Final = 5
STRENGTH: Final = 1.0
"""Inverse of the regularisation, chosen by the folds."""
THRESHOLDS: Final = {"person": 0.4, "organization": 0.5, "place": 0.4, "group": 0.48}
"""Least trust of what is shown, chosen by the folds: a lost actor is as bad as a false one."""

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """An entity that was found."""

    article: int
    """Number of its article."""
    label: str
    """What it seems to be."""
    features: dict[str, float]
    """What can be seen of it."""
    is_actor: bool
    """Whether the annotation has it."""


def read(folder: Path) -> list[Gold]:
    """The annotated articles."""
    files = (folder / "actors.jsonl", folder / "briefings.jsonl")
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def make_examples(articles: Iterable[Gold], nlp: Language) -> Iterator[Example]:
    """The entities of the articles, and whether they are actors."""
    for number, gold in enumerate(articles):
        article = article_from_text(gold["text"], "article.txt")
        yield from examples_of(number, gold, article, parse(article, nlp))


def examples_of(number: int, gold: Gold, article: Article, doc: Doc) -> Iterator[Example]:
    """The entities of one article."""
    document = read_document(doc, article)
    common = {lower for lower, word in zip(document.lower, document.words, strict=True) if word.islower()}
    actors = [(m["start"], m["end"]) for actor in gold["actors"] for m in actor["mentions"] if m["form"] in ("name", "group")]
    open_places = [(span[0], span[1]) for span in gold.get("ignore", ())]
    for entity in find_named(doc, article, document):
        if entity.country is not None or (not _stands_in(entity, actors) and _stands_in(entity, open_places)):
            continue
        yield Example(number, entity.label, actor_features(entity, common, document), _stands_in(entity, actors))


def _stands_in(entity: Entity, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the figure's names touches one of the spans."""
    return any(start < name.end and name.start < end for name in entity.names for start, end in spans)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of a logistic regression over the examples."""
    names = sorted({name for example in examples for name in example.features})
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            matrix[row, column[name]] = value
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(matrix, [example.is_actor for example in examples])
    weights = {"bias": float(model.intercept_[0])} | dict(zip(names, map(float, model.coef_[0]), strict=True))
    return {name: round(weight, 3) for name, weight in weights.items() if abs(weight) >= 0.01 or name == "bias"}


def cross_validate(examples: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each example with the trust of weights that never saw its article."""
    judged = []
    for fold in range(FOLDS):
        weights = fit([example for example in examples if example.article % FOLDS != fold])
        judged += [
            (example, actor_probability(example.features, weights)) for example in examples if example.article % FOLDS == fold
        ]
    return judged


def main() -> None:
    """Fit, judge in folds, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    examples = list(make_examples(read(arguments.data), load_model()))
    judged = cross_validate(examples)
    for threshold in np.arange(0.1, 0.6, 0.05):
        lost = sum(chance < threshold for example, chance in judged if example.is_actor)
        caught = sum(chance < threshold for example, chance in judged if not example.is_actor)
        false = sum(not example.is_actor for example in examples)
        click.echo(f"below {threshold:.2f}: {caught} of {false} false names, {lost} of {len(examples) - false} actors")
    result = {"thresholds": THRESHOLDS, "weights": fit(examples)}
    arguments.output.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
