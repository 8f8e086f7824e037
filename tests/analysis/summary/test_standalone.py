"""Which sentences can be read without their neighbours."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.summary.body_sentences import BodySentence, find_sentences
from briefing.analysis.summary.standalone import faults
from briefing.model import Gap, Quote
from briefing.sources import article_from_text

BEFORE = "The council of Larkfield met on Monday to discuss the new bridge, which has been closed since the spring.\n\n"

Last = Callable[..., BodySentence]


@pytest.fixture(scope="session")
def last(nlp: Language) -> Last:
    """The last sentence of a text, after a paragraph of prose."""

    def of(text: str, quoted: tuple[str, ...] = ()) -> BodySentence:
        article = article_from_text(BEFORE + text, "article.txt")
        quotes = [
            Quote(start, start + len(words), words, "direct", None, None)
            for words in quoted
            for start in [article.text.index(words)]
        ]
        return find_sentences(read_document(parse(article, nlp), article), quotes)[-1]

    return of


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Ann Porter, said she would ask the engineers for a second report.",
        "After his return from the coast, the minister promised to pay for the repairs.",
        "It is unclear whether the bridge will open before the end of the year.",
        "Because the bridge is closed, the ferry company will run four more boats.",
        "While the council met on Monday, engineers were measuring the cracks.",
        "This week the engineers found eleven cracks in the northern pillar.",
        "Both the council and the ferry company have refused to pay for the survey.",
        "So far, nobody in the town has been able to say what the repairs will cost.",
        "In April the ferry company raised its prices by a third, and passengers complained about them.",
        "But the company has refused to run more boats in the evening.",
        "“The bridge is safe,” said Ann Porter, the mayor of Larkfield, on Tuesday.",
    ],
)
def test_sentences_that_stand_alone(last: Last, text: str) -> None:
    assert faults(last(text), ()) == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("He promised to ask the engineers for a second report.", "dangling"),
        ("Because the northern pillar of the bridge could fail.", "fragment"),
        ("How the council of Larkfield could have answered.", "fragment"),
        ("This would cost the town more than the whole bridge did.", "dangling"),
        ("They have refused to pay for the survey of the bridge.", "dangling"),
        ("In Larkfield, she told the council that the money was gone.", "dangling"),
        ("Such plans have failed in the past for lack of money.", "dangling"),
        ("Both were told to leave the hall before the vote began.", "dangling"),
        ("Here is what the engineers found in the northern pillar.", "dangling"),
        ("Too little money and too many cracks in the pillars.", "fragment"),
        ("where the ferry company keeps its older boats during the winter.", "fragment"),
        ("The bridge is closed.", "fragment"),
        ("The engineers listed three causes of the cracks in the pillars:", "fragment"),
        ("Why was the bridge not surveyed in the years before the storm?", "question"),
        ("The engineers found eleven cracks (most of them in the northern pillar.", "half a quote"),
    ],
)
def test_sentences_that_do_not(last: Last, text: str, fault: str) -> None:
    assert fault in faults(last(text), ())


def test_half_of_a_quote_does_not_stand_alone(last: Last) -> None:
    words = "The bridge is safe. The engineers have told the council so in two long reports."
    assert "half a quote" in faults(last(f"“{words}”", (words,)), ())


def test_a_quote_without_its_speaker_does_not_stand_alone(last: Last) -> None:
    words = "The engineers have told the council so in two long reports."
    assert "quote alone" in faults(last(f"“{words}”", (words,)), ())


def test_a_pronoun_inside_a_quote_is_the_speakers(last: Last) -> None:
    words = "They have refused to pay for the survey,"
    assert faults(last(f"“{words}” said Ann Porter, the mayor of Larkfield.", (words,)), ()) == ()


def test_lost_words_inside_a_sentence_count(last: Last) -> None:
    sentence = last("The mayor promised on Tuesday to pay for the repairs of the bridge.")
    assert faults(sentence, (Gap(sentence.start + 20, "object", "certain"),)) == ("gap",)
    assert faults(sentence, (Gap(sentence.start - 20, "object", "certain"),)) == ()


def test_a_headline_in_the_body_is_none(nlp: Language) -> None:
    text = "Council closes bridge after storm damages pillars.\n\n" + BEFORE
    article = article_from_text(text, "article.txt")
    heading = next(iter(find_sentences(read_document(parse(article, nlp), article))))
    if heading.start == 0:  # the source may have seen that it is a headline
        assert "heading" in faults(heading, ())
