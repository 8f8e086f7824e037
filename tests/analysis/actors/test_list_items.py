"""Lists of people: the names in them, and whom "the judge" and "he" mean in an item that a name heads."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from briefing.analysis import analyse
from briefing.model import Actor
from briefing.sources import article_from_text

Finder = Callable[[str], dict[str, Actor]]
HEAD = "Who will run the harbour of Easton\n\nThe town will choose in May, and several people have said they will run.\n\n"


@pytest.fixture(scope="module")
def find(nlp: Language) -> Finder:
    """The actors of a text by their names."""

    def finder(text: str) -> dict[str, Actor]:
        return {actor.name: actor for actor in analyse(article_from_text(HEAD + text, "x.txt"), nlp).actors}

    return finder


def words(actor: Actor) -> list[str]:
    return [mention.text for mention in actor.mentions if mention.form != "name"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Marcus Delgado. The senator leads in every poll.\n\n2. Jane Harlow. The former judge will lower the fees.",
        "Two may win: 1. Marcus Delgado. The senator leads in every poll. 2. Jane Harlow. The former judge will lower fees.",
        "• Marcus Delgado: The senator leads in every poll.\n• Jane Harlow: The former judge will lower the fees.",
        "- Marcus Delgado — the senator leads in every poll.\n- Jane Harlow — the former judge will lower the fees.",
        "2) Marcus Delgado\n\nThe senator leads in every poll.\n\n1) Jane Harlow\n\nThe former judge will lower the fees.",
    ],
)
def test_the_item_is_about_the_name_that_heads_it(find: Finder, text: str) -> None:
    actors = find(text)
    assert "senator" in " ".join(words(actors["Marcus Delgado"])).lower()
    assert "judge" in " ".join(words(actors["Jane Harlow"])).lower()
    assert actors["Jane Harlow"].role == "former judge"


def test_he_in_an_item_is_who_heads_it(find: Finder) -> None:
    actors = find("1. Peter Quill. The fisherman is the youngest of them.\n\n2. Tom Vance. “I will win,” he said on Monday.")
    assert "he" in words(actors["Tom Vance"])
    assert "he" not in words(actors["Peter Quill"])


def test_she_is_nobody_who_is_a_man(find: Finder) -> None:
    actors = find("1. Jane Harlow. The former judge will lower the fees.\n\n2. Tom Vance. She has beaten him twice.")
    assert "She" not in words(actors["Tom Vance"])


def test_names_in_short_items_are_found(find: Finder) -> None:
    actors = find("3. Rosa Martin — Mayor\n\n2. Peter Quill, Baker\n\n1. Jane Harlow — Harbour Board Chair")
    assert {"Rosa Martin", "Peter Quill", "Jane Harlow"} <= set(actors)


def test_a_speaker_in_a_transcript_heads_nothing(find: Finder) -> None:
    actors = find("Jane Harlow: The judge told me to wait.\n\nTom Vance: The senator never came.\n\nJane Harlow: I waited.")
    assert not any("judge" in found for found in words(actors["Jane Harlow"]))


def test_a_name_that_signs_a_quote_heads_nothing(find: Finder) -> None:
    actors = find("“I have never seen a tide so high in this town.”\n\n— Jane Harlow\n\nThe senator was not there.")
    assert not any("senator" in found for found in words(actors["Jane Harlow"]))
