"""Gaps that punctuation shows."""

import time

import pytest

from briefing.sources import article_from_text


def places(text: str) -> list[tuple[str, str]]:
    """What stands before each gap, and its kind."""
    article = article_from_text(text, "article.txt")
    return [(text[: gap.at].rstrip()[-8:], gap.kind) for gap in article.gaps]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He bought the lot from . Then he left for home.", [("lot from", "object")]),
        ("One obstacle to the plan remains: . No one speaks of it now.", [("remains:", "clause")]),
        ("The head of the harbour, , has again ruled it out.", [("harbour,", "name")]),
        ("The plan was praised by the crew but . Nobody knows.", [("crew but", "clause")]),
        ("The song in “” made her famous in a single night.", [("ong in “", "name")]),
        ("The disease () is rare among sailors in the north.", [("isease (", "modifier")]),
        ("They spoke of the harbour. in this town, nobody listens.", [("harbour.", "subject")]),
        ("They came for the and. Nothing was left for them.", [(" the and", "clause")]),
    ],
)
def test_what_is_left_of_a_link(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "What does he know about it . . . So he left the room.",
        "The works of Example Corp. said so, as did Jo Roe Jr. and others.",
        "It opens at 6 p.m. on Friday, in the hall that they come from.",
        "I was so glad :) and then it rained, i.e. all was lost.",
        "We looked at the sea. https://example.org has the picture.",
        "Senator Ann Roe , who spoke first , moved that the house , which was full , rise . All rose .",
        "He said, “Go.” Then (as ever) he went.",
    ],
)
def test_whole_text_has_none(text):
    assert places(text) == []


def test_gaps_in_lines_set_aside_are_not_reported():
    assert places("A pier for the town\n\nShare this: , ,\n\nThe council voted for it on Monday, all of them.") == []


@pytest.mark.parametrize("unit", [" .", "(", " ", "a ", "and. ", ", , ", "( "])
def test_time_grows_with_length_alone(unit):
    text = (unit * 500_000)[:500_000] + "x"
    start = time.process_time()
    article_from_text(text, "long.txt")
    assert time.process_time() - start < 5
