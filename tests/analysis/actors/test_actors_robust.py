"""Actors in texts that are no articles: no exception, every span in the text, every mention of one actor alone."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from steps import steps

from briefing.analysis.actors import find_actors
from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.model import Actor, Article, Quote, Speaker
from briefing.sources import article_from_text

Find = Callable[..., tuple[Actor, ...]]

PIECES = [
    *(
        "Maria Keller",
        "Mr. Reed",
        "Reed",
        "International Ferry Board",
        "(IFB)",
        "France",
        "French",
        "Paris",
        "U.S.",
        "US-Russia",
    ),
    *(
        "he",
        "she",
        "his",
        "who",
        "I",
        "said",
        "of",
        "the",
        "the president",
        "a man",
        "teachers",
        "known as",
        "pro-Moscow",
        "R-Texas",
    ),
    *("“", "”", "'s", "’s", ",", ".", "\n", "\n\n", "(", ")", "–", "Dr.", "1945", "$"),
]


@pytest.fixture(scope="module")
def find(nlp: Language) -> Find:
    """The actors of a text, with what was checked of them."""

    def finder(text: str, quotes: tuple[Quote, ...] = ()) -> tuple[Actor, ...]:
        article = article_from_text(text, "x.txt")
        actors = find_actors(read_document(parse(article, nlp), article), quotes)
        check(actors, article)
        return actors

    return finder


def check(actors: tuple[Actor, ...], article: Article) -> None:
    """What must hold always."""
    owners: dict[tuple[int, int], str] = {}
    plain = " ".join(article.text.split()).casefold()
    for actor in actors:
        assert actor.mentions
        assert 0 <= actor.salience <= 1
        for name in (actor.name, *actor.aliases, *([actor.role] if actor.role else [])):
            assert " ".join(name.split()).casefold() in plain
        for mention in actor.mentions:
            assert 0 <= mention.start < mention.end <= len(article.text)
            assert mention.text == article.text[mention.start : mention.end]
            assert owners.setdefault((mention.start, mention.end), actor.id) == actor.id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n  ",
        "the cat sat on the mat and it was happy there.",
        "MAYOR KELLER SAYS FERRY MUST SAIL\n\nMARIA KELLER TOLD THE BOARD THAT SHE WOULD RESIGN.",
        "mayor maria keller said she would resign, and tom reed said he would not.",
        "- Maria Keller\n- Tom Reed\n- France\n- Dover\n- he",
        "Q: Who are you?\nA: I am Tom Reed.\nKELLER: I know him.\nREED: And I know her.",
        "Name | Votes | Town\nKeller | 512 | Dover\nReed | 498 | Hull",
        "Der Bürgermeister von Köln, Hans Müller, sagte, er werde zurücktreten. „Ich gehe“, sagte er.",
        "市长说他会辞职。玛丽亚说她不会。",
        "he he he she she his her him who whose I me my the president the Russian",
        "“" * 50 + "Keller said" + "”" * 50,
        "Mr. Mr. Mr. Dr. Sen. President of the of the (ABC) (XYZ)",
        "a\u0000b \u202ereversed\u202c Keller\u200b said\u00a0he\u2028left",
    ],
)
def test_texts_that_are_no_articles(find: Find, text: str) -> None:
    find(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_mixture_of_names_and_pronouns(find: Find, pieces: list[str]) -> None:
    find(" ".join(pieces))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text(find: Find, text: str) -> None:
    find(text)


def test_a_speaker_that_is_nobody_is_no_harm(find: Find) -> None:
    text = "“I am tired,” said the ferry. “He is late.”"
    speaker = Speaker(19, 28, text[19:28], None)
    find(text, (Quote(1, 12, text[1:12], "direct", speaker, None), Quote(31, 42, text[31:42], "direct", None, None)))


def test_the_same_text_gives_the_same_actors(find: Find) -> None:
    text = "Maria Keller, the mayor of Dover, met Tom Reed of the World Bank. She told him that France would pay. He left."
    assert find(text) == find(text)


def test_a_text_four_times_as_long_is_some_four_times_the_work(nlp: Language) -> None:
    paragraph = (
        "Maria Keller met Tom Reed of the World Bank in Dover {n} times. She said he was late. The mayor, Ann Pym, agreed.\n\n"
    )

    def work(times: int) -> int:
        article = article_from_text("".join(paragraph.format(n=n) for n in range(times)), "x.txt")
        doc = parse(article, nlp)
        return steps(lambda: find_actors(read_document(doc, article), ()))

    assert work(80) < 6 * work(20)
