"""The ways to make a summary that a user may choose, and what they cost: known before any work starts, without spaCy."""

from typing import Final

from briefing.model import Article

SUMMARIZERS: Final = ("briefing", "lexrank", "textrank", "luhn", "reduction", "sum-basic", "kl", "edmundson")
"""Ways to choose a summary's sentences: ours, and sumy's."""

PATIENCE: Final = 5.0
"""Seconds above which a method says beforehand that it is slow."""

_WORDS_A_SENTENCE: Final = 20
_SECONDS_A_PAIR: Final = {"textrank": 5.5e-6, "reduction": 9e-6, "sum-basic": 6e-7}
"""Seconds for each pair of sentences, measured on one core. The other methods grow with the text alone."""


def expected_seconds(summarizer: str, sentences: int) -> float:
    """About how long a method takes for so many sentences, where it compares every sentence with every other; else 0."""
    return _SECONDS_A_PAIR.get(summarizer, 0.0) * sentences**2


def slow_warning(summarizer: str, article: Article) -> str | None:
    """What to tell the reader before a method starts that is too slow for the article; None if it is quick enough."""
    seconds = expected_seconds(summarizer, article.word_count // _WORDS_A_SENTENCE)
    if seconds <= PATIENCE:
        return None
    time = f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"
    return f"{summarizer} compares every sentence with every other: about {time} for this text; lexrank and kl are quick"
