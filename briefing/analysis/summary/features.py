"""What is known of each sentence, as columns of numbers: the ranker weighs them, and the reasons are told from them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from spacy.tokens import Span, Token

from briefing.analysis.document.symbols import EDGE_MARKS, SUBJECTS
from briefing.analysis.lexicon import words
from briefing.analysis.summary.body_sentences import BodySentence
from briefing.analysis.summary.centrality import TermMatrix, Vector, lexrank, sections
from briefing.analysis.summary.standalone import Fault
from briefing.analysis.summary.surface import surface
from briefing.model import Actor, Article

Columns = dict[str, Vector]
"""A feature's name and its value for each sentence."""

LONG: Final = 400
"""Sentences above which a text is read in sections: each has a lead of its own."""
KEY_ACTORS: Final = 6
"""The most salient actors, whose mentions count."""
_ACTS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})
_COUNTED: Final = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
_NO_COMMENT: Final = re.compile(
    r"\b(?:declined|refused)\b.{0,30}\bcomment"
    r"|\b(?:could|was|were) not (?:immediately )?(?:be )?(?:reached|available)\b"
    r"|\bnot (?:immediately )?(?:respond|return|reply|comment)",
    re.IGNORECASE,
)
_WHEN: Final = frozenset({"DATE", "TIME"})
_FAULTS: Final[tuple[Fault, ...]] = ("dangling", "fragment", "heading", "question", "half a quote", "quote alone", "gap")


def features(
    article: Article,
    sentences: Sequence[BodySentence],
    matrix: TermMatrix,
    faults: Sequence[tuple[Fault, ...]],
    actors: Sequence[Actor] = (),
) -> Columns:
    """Every feature of every sentence; `actors` are in the order of their salience. All are between about 0 and 3."""
    return {
        **_position(sentences),
        **_centrality(article, sentences, matrix),
        **_names(sentences),
        **_wording(sentences),
        **_key_actors(sentences, actors),
        **surface(sentences),
        **{f"fault: {name}": np.array([float(name in found) for found in faults]) for name in _FAULTS},
    }


def _position(sentences: Sequence[BodySentence]) -> Columns:
    """Where it is in the text (in its section, if the text is long) and in its paragraph."""
    count = len(sentences)
    at, size = np.zeros(count), np.ones(count)
    for first, last in sections(count, LONG):
        at[first:last], size[first:last] = np.arange(last - first), last - first
    paragraph = np.array([sentence.paragraph for sentence in sentences], dtype=float)
    section_start = np.array([paragraph[first] for first, last in sections(count, LONG) for _ in range(first, last)])
    place = np.array([sentence.place for sentence in sentences], dtype=float)
    several = paragraph[-1] > 0
    return {
        "first": (at == 0).astype(float),
        "second": (at == 1).astype(float),
        "short first": (at == 0) * np.array([float(len(sentence.terms) < 10) for sentence in sentences]),
        "third": (at == 2).astype(float),
        "near the top": np.exp(-at / 3),
        "in the first part": np.exp(-at / 10),
        "depth": np.log1p(at) / 3,
        "share of the way": at / size,
        "last": (at == size - 1).astype(float),
        "last tenth": (at / size >= 0.9).astype(float),
        "first paragraphs": np.exp(-(paragraph - section_start) / 3) * several,
        "says what its subject is": np.exp(-at / 3) * np.array([_defines(sentence.span.root) for sentence in sentences]),
        "opens its paragraph": (place == 0).astype(float) * several,
        "deep in its paragraph": np.minimum(place, 4) / 4 * several,
    }


def _centrality(article: Article, sentences: Sequence[BodySentence], matrix: TermMatrix) -> Columns:
    """What its words share with the text, the lead and the title."""
    ranks = lexrank(matrix)
    middle = matrix.mean(0, matrix.sentences)
    lead = matrix.mean(0, min(3, matrix.sentences))
    title = _title_words(article)
    spread = Counter(term for sentence in sentences for term in set(sentence.terms))
    shared = [sum(np.log(spread[term]) for term in set(sentence.terms)) for sentence in sentences]
    return {
        "lexrank": np.minimum(ranks, 4) / 2,
        "like the text": matrix.similarity(middle),
        "like the lead": matrix.similarity(lead),
        "like the first sentence": matrix.similarity(matrix[0]),
        # Long texts repeat their words more; the root keeps part of that, since that served better than all or nothing.
        "words shared": np.array(shared) / 10 / max(float(np.mean(shared)) / 10, 1e-6) ** (1 / 3),
        "share of words shared": np.array([value / max(1, len(s.terms)) for value, s in zip(shared, sentences, strict=True)]),
        "words of the title": np.array([len(title & set(s.terms)) / max(1, len(title)) for s in sentences]),
        "new words": _novelty(sentences),
    }


def _title_words(article: Article) -> frozenset[str]:
    """The words of the headline, in lower case, without stop words."""
    title = (article.title or "").lower()
    found = {word.strip(EDGE_MARKS).removesuffix("'s").removesuffix("’s") for word in title.split()}
    return frozenset(word for word in found if len(word) > 3)


def _novelty(sentences: Sequence[BodySentence]) -> Vector:
    """The share of its words that no sentence before it has."""
    seen: set[str] = set()
    shares = []
    for sentence in sentences:
        terms = set(sentence.terms)
        shares.append(len(terms - seen) / max(1, len(terms)))
        seen |= terms
    return np.array(shares)


def _names(sentences: Sequence[BodySentence]) -> Columns:
    """Whom and what it names, and how much the text is about them."""
    named = [_named(sentence.entities) for sentence in sentences]
    spread = Counter(key for names in named for key in names)
    highest = max(spread.values(), default=1)
    weight = {key: count / highest for key, count in spread.items()}
    kinds = [Counter(entity.label_ for entity in sentence.entities) for sentence in sentences]
    share = [sum(token.pos_ == "PROPN" for token in s.span) / len(s.span) for s in sentences]
    return {
        "names the key actor": np.array([max((weight[key] for key in names), default=0) for names in named]),
        "key actors named": np.array([min(3.0, sum(weight[key] for key in names)) for names in named]),
        "actors named": np.array([min(len(names), 5) / 3 for names in named]),
        "a person": np.array([float(kind["PERSON"] > 0) for kind in kinds]),
        "an organisation": np.array([float(kind["ORG"] > 0) for kind in kinds]),
        "a country or place": np.array([float(kind["GPE"] + kind["LOC"] > 0) for kind in kinds]),
        "a date": np.array([float(sum(kind[label] for label in _WHEN) > 0) for kind in kinds]),
        "a figure": np.array([float(sum(kind[label] for label in _COUNTED) > 0) for kind in kinds]),
        "figures": np.array([min(sum(kind[label] for label in _COUNTED), 4) / 2 for kind in kinds]),
        "full names": np.array([min(sum(e.label_ == "PERSON" and len(e) > 1 for e in s.entities), 3) / 2 for s in sentences]),
        "share of names": np.array(share),
    }


def _key_actors(sentences: Sequence[BodySentence], actors: Sequence[Actor]) -> Columns:
    """Which of the most salient actors each sentence mentions, by whatever word."""
    places = sorted((mention.start, rank) for rank, actor in enumerate(actors[:KEY_ACTORS]) for mention in actor.mentions)
    mentioned = [
        {rank for _, rank in places[bisect_left(places, (s.start, 0)) : bisect_left(places, (s.end, 0))]} for s in sentences
    ]
    return {
        "mentions the first actor": np.array([float(0 in ranks) for ranks in mentioned]),
        "mentions the second actor": np.array([float(1 in ranks) for ranks in mentioned]),
        "key actors mentioned": np.array([min(4, len(ranks)) / 2 for ranks in mentioned]),
        "mentions no key actor": np.array([float(not ranks) for ranks in mentioned]),
    }


def _named(entities: Sequence[Span]) -> set[str]:
    """The last words of the names, without a possessive: "Smith" for Ann Smith and for Smith's."""
    keys = set()
    for entity in entities:
        if entity.label_ in _ACTS:
            words_ = [token.lower_ for token in entity if token.text[0].isalnum() and token.tag_ != "POS"]
            keys.update(words_[-1:])
    return keys


def _wording(sentences: Sequence[BodySentence]) -> Columns:
    """How long it is, and how it is said."""
    rows = [_wording_of(sentence) for sentence in sentences]
    columns = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    # In a letter, a speech or an interview everything is said by an "I", and no sentence is the worse for it.
    columns["I or we"] *= np.mean(columns["I or we"] == 0)
    return columns


def _wording_of(sentence: BodySentence) -> dict[str, float]:
    """The wording of one sentence."""
    span, own = sentence.span, sentence.own_words()
    length = sum(token.text[0].isalnum() for token in span) or 1
    tags = Counter(token.tag_ for token in span)
    speaking = Counter(token.lower_ for token in own)
    root = _main_verb(span)
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    is_report = root.lemma_ in words("summary/reporting")
    opener = next((token for token in own if token.is_alpha), None)
    me = sum(speaking[word] for word in ("i", "we", "my", "our", "me", "us"))
    you = sum(speaking[word] for word in ("you", "your"))
    pronouns = sum(token.pos_ == "PRON" for token in own)
    return {
        "length": np.log1p(length) / 3,
        "long enough": min(length, 20) / 20,
        "long and more": min(max(0, length - 20), 20) / 20,
        "short": float(length < 10),
        "long": min(1.0, max(0, length - 35) / 15),
        "commas": min(sentence.text.count(","), 5) / 5,
        "brackets": float("(" in sentence.text or "[" in sentence.text),
        "dashes": float("—" in sentence.text or " - " in sentence.text or " – " in sentence.text),
        "colon": float(":" in sentence.text),
        "semicolon": float(";" in sentence.text),
        "exclamation": float("!" in sentence.text),
        "ellipsis": float("…" in sentence.text or "..." in sentence.text or ". ." in sentence.text),
        "quoted share": sentence.quoted_share,
        "quotes": float(bool(sentence.quoted)),
        "starts with a quote": float(sentence.text[0] in "“\"'‘`«"),
        "connective": float(opener is not None and (opener.tag_ == "CC" or opener.lower_ in words("summary/connectives"))),
        "starts with a clause": float(opener is not None and opener.tag_ in {"IN", "WRB"}),
        "pronouns": pronouns / length * 5,
        "pronoun as subject": float(subject is not None and subject.pos_ == "PRON"),
        "name as subject": float(subject is not None and any(token.pos_ == "PROPN" for token in (subject, *subject.lefts))),
        "bare subject": float(subject is not None and subject.pos_ == "NOUN" and _is_bare(subject)),
        "pointing": min(sum(t.tag_ == "DT" and t.lower_ in {"this", "that", "these", "those", "such"} for t in own), 2) / 2,
        "I or we": min(me, 3) / 3,
        "you": min(you, 3) / 3,
        "no comment": float(bool(_NO_COMMENT.search(sentence.text))),
        "speaker introduced": float(
            root.lemma_ in words("summary/reporting")
            and subject is not None
            and any(c.dep_ == "appos" for c in subject.children)
        ),
        "reported": float(is_report),
        "past": float(root.tag_ == "VBD"),
        "to come": float(tags["MD"] > 0),
        "no verb at the root": float(root.pos_ not in {"VERB", "AUX"}),
        "clauses": min(tags["VBD"] + tags["VBZ"] + tags["VBP"] + tags["MD"], 5) / 3,
        "negated": float(any(token.dep_ == "neg" for token in own)),
        "contrast": float(bool({"but", "although", "though", "while", "despite", "however"} & speaking.keys())),
        "adverbs": min(tags["RB"] + tags["RBR"], 4) / 4,
        "superlative": float(tags["JJS"] + tags["RBS"] > 0),
        "word length": sum(len(token) for token in span if token.text[0].isalnum()) / length / 5,
    }


def _main_verb(span: Span) -> Token:
    """The root of the sentence."""
    return span.root


def _is_bare(noun: Token) -> bool:
    """Whether a noun has nothing that says which one is meant but "the": "the measure"."""
    return any(child.lower_ == "the" for child in noun.children) and sum(1 for _ in noun.children) == 1


def _defines(verb: Token) -> float:
    """Whether a sentence says what its subject is, as an encyclopaedia begins: 1 for a name, ½ for any other noun."""
    if verb.lemma_ != "be" or verb.tag_ not in {"VBD", "VBP", "VBZ"}:
        return 0.0
    parts = {child.dep_: child.pos_ for child in verb.children if child.dep_ in {"nsubj", "attr"}}
    if parts.get("attr") not in {"NOUN", "PROPN"}:
        return 0.0
    return {"PROPN": 1.0, "NOUN": 0.5}.get(parts.get("nsubj", ""), 0.0)
