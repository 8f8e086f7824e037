"""Quotes that their place tells: titles, signatures, labels, headlines, and what each kind of quote is."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.quotes import find_quotes
from briefing.analysis.quotes.filters.titles import is_title_case
from briefing.model import Quote
from briefing.sources import article_from_text

Finder = Callable[[str], tuple[Quote, ...]]
HEAD = "Harbour town waits for its ferry\n\n"
FILLER = "The tide was high and the town was quiet.\n\n"


@pytest.fixture(scope="module")
def find(nlp: Language) -> Finder:
    """The quotes of a text, without reported speech."""

    def finder(text: str) -> tuple[Quote, ...]:
        article = article_from_text(text, "x.txt")
        return tuple(quote for quote in find_quotes(read_document(parse(article, nlp), article)) if quote.kind != "indirect")

    return finder


def spoken(quotes: tuple[Quote, ...]) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker and quote.speaker.text) for quote in quotes]


@pytest.mark.parametrize(
    "text",
    [
        "The choir sang “The Road Home” on the quay.",
        "Martha Hale sang “Night and Fog” and the crowd cheered.",
        "She has written a novel called “Low Water.”",
        "In her memoir, “Salt and Stone,” Martha Hale tells of the quay.",
        "Hale’s book “The Long Pier” was read aloud.",
        "“The Long Pier,” a novel by Martha Hale, was read aloud.",
        "Owen Price starred in “The Ferryman” for three years.",
        "A documentary titled “Who Owns the Sea?” was shown in the hall.",
        "The so-called “experts” never saw a boat.",
    ],
)
def test_titles_and_scare_quotes_are_no_speech(find: Finder, text: str) -> None:
    assert spoken(find(HEAD + text)) == []


def test_a_title_inside_a_report_is_left_out_and_the_words_stay(find: Finder) -> None:
    text = HEAD + "Owen Price said the film “The Long Pier” was “a masterpiece.”"
    assert spoken(find(text)) == [("a masterpiece.", "Owen Price")]


@pytest.mark.parametrize(
    "text",
    [
        "“Get Off My Boat!” Martha Hale shouted.",
        "The crowd chanted “Save Our Ferry.”",
        "In her book Martha Hale wrote: “The sea takes what it wants.”",
    ],
)
def test_speech_is_kept_whatever_it_looks_like(find: Finder, text: str) -> None:
    assert len(find(HEAD + text)) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Long Pier", True),
        ("A Man of the Sea,", True),
        ("Taken", True),
        ("1911", True),
        ("The long pier", False),
        ("We go to Easton", False),
        ("The Man who", False),
        ("…", False),
        ("", False),
        ("One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen", False),
    ],
)
def test_the_writing_of_titles(text: str, wanted: bool) -> None:
    assert is_title_case(text) is wanted


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“I have never seen a tide so high, and I was born on this quay.”\n\n— Martha Hale\n\nIt rained.", "Martha Hale"),
        ("“I have never seen a tide so high.” — Martha Hale, a teacher\n\nIt rained.", "Martha Hale"),
        ("Owen Price spoke first.\n\n“I have never seen a tide so high.” – Martha Hale\n\nIt rained.", "Martha Hale"),
        ("Owen Price spoke first.\n\nMartha Hale: “I have never seen a tide so high.”\n\nIt rained.", "Martha Hale"),
    ],
)
def test_a_name_signs_or_announces_a_quote(find: Finder, text: str, speaker: str) -> None:
    assert [name for _, name in spoken(find(HEAD + FILLER * 2 + text))] == [speaker]


def test_all_paragraphs_of_a_signed_quote_have_its_speaker(find: Finder) -> None:
    text = HEAD + FILLER + "“The tide was high.\n\n“I was born on this quay.”\n\n— Martha Hale\n\nIt rained."
    assert [name for _, name in spoken(find(text))] == ["Martha Hale", "Martha Hale"]


@pytest.mark.parametrize(
    "text",
    [
        "“The tide was high,” said Owen Price — Martha Hale agreed with him.",
        pytest.param(
            "Owen Price called the tide “a horror” — Martha Hale had warned him — and left.",
            marks=pytest.mark.xfail(reason="the fitted choice takes who warns between the dashes"),
        ),
    ],
)
def test_a_name_behind_a_dash_within_a_sentence_signs_nothing(find: Finder, text: str) -> None:
    assert [name for _, name in spoken(find(HEAD + text))] == ["Owen Price"]


def test_each_line_of_a_transcript_has_its_own_speaker(find: Finder) -> None:
    text = HEAD + "HALE: “It sank in the night.”\n\nPRICE: “It did not sink at all.”\n\nHALE: “I saw it.”"
    assert [name for _, name in spoken(find(text))] == ["HALE", "PRICE", "HALE"]


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Hale doubts the plan but still trusts Price: “He knows the sea”", "Hale"),
        ("Mayor Hale: “The ferry must go”", "Mayor Hale"),
        ('Price warns the council: "The pier will fall"', "Price"),
    ],
)
def test_a_headline_gives_its_quote_a_speaker(find: Finder, headline: str, speaker: str) -> None:
    quotes = find(headline + "\n\nThe council met on Monday. The ferry is old.")
    assert [(quote.speaker and quote.speaker.text) for quote in quotes] == [speaker]


def test_a_repeated_headline_counts_once(find: Finder) -> None:
    headline = "Price warns the council: “The pier will fall”"
    assert len(find(headline + "\n\n" + headline + "\n\nThe council met on Monday. The ferry is old.")) == 1


def test_a_quote_near_the_headline_does_not_take_its_subject(find: Finder) -> None:
    text = "Martha Hale opens the harbour\n\n“We have waited for ten years to see this.”\n\nThe tide was high."
    assert spoken(find(text)) == [("We have waited for ten years to see this.", None)]


def test_papers_that_quote_with_single_marks_are_read_as_well(find: Finder) -> None:
    text = (
        HEAD + "‘We will not sell it,’ Martha Hale told the council. ‘It’s the town’s own.’\n\n"
        "Owen Price, who runs the boat, called her ‘a dreamer’."
    )
    assert spoken(find(text)) == [
        ("We will not sell it,", "Martha Hale"),
        ("It’s the town’s own.", "Martha Hale"),
        ("a dreamer", "Owen Price"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("“No,” Martha Hale said.", ["direct"]),
        ("Martha Hale said, “No.”", ["direct"]),
        ("“The harbour,” Martha Hale said, “belongs to the town.”", ["direct", "direct"]),
        ("Martha Hale said “We won the first round.”", ["direct"]),
        ("Martha Hale called Owen Price “a Fool and a Liar.”", ["mixed"]),
        ("Martha Hale called Owen Price “Old Salt.”", ["fragment"]),
        (
            "Martha Hale said the ferry was “unsafe,” “too old” and “not worth the money it costs.”",
            ["fragment"] * 2 + ["mixed"],
        ),
    ],
)
def test_an_utterance_a_part_of_a_sentence_and_a_few_words_are_told_apart(find: Finder, text: str, kinds: list[str]) -> None:
    assert [quote.kind for quote in find(HEAD + text)] == kinds
