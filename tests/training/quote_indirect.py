"""Fit what a reporting word reports: ``weights/quote_indirect.json``.

    python -m tests.training.quote_indirect TRAIN.jsonl [MODEL …]

The data are those of `quote_speakers`, whose numbers must be there: the annotated attributions of kind ``indirect``.
"""

import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np

from briefing.analysis import weights
from briefing.analysis.network import network_from
from briefing.analysis.quotes.attribution.speaker_choice import NUMBERS
from briefing.analysis.quotes.quote_context import Floats, Ints, Odds, QuoteContext, read_context
from briefing.analysis.quotes.reports.report_options import Option, report_options
from briefing.analysis.quotes.reports.reports import chosen_options, form_key, option_rows
from tests.training.quote_network import Recipe, fit
from tests.training.quote_speakers import FOLDS, Example, read_examples

WEIGHTS: Final = Path(weights.__file__).parent / "quote_indirect.json"
RIGHT: Final = 0.5
"""Overlap (Jaccard) from which a phrase is an annotated report."""
RECIPE: Final = Recipe(hidden=24, epochs=12, dropout=0.3)


@dataclass(frozen=True, slots=True)
class Reports:
    """The options of one article with what is right."""

    context: QuoteContext
    options: Sequence[Option]
    group: Ints
    labels: Ints
    gold: int
    """How many reports are annotated."""
    fold: int


def read_reports(example: Example, cue_odds: Odds) -> Reports:
    """The options of an article; of those of one reporting word that are right, only the best is.

    What is shown of a report is also who said it: one of another source, or of none, is not right.
    """
    context = read_context(example.document, example.candidates, cue_odds)
    options, group = report_options(context)
    gold = [quote for quote in example.gold["quotes"] if quote["kind"] == "indirect" and not quote.get("inside_quote")]
    overlap = np.array([_best_overlap(example, option, gold) for option in options])
    top = np.zeros(int(group.max(initial=-1)) + 1)
    np.maximum.at(top, group, overlap)
    labels = ((overlap >= RIGHT) & (overlap == top[group])).astype(np.int64)
    return Reports(context, options, group, labels, len(gold), example.fold)


def _best_overlap(example: Example, option: Option, gold: Sequence[dict[str, Any]]) -> float:
    """The largest overlap (Jaccard) of an option with a report of the same source."""
    document, source = example.document, option.candidate
    start, end = document.starts[option.first], document.ends[option.last - 1]
    speaks = document.starts[source.first], document.ends[source.last - 1]
    shared = (
        (min(end, quote["end"]) - max(start, quote["start"]), max(end, quote["end"]) - min(start, quote["start"]))
        for quote in gold
        if (one := quote["speaker"]) and one["start"] < speaks[1] and speaks[0] < one["end"]
    )
    return max((part / whole for part, whole in shared if part > 0), default=0.0)


def fit_form_odds(articles: Sequence[Reports]) -> Odds:
    """Log odds of a reporting word, alone and with each form of phrase, to report."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for article in articles:
        seen: dict[tuple[int, str], int] = {}
        for option, group, label in zip(article.options, article.group.tolist(), article.labels.tolist(), strict=True):
            for key in (form_key(article.context.document, option), form_key(article.context.document, option).split()[0]):
                seen[group, key] = max(seen.get((group, key), 0), label)
        for (_, key), label in seen.items():
            total[key] += 1
            right[key] += label
    kept = (key for key in sorted(total) if total[key] >= 3)
    return {key: round(math.log((right[key] + 0.2) / (total[key] - right[key] + 0.8)), 2) for key in kept}


def fit_all(examples: Sequence[Example], say: Callable[[str], object]) -> dict[str, Any]:
    """The network and the odds; `say` is told the scores by cross-validation."""
    cue_odds = weights.load(NUMBERS)["cue_odds"]
    articles = [read_reports(example, cue_odds) for example in examples]
    gold = sum(article.gold for article in articles)
    say(f"{gold} reports, {sum(int(article.labels.sum()) for article in articles)} right options")
    crossed: list[Floats] = [np.zeros(0)] * len(articles)
    for fold in range(FOLDS):
        odds = fit_form_odds([article for article in articles if article.fold != fold])
        for number, article in enumerate(articles):
            if article.fold == fold and article.options:
                crossed[number] = option_rows(article.context, article.options, odds)
    shares: list[Floats] = [np.zeros(0)] * len(articles)
    kept = [number for number, article in enumerate(articles) if article.options]
    for fold in range(FOLDS):
        network = network_from(fit(*_stacked(articles, crossed, [n for n in kept if articles[n].fold != fold]), RECIPE))
        for number in kept:
            if articles[number].fold == fold:
                shares[number] = network.shares(crossed[number], articles[number].group)
    for less in (0.1, 0.05, 0.0, -0.05, -0.1, -0.2):
        say(_score([articles[n] for n in kept], [shares[n] for n in kept], less, gold))
    return {"form_odds": fit_form_odds(articles), "report": fit(*_stacked(articles, crossed, kept), RECIPE)}


def _stacked(articles: Sequence[Reports], rows: Sequence[Floats], numbers: Sequence[int]) -> tuple[Floats, Ints, Ints]:
    before = np.cumsum([0, *(int(articles[number].group[-1]) + 1 for number in numbers)])
    return (
        np.vstack([rows[number] for number in numbers]),
        np.concatenate([articles[number].labels for number in numbers]),
        np.concatenate([articles[number].group + at for number, at in zip(numbers, before[:-1], strict=True)]),
    )


def _score(articles: Sequence[Reports], shares: Sequence[Floats], less: float, gold: int) -> str:
    """Precision, recall and F1 where options may be so much `less` likely than those that are shown, in words."""
    shown = right = 0
    for article, share in zip(articles, shares, strict=True):
        chosen = {id(option) for option in chosen_options(article.options, article.group, share, less)}
        labels = [label for option, label in zip(article.options, article.labels.tolist(), strict=True) if id(option) in chosen]
        shown += len(labels)
        right += sum(labels)
    return f"{-less:+.2f}: P {right / shown:.4f} R {right / gold:.4f} F1 {2 * right / (shown + gold):.4f}"


def main() -> None:
    """Fit and write."""
    examples = read_examples(Path(sys.argv[1]), sys.argv[2:] or ["md"])
    WEIGHTS.write_bytes(msgspec.json.encode(fit_all(examples, lambda line: sys.stderr.write(line + "\n"))) + b"\n")


if __name__ == "__main__":
    main()
