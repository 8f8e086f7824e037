"""What scraping lost and only grammar shows: a linear model over the places between tokens, and two shapes it cannot learn.

The model says for every place how likely words are missing there, from the words, tags and dependency labels around it, from
what the parse lacks (a verb without its object, a determiner without its noun), and from how damaged the article is known to
be: whole articles must not be called damaged for one odd turn of phrase.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from briefing.analysis.lexicon import words
from briefing.model import Article, Gap

LIKELY: Final = 1.0
"""Log-odds from which on a gap is likely, and no longer only possible."""

POSSIBLE: Final = -0.5
"""Log-odds from which on a gap is shown: nine of ten are real then, in folds over web articles."""

NEAR: Final = 3
"""Characters within which two gaps are one."""

APART: Final = 4
"""Tokens within which only the likeliest of several places is shown."""

WINDOW: Final = 25
"""Tokens on both sides that tell whether a sentence is written in capitals, as headlines are."""

LONGEST_SUBJECT: Final = 5
"""Tokens of the longest subject that is looked at."""


def find_grammar_gaps(doc: Doc, article: Article) -> Article:
    """The article with the gaps that its grammar shows beside those that its punctuation shows, in order."""
    gaps = list(article.gaps)
    taken = {near for gap in gaps for near in range(gap.at - NEAR, gap.at + NEAR + 1)}
    for gap in _by_shape(doc):
        if gap.at not in taken:
            gaps.append(gap)
            taken.update(range(gap.at - NEAR, gap.at + NEAR + 1))
    return replace(article, gaps=tuple(sorted(gaps, key=lambda gap: gap.at)))


def _by_shape(doc: Doc) -> Iterator[Gap]:
    """Gaps that capital letters and a comma after "and" show."""
    verbs = words("gap_verbs")
    for token in doc[1:]:
        if token.is_title and token.lower_ in verbs and _is_lost_name(token):
            yield Gap(token.idx, "name", "certain")
        elif token.lower_ == "and" and _is_cut_subject(token):
            yield Gap(token.idx, "clause", "possible")


def _is_lost_name(verb: Token) -> bool:
    """Whether a verb with a capital letter stands in mid-sentence, behind a title or an office whose name is lost."""
    before = verb.nbor(-1)
    if verb.pos_ != "VERB" or verb.is_sent_start or before.is_space or not before.is_alpha or not before.text[0].isupper():
        return False
    near = verb.doc[max(verb.sent.start, verb.i - WINDOW) : min(verb.sent.end, verb.i + WINDOW)]
    others = [token for token in near if token.is_alpha and len(token) > 3]
    return sum(token.text[0].isupper() for token in others) <= len(others) / 2


def _is_cut_subject(conjunction: Token) -> bool:
    """Whether "and," follows a subject at the head of a sentence and a preposition comes next: its predicate may be lost."""
    if conjunction.i + 2 >= len(conjunction.doc) or conjunction.nbor(1).text != "," or conjunction.nbor(2).pos_ != "ADP":
        return False
    head = conjunction.doc[conjunction.sent.start : conjunction.i]
    return 0 < len(head) <= LONGEST_SUBJECT and all(token.pos_ in {"ADJ", "DET", "NOUN", "PROPN", "PRON"} for token in head)
