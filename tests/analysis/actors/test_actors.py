"""Key actors as a reader sees them: one entry for each, under its fullest name, with its role and its type."""

from collections.abc import Callable

import pytest

from briefing.analysis import analyse
from briefing.model import Actor, Briefing
from briefing.sources import article_from_text

Brief = Callable[[str], Briefing]
HEAD = "Harbour town argues over its ferry\n\n"


def actor(briefing: Briefing, name: str) -> Actor:
    """The actor that is called so; the test fails if there is none."""
    found = [one for one in briefing.actors if name in (one.name, *one.aliases)]
    assert len(found) == 1, f"{name}: {[one.name for one in briefing.actors]}"
    return found[0]


def texts(one: Actor, form: str) -> list[str]:
    return [mention.text for mention in one.mentions if mention.form == form]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Maria Keller opened the meeting. Later Keller left.", "Maria Keller", "Keller"),
        ("The International Ferry Board (IFB) met in May. The IFB said nothing.", "International Ferry Board", "IFB"),
        ("The Office of Harbour Safety (OHS) met. OHS inspectors left.", "Office of Harbour Safety", "OHS"),
        ("The United States agreed. The US said so on Monday.", "United States", "US"),
        ("The Republican Party met in Ohio. The GOP wants a vote.", "Republican Party", "GOP"),
        ("Thomas B. Harding spoke first. Thomas Harding then sat down.", "Thomas B. Harding", "Thomas Harding"),
        (
            "The Department of Energy said no. The Energy Department did not explain.",
            "Department of Energy",
            "Energy Department",
        ),
    ],
)
def test_two_names_of_one_actor_are_one_entry(brief: Brief, text: str, name: str, alias: str) -> None:
    found = actor(brief(HEAD + text), alias)
    assert found.name == name
    assert alias in found.aliases


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Marlow said he was tired. His wife, Mrs. Marlow, said she was not.",
        "Anna Marlow runs the bakery. Peter Marlow runs the pub.",
    ],
)
def test_two_people_of_one_family_name_are_two(brief: Brief, text: str) -> None:
    people = [one for one in brief(HEAD + text).actors if one.type == "person" and "Marlow" in one.name]
    assert len(people) == 2


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("France and Spain signed the treaty.", "France", "country"),
        ("Mayor Helen Ortiz said she would resign.", "Helen Ortiz", "person"),
        ("The World Bank said it would lend more.", "World Bank", "organization"),
        ("The storm reached Lisbon on Friday.", "Lisbon", "place"),
        ("Ukrainians queued for hours at the border.", "Ukrainians", "group"),
    ],
)
def test_types(brief: Brief, text: str, name: str, kind: str) -> None:
    assert actor(brief(HEAD + text), name).type == kind


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Norwegian special envoy Lars Dahl flew home.", "Lars Dahl", "Norwegian special envoy"),
        ("Lars Dahl, a retired fisherman, flew home.", "Lars Dahl", "retired fisherman"),
        ("Keller’s son-in-law Lars Dahl flew home.", "Lars Dahl", "Keller’s son-in-law"),
        ("The president of Chile, Elena Rojas, flew home.", "Elena Rojas", "president of Chile"),
        ("Elena Rojas, who is the mayor of the town, flew home.", "Elena Rojas", "mayor of the town"),
        ("Elena Rojas is the new director of the museum.", "Elena Rojas", "new director of the museum"),
    ],
)
def test_roles_are_the_articles_own_words(brief: Brief, text: str, name: str, role: str) -> None:
    assert actor(brief(HEAD + text), name).role == role


def test_a_role_that_tells_nothing_is_not_shown(brief: Brief) -> None:
    assert actor(brief(HEAD + "Lars Dahl is the man. Lars Dahl, a friend, flew home."), "Lars Dahl").role is None


def test_a_name_has_no_title_article_or_possessive_ending(brief: Brief) -> None:
    briefing = brief(HEAD + "The Kremlin's plan angered Senator Ruth Calder. Ruth Calder’s aides met the World Bank.")
    assert texts(actor(briefing, "Kremlin"), "name") == ["Kremlin"]
    assert texts(actor(briefing, "Ruth Calder"), "name") == ["Ruth Calder", "Ruth Calder"]


def test_a_capital_that_acts_is_its_country_and_a_place_where_it_is_one(brief: Brief) -> None:
    text = "France wants talks. Paris attacked its neighbour in May. France sent a note. The talks were held in Paris."
    briefing = brief(HEAD + text)
    assert texts(actor(briefing, "France"), "name") == ["France", "Paris", "France"]
    assert [one.type for one in briefing.actors if one.name == "Paris"] == ["place"]


def test_a_city_that_may_mean_another_power_stays_a_city(brief: Brief) -> None:
    briefing = brief(HEAD + "Belgium wants talks. Brussels rejected the plan. Belgium sent a note. Brussels will answer.")
    assert texts(actor(briefing, "Belgium"), "name") == ["Belgium", "Belgium"]


def test_words_for_a_people_belong_to_the_country_without_naming_it(brief: Brief) -> None:
    found = actor(brief(HEAD + "Norway closed its ports. Norwegian ships stayed out."), "Norway")
    assert texts(found, "demonym") == ["Norwegian"]
    assert found.name == "Norway"


@pytest.mark.parametrize(
    "text",
    [
        "PORTSMOUTH (Wire News) — The ferry sank at dawn and nobody was hurt.",
        "The Act passed. The Bill failed. The Government fell.",
        "Secretary of State. The Vice President left.",
    ],
)
def test_datelines_offices_and_laws_are_no_actors(brief: Brief, text: str) -> None:
    named = [one.name for one in brief(HEAD + text).actors if any(mention.form == "name" for mention in one.mentions)]
    assert not named


def test_a_body_inside_a_title_is_no_actor_of_its_own(brief: Brief) -> None:
    names = [one.name for one in brief(HEAD + "Senate Majority Leader Ruth Calder said the ferry must sail.").actors]
    assert names == ["Ruth Calder"]


def test_the_headline_weighs_most(brief: Brief) -> None:
    text = "Keller wins the harbour vote\n\nThe vote was held in Dover. Maria Keller won. Tom Reed lost, and Tom Reed left."
    assert brief(text).actors[0].name == "Maria Keller"


def test_ids_follow_salience_and_mentions_follow_the_article(brief: Brief) -> None:
    text = HEAD + "Maria Keller met Tom Reed. She told him that Reed was late. Keller and Reed went to Dover."
    actors = brief(text).actors
    assert [one.id for one in actors] == [f"a{number}" for number in range(1, len(actors) + 1)]
    assert [one.salience for one in actors] == sorted((one.salience for one in actors), reverse=True)
    for one in actors:
        starts = [mention.start for mention in one.mentions]
        assert starts == sorted(starts)


def test_somebody_without_a_name_is_called_by_the_fullest_description(brief: Brief) -> None:
    text = HEAD + "A 43-year-old man was found at sea. The man said he had swum all night. The man was cold. The man slept."
    found = brief(text).actors[0]
    assert found.name == "A 43-year-old man"
    assert found.type == "person"


def test_the_small_model_works_too() -> None:
    from briefing.analysis.pipeline import load_model

    text = "Maria Keller, the mayor of Dover, met Tom Reed. She said the harbour was safe."
    assert "Maria Keller" in [one.name for one in analyse(article_from_text(text, "x.txt"), load_model("sm")).actors]
