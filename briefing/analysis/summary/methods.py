"""The methods a reader may choose, and what they cost."""

from collections.abc import Sequence
from typing import Final

from briefing.analysis.summary.sentences import Sentence
from briefing.model import Article

METHODS: Final = ("briefing", "lexrank", "textrank", "luhn", "reduction", "sum-basic", "kl", "edmundson")
"""The names of the methods: the program's own, and sumy's."""

PATIENCE: Final = 5.0
"""Seconds above which a method says beforehand that it is slow."""

_WORDS_A_SENTENCE: Final = 20
_SECONDS_A_PAIR: Final = {"textrank": 2.5e-6, "reduction": 9e-6, "luhn": 6e-7, "sum-basic": 1.1e-6}
"""Seconds for each pair of sentences (measured on one core of 2020). The other methods grow with the text alone."""


def rank_with_sumy(method: str, sentences: Sequence[Sentence], title: str | None, most: int) -> list[int]:
    """The numbers of the best sentences, best first, by one of sumy's methods.

    sumy and NLTK behind it take a second to import, so they are imported here, when one of their methods is asked for.

    Raises:
        ValueError: there is no method of that name.
    """
    if method not in METHODS[1:]:
        raise ValueError(f"no summarizer {method!r}; there are {', '.join(METHODS)}")
    from briefing.analysis.summary import sumy_engine  # noqa: PLC0415

    return sumy_engine.rank(method, sentences, title, most)


def expected_seconds(method: str, sentences: int) -> float:
    """About how long a method takes for so many sentences, where it compares every sentence with every other; else 0."""
    return _SECONDS_A_PAIR.get(method, 0.0) * sentences**2


def slow_warning(method: str, article: Article) -> str | None:
    """What to tell the reader before a method starts that is too slow for the article; None if it is quick enough."""
    seconds = expected_seconds(method, article.word_count // _WORDS_A_SENTENCE)
    if seconds <= PATIENCE:
        return None
    time = f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"
    return f"{method} compares every sentence with every other: about {time} for this text; lexrank and kl are quick"
