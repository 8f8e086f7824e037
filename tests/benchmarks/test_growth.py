"""How the cost of actors, quotes and the summary grows with the text: twice as long, at most 2.1 times as dear.

``pytest tests/benchmarks/test_growth.py --benchmark-only``; each row's `extra_info` has the milliseconds for 10,000 characters.
"""

import random
from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from spacy.language import Language

from briefing.analysis.actors import find_actors
from briefing.analysis.document import Document, read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.quotes import find_quotes, identify_speakers
from briefing.analysis.summary import summarise
from briefing.model import Quote
from briefing.sources import article_from_text

LENGTHS = (10_000, 20_000, 100_000, 200_000, 1_000_000)
"""Characters of the texts."""

_GIVEN = ("Maria", "Thomas", "Anna", "Peter", "Julia", "David", "Laura", "Simon", "Helen", "Martin")
_ROOTS = ("Kel", "Har", "Win", "Bor", "Tal", "Mer", "Lind", "Stan", "Vor", "Gar", "Pel", "Ros")
_ENDS = ("ler", "ding", "wick", "man", "berg", "sen", "ton", "ley", "mont", "ski", "ford", "vale")
_ROLES = ("mayor", "harbour master", "union leader", "minister", "engineer", "spokeswoman", "lawyer", "captain")
_THINGS = ("the ferry", "the budget", "the new pier", "the old contract", "the storm", "the report", "the strike", "the vote")


def news(length: int) -> str:
    """An invented article of about `length` characters, no paragraph of it twice; the same for each length."""
    chance = random.Random(7)
    paragraphs = ["Harbour town argues over its ferry"]
    size = 0
    while size < length:
        given, thing, other = chance.choice(_GIVEN), chance.choice(_THINGS), chance.choice(_THINGS)
        family = chance.choice(_ROOTS) + chance.choice(_ENDS)
        day = chance.randrange(1, 29)
        said = (
            f"{given} {family}, the {chance.choice(_ROLES)}, said on May {day} that {thing} would wait for {other}. "
            f"“We lost {day} days over {thing},” {family} told the council. “Nobody asked us.”"
        )
        according = (
            f"According to {given} {family}, {thing} cost {day} million. He denied that {other} was late, and his office "
            f"said the {chance.choice(_ROLES)} had known of {thing} since May {day}."
        )
        met = (
            f"The Harbour Board of {family} met for {day} hours. “It is {thing} or {other},” its chairman said, and "
            f"the board of {chance.choice(_ROOTS)}{chance.choice(_ENDS)} agreed with {given} {family}."
        )
        paragraph = chance.choice((said, according, met))
        paragraphs.append(paragraph)
        size += len(paragraph) + 2
    return "\n\n".join(paragraphs)


@pytest.fixture(scope="session")
def parsed(nlp: Language) -> Callable[[int], Document]:
    """The article of a length, parsed once."""
    known: dict[int, Document] = {}

    def get(length: int) -> Document:
        if length not in known:
            article = article_from_text(news(length), "article.txt")
            known[length] = read_document(parse(article, nlp), article)
        return known[length]

    return get


def _record(benchmark: BenchmarkFixture, length: int) -> None:
    if benchmark.stats is not None:
        benchmark.extra_info["ms for 10,000 characters"] = round(benchmark.stats.stats.median * 1000 / length * 10_000, 2)


@pytest.mark.parametrize("length", LENGTHS)
def test_quotes(benchmark: BenchmarkFixture, parsed: Callable[[int], Document], length: int):
    document = parsed(length)
    benchmark.pedantic(find_quotes, (document,), rounds=3)
    _record(benchmark, length)


@pytest.mark.parametrize("length", LENGTHS)
def test_actors(benchmark: BenchmarkFixture, parsed: Callable[[int], Document], length: int):
    document = parsed(length)
    quotes: tuple[Quote, ...] = find_quotes(document)
    benchmark.pedantic(lambda: identify_speakers(quotes, find_actors(document, quotes)), rounds=3)
    _record(benchmark, length)


@pytest.mark.parametrize("length", LENGTHS)
def test_summary(benchmark: BenchmarkFixture, parsed: Callable[[int], Document], length: int):
    document = parsed(length)
    quotes = find_quotes(document)
    benchmark.pedantic(summarise, (document, quotes), rounds=3)
    _record(benchmark, length)


@pytest.mark.parametrize("length", LENGTHS[:3])
def test_bare_spacy(benchmark: BenchmarkFixture, nlp: Language, length: int):
    """Actors and quotes together should cost at most .3 of this."""
    text = news(length)
    benchmark.pedantic(nlp, (text,), rounds=3)
    _record(benchmark, length)
