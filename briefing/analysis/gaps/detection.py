"""What scraping lost and only grammar shows: a linear model over the places between tokens, and two shapes it cannot learn.

The model says for every place how likely words are missing there, from the words, tags and dependency labels around it, from
what the parse lacks (a verb without its object, a determiner without its noun), and from how damaged the article is known to
be: whole articles must not be called damaged for one odd turn of phrase.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import numpy as np
from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.analysis.document import Document
from briefing.analysis.gaps.features import PAIRS, Floats, Places, Vocabulary, find_places
from briefing.analysis.lexicon import words
from briefing.analysis.weights import load
from briefing.model import Article, Gap, GapKind

LIKELY: Final = 1.0
"""Log-odds from which on a gap is likely, and no longer only possible."""

POSSIBLE: Final = -0.2
"""Log-odds from which on a gap is shown: nine of ten are real then, in folds over web articles."""

NEAR: Final = 3
"""Characters within which two gaps are one."""

APART: Final = 4
"""Tokens within which only the likeliest of several places is shown."""

WINDOW: Final = 25
"""Tokens on both sides that tell whether a sentence is written in capitals, as headlines are."""

LONGEST_SUBJECT: Final = 5
"""Tokens of the longest subject that is looked at."""

_OF_SUBJECTS: Final = frozenset({"ADJ", "DET", "NOUN", "PROPN", "PRON"})


def find_grammar_gaps(document: Document) -> Article:
    """The article with the gaps that its grammar shows beside those that its punctuation shows, in order."""
    doc, article = document.doc, document.article
    gaps = list(article.gaps)
    taken = {near for gap in gaps for near in range(gap.at - NEAR, gap.at + NEAR + 1)}
    for gap in (*_by_shape(doc), *_by_model(doc, article)):
        if gap.at not in taken:
            gaps.append(gap)
            taken.update(range(gap.at - NEAR, gap.at + NEAR + 1))
    return replace(article, gaps=tuple(sorted(gaps, key=lambda gap: gap.at)))


class _Model(NamedTuple):
    """The fitted weights."""

    vocabulary: Vocabulary
    tables: tuple[Floats, ...]
    """For each of `PAIRS` a table, laid out as one row."""
    intercept: float

    def scores(self, places: Places) -> Floats:
        """Log-odds that words are missing at each place; shape (n,)."""
        total = np.full(len(places.at), self.intercept)
        for pair, table in enumerate(self.tables):
            total += table[places.features[:, pair]]
        return total


@cache
def _model() -> _Model:
    fitted = load("gap_places")

    def classes(names: list[str]) -> dict[str, int]:
        return {name: index for index, name in enumerate(names, start=1)}

    vocabulary = Vocabulary(
        words=classes(fitted["words"]),
        coarse=classes(fitted["coarse"]),
        links=classes(fitted["links"]),
        objects=fitted["objects"],
    )
    sizes = vocabulary.sizes()
    tables = []
    for (left, _, right, _), (indices, hundredths) in zip(PAIRS, fitted["hundredths"], strict=True):
        table = np.zeros(sizes[left] * sizes[right])
        table[indices] = np.array(hundredths) / 100
        tables.append(table)
    return _Model(vocabulary, tuple(tables), fitted["intercept"])


def _by_model(doc: Doc, article: Article) -> Iterator[Gap]:
    """Gaps where the model is sure enough; of places beside each other the likeliest."""
    if not len(doc):
        return
    model = _model()
    places = find_places(doc, model.vocabulary, len(article.gaps))
    scores = model.scores(places)
    best = scores.copy()
    for distance in range(1, APART + 1):
        best[distance:] = np.maximum(best[distance:], scores[:-distance])
        best[:-distance] = np.maximum(best[:-distance], scores[distance:])
    for place in np.flatnonzero((scores >= POSSIBLE) & (scores == best)):
        token = doc[int(places.tokens[place])]
        if not _counts_votes(token):
            yield Gap(int(places.at[place]), _kind(token), "likely" if scores[place] >= LIKELY else "possible")


def _counts_votes(token: Token) -> bool:
    """Whether what comes before a token is whole though it looks cut off: "12 against and 57 abstentions"."""
    return token.i > 1 and token.nbor(-1).lower_ in {"against", "for"} and token.nbor(-2).like_num


def _kind(token: Token) -> GapKind:
    """What seems to be missing before a token."""
    before = token.nbor(-1) if token.i > 0 else None
    if before is None or before.is_space or token.is_sent_start:
        return "subject"
    if before.pos_ in {"ADP", "DET"} or before.tag_ == "PRP$":
        return "object"
    if before.pos_ in {"AUX", "PART", "CCONJ", "SCONJ"}:
        return "clause"
    if before.pos_ == "VERB":
        return "object"
    return "clause" if before.pos_ in {"NOUN", "PROPN", "PRON"} else "modifier"


def _by_shape(doc: Doc) -> Iterator[Gap]:
    """Gaps that capital letters and a comma after "and" show."""
    verbs = words("gaps/verbs")
    for token in doc[1:]:
        if token.is_title and token.lower_ in verbs and _is_lost_name(token):
            yield Gap(token.idx, "name", "certain")
        elif token.lower_ == "and" and _is_cut_subject(token):
            yield Gap(token.idx, "clause", "possible")


def _is_lost_name(verb: Token) -> bool:
    """Whether a verb with a capital letter is in mid-sentence, after a title or an office whose name is lost."""
    before = verb.nbor(-1)
    if verb.pos_ != "VERB" or verb.is_sent_start or before.is_space or not before.is_alpha or not before.text[0].isupper():
        return False
    near = verb.doc[max(verb.sent.start, verb.i - WINDOW) : min(verb.sent.end, verb.i + WINDOW)]
    others = [token for token in near if token.is_alpha and len(token) > 3]
    return sum(token.text[0].isupper() for token in others) <= len(others) / 2


def _is_cut_subject(conjunction: Token) -> bool:
    """Whether "and," cuts a subject off at the head of a sentence: "Island towns and, at talks, the council and mayor said".

    "A and, at times, B agreed" is whole; but a list of three has its "and" before the last alone, so where the second subject
    has one of its own, the first has lost its predicate.
    """
    doc, end = conjunction.doc, conjunction.sent.end
    if conjunction.i + 2 >= end or conjunction.nbor(1).text != "," or conjunction.nbor(2).pos_ != "ADP":
        return False
    head = doc[conjunction.sent.start : conjunction.i]
    if not 0 < len(head) <= LONGEST_SUBJECT or any(token.pos_ not in _OF_SUBJECTS for token in head):
        return False
    comma = next((token.i for token in doc[conjunction.i + 2 : end] if token.text == ","), end)
    verb = next((token.i for token in doc[comma:end] if token.pos_ in {"VERB", "AUX"}), end)
    return verb < end and any(token.lower_ == "and" for token in doc[comma:verb])
