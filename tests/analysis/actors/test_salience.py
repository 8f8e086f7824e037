"""The order of the actors as a reader sees it: who the article is about comes before whom it only touches."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from briefing.model import Briefing

Brief = Callable[[str], Briefing]
HEAD = "Harbour town argues over its ferry\n\n"
OPENING = "The harbour was closed for a second night because of ice. Nobody knew when the boats would sail.\n\n"


@pytest.mark.parametrize(
    ("text", "before", "behind"),
    [
        pytest.param(
            OPENING
            + "In Dunmore the shops were shut, and buses from Dunmore ran late. Maria Keller paid, and Maria Keller left.",
            "Maria Keller",
            "Dunmore",
            id="somebody who acts before a place where it happens",
        ),
        pytest.param(
            OPENING + "The ice was the worst in years, according to Tom Reed. A tug sent by Carl Moss broke it at noon.",
            "Carl Moss",
            "Tom Reed",
            id="somebody in the news before its source",
        ),
        pytest.param(
            "Maria Keller closed the ferry. It had sailed for years without a fault. Tom Reed met the crew on Monday.",
            "Maria Keller",
            "Tom Reed",
            id="the first sentence before the third",
        ),
        pytest.param(
            OPENING
            + "Maria Keller bought the boat. Maria Keller sold it. Maria Keller wept. Tom Reed watched, and Tom Reed sang.",
            "Maria Keller",
            "Tom Reed",
            id="somebody named often before somebody named less",
        ),
    ],
)
def test_order(brief: Brief, text: str, before: str, behind: str) -> None:
    names = [one.name for one in brief(HEAD + text).actors]
    assert names.index(before) < names.index(behind), names


def test_salience_runs_from_one_down_to_nothing(brief: Brief) -> None:
    text = OPENING + "Maria Keller met Tom Reed. Ice was seen as far as Dunmore, according to Carl Moss. Keller left."
    salience = [one.salience for one in brief(HEAD + text).actors]
    assert salience[0] == 1
    assert all(0 <= behind <= before for before, behind in pairwise(salience))


def test_an_article_without_a_headline_has_its_order_too(brief: Brief) -> None:
    names = [one.name for one in brief("Maria Keller spoke. Keller said the ferry would sail. Tom Reed left.").actors]
    assert names[0] == "Maria Keller"


def test_an_article_without_actors_has_none(brief: Brief) -> None:
    assert brief(HEAD + "The ferry was late. It rained.").actors == ()
