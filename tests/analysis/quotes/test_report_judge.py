"""Reports are shown if they were said: no acts, no plans, no clauses that are cut."""

import pytest

SAID = [
    ("Ann Marlow said the ferry would not sail before Monday.", "the ferry would not sail before Monday"),
    ("The harbour board told reporters that repairs had begun.", "repairs had begun"),
    ("According to the coast guard, the crew was safe.", "the crew was safe"),
    ("Marlow denied that the pilot had been drinking.", "the pilot had been drinking"),
]
NOT_SAID = [
    "Calder Marine posted its most profitable quarter on Thursday.",
    "The board fired nine members of staff.",
    "Marlow did not respond to requests for comment.",
    "The company closed the yard, sending its shares down.",
    "Marlow pleaded not guilty when she appeared in court.",
]


@pytest.mark.parametrize(("text", "content"), SAID)
def test_what_a_source_says_is_a_report(brief, text, content):
    assert any(content in quote.text for quote in brief(text).quotes if quote.kind == "indirect")


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_a_source_does_is_no_report(brief, text):
    assert [quote.text for quote in brief(text).quotes if quote.kind == "indirect"] == []
