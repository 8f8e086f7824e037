"""Fit the weights that link pronouns and descriptions to actors.

    python -m tests.training.actor_references DATA WEIGHTS [--kinds pronoun …] [--folds]

`DATA` is a file of articles whose actors carry all their mentions (``train/desk.jsonl``). Every reference of the articles is an
example with the entities that it may mean. `WEIGHTS` is the file of the weights; those of kinds that are not asked for stay as
they are. ``--folds`` prints, before the weights are written, what the whole linking is worth on articles that its weights never
saw, in five folds. The same data give the same weights.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokens import Doc

from briefing.analysis.actors import find_entities
from briefing.analysis.actors.coreference.antecedent_ranking import NOBODY, Features, Option, choose_by
from briefing.analysis.actors.coreference.pronouns import GENDERS
from briefing.analysis.actors.coreference.references import Choose
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.document import Document, read_document
from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.quotes import find_quotes
from briefing.analysis.weights import load
from briefing.model import Article, Quote
from briefing.sources import article_from_text

FOLDS: Final = 5
STRENGTH: Final = {"pronoun": 0.4, "person": 0.3, "thing": 0.3}
"""Variance of the weights that the regularisation expects, chosen by the folds."""
THRESHOLDS: Final = {"pronoun": 0.4, "person": 0.2, "thing": 0.55}
"""How likely a link must be, chosen by the folds: a wrong link is worse than a missing one."""
SPEAKER_THRESHOLD: Final = {"pronoun": 0.7, "person": 0.83, "thing": 0.83}
"""How likely a pronoun that speaks a quote must mean somebody, chosen by the folds: a wrong name there is worst."""

Gold = Mapping[str, Any]
Vector = NDArray[np.float64]


@dataclass(slots=True)
class Example:
    """A reference with the entities it may mean."""

    article: int
    """Number of its article."""
    kind: str
    """What kind of reference it is."""
    options: list[Features]
    """What can be seen of each entity."""
    right: list[bool]
    """Whether it is the one meant."""
    is_linkable: bool
    """Whether the annotation says whom it means."""


@dataclass(slots=True)
class Teacher:
    """Stands in for the model while the examples are made: links as the annotation does, and writes down what it saw."""

    gold: Gold
    """The annotated article."""
    document: Document
    """Its tokens."""
    number: int
    """Its number."""
    examples: list[Example] = field(default_factory=list)
    """What was seen."""
    _known: dict[Entity, int | None] = field(default_factory=dict)

    def __call__(self, kind: str, token: int, options: Sequence[Option]) -> Option | None:
        """The right option, if there is one."""
        actor, is_optional = self.actor_at(kind, token)
        is_open = kind == "pronoun" or (kind == "thing" and "genre" not in self.gold)
        if is_optional or (is_open and actor is None):
            return None
        right = [actor is not None and self.actor_of(option.entity) == actor for option in options]
        if options:
            self.examples.append(Example(self.number, kind, [option.features for option in options], right, actor is not None))
        return next((option for option, is_right in zip(options, right, strict=True) if is_right), None)

    def actor_at(self, kind: str, token: int) -> tuple[int | None, bool]:
        """The annotated actor that the token refers to, and whether the annotation leaves it open."""
        form = "pronoun" if kind == "pronoun" else "nominal"
        start, end = self.document.starts[token], self.document.ends[token]
        for number, actor in enumerate(self.gold["actors"]):
            for mention in actor["mentions"]:
                if mention["form"] != form or not mention["start"] <= start < end <= mention["end"]:
                    continue
                if kind == "pronoun" or self.document.root(*self.document.tokens(mention["start"], mention["end"])) == token:
                    return number, bool(mention.get("optional"))
        return None, False

    def actor_of(self, entity: Entity) -> int | None:
        """The annotated actor that an entity is: by its names, or by what first described it."""
        if entity not in self._known:
            spans = [(name.start, name.end) for name in entity.names] or [
                (found.start, found.end) for found in entity.references[:1]
            ]
            form = "name" if entity.names else "nominal"
            votes: Counter[int] = Counter()
            for start, end in spans:
                votes.update(
                    number
                    for number, actor in enumerate(self.gold["actors"])
                    if any(m["form"] == form and m["start"] < end and start < m["end"] for m in actor["mentions"])
                )
            self._known[entity] = votes.most_common(1)[0][0] if votes else None
        return self._known[entity]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An annotated article with all that the linking reads."""

    gold: Gold
    """The annotation."""
    article: Article
    """The article."""
    doc: Doc
    """Its parse."""
    quotes: tuple[Quote, ...]
    """Its quotes."""
    document: Document
    """Its tokens."""

    def entities(self, choose: Choose) -> list[Entity]:
        """The entities of the article, with references linked by `choose`."""
        return find_entities(self.doc, self.article, self.quotes, self.document, choose)


def read(file: Path) -> list[Gold]:
    """The annotated articles."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def prepare(articles: Iterable[Gold], nlp: Language) -> Iterator[Prepared]:
    """The articles, parsed."""
    for gold in articles:
        article = article_from_text(gold["text"], "article.txt")
        doc = parse(article, nlp)
        yield Prepared(gold, article, doc, find_quotes(read_document(doc, article)), read_document(doc, article))


def make_examples(articles: Iterable[Prepared]) -> Iterator[Example]:
    """The references of the articles with what they may mean."""
    for number, article in enumerate(articles):
        teacher = Teacher(article.gold, article.document, number)
        article.entities(teacher)
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


def fit_all(examples: Sequence[Example], kinds: Sequence[str], known: Mapping[str, Any]) -> dict[str, Any]:
    """The weights and the threshold of each kind of reference; those of other kinds are the known ones."""
    return dict(known) | {
        kind: {
            "threshold": threshold,
            "speaker threshold": max(threshold, SPEAKER_THRESHOLD[kind]),
            "weights": fit([example for example in examples if example.kind == kind], STRENGTH[kind]),
        }
        for kind, threshold in THRESHOLDS.items()
        if kind in kinds
    }


def judge(articles: Sequence[Prepared], examples: Sequence[Example], kinds: Sequence[str]) -> Counter[str]:
    """Links of "he" and "she" and of descriptions, right and wrong, in whole runs by weights that never saw the article.

    Only what refers to actors that have a name counts, in the program and in the annotation.
    """
    total: Counter[str] = Counter()
    for fold in range(FOLDS):
        models = fit_all([example for example in examples if example.article % FOLDS != fold], kinds, load("actor_references"))
        for number in range(fold, len(articles), FOLDS):
            total.update(_count(articles[number], articles[number].entities(partial(choose_by, models)), number))
    return total


def _count(article: Prepared, entities: Sequence[Entity], number: int) -> Counter[str]:
    """How many links are right, wrong, or where the annotation has none, and how many there are to find."""
    gold = Teacher(article.gold, article.document, number)
    total: Counter[str] = Counter()
    for actor in article.gold["actors"]:
        if any(mention["form"] == "name" for mention in actor["mentions"]):
            total.update(
                f"{form} wanted" for mention in actor["mentions"] if (form := _counted(mention["form"], mention["text"]))
            )
    for entity in entities:
        for found in entity.references if entity.names else ():
            if form := _counted(found.form, article.document.words[found.token]):
                actor, is_optional = gold.actor_at(form, found.token)
                told = "elsewhere" if actor is None else "right" if actor == gold.actor_of(entity) else "wrong"
                total[f"{form} {told}"] += not is_optional
    return total


def _counted(form: str, text: str) -> str | None:
    """The form of a reference, if it is "he", "she" or a description."""
    if form == "pronoun":
        return form if text.lower() in GENDERS else None
    return form if form == "nominal" else None


def main() -> None:
    """Fit, judge in folds if asked to, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--kinds", nargs="+", choices=tuple(STRENGTH), default=tuple(STRENGTH))
    parser.add_argument("--folds", action="store_true", help="print what the links are worth on articles never seen")
    arguments = parser.parse_args()
    articles = list(prepare(read(arguments.data), load_model()))
    examples = list(make_examples(articles))
    click.echo(", ".join(f"{count} {kind}" for kind, count in Counter(example.kind for example in examples).items()))
    if arguments.folds:
        total = judge(articles, examples, arguments.kinds)
        for form in ("pronoun", "nominal"):
            right, wrong, elsewhere, wanted = (total[f"{form} {told}"] for told in ("right", "wrong", "elsewhere", "wanted"))
            click.echo(f"{form}: {right} right and {wrong} wrong of {wanted}, {elsewhere} where none is annotated")
    result = fit_all(examples, arguments.kinds, load("actor_references"))
    arguments.weights.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
