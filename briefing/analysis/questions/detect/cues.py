"""Words that leave something open: the phrases of ``lexicon/questions/cues.txt``, found in one pass over the lemmas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from briefing.analysis import lexicon
from briefing.analysis.document import Document, Sentence

GAP: Final = "~"
PARTS: Final = {"V": frozenset({"VERB", "AUX"}), "N": frozenset({"NOUN", "PROPN"}), "A": frozenset({"ADJ", "ADV"})}
DEEPEST: Final = 12
"""Steps up the parse before a token counts as part of the main clause."""
_ASIDE: Final = frozenset({"relcl", "acl", "appos", "advcl", "parataxis"})
WIDEST_GAP: Final = 2
"""Most tokens that a gap in a phrase stands for."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of the lexicon at a place in the article."""

    kind: str
    """The kind of question it points to."""
    name: str
    """The class of words, as ``unknown.withheld``."""
    first: int
    """Index of its first token."""
    last: int
    """Index of its last token."""
    quoted: bool
    """Whether it is inside quotation marks."""
    strength: int
    """How surely its class leaves something open, from 0 to 3."""
    aside: bool
    """Whether it is in a relative clause, an apposition or the like, and not in what the sentence says first."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of lemmas and the class it belongs to."""

    words: tuple[str, ...]
    name: str
    strength: int
    parts: frozenset[str]
    """Parts of speech that its first word may have; any where empty."""


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """The lexicon by first lemma, longest phrases first."""
    found: dict[str, list[Phrase]] = {}
    for line in lexicon.entries("questions/cues"):
        label, _, listed = line.partition(":")
        strength, _, name = label.partition(" ")
        for entry in listed.split(","):
            opening, _, rest = entry.strip().partition(" ")
            first, _, part = opening.partition("/")
            if first:
                phrase = Phrase((first, *rest.split()), name, int(strength), PARTS.get(part, frozenset()))
                found.setdefault(first, []).append(phrase)
    return {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in found.items()}


@cache
def classes() -> tuple[str, ...]:
    """The names of the classes in the lexicon's order."""
    return tuple(line.partition(":")[0].partition(" ")[2] for line in lexicon.entries("questions/cues"))


def find_cues(document: Document, sentence: Sentence) -> Iterator[Cue]:
    """The phrases in a sentence; one class counts once at one place."""
    table, lemma = phrases(), document.lemmas
    for at in range(sentence.first, sentence.last):
        rows = table.get(lemma[at])
        if rows is None:
            continue
        seen: set[str] = set()
        for row in rows:
            if row.name in seen or (row.parts and document.pos[at] not in row.parts):
                continue
            last = _match(lemma, row.words, at, sentence.last)
            if last is not None:
                seen.add(row.name)
                yield Cue(
                    row.name.partition(".")[0],
                    row.name,
                    at,
                    last,
                    document.is_quoted(at),
                    row.strength,
                    row.strength > 1 and is_aside(document, at),
                )


def is_aside(document: Document, at: int) -> bool:
    """Whether a token depends on a clause that only describes a noun or the circumstances."""
    for _ in range(DEEPEST):
        if document.deps[at] in _ASIDE:
            return True
        if document.heads[at] == at:
            return False
        at = document.heads[at]
    return False


def _match(lemma: Sequence[str], words: tuple[str, ...], at: int, end: int) -> int | None:
    """Index of the last token of the phrase that starts at `at`, or None."""
    for number, word in enumerate(words[1:], start=1):
        if word == GAP:
            continue
        reach = WIDEST_GAP if words[number - 1] == GAP else 0
        at = next((place for place in range(at + 1, min(at + 2 + reach, end)) if lemma[place] == word), -1)
        if at < 0:
            return None
    return at
