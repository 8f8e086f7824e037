"""Whether a sentence can be read without its neighbours."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Literal

from briefing.analysis.summary.pointing import connecting_word, dangling_word, resumed_noun
from briefing.analysis.summary.sentences import Sentence
from briefing.model import Gap

Fault = Literal["dangling", "connected", "resuming", "fragment", "heading", "question", "half a quote", "quote alone", "gap"]
"""What keeps a sentence from standing alone: it points outside itself, is tied to the one before, takes up what was said, is
no whole sentence, is worded like a headline, asks, starts or ends inside a quote, is nothing but a quote, or has lost words."""

LIGHT: Final = frozenset[Fault]({"connected", "resuming"})
"""The faults of a sentence that says a thing of its own, though the sentence before tells what it is about."""
LEANING: Final = LIGHT | frozenset[Fault]({"dangling"})
"""The faults of a sentence that is whole and well formed, but means less without its neighbours."""
SHORTEST: Final = 5
"""Words below which a sentence says too little alone."""
HEADINGS_AT_MOST: Final = 3
"""Paragraphs at the top of a text that may be headlines which its source took for prose."""
LONGEST_HEADING: Final = 18
"""Tokens of the longest headline."""
_CLOSING: Final = "”’\"'»)] "
_ENDS: Final = (".", "!", "?", "…")
_STARTS: Final = "“”\"'‘’`«([$£€#@…"


def faults(sentence: Sentence, gaps: Sequence[Gap]) -> tuple[Fault, ...]:
    """What keeps the sentence from standing alone; nothing where it can. `gaps` are in order."""
    own = sentence.own_words()
    bare = sentence.text.rstrip(_CLOSING)
    found: list[Fault] = []
    if dangling_word(sentence) is not None:
        found.append("dangling")
    if connecting_word(own) is not None:
        found.append("connected")
    if resumed_noun(sentence) is not None:
        found.append("resuming")
    if _is_fragment(sentence, bare):
        found.append("fragment")
    elif _is_heading(sentence):
        found.append("heading")
    if bare.endswith("?"):
        found.append("question")
    if sentence.opens_inside or sentence.ends_inside or _has_lone_mark(sentence.text):
        found.append("half a quote")
    elif not any(token.is_alpha for token in own):
        found.append("quote alone")
    if _has_gap(sentence, gaps):
        found.append("gap")
    return tuple(found)


def _is_fragment(sentence: Sentence, bare: str) -> bool:
    """No verb of its own, a start in lower case or with markup, an end without a full stop, or very few words."""
    initial = sentence.text[0]
    starts_well = initial in _STARTS or (initial.isalnum() and not initial.islower())
    has_verb = any(token.tag_ in {"VBD", "VBP", "VBZ", "MD"} for token in sentence.span)
    length = sum(token.is_alpha or token.like_num for token in sentence.span)
    return not has_verb or not starts_well or not bare.endswith(_ENDS) or length < SHORTEST


def _is_heading(sentence: Sentence) -> bool:
    """Worded like a headline: a short line of its own above the text, in the present tense and without articles."""
    if sentence.paragraph >= HEADINGS_AT_MOST or sentence.place or len(sentence.span) > LONGEST_HEADING:
        return False
    tags = {token.tag_ for token in sentence.span}
    return "DT" not in tags and "VBD" not in tags and bool(tags & {"VBZ", "VBP"}) and sentence.ends_its_paragraph


def _has_lone_mark(text: str) -> bool:
    """A quotation mark or bracket without its partner; a straight mark may be the partner of a curly one."""
    lone = abs(text.count("“") + text.count("«") - text.count("”") - text.count("»"))
    straight = text.count('"')
    return (
        lone > straight
        or (lone + straight) % 2 == 1
        or (text.count("''") + text.count("``")) % 2 == 1
        or text.count("(") != text.count(")")
        or text.count("[") != text.count("]")
    )


def _has_gap(sentence: Sentence, gaps: Sequence[Gap]) -> bool:
    """Words were lost inside it."""
    after = bisect_left(gaps, sentence.start, key=lambda gap: gap.at)
    return after < len(gaps) and gaps[after].at <= sentence.end
