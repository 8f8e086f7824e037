"""Square brackets of Markdown that begin no link: markdown-it would look for the end of each through all the text after it."""

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MANY: Final = 200
"""Opening brackets of a paragraph from which on they are looked at beforehand."""

DEEPEST: Final = 8
"""Brackets inside one another that may be links and pictures."""


def brackets_plugin(parser: MarkdownIt) -> None:
    """Has brackets that are never closed, or lie too deep, read as the characters that they are."""
    parser.inline.ruler.before("link", "bracket", _bracket)


def _bracket(state: StateInline, silent: bool) -> bool:
    length = 2 if state.src[state.pos] in "!^" else 1
    opening = state.pos + length - 1
    if not state.src.startswith("[", opening) or opening in _closed(state):
        return False
    if not silent:
        state.pending += state.src[state.pos : opening + 1]
    state.pos = opening + 1
    return True


def _closed(state: StateInline) -> range | frozenset[int]:
    """Places of the brackets that may begin a link: all of a text that has few, else those with an end."""
    known: dict[str, range | frozenset[int]] = state.env.setdefault("brackets", {})
    if state.src not in known:
        known[state.src] = range(len(state.src)) if state.src.count("[") < MANY else _pairs(state.src)
    return known[state.src]


def _pairs(text: str) -> frozenset[int]:
    """Places of the opening brackets that are closed again, and lie in few others."""
    waiting: list[int] = []
    closed: dict[int, int] = {}
    escaped = False
    for place, character in enumerate(text):
        if character == "[" and not escaped:
            waiting.append(place)
        elif character == "]" and not escaped and waiting:
            opening = waiting.pop()
            closed[opening] = place
        escaped = character == "\\" and not escaped
    return frozenset(_shallow(closed))


def _shallow(closed: dict[int, int]) -> list[int]:
    """The opening brackets that lie in fewer others than `DEEPEST`."""
    ends: list[int] = []
    shallow: list[int] = []
    for opening, end in sorted(closed.items()):
        while ends and ends[-1] < opening:
            ends.pop()
        if len(ends) < DEEPEST:
            shallow.append(opening)
        ends.append(end)
    return shallow
