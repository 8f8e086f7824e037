"""Fit the weights that link pronouns and descriptions to actors.

    python -m briefing.analysis.training.actor_references DATA OUTPUT

`DATA` is a folder with ``actors.jsonl`` (GUM) and ``briefings.jsonl``: articles whose actors carry all their mentions.
Every reference of the articles is an example a figure that it may mean; the articles are split into five folds for the
figures of the card. The same data give the same weights.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from spacy.language import Language

from briefing.analysis.actors import find_figures
from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.linking import NOBODY, Features, Option, probabilities
from briefing.analysis.actors.syntax import Syntax, read_syntax
from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.quotes import find_quotes
from briefing.sources import article_from_text

FOLDS: Final = 5
STRENGTH: Final = {"pronoun": 1.0, "person": 0.3, "thing": 0.3}
"""Variance of the weights that the regularisation expects, chosen by the folds."""
THRESHOLDS: Final = {"pronoun": 0.5, "person": 0.3, "thing": 0.42}
"""How likely a link must be, chosen by the folds: a wrong link is worse than a missing one."""

Gold = Mapping[str, Any]
Vector = NDArray[np.float64]


@dataclass(slots=True)
class Example:
    """A reference with the figures it may mean."""

    article: int
    """Number of its article."""
    kind: str
    """What kind of reference it is."""
    options: list[Features]
    """What can be seen of each figure."""
    right: list[bool]
    """Whether it is the one meant."""
    is_linkable: bool
    """Whether the annotation says whom it means."""


@dataclass(slots=True)
class Teacher:
    """Stands in for the model while the examples are made: links as the annotation does, and writes down what it saw."""

    gold: Gold
    """The annotated article."""
    syntax: Syntax
    """Its tokens."""
    number: int
    """Its number."""
    examples: list[Example] = field(default_factory=list)
    """What was seen."""
    _known: dict[Figure, int | None] = field(default_factory=dict)

    def __call__(self, kind: str, token: int, options: Sequence[Option]) -> Option | None:
        """The right option, if there is one."""
        actor, is_optional = self._actor_at(kind, token)
        if is_optional or (kind == "pronoun" and actor is None):
            return None
        right = [actor is not None and self._actor_of(option.figure) == actor for option in options]
        if options:
            self.examples.append(Example(self.number, kind, [option.features for option in options], right, actor is not None))
        return next((option for option, is_right in zip(options, right, strict=True) if is_right), None)

    def _actor_at(self, kind: str, token: int) -> tuple[int | None, bool]:
        """The annotated actor that the token refers to, and whether the annotation leaves it open."""
        form = "pronoun" if kind == "pronoun" else "nominal"
        start, end = self.syntax.starts[token], self.syntax.ends[token]
        for number, actor in enumerate(self.gold["actors"]):
            for mention in actor["mentions"]:
                if mention["form"] != form or not mention["start"] <= start < end <= mention["end"]:
                    continue
                if kind == "pronoun" or self.syntax.root(*self.syntax.tokens(mention["start"], mention["end"])) == token:
                    return number, bool(mention.get("optional"))
        return None, False

    def _actor_of(self, figure: Figure) -> int | None:
        """The annotated actor that a figure is: by its names, or by what first described it."""
        if figure not in self._known:
            spans = [(name.start, name.end) for name in figure.names] or [
                (found.start, found.end) for found in figure.references[:1]
            ]
            form = "name" if figure.names else "nominal"
            votes: Counter[int] = Counter()
            for start, end in spans:
                votes.update(
                    number
                    for number, actor in enumerate(self.gold["actors"])
                    if any(m["form"] == form and m["start"] < end and start < m["end"] for m in actor["mentions"])
                )
            self._known[figure] = votes.most_common(1)[0][0] if votes else None
        return self._known[figure]


def read(folder: Path) -> list[Gold]:
    """The annotated articles."""
    files = (folder / "actors.jsonl", folder / "briefings.jsonl")
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def make_examples(articles: Iterable[Gold], nlp: Language) -> Iterator[Example]:
    """The references of the articles with what they may mean."""
    for number, gold in enumerate(articles):
        article = article_from_text(gold["text"], "article.txt")
        doc = parse(article, nlp)
        syntax = read_syntax(doc, article.text)
        teacher = Teacher(gold, syntax, number)
        find_figures(doc, article, find_quotes(doc, article), syntax, teacher)
        yield from teacher.examples


def fit(examples: Sequence[Example], strength: float) -> dict[str, float]:
    """The weights of a conditional logit over the options of each example and the option that it is none of them."""
    names = [NOBODY, *sorted({name for example in examples for option in example.options for name in option})]
    column = {name: number for number, name in enumerate(names)}
    rows, groups, right = [], [], []
    for number, example in enumerate(examples):
        rows += [{NOBODY: 1.0}, *example.options]
        groups += [number] * (1 + len(example.options))
        first = example.right.index(True) if any(example.right) else None
        right += [first is None, *(position == first for position in range(len(example.options)))]
    matrix = np.zeros((len(rows), len(names)))
    for row, option in enumerate(rows):
        for name, value in option.items():
            matrix[row, column[name]] = value
    group, wanted = np.array(groups), np.array(right, dtype=float)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = matrix @ weights
        top = np.full(len(examples), -np.inf)
        np.maximum.at(top, group, scores)
        odds = np.exp(scores - top[group])
        chances = odds / np.bincount(group, odds)[group]
        value = -np.sum(wanted * np.log(np.maximum(chances, 1e-12))) + weights @ weights / (2 * strength)
        return float(value), matrix.T @ (chances - wanted) + weights / strength

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, found, strict=True)
        if abs(weight) >= 0.005 or name == NOBODY
    }


def measure(examples: Sequence[Example], weights: Mapping[str, float], threshold: float) -> Counter[str]:
    """How many links the weights make, and how many are right, at a threshold."""
    total: Counter[str] = Counter()
    for example in examples:
        total["wanted"] += example.is_linkable
        chances = probabilities(example.options, weights)
        best = max(range(len(chances)), key=chances.__getitem__)
        if chances[best] >= threshold:
            total["made"] += 1
            total["right"] += example.right[best]
    return total


def cross_validate(
    examples: Sequence[Example], strength: float, thresholds: Iterable[float]
) -> dict[float, tuple[float, float]]:
    """Precision and recall of the links at each threshold, each article judged by weights that never saw it."""
    totals: dict[float, Counter[str]] = {threshold: Counter() for threshold in thresholds}
    for fold in range(FOLDS):
        weights = fit([example for example in examples if example.article % FOLDS != fold], strength)
        held = [example for example in examples if example.article % FOLDS == fold]
        for threshold, total in totals.items():
            total.update(measure(held, weights, threshold))
    return {
        t: (total["right"] / max(1, total["made"]), total["right"] / max(1, total["wanted"])) for t, total in totals.items()
    }


def main() -> None:
    """Fit, judge in folds, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    examples = list(make_examples(read(arguments.data), load_model()))
    result = {}
    for kind, threshold in THRESHOLDS.items():
        chosen = [example for example in examples if example.kind == kind]
        for tried, (precision, recall) in cross_validate(chosen, STRENGTH[kind], np.arange(0.2, 0.75, 0.05).tolist()).items():
            click.echo(f"{kind} at {tried:.2f}: precision {precision:.3f}, recall {recall:.3f}")
        result[kind] = {"threshold": threshold, "weights": fit(chosen, STRENGTH[kind])}
    arguments.output.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
