"""The word lists of ``lexicon/questions/words.txt`` by name."""

from functools import cache

from briefing.analysis import lexicon


@cache
def vocabulary(name: str) -> frozenset[str]:
    """The words of one list.

    Raises:
        KeyError: there is no list of this name.
    """
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    lines = (line.partition(":") for line in lexicon.entries("questions/words"))
    return {name.strip(): frozenset(word.strip() for word in words.split(",")) for name, _, words in lines}
