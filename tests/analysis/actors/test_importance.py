"""Which entities a report shows as its actors: who acts, speaks or undergoes, and not what is only the backdrop."""

from collections.abc import Callable

import pytest

from briefing.model import Briefing

Brief = Callable[[str], Briefing]

REPORT = """Ferry board sacks its captain after collision

The Harbour Ferry Board sacked Captain Martha Hale on Monday after her boat struck a pier in {place} in March.

“The board has lost its trust in Hale,” said Tom Reeve, the chairman of the Harbour Ferry Board. “She was warned twice.”

Hale said she would appeal. “I was never warned,” she said. “The brakes had failed before, and Reeve knew it.”

The board hired Hale in 2011. Reeve said that a new captain would be named by Friday, and the ferry would sail again.

Hale, who also worked in {far} as a pilot, asked the board to publish the report on the brakes. Reeve refused.
"""


@pytest.mark.parametrize(("place", "far"), [("Dunmore", "Norway"), ("Alford", "Portugal")])
def test_the_backdrop_is_no_actor_of_a_report(brief: Brief, place: str, far: str) -> None:
    names = [actor.name for actor in brief(REPORT.format(place=place, far=far)).actors]
    assert {"Martha Hale", "Tom Reeve", "Harbour Ferry Board"} == set(names[:3]), names
    assert not {place, far} & set(names), names


def test_a_place_in_the_headline_stays(brief: Brief) -> None:
    text = REPORT.format(place="Dunmore", far="Norway").replace("after collision", "after collision in Dunmore")
    names = {actor.name for actor in brief(text).actors}
    assert "Dunmore" in names
    assert "Norway" not in names


def test_a_speaker_stays(brief: Brief) -> None:
    text = REPORT.format(place="Dunmore", far="Norway") + "\n“It was loud,” said Carla Voss, who sells fish nearby.\n"
    briefing = brief(text)
    speaker = next(quote.speaker for quote in briefing.quotes if quote.text.strip("“”,") == "It was loud")
    assert speaker is not None
    assert speaker.actor in {actor.id for actor in briefing.actors if actor.name == "Carla Voss"}


def test_a_text_that_reports_no_words_keeps_everybody_it_names(brief: Brief) -> None:
    text = (
        "The early years of Martha Hale\n\nMartha Hale was born in Dunmore in 1931. Her family moved to Alford, and then to "
        "Norway. Hale bought a boat there in 1950.\n"
    )
    names = {actor.name for actor in brief(text).actors}
    assert {"Martha Hale", "Dunmore", "Norway"} <= names


def test_an_article_with_hardly_an_actor_shows_what_it_has(brief: Brief) -> None:
    assert brief("Dunmore\n\n“It rains,” it said in Dunmore. “It rains.”\n").actors
