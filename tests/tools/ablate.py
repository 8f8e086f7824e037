"""Switch off one step of the analysis at a time: how many articles change, and how the figures move.

    python tests/tools/ablate.py --docs FOLDER [--eval FOLDER] [--limit N] [--step NAME …] FILE.jsonl …

Each line of a file is an object with an `id` and a `text`. Every article is parsed once, and its Doc kept in the folder
`--docs` for the next run. `--eval` is the folder of the evaluation: its ``run.py`` then scores each file that is named after
one of its areas (``desk.jsonl``), with the step and without it. A step that changes nothing should go.

To ask about another step, add it to `STEPS`, by the name under which its caller looks it up.
"""

import argparse
import hashlib
import importlib
import inspect
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from briefing.analysis import analyse, pipeline
from briefing.model import Article
from briefing.sources import article_from_text

PANELS: Final = ("article", "summary", "actors", "quotes", "questions")
Panels = dict[str, Any]
"""The parts of a briefing's JSON."""
Neutral = Callable[..., Any]
"""What takes the place of a step."""


def unchanged(first: object, *_: object, **__: object) -> object:
    """Give back the first argument: for a step that maps something to a better one of its kind."""
    return first


def never(*_: object, **__: object) -> bool:
    """Say no: for a test of something."""
    return False


def always(*_: object, **__: object) -> bool:
    """Say yes: for a test that keeps something."""
    return True


def nothing(*_: object, **__: object) -> None:
    """Find nothing: for a step that finds one thing or None."""


def no_entries(*_: object, **__: object) -> dict[Any, Any]:
    """Find nothing: for a step that maps some things to others."""
    return {}


STEPS: Final[Mapping[str, Neutral]] = {
    "briefing.analysis.actors.filter_actors": unchanged,
    "briefing.analysis.actors.entities.clustering._merge_bracketed": unchanged,
    "briefing.analysis.actors.entities.clustering._merge_known_as": unchanged,
    "briefing.analysis.actors.coreference.references.head_of_item": nothing,
    "briefing.analysis.questions.is_settled": never,
    "briefing.analysis.quotes.attribution.speaker_linking.carry_speakers": unchanged,
    "briefing.analysis.quotes.reports.reports._without_parts": unchanged,
    "briefing.analysis.quotes.reports.report_judge.is_said": always,
    "briefing.analysis.quotes.attribution.speaker_choice.is_term": never,
    "briefing.analysis.quotes.attribution.speaker_choice.is_title": never,
    "briefing.analysis.quotes.attribution.speaker_choice.labelled": no_entries,
}
"""Each step by its dotted name, with what takes its place."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The articles of one file."""

    area: str
    """The file's name without its ending."""
    gold: list[dict[str, Any]]
    """Its lines: id, text, and what annotators said."""


@dataclass(slots=True)
class Outcome:
    """What one step does to one sample."""

    panels: dict[str, Panels] = field(default_factory=dict)
    """The briefings that change without the step, by the articles' ids."""
    changed: Counter[str] = field(default_factory=Counter)
    """For each panel the number of articles in which it changes."""
    examples: list[str] = field(default_factory=list)
    """Ids of articles that change."""


def read_samples(files: Iterable[Path], limit: int | None) -> list[Sample]:
    """The first `limit` articles of each file."""
    samples = []
    for file in files:
        lines = [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]
        samples.append(Sample(file.stem, [json.loads(line) for line in lines[:limit]]))
    return samples


class DocCache:
    """Parsed articles in a folder; a Doc is named after the article's text, the model and the code that parses."""

    def __init__(self, folder: Path, nlp: Language) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._nlp = folder, nlp
        self._version = pipeline.model_name(nlp) + inspect.getsource(pipeline)

    def get(self, article: Article) -> Doc:
        """The article's Doc, parsed now if it never was."""
        file = self._folder / hashlib.sha256((self._version + article.text).encode()).hexdigest()
        if file.exists():
            return Doc(self._nlp.vocab).from_bytes(file.read_bytes())
        doc = pipeline.parse(article, self._nlp)
        file.write_bytes(doc.to_bytes())
        return doc


def brief(article: Article, doc: Doc, nlp: Language, off: str | None = None) -> Panels:
    """The panels of an article that is parsed already, with the step `off` left out."""
    with ExitStack() as stack:
        stack.enter_context(patch("briefing.analysis.parse", return_value=doc))
        if off is not None:
            stack.enter_context(patch(off, STEPS[off]))
        briefing = msgspec.to_builtins(analyse(article, nlp))
    return {panel: briefing[panel] for panel in PANELS}


def ablate(sample: Sample, steps: Sequence[str], docs: DocCache, nlp: Language) -> tuple[dict[str, Panels], dict[str, Outcome]]:
    """The panels of each article with all steps, and what changes without each step."""
    whole: dict[str, Panels] = {}
    outcomes = {step: Outcome() for step in steps}
    for gold in sample.gold:
        article = article_from_text(gold["text"], str(gold["id"]))
        doc = docs.get(article)
        before = whole[gold["id"]] = brief(article, doc, nlp)
        for step, outcome in outcomes.items():
            after = brief(article, doc, nlp, step)
            changed = [panel for panel in PANELS if after[panel] != before[panel]]
            if changed:
                outcome.panels[gold["id"]] = after
                outcome.changed.update(changed)
                outcome.examples.append(str(gold["id"]))
    return whole, outcomes


class Scorer:
    """The evaluation's own scorers (``run.py`` in its folder), called without running the program."""

    def __init__(self, folder: Path) -> None:
        sys.path.insert(0, str(folder))
        self._scorers: Mapping[str, Callable[..., None]] = importlib.import_module("run").SCORERS
        self._rows: dict[str, float] = {}
        self._panels: Mapping[str, Panels] = {}

    def figures(self, sample: Sample, panels: Mapping[str, Panels]) -> dict[str, float]:
        """The figures of a sample by their names; none where the evaluation has no such area."""
        self._rows, self._panels = {}, panels
        if sample.area in self._scorers:
            self._scorers[sample.area](self, sample.gold, self, "dev", False)  # as run.py calls it
        return self._rows

    # What a scorer asks of run.py's Board and Runner.

    def row(self, name: str, value: float | None, _note: str = "", **_: object) -> None:
        """Take down a figure."""
        if value is not None:
            self._rows[name] = float(value)

    def get(self, article: Mapping[str, Any]) -> Panels | None:
        """The briefing of an article."""
        return self._panels.get(article["id"])

    def panel(self, article: Mapping[str, Any], name: str) -> Any:  # a part of the JSON
        """One panel of an article's briefing."""
        return self._panels[article["id"]][name]


def moved(before: Mapping[str, float], after: Mapping[str, float]) -> Iterator[str]:
    """The figures that differ, each with what it was and what it is without the step."""
    for name, value in before.items():
        if abs(after[name] - value) >= 0.0005:
            yield f"{name} {value:.3f} → {after[name]:.3f}"


def report(sample: Sample, steps: Sequence[str], docs: DocCache, nlp: Language, scorer: Scorer | None) -> Iterator[str]:
    """The lines that tell what each step does to a sample."""
    whole, outcomes = ablate(sample, steps, docs, nlp)
    figures = scorer.figures(sample, whole) if scorer else {}
    yield f"{sample.area}: {len(sample.gold)} articles"
    for step, outcome in outcomes.items():
        panels = ", ".join(f"{panel} {count}" for panel, count in outcome.changed.most_common())
        yield f"  {step.removeprefix('briefing.analysis.')}: {len(outcome.panels)} change ({panels or 'nothing'})"
        if outcome.examples:
            yield f"      {', '.join(outcome.examples[:5])}"
        if scorer and outcome.panels:
            yield from (f"      {line}" for line in moved(figures, scorer.figures(sample, {**whole, **outcome.panels})))


def main() -> None:
    """Ask about each step and each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="articles as JSON Lines")
    parser.add_argument("--docs", type=Path, required=True, help="folder of the parsed articles")
    parser.add_argument("--eval", type=Path, help="folder of the evaluation, to see how its figures move")
    parser.add_argument("--limit", type=int, help="this many articles of each file")
    parser.add_argument("--step", action="append", help="a step's name, or its end; all where none is given")
    arguments = parser.parse_args()
    steps = [name for name in STEPS if not arguments.step or name.endswith(tuple(arguments.step))]
    if not steps:
        parser.error(f"no such step; there are {', '.join(STEPS)}")
    nlp = pipeline.load_model()
    docs = DocCache(arguments.docs, nlp)
    scorer = Scorer(arguments.eval) if arguments.eval else None
    for sample in read_samples(arguments.files, arguments.limit):
        for line in report(sample, steps, docs, nlp, scorer):
            print(line, flush=True)  # noqa: T201  # what it is for


if __name__ == "__main__":
    main()
