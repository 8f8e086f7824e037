"""The reader while the article is being analysed, and when that fails."""

import lighthouse
import pytest
from lighthouse import FakeAnalyst
from msgspec.structs import replace
from session import reading

from briefing.config import Settings
from briefing.errors import AnalysisError
from briefing.model import Article, Block
from briefing.summarizers import SUMMARIZERS
from briefing.worker.protocol import Progress, Result


def found(article: Article) -> Result:
    return Result(1, lighthouse.briefing(article))


async def test_the_article_is_there_while_the_panels_wait():
    analyst = FakeAnalyst(lambda article: [Progress(1, "loading", 0.0), None, found(article)])
    async with reading(analyst=analyst) as session:
        assert "Loading the language model" in session.picture
        assert "the old lighthouse" in session.picture
        await session.press("space", "n", "1", "s", "]", "f", "x", "enter", "2", "j", "0")
        assert "not done yet" in session.notices()
        analyst.go_on()
        await session.pilot.pause()
        assert "4 of 4" in session.picture
        assert "Mira Oduya" in session.marked("names")


async def test_the_words_on_the_screen_stay_where_they_are_when_the_findings_come():
    analyst = FakeAnalyst(lambda article: [None, found(article)])
    async with reading((80, 20), analyst=analyst) as session:
        await session.press("j", "j", "j", "j")
        place = session.view.top
        analyst.go_on()
        await session.pilot.pause()
        assert session.view.top == place


async def test_a_failed_analysis_leaves_the_article_a_message_and_a_retry():
    answers = iter([[AnalysisError("the model went away")], [Progress(2, "parsing", 0.1), "result"]])

    def analyse(article: Article):
        return [found(article) if answer == "result" else answer for answer in next(answers)]

    analyst = FakeAnalyst(analyse)
    async with reading(analyst=analyst) as session:
        assert "The model went away" in session.picture
        assert "r tries again" in session.picture
        assert "the old lighthouse" in session.picture
        await session.press("r")
        await session.until("4 of 4")
        assert len(analyst.asked) == 2
        await session.press("r")
        assert "The analysis is done" in session.notices()


async def test_an_analysis_is_stopped_and_started_again():
    answers = iter([[Progress(1, "parsing", 0.1), None], ["result"]])
    analyst = FakeAnalyst(lambda article: [found(article) if answer == "result" else answer for answer in next(answers)])
    async with reading(analyst=analyst) as session:
        await session.press("ctrl+x")
        assert analyst.is_stopped
        assert "The analysis was stopped" in session.picture
        await session.press("r")
        await session.until("4 of 4")
        await session.press("ctrl+x")
        assert "Nothing is being analysed" in session.notices()


async def test_what_is_remembered_is_not_analysed():
    async with reading() as session:
        assert session.app._analyst is None


async def test_leaving_ends_the_analysis():
    analyst = FakeAnalyst()
    async with reading(analyst=analyst) as session:
        await session.press("q")
    assert analyst.is_stopped


async def test_the_palette_offers_every_way_to_make_the_summary():
    analyst = FakeAnalyst(lambda article: [found(article)])
    async with reading(analyst=analyst) as session:
        commands = {command.title: command.callback for command in session.app.get_system_commands(session.screen)}
        assert {f"Summary by {name}" for name in SUMMARIZERS} <= commands.keys()
        commands["Summary by lexrank"]()
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        assert analyst.summarizer == "lexrank"
        assert session.app.settings.summarizer == "lexrank"
        assert len(analyst.asked) == 2
        assert "4 of 4" in session.picture
        commands["Summary by lexrank"]()
        assert len(analyst.asked) == 2


async def test_a_slow_summarizer_says_so_before_it_starts():
    opened = lighthouse.article()
    more = "The lamp of Velden is dark. " * 20_000
    block = Block(len(opened.text), len(opened.text) + len(more), "body")
    long = replace(opened, text=opened.text + more, blocks=(*opened.blocks, block))
    analyst = FakeAnalyst(lambda _: [None])
    async with reading(opened=long, analyst=analyst, settings=Settings(summarizer="reduction")) as session:
        assert "Reduction compares every sentence with every other: about" in session.notices()


@pytest.mark.parametrize("width", [60, 100, 140])
async def test_the_panel_one_is_in_says_how_far_the_analysis_is(width: int):
    analyst = FakeAnalyst(lambda _: [Progress(1, "parsing", 0.3), None])
    async with reading((width, 30), analyst=analyst) as session:
        for key in ("1", "3"):
            await session.press(key)
            assert session.picture.count("Reading the article …") == 1
        assert "━━━╌╌╌╌╌╌╌" in session.rows()[0]


@pytest.mark.parametrize("width", [60, 100, 140])
async def test_a_failure_is_said_wherever_one_is(width: int):
    analyst = FakeAnalyst(lambda _: [AnalysisError("the model went away")])
    async with reading((width, 30), analyst=analyst) as session:
        assert "analysis failed, r tries again" in session.rows()[0]
        for key in ("1", "3"):
            await session.press(key)
            assert "The model went away" in session.picture


async def test_an_article_in_another_language_says_what_still_works():
    analyst = FakeAnalyst(lambda _: [None])
    async with reading(opened=replace(lighthouse.article(), language="es"), analyst=analyst) as session:
        assert "Not in English but in Spanish: reading, searching, notes and quotes" in session.notices()
