"""Fit what tells a person's name from others: ``weights/actor_personhood.json``.

    python -m tests.training.actor_personhood TRAIN DATA OUTPUT [MODEL …]

`TRAIN` is a folder with files ``*.jsonl`` of articles (``text``), which need no annotation: names whose kind is plain from
their words (a first name before a family name; a word that is hardly ever labelled a person) show how often each construction
goes with people. `DATA` holds ``actors.jsonl`` (GUM) and ``briefings.jsonl``, whose annotated kinds decide how much that weighs
beside the labels. Each article is read under all models, since what is fitted is the models' doubt. The same data give the same
numbers.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from briefing.analysis.actors.mentions.gazetteer import gazetteer
from briefing.analysis.actors.mentions.given_names import first_name_gender
from briefing.analysis.actors.mentions.names import find_names
from briefing.analysis.actors.mentions.personhood import constructions, personhood_features
from briefing.analysis.actors.mentions.spans import Name
from briefing.analysis.document import Document, read_document
from briefing.analysis.pipeline import load_model, parse
from briefing.sources import article_from_text

FOLDS: Final = 5
STRENGTH: Final = 0.3
"""Inverse of the regularisation, chosen by the folds."""
RAREST: Final = 8
"""Places of the rarest construction that is kept."""
LEAST: Final = 0.4
"""Smallest log odds that are kept."""
NEAR: Final = 8
"""Characters by which the ends of a name and of its annotation may differ together."""

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """The names of one article that have the same words."""

    article: str
    """What tells the article from others."""
    names: Sequence[Name]
    """The names."""
    document: Document
    """The article."""
    is_person: bool | None = None
    """What the annotation says."""


def read(file: Path) -> list[Gold]:
    """The articles of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


def groups_of(number: str, gold: Gold, nlp: Language) -> Iterator[Group]:
    """The groups of an article, with what the annotation says of them where there is one."""
    article = article_from_text(gold["text"], "article.txt")
    doc = parse(article, nlp)
    document = read_document(doc, article)
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in find_names(doc, article, document, gazetteer()):
        if name.country is None and name.label != "group":
            groups[name.text].append(name)
    kinds = [
        (m["start"], m["end"], actor["type"] == "person")
        for actor in gold.get("actors", ())
        for m in actor["mentions"]
        if m["form"] == "name"
    ]
    for names in groups.values():
        votes = [kind for name in names for start, end, kind in kinds if _is_same(name, start, end)]
        yield Group(number, names, document, sum(votes) * 2 > len(votes) if votes else None)


def _is_same(name: Name, start: int, end: int) -> bool:
    return start < name.end and name.start < end and abs(start - name.start) + abs(end - name.end) < NEAR


def plain_kinds(groups: Iterable[Group]) -> dict[str, bool]:
    """Words whose kind is plain from all the articles together: whether they name a person."""
    labels: dict[str, Counter[bool]] = defaultdict(Counter)
    family_names: Counter[str] = Counter()
    for group in groups:
        text = group.names[0].text
        people = sum(name.label == "person" for name in group.names)
        labels[text].update({True: people, False: len(group.names) - people})
        family_names[text.split()[-1]] += _is_full(text) and people * 2 > len(group.names)
    plain = {}
    for text, votes in labels.items():
        share, lone = votes[True] / votes.total(), " " not in text
        if (_is_full(text) and share >= 0.6) or (lone and family_names[text] >= 3 and share > 0.25):
            plain[text] = True
        elif share <= 0.2 and votes.total() >= (4 if lone else 2) and not family_names[text]:
            plain[text] = False
    return plain


def _is_full(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 3 and first_name_gender(words[0]) is not None


def fit_odds(groups: Sequence[Group]) -> dict[str, float]:
    """Log odds of each construction to go with a person's name, beside those of any name."""
    plain = plain_kinds(groups)
    found: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    places: Counter[bool] = Counter()
    for group in groups:
        kind = plain.get(group.names[0].text)
        if kind is None:
            continue
        places[kind] += len(group.names)
        for name in group.names:
            found[kind].update(constructions(name, group.document))
    people, others = places[True], places[False]
    prior = math.log(people / others)
    odds = {}
    for construction in sorted({*found[True], *found[False]}):
        of_people, of_others = found[True][construction], found[False][construction]
        value = math.log((of_people + 2 * people / places.total()) / (of_others + 2 * others / places.total())) - prior
        if of_people + of_others >= RAREST and abs(value) >= LEAST:
            odds[construction] = round(value, 2)
    return odds


def fit_weights(rows: Sequence[Mapping[str, float]], groups: Sequence[Group]) -> dict[str, float]:
    """The weights of a logistic regression; a group counts as the root of its names."""
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(matrix, [bool(group.is_person) for group in groups], [len(group.names) ** 0.5 for group in groups])
    return {"bias": round(float(model.intercept_[0]), 3)} | {
        name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True) if abs(weight) >= 0.01
    }


def _is_judged_right(row: Mapping[str, float], weights: Mapping[str, float], group: Group) -> bool:
    score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in row.items())
    return (score > 0) == group.is_person


def _report(rows: Sequence[Mapping[str, float]], groups: Sequence[Group]) -> None:
    """Print how many groups are wrong in folds of articles, by label alone and by the model."""
    articles = sorted({group.article.partition(":")[2] for group in groups})
    fold = {article: number % FOLDS for number, article in enumerate(articles)}
    wrong: Counter[tuple[str, str]] = Counter()
    for number in range(FOLDS):
        inside = [fold[group.article.partition(":")[2]] == number for group in groups]
        chosen = [(row, group) for row, group, is_in in zip(rows, groups, inside, strict=True) if not is_in]
        weights = fit_weights([row for row, _ in chosen], [group for _, group in chosen])
        for row, group, is_in in zip(rows, groups, inside, strict=True):
            if not is_in:
                continue
            words = "lone" if " " not in group.names[0].text else "several"
            people = sum(name.label == "person" for name in group.names)
            key = f"{group.article.partition(':')[0]}, {words}"
            wrong[key, "groups"] += 1
            wrong[key, "wrong by label"] += (people * 2 > len(group.names)) != group.is_person
            wrong[key, "wrong by model"] += not _is_judged_right(row, weights, group)
    for (key, what), count in sorted(wrong.items()):
        click.echo(f"{key}: {what} {count}")


def main() -> None:
    """Count, fit, judge in folds, and write the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("models", nargs="*", default=["md", "sm"])
    arguments = parser.parse_args()
    unlabelled: list[Group] = []
    annotated: list[Group] = []
    for model in arguments.models:
        nlp = load_model(model)
        for file in sorted(arguments.train.glob("*.jsonl")):
            for number, gold in enumerate(read(file)):
                unlabelled += groups_of(f"{file.stem}:{number}", gold, nlp)
        for stem in ("actors", "briefings"):
            for number, gold in enumerate(read(arguments.data / f"{stem}.jsonl")):
                annotated += groups_of(f"{model} {stem}:{stem} {number}", gold, nlp)
    odds = fit_odds(unlabelled)
    groups = [group for group in annotated if group.is_person is not None]
    rows = [personhood_features(group.names, group.document, odds) for group in groups]
    _report(rows, groups)
    result = {"odds": odds, "weights": fit_weights(rows, groups)}
    arguments.output.write_text(json.dumps(result, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
