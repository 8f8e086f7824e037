"""What sentences do to each other across an article: what is done is no longer asked."""

import pytest
from spacy.language import Language

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.questions.rank.features import extract_features
from briefing.analysis.questions.rank.rebuttals import is_settled
from briefing.sources import article_from_text


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("The town council will approve the harbour plan. The town council approved the harbour plan on Monday.", True),
        ("The town council approved the harbour plan. The mayor said the council would approve the harbour plan.", True),
        ("The town council will approve the harbour plan. The town council has not approved the harbour plan.", False),
        ("The town council will approve the harbour plan. The union approved of the harbour and the town plan.", False),
        (
            "The town council will approve the harbour plan this year. The town council approved the harbour plan last spring.",
            False,
        ),
        ("The town council will approve the harbour plan. The town council said: “We approved the harbour plan.”", False),
    ],
    ids=["done", "done before", "not done", "done by another", "done another year", "only said"],
)
def test_what_is_reported_as_done_is_settled(text: str, settled: bool, nlp: Language) -> None:
    article = article_from_text(text, "x.txt")
    document = read_document(parse(article, nlp), article)
    observed = extract_features(document)
    asked = [(one, candidate.question) for one in observed for candidate in one.candidates if "approve" in candidate.question]
    assert asked
    assert any(is_settled(document, one, question, observed) for one, question in asked) == settled
