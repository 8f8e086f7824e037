"""Whether a sentence can be read without its neighbours."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from briefing.analysis.lexicon import words
from briefing.analysis.summary.sentences import Sentence
from briefing.model import Gap

_OPENING: Final = "“«"
_CLOSING: Final = "”»"
_ENDS: Final = ".!?…"
SHORTEST: Final = 5
"""Words below which a sentence says too little alone."""


def faults(sentence: Sentence, gaps: Sequence[Gap]) -> tuple[str, ...]:
    """What keeps the sentence from standing alone, in short words; nothing where it can. `gaps` are in order."""
    checks = {
        "points outside itself": _dangles(sentence),
        "no sentence": _is_fragment(sentence),
        "a question": sentence.text.rstrip("”’\"'» )]").endswith("?"),
        "half a quote": _splits_quote(sentence.text),
        "words are missing": _has_gap(sentence, gaps),
    }
    return tuple(fault for fault, is_there in checks.items() if is_there)


def _dangles(sentence: Sentence) -> bool:
    """It starts with a word that needs the sentence before: a pronoun, "this", "however"."""
    first = next((token for token in sentence.span if not token.is_punct and not token.is_quote), None)
    return first is not None and first.lower_ in words("summary_dangling")


def _is_fragment(sentence: Sentence) -> bool:
    """No verb of its own, a start in lower case, an end without a full stop, or very few words."""
    text = sentence.text.rstrip("”’\"'» )]")
    has_verb = any(token.morph.get("VerbForm", []) == ["Fin"] or token.tag_ == "MD" for token in sentence.span)
    length = sum(token.is_alpha or token.like_num for token in sentence.span)
    return not has_verb or sentence.text[0].islower() or text[-1:] not in _ENDS or length < SHORTEST


def _splits_quote(text: str) -> bool:
    """A quotation mark without its partner."""
    curly = sum(text.count(mark) for mark in _OPENING) - sum(text.count(mark) for mark in _CLOSING)
    return curly != 0 or text.count('"') % 2 == 1 or (text.count("''") + text.count("``")) % 2 == 1


def _has_gap(sentence: Sentence, gaps: Sequence[Gap]) -> bool:
    """Words were lost inside it."""
    after = bisect_left(gaps, sentence.start, key=lambda gap: gap.at)
    return after < len(gaps) and gaps[after].at <= sentence.end
