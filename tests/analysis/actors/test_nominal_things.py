"""Bodies and places behind "the company", "our country" and "the mosque", and people behind descriptions of all sorts."""

from collections.abc import Callable

import pytest

from briefing.model import Briefing

Brief = Callable[[str], Briefing]
HEAD = "Harbour town argues over its ferry\n\n"


def owner(briefing: Briefing, words: str, nth: int = 0) -> str | None:
    """The name of the actor whose mention these words are, at their nth place in the text."""
    start = -1
    for _ in range(nth + 1):
        start = briefing.article.text.index(words, start + 1)
    place = (start, start + len(words))
    return next(
        (one.name for one in briefing.actors for mention in one.mentions if (mention.start, mention.end) == place), None
    )


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Norlund Corp. bought the ferry. Norlund Corp. sold it. Norlund Corp. wants it back. The company lost millions.",
            "The company",
            "Norlund Corp.",
        ),
        (
            "New Zealand closed its harbours. New Zealand waited. Nobody entered the country for a month.",
            "the country",
            "New Zealand",
        ),
        ("In 2019 Tom Reed founded the company Norlund Corp. to run a ferry.", "the company", "Norlund Corp."),
        ("The Labour Party met in Dover. The party wants a bridge.", "The party", "Labour Party"),
        ("The Italian Supreme Court ruled on Monday. The court found for the town.", "The court", "Italian Supreme Court"),
        ("Italy closed its harbours on Monday. The Italian government gave no reason.", "The Italian government", None),
        ("Norlund Corp. bought the ferry. The storm hit the town.", "The storm", None),
    ],
)
def test_bodies_and_places(brief: Brief, text: str, words: str, name: str | None) -> None:
    assert owner(brief(HEAD + text), words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Maria Keller is a vegan from Dover.", "a vegan", "Maria Keller"),
        ("Tom Reed, a homeopath, sold the ferry.", "a homeopath", "Tom Reed"),
        ("Tom Reed sold the ferry. It was a mistake.", "a mistake", None),
        ("Maria Keller is an engineer, writer and mayor.", "mayor", "Maria Keller"),
        ("Tom Reed met his wife, Ann Reed, in Dover. Years later his wife left him.", "his wife", "Ann Reed"),
        ("Tom Reed met his wife, Ann Reed, in Dover. Years later Tom Reed lost his wife.", "his wife", "Ann Reed"),
        ("Paul Stone, a lawyer for the mayor, spoke. The mayor said nothing.", "The mayor", None),
        ("The council met on Monday. The old man stayed at home. Tom Reed spoke.", "The old man", None),
    ],
)
def test_people(brief: Brief, text: str, words: str, name: str | None) -> None:
    assert owner(brief(HEAD + text), words) == name


def test_somebody_in_the_opening_is_named_below(brief: Brief) -> None:
    text = "Judge stops the ferry\n\nA federal judge stopped the ferry. U.S. District Judge Maria Keller ruled it unsafe."
    assert owner(brief(text), "A federal judge") == "Maria Keller"


INTERVIEW = (
    "Dover Post interviews ferry captain Maria Keller\n\n"
    "How did you come to the sea?\n\nI grew up beside it. My father was a sailor.\n\n"
    "What did your first ship teach you?\n\nPatience. I am a slow learner.\n\n"
    "Will the ferry sail again?\n\nI hope so."
)


def test_in_an_interview_i_and_you_are_who_is_asked(brief: Brief) -> None:
    briefing = brief(INTERVIEW)
    found = {mention.text for one in briefing.actors if one.name == "Maria Keller" for mention in one.mentions}
    assert {"I", "My", "you", "your"} <= found


def test_questions_alone_make_no_interview(brief: Brief) -> None:
    briefing = brief(INTERVIEW.replace("Dover Post interviews ferry", "Dover Post meets ferry"))
    assert not {mention.text for one in briefing.actors for mention in one.mentions} & {"I", "you"}


def test_who_else_is_named_in_the_headline_makes_the_answers_nobodys(brief: Brief) -> None:
    briefing = brief(INTERVIEW.replace("captain Maria Keller", "captains Maria Keller and Tom Reed"))
    assert not {mention.text for one in briefing.actors for mention in one.mentions} & {"I", "you"}
