"""What sentences do to each other across an article: denials meet claims, and what is done is no longer asked."""

import pytest
from spacy.language import Language

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.questions import find_questions
from briefing.analysis.questions.rank.features import extract_features
from briefing.analysis.questions.rank.rebuttals import answered_claims, is_settled
from briefing.sources import article_from_text

FILLER = "The market opens at eight. The church was built of grey stone."


def met(text: str, nlp: Language) -> list[tuple[str, str]]:
    """The first words of each denial and of the claim that it answers."""
    article = article_from_text(text, "x.txt")
    document = read_document(parse(article, nlp), article)
    observed = extract_features(document)
    found = answered_claims(document, observed)
    return [
        (document.text_of(observed[denial].sentence), document.text_of(observed[claim].sentence)) for denial, claim in found
    ]


def test_a_denial_meets_the_claim_that_it_answers(nlp: Language) -> None:
    claim = "The union accused Harwick Ferries of hiding the safety report."
    denial = "Harwick Ferries rejected the charge about the report."
    other = "The mayor alleged that the market was a danger to children."
    assert met(f"{claim} {FILLER} {other} {denial}", nlp) == [(denial, claim)]


def test_a_denial_of_something_else_meets_nothing(nlp: Language) -> None:
    text = f"The union accused the bank of fraud. {FILLER} {FILLER} {FILLER} Harwick Ferries denied that boats were late."
    assert met(text, nlp) == []


def test_both_sides_are_evidence_of_one_question(nlp: Language) -> None:
    claim = "The union accused Harwick Ferries of hiding the safety report."
    denial = "Harwick Ferries denied that it had hidden the safety report."
    article = article_from_text(f"A strike at the port\n\n{claim} {FILLER}\n\n{denial}", "x.txt")
    questions = find_questions(read_document(parse(article, nlp), article), (), ())
    told = [{article.text[span.start : span.end] for span in question.evidence} for question in questions]
    assert {claim, denial} in told


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
