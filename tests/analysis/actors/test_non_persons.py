"""Storms, ships and machines that are called like people are no actors; nor does one word for several name a person."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from briefing.analysis import analyse
from briefing.sources import article_from_text

Finder = Callable[[str], dict[str, str]]
HEAD = "A long week on the coast of Easton\n\n"


@pytest.fixture(scope="module")
def find(nlp: Language) -> Finder:
    """The types of a text's actors by their names."""

    def finder(text: str) -> dict[str, str]:
        return {actor.name: actor.type for actor in analyse(article_from_text(HEAD + text, "x.txt"), nlp).actors}

    return finder


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Hurricane Marta hit the coast on Monday. Marta tore roofs off houses. Officials said Marta would weaken.", "Marta"),
        ("Tropical Storm Otto follows behind it, and Otto may turn north.", "Otto"),
        ("The ferry Princess Anna sank on Monday. The Princess Anna had left Dover at noon.", "Anna"),
        ("The cargo ship Emma Rose pulled 20 people from the sea. The Emma Rose then sailed on.", "Emma Rose"),
        ("The lander Beatrice touched down on Monday. Beatrice will send pictures for a week.", "Beatrice"),
        ("The voice assistant Ada can turn on the light. Ada also reads messages aloud.", "Ada"),
    ],
)
def test_a_thing_called_like_a_person_is_no_actor(find: Finder, text: str, thing: str) -> None:
    assert not any(thing in name for name in find(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The boat Jane Harlow sold last year burned on Monday.", "Jane Harlow"),
        ("The ferry Captain Jane Harlow steered was old.", "Jane Harlow"),
        ("In the storm Jane Harlow lost her house.", "Jane Harlow"),
        ("Storm Marta hit the coast. Marta Keller lost her house. “I ran,” said Keller.", "Marta Keller"),
    ],
)
def test_people_beside_things_stay(find: Finder, text: str, name: str) -> None:
    assert find(text).get(name) == "person"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The rover NASA built will land on Monday. NASA said so.", "NASA"),
        ("The National Hurricane Center said so. It warned the coast.", "National Hurricane Center"),
    ],
)
def test_bodies_beside_things_stay(find: Finder, text: str, name: str) -> None:
    assert find(text).get(name) == "organization"


def test_a_word_for_several_names_no_person(find: Finder) -> None:
    actors = find("Progressives said the plan was weak. Rangers won at home and believe in luck.")
    assert "person" not in actors.values()


def test_a_family_name_may_look_like_several(find: Finder) -> None:
    assert find("Williams said the plan was weak. Williams believes that his wife was right.").get("Williams") == "person"
