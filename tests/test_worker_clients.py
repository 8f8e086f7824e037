"""Both clients of the worker: what they make of an answer, of a process that dies, is silent or cannot be started."""

import sys
from collections.abc import AsyncIterator, Iterator, Sequence

import pytest
from fake_worker import FAKE_WORKER

from briefing.config import Settings
from briefing.errors import AnalysisError
from briefing.model import Article, Briefing
from briefing.worker.async_client import AsyncClient
from briefing.worker.client import Client
from briefing.worker.protocol import AnalyseRequest, OpenRequest, Progress, Result

SETTINGS = Settings()
NOBODY = ("/nowhere/at/all",)
NONSENSE = (sys.executable, "-c", "import time; print('nonsense', flush=True); time.sleep(60)")
SILENT = (sys.executable, "-c", "import time; time.sleep(60)")
OPENS = (sys.executable, "-c", """input(); print('{"kind": "opened", "id": 1, "article": null}')""")


def plain(text: str) -> Article:
    return Article("x.txt", None, None, None, None, "en", "", text)


@pytest.fixture
def client() -> Iterator[Client]:
    with Client("md", command=FAKE_WORKER) as client:
        yield client


@pytest.fixture
async def async_client() -> AsyncIterator[AsyncClient]:
    client = AsyncClient("md", command=FAKE_WORKER)
    yield client
    await client.close()


async def answers(client: AsyncClient, text: str, settings: Settings = SETTINGS) -> Sequence[Progress | Result]:
    return [answer async for answer in client.analyse(plain(text), settings)]


async def brief(client: Client | AsyncClient, text: str) -> Briefing:
    """The briefing, from either client."""
    if isinstance(client, Client):
        return client.analyse(plain(text), SETTINGS)
    *_, result = await answers(client, text)
    assert isinstance(result, Result)
    return result.briefing


@pytest.fixture(params=["client", "async_client"])
def either(request: pytest.FixtureRequest) -> Client | AsyncClient:
    return request.getfixturevalue(request.param)


async def test_the_process_stays_for_the_next_article(either: Client | AsyncClient):
    first, second = await brief(either, "one"), await brief(either, "two")
    assert (first.article.text, second.article.text) == ("one", "two")
    assert first.analysis.program == second.analysis.program  # the stand-in gives the number of its process


async def test_an_article_of_megabytes_goes_through(either: Client | AsyncClient):
    text = "word “and” " * 300_000
    assert (await brief(either, text)).article.text == text


async def test_a_worker_that_cannot_do_it_says_why_and_stays(either: Client | AsyncClient):
    before = await brief(either, "one")
    with pytest.raises(AnalysisError, match="no luck"):
        await brief(either, "FAIL")
    assert (await brief(either, "two")).analysis.program == before.analysis.program


@pytest.mark.parametrize(
    ("word", "reason"), [("CRASH", "exit status 3"), ("SLOW", "longer than 300 seconds; raise analysis_seconds")]
)
async def test_a_worker_that_dies_is_noticed_and_another_takes_its_place(either: Client | AsyncClient, word: str, reason: str):
    before = await brief(either, "one")
    with pytest.raises(AnalysisError, match=reason):
        await brief(either, word)
    after = await brief(either, "two")
    assert after.article.text == "two"
    assert after.analysis.program != before.analysis.program


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize(
    ("command", "reason"), [(NOBODY, "cannot be started"), (NONSENSE, "cannot be read"), (OPENS, "another answer")]
)
async def test_what_is_no_worker_is_told(kind: type[Client | AsyncClient], command: tuple[str, ...], reason: str):
    client = kind("md", command=command)
    with pytest.raises(AnalysisError, match=reason):
        await brief(client, "one")
    assert client._process is None or client._process.returncode is not None


async def test_a_silent_worker_is_given_up():
    client = AsyncClient("md", command=SILENT, grace=0.05)
    with pytest.raises(AnalysisError, match="silent"):
        await answers(client, "one", Settings(analysis_seconds=0))
    assert client._process is None


async def test_progress_comes_before_the_result(client: Client, async_client: AsyncClient):
    heard: list[Progress] = []
    client.analyse(plain("one"), SETTINGS, heard.append)
    assert [progress.stage for progress in heard] == ["parsing"]
    assert [type(answer) for answer in await answers(async_client, "one")] == [Progress, Result]


async def test_what_was_asked_before_and_given_up_is_not_taken_for_an_answer(async_client: AsyncClient):
    given_up = async_client.analyse(plain("one"), SETTINGS)
    assert isinstance(await anext(given_up), Progress)
    await given_up.aclose()
    assert (await brief(async_client, "two")).article.text == "two"


def test_a_client_that_rests_starts_again_and_one_that_is_closed_does_not(client: Client):
    before = client.analyse(plain("one"), SETTINGS)
    client.rest()
    assert client.analyse(plain("two"), SETTINGS).analysis.program != before.analysis.program
    client.close()
    with pytest.raises(AnalysisError, match="interrupted"):
        client.analyse(plain("three"), SETTINGS)


def test_a_request_has_the_bounds_of_the_settings():
    settings = Settings(analysis_seconds=7, open_seconds=8, memory_limit=900, text_limit=3, model="sm", summarizer="lexrank")
    analysis = AnalyseRequest.of(1, plain("one"), settings)
    assert (analysis.model, analysis.summarizer) == ("sm", "lexrank")
    assert (analysis.bounds.seconds, analysis.bounds.megabytes) == (7, 900)
    opening = OpenRequest.of(2, "a.html", settings, content=b"", login=None)
    assert (opening.bounds.seconds, opening.content, opening.limits.text) == (8, b"", 3_000_000)
