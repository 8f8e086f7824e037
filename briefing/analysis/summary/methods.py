"""The methods a reader may choose; what they cost is in `briefing.summarizers`."""

from collections.abc import Sequence
from typing import Final

from briefing.analysis.summary.body_sentences import BodySentence
from briefing.summarizers import SUMMARIZERS

METHODS: Final = SUMMARIZERS
"""The names of the methods: the program's own, and sumy's."""


def rank_with_sumy(method: str, sentences: Sequence[BodySentence], title: str | None, most: int) -> list[int]:
    """The numbers of the best sentences, best first, by one of sumy's methods.

    sumy and NLTK after it take a second to import, so they are imported here, when one of their methods is asked for.

    Raises:
        ValueError: there is no method of that name.
    """
    if method not in METHODS[1:]:
        raise ValueError(f"no summarizer {method!r}; there are {', '.join(METHODS)}")
    from briefing.analysis.summary import sumy_engine  # noqa: PLC0415

    return sumy_engine.rank(method, sentences, title, most)
