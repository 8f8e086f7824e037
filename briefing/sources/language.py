"""The language of a text, by the share of its most frequent words."""

import re
from collections import Counter
from functools import cache
from typing import Final

from briefing.sources.lexicon import entries

SAMPLE: Final = 20_000
"""Characters that are looked at."""

DEFAULT: Final = "en"
UNKNOWN: Final = "und"
"""What ISO 639 calls a language that cannot be told."""

_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str:
    """The ISO 639-1 code of the language whose function words are most frequent; English where that is not clear.

    What is not in Latin letters, and in no language whose words are known, is ``und``.
    """
    counts = Counter(word.lower() for word in _WORD.findall(text[:SAMPLE]))
    shares = {code: sum(counts[word] for word in words) for code, words in _function_words().items()}
    best = max(shares, key=shares.__getitem__)
    clear = shares[best] > 1.5 * shares[DEFAULT] and shares[best] >= max(3, 0.1 * counts.total())
    if clear:
        return best
    latin = sum(count for word, count in counts.items() if word[0] < "\u0250" or "\u1e00" <= word[0] < "\u1f00")
    return UNKNOWN if counts.total() > 2 * latin else DEFAULT


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Function words by language: an entry is ``code: word word …``."""
    lines = (entry.partition(":") for entry in entries("function_words"))
    return {code.strip(): tuple(words.split()) for code, _, words in lines}
