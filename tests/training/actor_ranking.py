"""Judge the weights that rank the actors, one by one.

    python -m tests.training.actor_ranking DATA

`DATA` is the folder with ``dev/actors.jsonl`` (GUM: how many of five summaries name an actor), ``dev/salience.jsonl``
(Wikinews, rated by people), ``dev/briefings.jsonl`` (news, rated by careful readers) and ``train/summary.jsonl`` (CNN/DM:
whether the summary names an actor). For each set the script prints the nDCG@10 of the order among the entities that are
found, and for each weight how that changes without it: the mean over the articles in points, and how many standard errors
this is from nothing. It writes nothing: the weights are set by hand in `briefing.analysis.actors.salience`.

An entity of Wikinews that is not in the annotation is left out: it knows only what has a page in Wikipedia.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from briefing.analysis.actors import find_entities
from briefing.analysis.actors.coreference.antecedent_ranking import choose
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.actors.salience import WEIGHTS, read_shape, salience_features
from briefing.analysis.document import read_document
from briefing.analysis.gaps import find_grammar_gaps
from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.quotes import find_quotes
from briefing.sources import article_from_text

SHOWN: Final = 10
"""Places of the list that count."""
RATINGS: Final = {"key": 1.0, "secondary": 0.45, "minor": 0.1}
"""What a careful reader's rating is worth."""

Gold = Mapping[str, Any]
Floats = NDArray[np.float64]
Worth = float | None
"""What an entity is worth to the list; None where the annotation cannot tell."""


@dataclass(frozen=True, slots=True)
class Case:
    """The entities of one article."""

    features: Floats
    """One row an entity, in the order of `WEIGHTS`."""
    worth: Floats
    """How salient each is by the annotation."""


def read(file: Path) -> list[Gold]:
    """The annotated articles of one set."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def make_cases(
    articles: Sequence[Gold], worths: Callable[[Gold, Sequence[Entity]], list[Worth]], nlp: Language
) -> Iterator[Case]:
    """The articles in which there is something to put in order."""
    for gold in articles:
        article = article_from_text(gold["text"], "article.txt")
        doc = parse(article, nlp)
        article = find_grammar_gaps(read_document(doc, article))
        document = read_document(doc, article)
        entities = find_entities(doc, article, find_quotes(read_document(doc, article)), document, choose)
        shape = read_shape(entities, article, document)
        known = [(entity, worth) for entity, worth in zip(entities, worths(gold, entities), strict=True) if worth is not None]
        rows = [salience_features(entity, shape, document) for entity, _ in known]
        if any(worth for _, worth in known):
            yield Case(np.array([[row[name] for name in WEIGHTS] for row in rows]), np.array([worth for _, worth in known]))


def by_mentions(gold: Gold, entities: Sequence[Entity]) -> list[Worth]:
    """GUM and briefings: the actor whom most of the figure's names are names of; it counts once, for whom names it most."""
    spans = [
        (mention["start"], mention["end"], number, mention["form"] in ("name", "group"))
        for number, actor in enumerate(gold["actors"])
        for mention in actor["mentions"]
    ]
    given: set[int] = set()
    worths: dict[Entity, Worth] = {}
    for entity in sorted(entities, key=lambda entity: -len(entity.names)):
        number = _actor(entity, spans)
        if number is None or number in given:
            worths[entity] = 0.0 if entity.names else None
            continue
        given.add(number)
        actor = gold["actors"][number]
        worths[entity] = RATINGS[actor["rating"]] if "rating" in actor else actor["salience"] / 5 if actor["named"] else None
    return [worths[entity] for entity in entities]


def _actor(entity: Entity, spans: Sequence[tuple[int, int, int, bool]]) -> int | None:
    """Number of the annotated actor that the entity is; of each name the span that it fits best has a voice."""
    votes: Counter[int] = Counter()
    places = [(name.start, name.end) for name in entity.names] or [(found.start, found.end) for found in entity.references]
    for first, stop in places:
        touching = [
            (min(stop, end) - max(first, start), start - end, number)
            for start, end, number, is_named in spans
            if start < stop and first < end and (is_named or not entity.names)
        ]
        if touching:
            votes[max(touching)[2]] += 1
    return votes.most_common(1)[0][0] if votes else None


def by_names(gold: Gold, entities: Sequence[Entity]) -> list[Worth]:
    """Wikinews: the entity that is called by one of the figure's names. The scale of its ratings is that of the evaluation."""
    worth: dict[str, float] = {}
    for entity in gold["entities"]:
        for name in (entity["title"], *entity["spots"]):
            worth.setdefault(_plain(name), 2 ** entity["score"] - 1)
    return [next((worth[n] for n in (_plain(name.text) for name in entity.names) if n in worth), None) for entity in entities]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", name.lower().replace("-", " ")).strip()


def by_summary(gold: Gold, entities: Sequence[Entity]) -> list[Worth]:
    """CNN/DM: the share of the reference summaries that name the entity; the longest names are looked for first."""
    forms = {(name.text, number) for number, entity in enumerate(entities) for name in entity.names if len(name.text) > 1}
    forms |= {(f.name.split()[-1], number) for number, f in enumerate(entities) if f.label == "person" and f.name}
    ordered = sorted(forms, key=lambda form: (-len(form[0]), -len(entities[form[1]].names), form))
    named: Counter[int] = Counter()
    for reference in gold["references"]:
        rest, hit = reference, set()
        for text, number in ordered:
            rest, count = re.subn(rf"(?<!\w){re.escape(text)}(?!\w)", "\0", rest)
            hit |= {number} if count else set()
        named.update(hit)
    return [named[number] / len(gold["references"]) if entity.names else None for number, entity in enumerate(entities)]


def gain(case: Case, weights: Floats) -> float:
    """The nDCG@10 of the order that the weights give."""
    discount = 1 / np.log2(np.arange(2, SHOWN + 2))
    order = np.argsort(-(case.features @ weights), kind="stable")[:SHOWN]
    best = np.sort(case.worth)[::-1][:SHOWN]
    return float(case.worth[order] @ discount[: len(order)] / (best @ discount[: len(best)]))


def main() -> None:
    """Print what each weight is worth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    nlp = load_model()
    sets = {
        "GUM": list(make_cases(read(data / "dev" / "actors.jsonl"), by_mentions, nlp)),
        "Wikinews": list(make_cases(read(data / "dev" / "salience.jsonl"), by_names, nlp)),
        "briefings": list(make_cases(read(data / "dev" / "briefings.jsonl"), by_mentions, nlp)),
        "summaries": list(make_cases(read(data / "train" / "summary.jsonl"), by_summary, nlp)),
    }
    weights = np.array(list(WEIGHTS.values()))
    whole = {name: np.array([gain(case, weights) for case in cases]) for name, cases in sets.items()}
    click.echo(f"{'nDCG@10':24s}" + "".join(f"{name} {values.mean():.4f} ({len(values)})  " for name, values in whole.items()))
    for number, feature in enumerate(WEIGHTS):
        left = weights.copy()
        left[number] = 0
        line = f"without {feature:18s}"
        for name, cases in sets.items():
            change = np.array([gain(case, left) for case in cases]) - whole[name]
            error = change.std() / np.sqrt(len(change)) + 1e-9
            line += f"{name} {100 * change.mean():+.2f} ({change.mean() / error:+.1f}, {np.count_nonzero(change)})  "
        click.echo(line)


if __name__ == "__main__":
    main()
