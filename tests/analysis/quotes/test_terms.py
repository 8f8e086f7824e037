"""Words in quotation marks that nobody said: terms, glosses, other names, programmes; and how sure a speaker must be."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.quotes import find_quotes
from briefing.sources import article_from_text

Finder = Callable[[str], list[tuple[str, str | None]]]
HEAD = "Harbour town waits for its ferry\n\n"


@pytest.fixture(scope="module")
def find(nlp: Language) -> Finder:
    """The quotes of a text and their speakers' words, without reported speech."""

    def finder(text: str) -> list[tuple[str, str | None]]:
        article = article_from_text(HEAD + text, "x.txt")
        quotes = find_quotes(read_document(parse(article, nlp), article))
        return [(quote.text, quote.speaker and quote.speaker.text) for quote in quotes if quote.kind != "indirect"]

    return finder


@pytest.mark.parametrize(
    "text",
    [
        "Owen Price spoke of the so-called “green list” of boats.",
        "Martha Hale ended her letter with “Mare Nostrum,” Latin for “our sea.”",
        "The crew called out “wharf rat,” slang for “thief.”",
        "With the small cabin, or “coop,” you will sleep six on board.",
    ],
)
def test_the_words_themselves_are_no_speech(find: Finder, text: str) -> None:
    assert not any(quote in {"green list", "our sea.", "thief.", "coop,"} for quote, _ in find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Owen Price said he was tired, or “done,” after the storm.",
        "Martha Hale thanked the Danes for “taking these boats in.”",
    ],
)
def test_what_somebody_says_stays_beside_the_same_words(find: Finder, text: str) -> None:
    assert [speaker for _, speaker in find(text)] == [text[: text.index(" ", text.index(" ") + 1)]]


@pytest.mark.parametrize(
    "text",
    [
        "When feathers are in the air, the illness is called “feather lung.”",
        "The term used by doctors is “feather lung.”",
        "The harbour is known as “the old pool.”",
    ],
)
def test_what_bears_a_name_is_not_its_speaker(find: Finder, text: str) -> None:
    assert not any(speaker for _, speaker in find(text))


def test_an_agent_gives_a_name(find: Finder) -> None:
    assert find("The plan was called “a disaster” by Martha Hale.") == [("a disaster", "Martha Hale")]


@pytest.mark.parametrize(
    "text",
    [
        "Speaking to “Good Morning Harbour” on Monday, Martha Hale praised the crew.",
        "Martha Hale told “Ferry and Friends” that the boat was late.",
        "Owen Price, the co-host of “Eye of the Storm,” praised the crew.",
        "Owen Price appeared on “Coast & Country” and praised the crew.",
        "The crew named their boat “Grey Gull” and sailed.",
        "Owen Price wrote under the pseudonym “Captain Salt” for years.",
        "Martha Hale played a gull in the episode “Fish n’ Chips.”",
    ],
)
def test_programmes_and_given_names_are_no_speech(find: Finder, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Martha Hale told “the whole truth” about the boat.", "the whole truth"),
        ("The crowd chanted “Save Our Ferry!” on the quay.", "Save Our Ferry!"),
        ("Owen Price said the plan was “Pure Madness” on Monday.", "Pure Madness"),
    ],
)
def test_capitals_alone_make_no_programme(find: Finder, text: str, quote: str) -> None:
    assert quote in [found for found, _ in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The second cabin holds room for “sea legs” and a table.",
        "The ward bought a “quiet” engine for the boat.",
    ],
)
def test_a_thing_that_reports_nothing_gets_no_words(find: Finder, text: str) -> None:
    assert not any(speaker for _, speaker in find(text))
