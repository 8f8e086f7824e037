"""Fit the weights that tell actors, and key actors, from what is merely named.

    python -m tests.training.actor_importance TRAIN.jsonl OUTPUT [--check DEV.jsonl]

The data are articles whose actors a careful reader annotated with all their mentions and rated: ``actors`` with ``rating``
(key, secondary, minor) and ``mentions``. An entity is the actor that most of its names are names of; what is none of them is no
actor. The articles are split into five folds for the figures of the card; ``--check`` prints the figures on articles that are
not fitted on. The same data give the same weights.
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
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from spacy.language import Language

from briefing.analysis.actors import find_entities
from briefing.analysis.actors.coreference.antecedent_ranking import choose
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.importance import common_words, count_speech, importance_features
from briefing.analysis.actors.salience import read_shape
from briefing.analysis.document import read_document
from briefing.analysis.linear import LinearModel
from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.quotes import find_quotes
from briefing.sources import article_from_text

FOLDS: Final = 5
STRENGTH: Final = 0.17
"""Inverse of the regularisation, chosen by the folds."""
FEWEST: Final = 5
"""Entities in which a feature is seen before it has a weight."""
LEAST: Final = {"least actor": 0.5, "least key": 0.2}
"""Least chance of being an actor, or a key one, of what is shown, chosen by the folds."""

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """An entity that was found."""

    article: int
    """Number of its article."""
    features: Mapping[str, float]
    """What can be seen of it."""
    rating: str | None
    """What the reader called it; None for what is no actor."""


def read(path: Path) -> list[Gold]:
    """The annotated articles."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def make_examples(articles: Iterable[Gold], nlp: Language) -> Iterator[Example]:
    """The entities of the articles with their ratings."""
    for number, gold in enumerate(articles):
        article = article_from_text(gold["text"], "article.txt")
        document = read_document(parse(article, nlp), article)
        quotes = find_quotes(document)
        entities = find_entities(document, quotes, choose)
        shape, speaking = read_shape(entities, article, document), count_speech(entities, quotes)
        common = common_words(document)
        for entity in entities:
            yield Example(number, importance_features(entity, shape, document, speaking, common), rating_of(entity, gold))


def rating_of(entity: Entity, gold: Gold) -> str | None:
    """The rating of the actor that most of the entity's names are names of (of its descriptions, if it has no name)."""
    spans = [(name.start, name.end) for name in entity.names if not name.is_demonym]
    if not spans:
        spans = [(found.start, found.end) for found in entity.references if found.form == "nominal"]
    votes: Counter[int | None] = Counter()
    for start, end in spans:
        touching = [
            (min(end, mention["end"]) - max(start, mention["start"]), mention["start"] - mention["end"], number)
            for number, actor in enumerate(gold["actors"])
            for mention in actor["mentions"]
            if mention["start"] < end and start < mention["end"]
        ]
        votes[max(touching)[2] if touching else None] += 1
    best = votes.most_common(1)[0][0] if votes else None
    return None if best is None else str(gold["actors"][best]["rating"])


def fit(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The weights of the two models."""
    seen = Counter(name for example in examples for name in example.features)
    rows = [{name: value for name, value in example.features.items() if seen[name] >= FEWEST} for example in examples]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    models = {}
    for name, target in (
        ("key", [example.rating == "key" for example in examples]),
        ("actor", [example.rating is not None for example in examples]),
    ):
        model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(matrix, target)
        fitted = zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True)
        models[name] = {"bias": round(float(model.intercept_[0]), 3)} | {
            feature: round(weight, 3) for feature, weight in fitted if abs(weight) >= 0.01
        }
    return models


def chances(examples: Sequence[Example], models: Mapping[str, Mapping[str, float]]) -> NDArray[np.float64]:
    """How likely each entity is key, and an actor: a row a entity."""
    return np.array(
        [
            [LinearModel(models[name]["bias"], models[name]).probability(example.features) for name in ("key", "actor")]
            for example in examples
        ]
    )


def report_scores(name: str, examples: Sequence[Example], given: NDArray[np.float64]) -> None:
    """Print how well the chances tell actors, and what the thresholds leave out."""
    key = np.array([example.rating == "key" for example in examples])
    actor = np.array([example.rating is not None for example in examples])
    shown = (given[:, 1] > LEAST["least actor"]) | (given[:, 0] > LEAST["least key"])
    click.echo(
        f"{name}: {len(key)} entities, {actor.sum()} actors, {key.sum()} key; ROC AUC "
        f"{roc_auc_score(key, given[:, 0]):.3f} (key), {roc_auc_score(actor, given[:, 1]):.3f} (actor); shown "
        f"{shown[key].mean():.3f} of the key ones, {shown[actor].mean():.3f} of the actors, "
        f"{shown[~actor].mean():.3f} of the others"
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
    folds = np.array([example.article % FOLDS for example in examples])
    given = np.zeros((len(examples), 2))
    for fold in range(FOLDS):
        models = fit([example for example, other in zip(examples, folds, strict=True) if other != fold])
        given[folds == fold] = chances([e for e, other in zip(examples, folds, strict=True) if other == fold], models)
    report_scores("folds", examples, given)
    models = fit(examples)
    if arguments.check:
        checked = list(make_examples(read(arguments.check), nlp))
        report_scores("check", checked, chances(checked, models))
    arguments.output.write_text(json.dumps(LEAST | models, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
