"""What the places between tokens look like, as numbers: the evidence for words that are missing there.

A place lies before a token, or between a block's last token and the blank after it. Each feature pairs two properties of
tokens near the place, and is an index into the table of that pair's weights. All places of a Doc are looked up at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from briefing.analysis.document.symbols import FINITE, SUBJECTS

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

PAIRS: Final = (
    ("word", -1, "word", 0),
    ("word", -2, "word", -1),
    ("word", 0, "word", 1),
    ("word", -2, "word", 0),
    ("word", -1, "word", 1),
    ("link", -1, "link", 0),
    ("word", -1, "link", 0),
    ("link", -1, "word", 0),
    ("branch", -1, "branch", 0),
    ("word", -1, "lack", -1),
    ("lack", -1, "word", 0),
    ("double", -1, "coarse", 0),
    ("double", 0, "coarse", 1),
    ("question", -1, "lack", -1),
    ("question", -1, "word", -1),
    ("sentence", 0, "lack", -1),
    ("sentence", 0, "start", 0),
    ("sentence", 0, "damage", 0),
)
"""The features: a property of the token so far from the place (0 is the one after it), and another one."""

LACKS: Final = (
    "nothing",
    "an object that the verb has rarely",
    "an object that the verb has now and then",
    "an object that the verb often has",
    "an object that the verb nearly always has",
    "the object of a preposition",
    "the noun of a determiner",
)
"""What a token has not got in the parse."""

STARTS: Final = ("any other", "small letter at the head of a sentence", "verb with a capital letter")
SENTENCES: Final = ("whole", "without a subject", "without a finite verb")
DAMAGES: Final = ("none known", "one gap", "some gaps", "many gaps")

SOUND: Final = 150
"""Tokens to a gap above which an article with several gaps is not counted among those with many."""

ATTRIBUTES: Final = ("LOWER", "TAG", "POS", "DEP", "HEAD", "LEMMA", "SENT_START", "IS_SPACE", "IS_LOWER", "IS_TITLE")
"""What is read of each token, in this order."""

OBJECTS: Final = frozenset(
    {"acomp", "agent", "attr", "ccomp", "dative", "dobj", "nsubjpass", "oprd", "pcomp", "pobj", "prep", "prt", "xcomp"}
)
"""Dependents that a verb or a preposition is content with."""

CLAUSE_SUBJECTS: Final = SUBJECTS | {"csubj", "expl"}
QUESTION_WORDS: Final = frozenset({"WDT", "WP", "WP$", "WRB"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes of words, labels and verbs, by name; index 0 is for whatever has none."""

    words: Mapping[str, int]
    """Frequent words and marks and, for all other words, part-of-speech tags."""
    coarse: Mapping[str, int]
    """The most frequent function words and marks and, for all other words, parts of speech."""
    links: Mapping[str, int]
    """Dependency labels."""
    objects: Mapping[str, int]
    """How often a verb, by its lemma, has an object: index into `LACKS`."""

    def sizes(self) -> dict[str, int]:
        """Number of classes of each property."""
        coarse = len(self.coarse) + 1
        return {
            "word": len(self.words) + 1,
            "coarse": coarse,
            "double": coarse * coarse,
            "link": len(self.links) + 1,
            "branch": 3 * 128,
            "lack": len(LACKS),
            "question": 2,
            "start": len(STARTS),
            "sentence": len(SENTENCES),
            "damage": len(DAMAGES),
        }


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a Doc, n in number."""

    tokens: Ints
    """Index of the token after each place; shape (n,)."""
    at: Ints
    """Offset of that token, or of the block's end where it is a blank; shape (n,)."""
    features: Ints
    """Row-major index into the table of each of `PAIRS`; shape (n, len(PAIRS))."""


def find_places(doc: Doc, vocabulary: Vocabulary, gaps: int) -> Places:
    """All places of a Doc with their features; `gaps` is the number of gaps that its article is known to have already."""
    columns, blank = _columns(doc, vocabulary)
    columns["damage"] = np.full(len(doc), _damage(gaps, len(doc)))
    tokens = np.flatnonzero(~(blank & np.concatenate(([True], blank[:-1]))))
    sizes = vocabulary.sizes()
    features = np.empty((len(tokens), len(PAIRS)), dtype=np.int64)
    for pair, (left, left_at, right, right_at) in enumerate(PAIRS):
        index = _shifted(columns[left], left_at) * sizes[right] + _shifted(columns[right], right_at)
        features[:, pair] = index[tokens]
    offsets = np.fromiter((token.idx for token in doc), dtype=np.int64, count=len(doc))
    return Places(tokens, offsets[tokens], features)


def _shifted(column: Ints, by: int) -> Ints:
    """The property of the token `by` places on, 0 beyond the Doc's ends."""
    if by == 0:
        return column
    moved = np.zeros_like(column)
    if by < 0:
        moved[-by:] = column[:by]
    else:
        moved[:-by] = column[by:]
    return moved


def _damage(gaps: int, tokens: int) -> int:
    """How damaged an article is known to be: index into `DAMAGES`."""
    if gaps < 2:
        return gaps
    return 3 if gaps * SOUND >= tokens else 2


def _columns(doc: Doc, vocabulary: Vocabulary) -> tuple[dict[str, Ints], Flags]:
    """The properties of all tokens, a column each, and which of them are blanks."""
    table = doc.to_array(list(ATTRIBUTES)).astype(np.uint64)
    lower, tag, pos, dep, head, lemma, start, blank, small, title = table.view(np.int64).T
    name = doc.vocab.strings.__getitem__
    places = np.arange(len(doc))
    is_first = start == 1
    first = np.maximum.accumulate(np.where(is_first, places, 0))
    sentences = np.cumsum(is_first)

    def classed(column: Ints, classes: Mapping[str, int], other: int = 0) -> Ints:
        return _mapped(column, lambda value: classes.get(name(value), other))

    def among(column: Ints, names: frozenset[str]) -> Flags:
        return _mapped(column, lambda value: int(name(value) in names)) > 0

    words, coarse = classed(lower, vocabulary.words, -1), classed(lower, vocabulary.coarse, -1)
    words = np.where(words >= 0, words, classed(tag, vocabulary.words))
    coarse = np.where(coarse >= 0, coarse, classed(pos, vocabulary.coarse))
    asks = among(tag, QUESTION_WORDS)
    asked = np.cumsum(asks)
    has_finite = np.bincount(sentences, among(tag, FINITE))[sentences] > 0
    has_subject = np.bincount(sentences, among(dep, CLAUSE_SUBJECTS))[sentences] > 0
    is_verb = _mapped(tag, lambda value: int(name(value).startswith("VB"))) > 0
    columns = {
        "word": words,
        "coarse": coarse,
        "double": _shifted(coarse, -1) * (len(vocabulary.coarse) + 1) + coarse,
        "link": classed(dep, vocabulary.links),
        "branch": 3 * np.minimum(pos, 127) + np.sign(head) + 1,
        "lack": _lacks(doc, pos, dep, places + head, classed(lemma, vocabulary.objects)),
        "question": (asked > (asked - asks)[first]).astype(np.int64),
        "start": np.where(is_first & (small > 0), 1, np.where(~is_first & (title > 0) & is_verb, 2, 0)),
        "sentence": np.where(~has_finite, 2, np.where(~has_subject, 1, 0)),
    }
    return columns, blank > 0


def _lacks(doc: Doc, pos: Ints, dep: Ints, heads: Ints, expected: Ints) -> Ints:
    """What each token has not got, as an index into `LACKS`; `expected` is that for the object of a verb."""
    name = doc.vocab.strings.__getitem__
    is_object = _mapped(dep, lambda value: int(name(value) in OBJECTS)) > 0
    has_object = np.bincount(heads[is_object], minlength=len(doc)) > 0
    kinds = _mapped(pos, lambda value: {"VERB": 1, "ADP": 2, "DET": 3}.get(name(value), 0))
    lacks = np.where((kinds == 1) & ~has_object, expected, 0)
    lacks = np.where((kinds == 2) & ~has_object & (dep != np.int64(np.uint64(doc.vocab.strings["prt"]))), 5, lacks)
    return np.where((kinds == 3) & (heads <= np.arange(len(doc))), 6, lacks)


def _mapped(column: Ints, value_of: Callable[[int], int]) -> Ints:
    """A column of spaCy's hashes with each value looked up once."""
    values, places = np.unique(column.view(np.uint64), return_inverse=True)
    return np.array([value_of(int(value)) for value in values], dtype=np.int64)[places]
