"""Gaps that only grammar shows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.analysis.document import read_document
from briefing.analysis.gaps import find_grammar_gaps
from briefing.analysis.pipeline import parse
from briefing.model import Article
from briefing.sources import article_from_text


def with_gaps(text: str, nlp) -> Article:
    article = article_from_text(text, "article.txt")
    return find_grammar_gaps(read_document(parse(article, nlp), article))


DAMAGED = "The plan was drawn up by . It cost more than . The head of the council, , has ruled it out. "


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Harbour Secretary General ", "Said at the meeting that the pier would be built."),
        ("Island towns ", "and, at talks in the capital, the council and the harbour said they had agreed."),
        ("According to ", "of the harbour office, the pier will be built next year."),
    ],
)
def test_lost_words_are_found(before, after, nlp):
    article = with_gaps(DAMAGED + before + after, nlp)
    assert len(DAMAGED + before) in [gap.at for gap in article.gaps]


@pytest.mark.parametrize(
    "text",
    [
        "The ship docked at Port Said in the morning. The scholar Edward Said wrote of it.",
        "The motion was carried with 91 votes in favour, 12 against and 57 abstentions.",
        "The town they came from is small. It is the only one that he ever dreamt of, and he told her so.",
        "Island towns and, to a lesser extent, the harbour have refused to pay. The mayor and, at times, her deputy objected.",
        "He works in and around the harbour. The council voted on Monday to rebuild the pier.",
    ],
)
def test_whole_sentences_have_none(text, nlp):
    assert with_gaps(text, nlp).gaps == ()


def test_gaps_of_punctuation_stay_and_all_are_in_order(nlp):
    article = article_from_text(DAMAGED, "article.txt")
    found = with_gaps(DAMAGED, nlp)
    assert set(article.gaps) <= set(found.gaps)
    assert [gap.at for gap in found.gaps] == sorted({gap.at for gap in found.gaps})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("aA the.,\n“”()and"), max_size=80))
def test_any_text(text, nlp):
    for gap in with_gaps(text, nlp).gaps:
        assert 0 <= gap.at <= len(text)
