"""Fit ``weights/gap_places.json``: where words are missing that punctuation alone does not show.

    python -m tests.training.gap_places GAPS.jsonl TEXTS.jsonl …

A line of GAPS is a web article with its links removed (``text``), the places and words of them (``gaps``), and whole
(``clean``). A line of TEXTS is any whole article (``text``), from which spans like those links are taken. Running it again on
the same files gives the same weights. It needs scikit-learn, and a quarter of an hour.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
import msgspec
import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

from briefing.analysis import weights
from briefing.analysis.gaps.features import OBJECTS, PAIRS, Flags, Floats, Ints, Vocabulary, find_places
from briefing.analysis.pipeline import load_model, parse
from briefing.sources import article_from_text
from tests.training.gap_elision import Pattern, elide, pattern_of, removed_spans

PENALTY: Final = 0.2
"""Inverse ridge penalty, chosen in folds over articles."""
REAL: Final = 5.0
"""Weight of a place in an article whose real links were removed, against one where they were made up."""
KEPT: Final = 0.35
"""Share of the whole places of made-up articles that is learnt from, with so much more weight each."""
ROUNDS: Final = 2
"""Times that each whole text loses other spans."""
SMALLEST: Final = 0.15
"""Weights nearer to zero are left out of the file."""
LONGEST: Final = 30_000
"""Characters of the longest text that is used."""
FOLDS: Final = 4
NEAR: Final = 3
"""Characters within which a place is taken to be that of a gap, as the evaluation has it."""

CLOSED: Final = frozenset({"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "SYM"})
COARSE: Final = tuple(
    """SPACE ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X
    and or but of to that which who the a an not 's ’s , . ? ! : ; - — – ( ) “ ” " ''
    is was are were be been has have had as by than it he they his their""".split()  # noqa: SIM905 - a table to read
)
TARGET = Path(weights.__file__).parent / "gap_places.json"


class Example(NamedTuple):
    """An article with the gaps that it really has."""

    doc: Doc
    gaps: tuple[int, ...]
    """Offsets of all gaps."""
    known: tuple[int, ...]
    """Offsets of those that punctuation shows."""
    fold: int
    """The fold of a real article; -1 for one that was made up."""
    words: int


class Lookup(NamedTuple):
    """The places of all examples."""

    example: Ints
    """Index of the example."""
    at: Ints
    features: Ints
    missing: Flags
    """Whether words are missing there."""


def _read(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield msgspec.json.decode(line)


def _example(text: str, gaps: Iterable[int], fold: int, nlp: Language) -> Example:
    article = article_from_text(text, "training")
    known = tuple(gap.at for gap in article.gaps)
    return Example(parse(article, nlp), tuple(gaps), known, fold, len(text.split()))


def _examples(gap_file: Path, text_files: Sequence[Path], nlp: Language) -> list[Example]:
    """The real articles, damaged and whole, and the made-up ones."""
    examples, patterns = [], list[Pattern]()
    for number, line in enumerate(_read(gap_file)):
        damaged = _example(line["text"], (gap["at"] for gap in line["gaps"]), number % FOLDS, nlp)
        whole = _example(line["clean"], (), number % FOLDS, nlp)
        examples += [damaged, whole]
        for start, end in removed_spans(line["clean"], [(gap["at"], gap["removed"]) for gap in line["gaps"]]):
            span = whole.doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                patterns.append(pattern_of(span))
    chance = random.Random(7)
    for file in text_files:
        for line in _read(file):
            if len(line["text"]) > LONGEST:
                continue
            whole_doc = parse(article_from_text(line["text"], "training"), nlp)
            for _ in range(ROUNDS):
                elided = elide(whole_doc, patterns, chance)
                examples.append(_example(elided.text, elided.gaps, -1, nlp))
    return examples


def _vocabulary(docs: Iterable[Doc]) -> Vocabulary:
    """The classes that are frequent enough to learn from."""
    words, closed, links, tags = Counter[str](), Counter[str](), set[str](), set[str]()
    verbs, with_object = Counter[str](), Counter[str]()
    for doc in docs:
        for token in doc:
            tags.add(token.tag_)
            links.add(token.dep_)
            words[token.lower_] += token.is_alpha
            closed[token.lower_] += token.pos_ in CLOSED
            if token.pos_ == "VERB":
                verbs[token.lemma_] += 1
                with_object[token.lemma_] += any(child.dep_ in OBJECTS for child in token.children)
    frequent = [word for word, count in closed.most_common(170) if count >= 25]
    frequent += [word for word, _ in words.most_common(400) if word not in frequent]
    names = sorted(tags) + [word for word in frequent if word not in tags]
    shares = {verb: (with_object[verb] + 1.2) / (count + 2) for verb, count in verbs.items() if count >= 12}
    return Vocabulary(
        words={name: index for index, name in enumerate(names, start=1)},
        coarse={name: index for index, name in enumerate(COARSE, start=1)},
        links={name: index for index, name in enumerate(sorted(links), start=1)},
        objects={verb: 1 + sum(share >= step for step in (0.35, 0.6, 0.82)) for verb, share in sorted(shares.items())},
    )


def _look_up(examples: Sequence[Example], vocabulary: Vocabulary) -> Lookup:
    """Every place of the examples that punctuation has not told already."""
    parts = []
    for index, example in enumerate(examples):
        places = find_places(example.doc, vocabulary, len(example.known))
        missing = np.zeros(len(places.at), dtype=np.bool_)
        for gap in example.gaps:
            nearest = int(np.abs(places.at - gap).argmin())
            missing[nearest] = abs(int(places.at[nearest]) - gap) < NEAR
        told = np.array([*example.known, -10 * NEAR])
        open_ = np.abs(places.at[:, None] - told).min(axis=1) > NEAR
        parts.append(Lookup(np.full(open_.sum(), index), places.at[open_], places.features[open_], missing[open_]))
    return Lookup(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _starts(vocabulary: Vocabulary) -> Ints:
    """Where the table of each pair starts in the vector of all weights, and its end."""
    sizes = vocabulary.sizes()
    return np.cumsum([0, *(sizes[left] * sizes[right] for left, _, right, _ in PAIRS)])


def _fit(rows: csr_matrix, missing: Flags, weight: Floats) -> tuple[Floats, float]:
    """Weights and intercept, without the small weights."""
    model = LogisticRegression(C=PENALTY, solver="liblinear", max_iter=60, tol=1e-3, random_state=0)
    model.fit(rows, missing, sample_weight=weight)
    weights = np.round(model.coef_[0], 2)
    weights[np.abs(weights) < SMALLEST] = 0
    return weights, float(model.intercept_[0])


def _report(examples: Sequence[Example], lookup: Lookup, scores: Floats) -> None:
    """The evaluation's figures at several thresholds, with the gaps that punctuation shows."""
    for threshold in np.arange(-1.5, 1.01, 0.1):
        found = gaps = reported = right = alarms = words = 0
        for index, example in enumerate(examples):
            if example.fold < 0:
                continue
            mine = lookup.example == index
            places = [*example.known, *lookup.at[mine & (scores >= threshold)].tolist()]
            if example.gaps:
                gaps += len(example.gaps)
                found += sum(any(abs(place - gap) <= NEAR for place in places) for gap in example.gaps)
            if example.gaps or index % 2 == 0:
                reported += len(places)
                right += sum(any(abs(place - gap) <= NEAR for gap in example.gaps) for place in places)
            else:
                alarms, words = alarms + len(places), words + example.words
        click.echo(
            f"{threshold:5.1f}: found {found / gaps:.3f}, precision {right / reported:.3f},"
            f" false per 10,000 words {10_000 * alarms / words:.2f}"
        )


@click.command()
@click.argument("gap_file", type=click.Path(exists=True, path_type=Path))
@click.argument("text_files", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(gap_file: Path, text_files: tuple[Path, ...]) -> None:
    """Fit the weights, and say how they do in folds over the real articles."""
    examples = _examples(gap_file, text_files, load_model())
    vocabulary = _vocabulary(example.doc for example in examples)
    lookup = _look_up(examples, vocabulary)
    starts = _starts(vocabulary)
    count = len(PAIRS)
    rows = csr_matrix(
        (
            np.ones(lookup.features.size, dtype=np.float32),
            (lookup.features + starts[:-1]).ravel(),
            np.arange(0, lookup.features.size + 1, count),
        ),
        shape=(len(lookup.at), int(starts[-1])),
    )
    folds = np.array([example.fold for example in examples])[lookup.example]
    chance = np.random.default_rng(0)
    used = (folds >= 0) | lookup.missing | (chance.random(len(folds)) < KEPT)
    weight = np.where(folds >= 0, REAL, np.where(lookup.missing, 1, 1 / KEPT))
    scores = np.zeros(len(folds))
    for fold in range(FOLDS):
        learnt = used & (folds != fold)
        weights, intercept = _fit(rows[learnt], lookup.missing[learnt], weight[learnt])
        scores[folds == fold] = rows[folds == fold] @ weights + intercept
    _report(examples, lookup, scores)
    weights, intercept = _fit(rows[used], lookup.missing[used], weight[used])
    TARGET.write_bytes(msgspec.json.encode(_file(vocabulary, starts, weights, intercept)))


def _file(vocabulary: Vocabulary, starts: Ints, weights: Floats, intercept: float) -> dict[str, Any]:
    """The weights as they are kept: of each pair's table the places and values that are not zero."""
    tables = []
    for start, end in pairwise(starts):
        places = np.flatnonzero(weights[start:end])
        tables.append([places.tolist(), [int(value) for value in np.round(100 * weights[start:end][places])]])
    return {
        "words": list(vocabulary.words),
        "coarse": list(vocabulary.coarse),
        "links": list(vocabulary.links),
        "objects": vocabulary.objects,
        "intercept": round(intercept, 2),
        "hundredths": tables,
    }


if __name__ == "__main__":
    main()
