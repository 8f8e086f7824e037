"""Titles and names in quotation marks: the film “…”, a novel called “…”, “…”, a song. They are no speech.

The fitted model learnt from annotators who often count such a title as speech when it stands inside somebody's report. A
reader does not: so what is written as a title and stands where titles stand is left out whatever the model says.
"""

import re
from typing import Final

from briefing.analysis import lexicon
from briefing.analysis.quotes.scene import Scene
from briefing.analysis.quotes.tokens import Tokens
from briefing.model import Article

_SMALL: Final = frozenset(
    {"a", "an", "the", "of", "and", "or", "but", "nor", "in", "on", "for", "to", "with", "by", "from", "at", "as", "vs"}
)
"""Words that titles leave in small letters (Chicago Manual of Style, 17th edition, 8.159)."""
_WORD: Final = re.compile(r"[^\W_][\w’'-]*")
_LONGEST: Final = 12
"""Words of a title, at most."""
_PASSED: Final = frozenset({",", ":", "—", "–", "-", "(", "which", "that", "is", "was", "simply"})
"""What may stand between the kind of work and its title."""


def is_title(scene: Scene, article: Article, number: int) -> bool:
    """Whether a quoted stretch is written as a title and stands where a title stands."""
    segment, tokens = scene.segments[number], scene.tokens
    if not is_title_case(article.text[segment.start : segment.end]):
        return False
    before = tokens.first_at(segment.outer_start) - 1
    behind = tokens.first_at(segment.outer_end)
    return _names_work(tokens, before) or _is_performed(tokens, before) or _is_work(tokens, behind)


def is_title_case(text: str) -> bool:
    """Whether all words but the small ones begin with a capital, the first and the last with them."""
    words: list[str] = _WORD.findall(text)
    if not words or len(words) > _LONGEST:
        return False
    capital = [word[0].isupper() or word[0].isdigit() for word in words]
    return capital[0] and capital[-1] and all(c or word in _SMALL for c, word in zip(capital, words, strict=True))


def _names_work(tokens: Tokens, token: int) -> bool:
    """Whether what ends at `token` is the kind of work, or a kind with a word for naming: "a novel called"."""
    at = token
    while at >= 0 and tokens.block[at] == tokens.block[token] and tokens.lower[at] in _PASSED:
        at -= 1
    if at < 0 or tokens.block[at] != tokens.block[token]:
        return False
    if _is_work(tokens, at):
        return True
    if tokens.tag[at] != "VBN" or tokens.lemma[at] not in lexicon.words("quote_naming"):
        return False
    named = tokens.head[at]
    return tokens.dep[at] in {"acl", "relcl", "amod"} and tokens.pos[named] == "NOUN" and tokens.name[named] != "PERSON"


def _is_work(tokens: Tokens, token: int) -> bool:
    return (
        0 <= token < len(tokens)
        and tokens.pos[token] in {"NOUN", "PROPN"}
        and not tokens.is_quoted(token)
        and tokens.lemma[token] in lexicon.words("quote_titled")
    )


def _is_performed(tokens: Tokens, token: int) -> bool:
    """Whether the stretch is what somebody sang, or what somebody starred in."""
    token -= token > 0 and tokens.lower[token] == "in"
    return token >= 0 and tokens.pos[token] == "VERB" and tokens.lemma[token] in lexicon.words("quote_performing")
