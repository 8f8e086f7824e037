"""What a client and the worker say to each other, one JSON object a line.

The client writes a request, to analyse an article or to open a source. The worker answers with `Progress`, again and again,
and then with one `Result`, `Opened` or `Failure`; each answer repeats the number of its request. A request that exceeds its
bounds ends the process, with an exit status that says which (`Bounds.broken`).

Neither side imports the other: what both must know is here, without spaCy, sumy or the parsers.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Self

import msgspec
from msgspec import Struct, field

from briefing.bounds import Bounds, analysis_bounds, opening_bounds
from briefing.config import Settings
from briefing.errors import AnalysisError
from briefing.language import DEFAULT_MODEL
from briefing.model import Article, Briefing, Feed
from briefing.sources.limits import Limits

COMMAND: Final = (sys.executable, "-P", "-m", "briefing.worker")
"""Starts the worker; the name of a model to load at once may follow. No module is taken from the current folder."""


class AnalyseRequest(Struct, frozen=True, tag_field="kind", tag="analyse"):
    """Please analyse this article."""

    id: int
    """Number that the answers repeat."""
    article: Article
    """The article as its source gave it."""
    model: str = DEFAULT_MODEL
    """Name of the language model."""
    summarizer: str = "briefing"
    """How the summary's sentences are chosen."""
    bounds: Bounds | None = None
    """What it may cost."""

    @classmethod
    def of(cls, number: int, article: Article, settings: Settings) -> Self:
        """The request for an article's analysis as the settings want it."""
        bounds = analysis_bounds(settings, len(article.text))
        return cls(number, article, settings.model, settings.summarizer, bounds)


class OpenRequest(Struct, frozen=True, tag_field="kind", tag="open"):
    """Please get the article, or the feed, out of this source."""

    id: int
    """Number that the answers repeat."""
    source: str
    """Path or address."""
    content: bytes | None = None
    """Its bytes, where they cannot be read again."""
    login: str | None = None
    """User and password for the server of an address."""
    limits: Limits = field(default_factory=Limits)
    """What is refused."""
    bounds: Bounds | None = None
    """What it may cost."""
    is_given: bool = True
    """Whether the user gave the source, and not only a feed names it."""

    @classmethod
    def of(  # noqa: PLR0913 - what a source is opened with
        cls,
        number: int,
        source: str,
        settings: Settings,
        *,
        content: bytes | None,
        login: str | None,
        is_given: bool = True,
    ) -> Self:
        """The request to open a source within the limits of the settings."""
        return cls(number, source, content, login, Limits.of(settings), opening_bounds(settings), is_given)


Request = AnalyseRequest | OpenRequest


class Progress(Struct, frozen=True, tag_field="kind", tag="progress"):
    """How far the work has come."""

    id: int
    """Number of the request."""
    stage: str
    """What is being done: ``loading``, ``parsing``, ``quotes``, ``actors``, ``summary``, ``questions``;
    or ``fetching``, ``reading``."""
    share: float
    """How much of the whole is done, from 0 to 1; 0 where it is not known."""
    received: int = 0
    """Bytes that came over the network."""


class Result(Struct, frozen=True, tag_field="kind", tag="result"):
    """The analysis is done."""

    id: int
    """Number of the request."""
    briefing: Briefing
    """What was found."""


class Opened(Struct, frozen=True, tag_field="kind", tag="opened"):
    """The source is open: either of the two."""

    id: int
    """Number of the request."""
    article: Article | None
    """The article, if it is one."""
    feed: Feed | None = None
    """The feed, if it is one."""


class Failure(Struct, frozen=True, tag_field="kind", tag="error"):
    """The work could not be done; the worker is ready for the next."""

    id: int
    """Number of the request; 0 where it could not be read."""
    message: str
    """Why, for people."""


Answer = Progress | Result | Opened | Failure

Listener = Callable[[Progress], None]
"""Is told how far the worker is, in the thread that asks."""


class _Numbered(Struct, frozen=True):
    """All that is needed of a request that cannot be read."""

    id: int = 0


def encode(message: Request | Answer) -> bytes:
    """A request or an answer as a line, line end included."""
    return msgspec.json.encode(message) + b"\n"


def decode_request(line: bytes) -> Request | Failure:
    """The request in a line; where there is none, the answer to be given."""
    try:
        request: Request = msgspec.json.decode(line, type=Request)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        number = 0
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            number = msgspec.json.decode(line, type=_Numbered).id
        return Failure(number, f"the request cannot be read: {error}")
    return request


def decode_answer(line: bytes) -> Answer:
    """The answer in a line.

    Raises:
        AnalysisError: there is none.
    """
    try:
        answer: Answer = msgspec.json.decode(line, type=Answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AnalysisError("the worker gave an answer that cannot be read; try again") from error
    return answer


def answer_to(request: Request, line: bytes) -> Answer | None:
    """What a line answers to `request`; None where it answers an earlier one, which nobody waits for any more.

    Raises:
        AnalysisError: the answer makes no sense.
    """
    answer = decode_answer(line)
    if answer.id not in {request.id, 0}:
        return None
    if isinstance(answer, Opened if isinstance(request, AnalyseRequest) else Result):
        raise AnalysisError("the worker gave another answer; try again")
    return answer


def how_it_ended(request: Request, status: int) -> Failure:
    """The answer of a worker that gave none, but ended with this exit status."""
    reason = request.bounds.broken(status) if request.bounds is not None else None
    return Failure(
        request.id, reason or f"the worker ended by itself (exit status {status}); it may need more memory than there is"
    )
