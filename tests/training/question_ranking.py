"""Fit ``weights/question_ranking.json``: which sentences leave something open, and of which kind.

    python -m tests.training.question_ranking QUESTIONS.jsonl BRIEFINGS.jsonl … [--texts TEXTS.jsonl …]
    python -m tests.training.question_ranking … --folds 6 --scorer ../shared/eval/questions.py

Each line of a file is an article with its text and the questions that a careful reader named: kind, importance and
evidence (offsets). ``question_labels.jsonl`` beside this script holds the same for articles of the files given with
``--texts``, by a digest of their text and without their words; these are fitted on and never scored. Running the script
again on the same files gives the same weights. With ``--folds`` it writes nothing: whole outputs of models that have not
seen their article are scored, over folds and from each file to the others. It needs scikit-learn.
"""

import hashlib
import importlib.util
import random
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, groupby
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import click
import msgspec
import numpy as np
from numpy import float64
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from briefing.analysis import weights
from briefing.analysis.document import Document, read_document
from briefing.analysis.gaps import find_grammar_gaps
from briefing.analysis.pipeline import load_model, parse
from briefing.analysis.questions import ask
from briefing.analysis.questions.rank.embeddings import fingerprint, mean_vectors
from briefing.analysis.questions.rank.features import extract_features
from briefing.analysis.questions.rank.issues import pair_features
from briefing.analysis.questions.rank.models import Models, models_of
from briefing.analysis.questions.rank.sentence_features import SentenceFeatures
from briefing.sources import article_from_text

OPEN, SAME, KINDS_OF = 0.006, 0.1, 0.03
"""Inverse ridge penalties of the three models; chosen in folds over articles."""
MEANING, MEANING_OF_KINDS = 16.0, 8.0
"""How strong the word vectors are beside the features; chosen in folds."""
SCALE = 0.6
"""Features are divided by this power of their deviation: 0 leaves rare ones weak, 1 makes them as strong as common ones."""
SECOND = 0.4
"""Weight of evidence that says the issue less clearly than another sentence of the same question."""
ESSENTIAL = 1.7
"""Weight of sentences whose question a reader must have; chosen in folds."""
KINDS_WEIGHT = 3.0
"""Weight, for the kinds, of articles whose annotators named few alternative kinds: theirs are chosen with more care."""
LEAST_ALTERNATIVES = 1.0
"""Mean alternative kinds a question below which an article counts as careful."""
SEEDS = 3
"""Times that the articles are dealt into folds anew; figures are means."""
LEVEL = {"essential": 3, "good": 2, "minor": 1}
TARGET = Path(weights.__file__).parent / "question_ranking.json"
LABELS = Path(__file__).parent / "question_labels.jsonl"
"""Marks by the first digits of the SHA-256 of an article's text: nothing of the article itself is in them."""
DIGEST = 16
"""Digits of it."""


class Labelled(NamedTuple):
    """A sentence of an annotated article."""

    one: SentenceFeatures
    article: int
    level: int
    """Importance of its questions: 0 for none, then minor, good, essential."""
    questions: frozenset[int]
    kinds: tuple[str, ...]
    meaning: NDArray[float64]
    """Mean of its words' vectors."""


class Annotated(NamedTuple):
    """An annotated article as the detectors read it."""

    line: dict[str, Any]
    source: str
    """Name of the file that it is from."""
    document: Document
    rows: tuple[Labelled, ...]

    @property
    def is_careful(self) -> bool:
        """Whether its annotator named few alternative kinds."""
        asked = self.line["questions"]
        return sum(len(question.get("alt_kinds", ())) for question in asked) < LEAST_ALTERNATIVES * len(asked)


def annotated(line: dict[str, Any], source: str, number: int, nlp: Language) -> Annotated:
    """An article with what its annotator says of each sentence."""
    article = article_from_text(line["text"], line["id"])
    doc = parse(article, nlp)
    document = read_document(doc, find_grammar_gaps(read_document(doc, article)))
    observed = extract_features(document)
    meanings = mean_vectors(doc, [one.sentence for one in observed])
    rows = []
    for one, meaning in zip(observed, meanings, strict=True):
        asked = {
            place: question
            for place, question in enumerate(line["questions"])
            if any(_covers(one, span) for span in question["evidence"])
        }
        level = max((LEVEL[question["importance"]] for question in asked.values()), default=0)
        kinds = tuple(sorted({question["kind"] for question in asked.values()}))
        rows.append(Labelled(one, number, level, frozenset(asked), kinds, meaning))
    return Annotated(line, source, document, tuple(rows))


def _covers(one: SentenceFeatures, span: dict[str, int]) -> bool:
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
    width = table.rows.shape[1]
    known = np.hstack([table.rows, MEANING * np.array([row.meaning for row in clear])])
    labels = [row.level >= 2 for row in clear]
    importance = np.array([ESSENTIAL if row.level == LEVEL["essential"] else 1.0 for row in clear])
    model = LogisticRegression(C=OPEN, max_iter=5000).fit(known, labels, sample_weight=importance)
    chances = model.predict_proba(known)[:, 1]
    best: dict[tuple[int, int], int] = {}
    for place, row in enumerate(clear):
        for question in row.questions:
            clearest = best.setdefault((row.article, question), place)
            if chances[place] > chances[clearest]:
                best[row.article, question] = place
    first = set(best.values())
    counts = np.array([1.0 if not label or place in first else SECOND for place, label in enumerate(labels)])
    model.fit(known, labels, sample_weight=importance * counts)
    numbers = table.numbers(model.coef_[0][:width], model.intercept_[0])
    return numbers | _meant(MEANING * model.coef_[0][width:], clear)


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
    width = table.rows.shape[1]
    known = np.hstack([table.rows, MEANING_OF_KINDS * np.array([row.meaning for row, _ in pairs])])
    counts = [(KINDS_WEIGHT if row.article in careful else 1.0) / len(row.kinds) for row, _ in pairs]
    model = LogisticRegression(C=KINDS_OF, max_iter=5000).fit(known, [kind for _, kind in pairs], sample_weight=counts)
    return {
        str(kind): table.numbers(model.coef_[place][:width], model.intercept_[place])
        | _meant(MEANING_OF_KINDS * model.coef_[place][width:], [row for row, _ in pairs])
        for place, kind in enumerate(model.classes_)
    }


def _meant(direction: NDArray[float64], rows: Sequence[Labelled]) -> dict[str, Any]:
    """A direction as plain numbers, and how the rows are rated along it on average."""
    plain = [round(float(number), 3) for number in direction]
    centre = float(np.mean([row.meaning @ np.array(plain) for row in rows]))
    return {"direction": plain, "centre": round(centre, 4)}


def fit(articles: Sequence[Annotated]) -> dict[str, Any]:
    """All the numbers of the weights file."""
    rows = [row for article in articles for row in article.rows]
    careful = {
        article.rows[0].article for article in articles if article.rows and article.is_careful and article.source != LABELS.name
    }
    vectors = {"vectors": fingerprint(articles[0].document.doc)}
    return {"open": fit_open(rows) | vectors, "same": fit_same(rows), **fit_kinds(rows, careful)}


def shown(article: Annotated, fitted: Models) -> dict[str, Any]:
    """What the program would show of an article, as the scorer reads it."""
    observed = [row.one for row in article.rows]
    return {
        "id": article.line["id"],
        "questions": [
            {
                "kind": question.kind,
                "form": question.form,
                "question": question.question,
                "evidence": [{"start": span.start, "end": span.end} for span in question.evidence],
            }
            for question in ask(article.document, observed, (), fitted)
        ],
    }


def figures(scorer: ModuleType, outputs: Sequence[tuple[Annotated, dict[str, Any]]]) -> dict[str, float]:
    """The scorer's figures for what is shown, in per cent."""
    result, _ = scorer.score([article.line for article, _ in outputs], [output for _, output in outputs])
    asked = [question["form"] == "question" for _, output in outputs for question in output["questions"]]
    return {
        "F1": result["q_good"][2],
        "precision": result["q_good"][0],
        "recall": result["q_good"][1],
        "essential@5": result["essential_recall@5"],
        "nDCG@10": result["nDCG@10"],
        "kind": result["kind_acc"],
        "hard negatives": result["hard_negative_hit"],
        "asked": 100 * sum(asked) / max(1, len(asked)),
        "shown": result["n_pred"],
    }


def folded(
    articles: Sequence[Annotated], extra: Sequence[Annotated], folds: int, scorer: ModuleType
) -> Iterator[tuple[str, dict[str, float]]]:
    """Figures of each file: in folds over all the articles, and by models that saw nothing of that file."""
    sources = list(dict.fromkeys(article.source for article in articles))
    runs: dict[str, list[dict[str, float]]] = {source: [] for source in sources}
    for seed in range(SEEDS):
        order = list(range(len(articles)))
        random.Random(seed).shuffle(order)
        outputs = {}
        for fold in (set(order[start::folds]) for start in range(folds)):
            fitted = models_of_numbers([article for place, article in enumerate(articles) if place not in fold], extra)
            outputs.update({place: shown(articles[place], fitted) for place in fold})
        for source in sources:
            runs[source].append(
                figures(
                    scorer, [(article, outputs[place]) for place, article in enumerate(articles) if article.source == source]
                )
            )
    for source in sources:
        yield (
            f"{source} in {folds} folds",
            {name: float(np.mean([run[name] for run in runs[source]])) for name in runs[source][0]},
        )
        fitted = models_of_numbers([article for article in articles if article.source != source], extra)
        yield (
            f"{source} unseen",
            figures(scorer, [(article, shown(article, fitted)) for article in articles if article.source == source]),
        )


def models_of_numbers(articles: Sequence[Annotated], extra: Sequence[Annotated]) -> Models:
    """The models fitted on these articles, as they would be read from the weights file."""
    return models_of(msgspec.convert(fit([*articles, *extra]), dict[str, Any]))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip()]


def _with_labels(texts: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The articles of ``question_labels.jsonl`` whose texts are at hand."""
    labels = {line["sha256"]: line for line in _lines(LABELS)}
    for path in texts:
        for line in _lines(path):
            text = line["clean"] if "clean" in line else line["text"]
            found = labels.pop(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST], None)
            if found is not None:
                yield {**found, "id": found["sha256"], "text": text}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), required=True)
@click.option(
    "--texts", multiple=True, type=click.Path(exists=True, path_type=Path), help="File with texts of question_labels.jsonl."
)
@click.option("--folds", type=int, help="Score in so many folds in place of writing weights.")
@click.option("--scorer", type=click.Path(exists=True, path_type=Path), help="A Python file with score(gold, shown).")
def main(paths: Sequence[Path], texts: Sequence[Path], folds: int | None, scorer: Path | None) -> None:
    """Fit the weights on annotated articles and write them beside their card."""
    nlp = load_model()
    sources = [(path.name, line) for path in paths for line in _lines(path)]
    articles = [annotated(line, name, number, nlp) for number, (name, line) in enumerate(sources)]
    extra = [annotated(line, LABELS.name, number, nlp) for number, line in enumerate(_with_labels(texts), start=len(articles))]
    if folds is not None:
        if scorer is None:
            raise click.UsageError("--folds needs --scorer")
        spec = importlib.util.spec_from_file_location("scorer", scorer)
        if spec is None or spec.loader is None:
            raise click.UsageError(f"{scorer} is no Python file")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, row in folded(articles, extra, folds, module):
            click.echo(f"{name:32}" + "  ".join(f"{key} {value:.1f}" for key, value in row.items()))
        return
    numbers = fit([*articles, *extra])
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(numbers), indent=1) + b"\n")
    click.echo(f"{len(articles)} and {len(extra)} articles → {TARGET.name}")


if __name__ == "__main__":
    main()
