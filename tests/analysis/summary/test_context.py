"""What a sentence takes for granted, and which sentences give it."""

import numpy as np
import pytest
from spacy.language import Language

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.summary.body_sentences import find_sentences
from briefing.analysis.summary.centrality import TermMatrix
from briefing.analysis.summary.choice import choose
from briefing.analysis.summary.context import Context, Debts, find_context
from briefing.sources import article_from_text


def context_of(text: str, nlp: Language, title: str | None = None) -> Context:
    article = article_from_text(text, "article.txt")
    return find_context(find_sentences(read_document(parse(article, nlp), article)), title)


FERRY = "Larkfield has a new ferry, which the town bought for two million euros. "


@pytest.mark.parametrize(
    ("second", "need"),
    [
        ("But nobody in the town wants to pay for it.", "connective"),
        ("However, nobody in the town wants to pay for it.", "connective"),
        ("The ferry broke down on Monday.", "definite"),
        ("The announcement came after three years of talks.", "definite"),
        ("Nobody in the town expected this delay.", "pointing"),
        ("Because of this, the council met on Monday.", "pointing"),
    ],
)
def test_what_leans_on_the_sentence_before(second: str, need: str, nlp: Language) -> None:
    context = context_of(FERRY + second, nlp)
    assert context.unmet([1]) == {1: {need}}
    assert context.unmet([0, 1]) == {0: set(), 1: set()}


@pytest.mark.parametrize(
    "second",
    [
        "The council of Larkfield met on Monday.",
        "The government will decide this week.",
        "Anna Porter, the mayor, opened the new school on Monday.",
        "Larkfield council said the ferry would sail again.",
        "The harbour board asked for a second opinion.",
    ],
)
def test_what_says_itself_what_it_means(second: str, nlp: Language) -> None:
    assert context_of(FERRY + second, nlp).unmet([1]) == {1: set()}


def test_a_bare_surname_needs_the_sentence_with_the_full_name(nlp: Language) -> None:
    text = "Anna Porter met the council on Monday. The town has a ferry. On Friday Porter asked for another vote."
    context = context_of(text, nlp)
    assert context.unmet([1, 2])[2] == {"name"}
    assert context.unmet([0, 2])[2] == set()


def test_a_short_name_needs_the_sentence_that_explains_it(nlp: Language) -> None:
    text = "The Coastal Harbour Board (CHB) met on Monday. The town has a ferry. Nobody at CHB spoke on Friday."
    context = context_of(text, nlp)
    assert context.unmet([1, 2])[2] == {"name"}
    assert context.unmet([0, 2])[2] == set()


def test_the_headline_gives_its_words(nlp: Language) -> None:
    assert context_of(FERRY + "The ferry broke down on Monday.", nlp, "New ferry breaks down").unmet([1]) == {1: set()}


def test_debts_fall_when_what_is_needed_is_chosen(nlp: Language) -> None:
    context = context_of(FERRY + "The ferry broke down on Monday. But the ferry sails again.", nlp)
    debts = Debts(context, {"connective": 0.5, "pointing": 4.0, "definite": 1.0, "name": 0.25})
    assert debts.costs.tolist() == [0.0, 1.0, 1.5]
    debts.choose(2)  # what stands below gives nothing to those above
    assert debts.costs.tolist() == [0.0, 1.0, 1.5]
    debts.choose(0)
    assert debts.costs.tolist() == [0.0, 0.0, 0.5]
    debts.choose(1)
    assert debts.costs.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(("first_score", "order"), [(4.0, [0, 1, 2]), (1.0, [2, 1, 0])])
def test_what_leans_comes_after_what_it_leans_on_or_waits(first_score: float, order: list[int], nlp: Language) -> None:
    context = context_of(FERRY + "The ferry broke down on Monday. Nobody in Larkfield was hurt.", nlp)
    debts = Debts(context, {"connective": 0.0, "pointing": 0.0, "definite": 1.0, "name": 0.0})
    matrix = TermMatrix([["ferry"], ["break"], ["hurt"]])
    scores = np.array([first_score, 3.0, 2.5])
    assert choose(scores, 0.0, matrix, np.zeros(3, dtype=bool), debts) == order
