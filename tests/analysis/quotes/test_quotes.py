"""Quotes as a reader sees them: what was said, who said it, what is no speech, and what stays unattributed."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.quotes import find_quotes, identify_speakers
from briefing.model import Actor, Mention, Quote, Speaker
from briefing.sources import article_from_text

Finder = Callable[[str], tuple[Quote, ...]]
HEAD = "Harbour town argues over its ferry\n\n"


@pytest.fixture(scope="module")
def find(nlp: Language) -> Finder:
    """The quotes of a text."""

    def finder(text: str) -> tuple[Quote, ...]:
        article = article_from_text(text, "x.txt")
        return find_quotes(read_document(parse(article, nlp), article))

    return finder


def spoken(quotes: tuple[Quote, ...]) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker and quote.speaker.text) for quote in quotes if quote.kind != "indirect"]


def reported(quotes: tuple[Quote, ...]) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker and quote.speaker.text) for quote in quotes if quote.kind == "indirect"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“The ferry will sail on Monday,” said Martha Hale.", [("The ferry will sail on Monday,", "Martha Hale")]),
        ("Martha Hale said: “The ferry will sail on Monday.”", [("The ferry will sail on Monday.", "Martha Hale")]),
        ("“We never agreed to this,” she told reporters.", [("We never agreed to this,", "she")]),
        (
            "“We never agreed to this,” Martha Hale said. “We never will.”",
            [("We never agreed to this,", "Martha Hale"), ("We never will.", "Martha Hale")],
        ),
        (
            "“The harbour,” Martha Hale said, “belongs to the town.”",
            [("The harbour,", "Martha Hale"), ("belongs to the town.", "Martha Hale")],
        ),
        (
            "“The harbour is ours,” said Martha Hale. “It is everybody’s,” said Owen Price.",
            [("The harbour is ours,", "Martha Hale"), ("It is everybody’s,", "Owen Price")],
        ),
        (
            "The plan is “a disgrace to the whole town,” according to Owen Price.",
            [("a disgrace to the whole town,", "Owen Price")],
        ),
        ("Owen Price called the plan “a disgrace.”", [("a disgrace.", "Owen Price")]),
        ("His well-known lawyer, Owen Price, said: “No.”", [("No.", "His well-known lawyer, Owen Price")]),
        (
            "Martha Hale has said the ferry is safe, but Owen Price, who owns it, fears it is “a coffin.”",
            [("a coffin.", "Owen Price")],
        ),
        (
            "Asked whether the ferry would sail, Martha Hale, who had read the report by Owen Price, was brief: “No.”",
            [("No.", "Martha Hale")],
        ),
        ('"The ferry will sail on Monday," Martha Hale said.', [("The ferry will sail on Monday,", "Martha Hale")]),
        ("''The ferry will sail on Monday,'' Martha Hale said.", [("The ferry will sail on Monday,", "Martha Hale")]),
    ],
)
def test_a_quote_has_the_speaker_that_the_text_gives(find: Finder, text: str, wanted: list[tuple[str, str]]) -> None:
    assert spoken(find(HEAD + text)) == wanted


def test_a_quote_over_two_paragraphs_has_one_speaker(find: Finder) -> None:
    text = HEAD + "“The ferry is old,” Martha Hale said. “It leaks.\n\n“It will sink before the spring.”"
    assert spoken(find(text)) == [
        ("The ferry is old,", "Martha Hale"),
        ("It leaks.", "Martha Hale"),
        ("It will sink before the spring.", "Martha Hale"),
    ]


def test_a_name_behind_a_dash_signs_a_quote(find: Finder) -> None:
    filler = "The tide was high and the town was quiet.\n\n" * 3
    text = HEAD + filler + "“I have never seen a tide so high, and I was born on this quay.”\n\n— Martha Hale\n\nIt rained."
    assert spoken(find(text)) == [("I have never seen a tide so high, and I was born on this quay.", "Martha Hale")]


@pytest.mark.parametrize(
    "text",
    [
        "She starred in the film “Night Ferry” and the series “Low Water.”",
    ],
)
def test_titles_of_works_are_no_speech(find: Finder, text: str) -> None:
    assert spoken(find(HEAD + text)) == []


def test_a_quote_without_anybody_near_stays_unattributed(find: Finder) -> None:
    quotes = find("“We were told that the boat would come, and we waited all night in the cold.”")
    assert all(quote.speaker is None for quote in quotes)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Martha Hale said that the ferry would sail on Monday.", ("that the ferry would sail on Monday", "Martha Hale")),
        ("The ferry will sail on Monday, Martha Hale said.", ("The ferry will sail on Monday", "Martha Hale")),
        ("According to Martha Hale, the ferry will sail on Monday.", ("the ferry will sail on Monday", "Martha Hale")),
        ("Officials warned that the pier could collapse.", ("that the pier could collapse", "Officials")),
        ("Still, officials said, the pier may have to close.", ("the pier may have to close", "officials")),
        (
            "Many of the piers, Martha Hale said, have been closed.",
            ("Many of the piers, Martha Hale said, have been closed", "Martha Hale"),
        ),
        (
            "Martha Hale said the ferry would sail on Monday, and the town waited for the tide.",
            ("the ferry would sail on Monday", "Martha Hale"),
        ),
    ],
)
def test_reported_speech_is_its_own_kind(find: Finder, text: str, wanted: tuple[str, str]) -> None:
    assert wanted in reported(find(HEAD + text))


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Hale was told that the harbour would close in May.",
        "Councillor Hale was asked whether she would vote for the plan.",
        "Councillor Hale is expected to win the vote on Friday.",
        "Councillor Hale was accused of hiding the report.",
        "Asked whether the plan would work, Councillor Hale nodded.",
    ],
)
def test_who_is_told_or_expected_said_nothing(find: Finder, text: str) -> None:
    assert not [who for _, who in reported(find(HEAD + text)) if who and "Hale" in who]


def test_what_is_part_of_a_report_is_no_report_of_its_own(find: Finder) -> None:
    found = reported(find(HEAD + "The two councils said that they had agreed not to reveal the sum that they had paid."))
    assert [who for _, who in found] == ["The two councils"]


def test_who_is_quoted_said_it(find: Finder) -> None:
    assert ("that the harbour would close in May", "Councillor Hale") in reported(
        find(HEAD + "Councillor Hale was quoted as saying that the harbour would close in May.")
    )


@pytest.mark.parametrize("text", ["The ferry sails on Monday.", "The pier, built in 1911, is made of wood and iron.", ""])
def test_plain_narration_reports_nothing(find: Finder, text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The ferry will sail on Monday,” Martha Hale said.", "direct"),
        ("Martha Hale said the ferry was “ready for whatever the winter brings.”", "mixed"),
        ("Martha Hale called the ferry “unsafe.”", "fragment"),
    ],
)
def test_kinds(find: Finder, text: str, kind: str) -> None:
    assert [quote.kind for quote in find(HEAD + text) if quote.kind != "indirect"] == [kind]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Martha Hale ruled out that the ferry would sail on Monday.", "ruled out"),
        ("Martha Hale pointed out that the ferry would sail on Monday.", "pointed out"),
        ("According to Martha Hale, the ferry will sail on Monday.", "According"),
    ],
)
def test_the_cue_has_what_makes_it_another_word(find: Finder, text: str, cue: str) -> None:
    assert [quote.cue.text for quote in find(HEAD + text) if quote.cue and quote.speaker.text == "Martha Hale"] == [cue]


def test_the_cue_is_the_reporting_word(find: Finder) -> None:
    (quote,) = find(HEAD + "“The ferry will sail on Monday,” Martha Hale insisted.")
    assert quote.cue is not None
    assert quote.cue.text == "insisted"


# -- robustness -------------------------------------------------------------------------------------------------------

PIECES = [
    "“", "”", '"', "''", "``", "«", "»", "„", "‘", "’", "'", " said Martha Hale", " He added", ", ", ". ", ": ", " — ", "\n", "\n\n",  # noqa: E501
    "We go", "the ferry", "“It sank,” she said. ", "ACCORDING TO ", "I ", "日本語 ", "\u200f", "\x00", "- ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_valid_spans(find: Finder, text: str) -> None:
    quotes = find(text)
    assert [(quote.start, quote.end) for quote in quotes] == sorted((quote.start, quote.end) for quote in quotes)
    for quote in quotes:
        for span in (quote, quote.speaker, quote.cue):
            assert span is None or (0 <= span.start < span.end <= len(text) and span.text == text[span.start : span.end])


@pytest.mark.parametrize(
    "text",
    [
        "THE FERRY SANK, “NOBODY WAS HURT,” SAID MARTHA HALE.",
        "the ferry sank, “nobody was hurt,” said martha hale.",
        "- “One”\n- “Two”\n- “Three”",
        "Q: Did it sink?\n\nA: “It did.”\n\nQ: When?",
        "HALE: It sank.\n\nPRICE: “Did it?”",
        "Port | Tide\n--- | ---\n“A” | 3 ft",
        "La capitaine a dit : « Le bac est vieux », puis elle est partie.",
        "“" * 3000,
        "”" * 3000,
        "“a” " * 3000,
        '" ' * 3000,
    ],
    ids=range(11),
)
def test_odd_texts_break_nothing(find: Finder, text: str) -> None:
    for quote in find(text):
        assert text[quote.start : quote.end] == quote.text


# -- the actors behind the mentions -----------------------------------------------------------------------------------


def actor(ident: str, *mentions: tuple[int, int, str, str]) -> Actor:
    marks = tuple(Mention(start, end, text, form, "test") for start, end, text, form in mentions)  # type: ignore[arg-type]
    return Actor(ident, mentions[0][2], "person", None, (), 1.0, marks)


def quote_by(start: int, text: str) -> Quote:
    return Quote(0, 1, "x", "direct", Speaker(start, start + len(text), text, None), None)


@pytest.mark.parametrize(
    ("speaker", "mentions", "wanted"),
    [
        ("Martha Hale", [("a1", 0, "Martha Hale", "name")], "a1"),
        ("Mayor Martha Hale", [("a1", 6, "Martha Hale", "name")], "a1"),
        ("Hale", [("a1", -6, "Mayor Hale", "name")], "a1"),
        ("she", [("a1", 0, "she", "pronoun")], "a1"),
        ("she", [], None),
        ("Hale’s spokeswoman", [("a1", 0, "Hale", "name")], None),
        ("Hale's spokeswoman", [("a1", 0, "Hale", "name"), ("a2", 0, "Hale's spokeswoman", "nominal")], "a2"),
        ("the mayor of Easton", [("a1", 13, "Easton", "name")], None),
        ("Hale of the Easton council", [("a1", 0, "Hale", "name"), ("a2", 12, "Easton council", "name")], "a1"),
        ("the mayor, Martha Hale", [("a1", 11, "Martha Hale", "name")], "a1"),
        ("Easton harbour master Owen Price", [("a2", 0, "Easton", "name"), ("a1", 22, "Owen Price", "name")], "a1"),
        ("Easton officials", [("a2", 0, "Easton", "name")], None),
        ("who", [("a1", -12, "Owen Price", "name")], "a1"),
        ("who", [("a1", -30, "Owen Price", "name")], None),
        ("the Ostanian", [("a1", 4, "Ostanian", "demonym")], None),
        ("the Valish", [("a1", 4, "Valish", "demonym")], "a1"),
        ("Ostanians", [("a1", 0, "Ostanians", "demonym")], "a1"),
    ],
)
def test_a_speaker_is_the_actor_of_its_head(
    speaker: str, mentions: list[tuple[str, int, str, str]], wanted: str | None
) -> None:
    actors = [actor(ident, (100 + at, 100 + at + len(text), text, form)) for ident, at, text, form in mentions]
    (quote,) = identify_speakers([quote_by(100, speaker)], actors)
    assert quote.speaker is not None
    assert quote.speaker.actor == wanted


def test_a_quote_without_a_speaker_stays_so() -> None:
    quote = Quote(0, 1, "x", "direct", None, None)
    assert identify_speakers([quote], [actor("a1", (0, 1, "x", "name"))]) == (quote,)
