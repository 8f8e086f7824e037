"""The whole analysis on any text: no exception, every span in the text, and time that is bounded."""

import re
import signal
from collections.abc import Callable, Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing.model import Briefing, Span

PATIENCE = 20.0
"""Seconds of the processor's time for a text of a page at most."""

PIECES = (
    *("\n", "\n\n", " ", "\t", "\u00a0", ". ", ", ", ": ", "; ", " — ", "…", "?", "! ", "(", ") ", "[", "] "),
    *("“", "” ", "‘", "’", '"', "'", "«", "»", "``", "''", "„", "“We ", ",” said ", " told ", "according to "),
    *("Mira Oduya", "Oduya", "Dr. T. K. Brandt", "the mayor of Velden", "Velden", "Norrland Ferries", "she", "they", "AP"),
    *("said", "will", "whether", "if", "not known", "must decide", "and", "who", "the", "of", "that the council", "on Monday"),
    *("PARIS (Agency) — ", "By Ida Marsh", "Photo: ", "Read also: ", "- ", "# ", "> ", "---\n", "1.", "$5 million", "5,000"),
    *("\x1b[31m", "\u202e", "\u200b", "\0", "🏳️\u200d🌈", "横浜", "Zu\u0308rich", "\ud800", "\r", "\u2028", "A" * 60, "x" * 200),
)


def spans(value: object) -> Iterator[Span]:
    """Every span in a finding, at any depth."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from spans(one)


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    """Raise in the test that takes longer than all its examples may."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, ring)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map("".join))
@example("")
@example("A" * 300)
@example("“" * 5_000)
@example("A\n\n" + "'" * 5_000)
@example("“We \ud800")
@example('"a" ' * 300)
@example("A, B and C " * 200)
@example("He said that " * 200)
@example("Oduya claimed that the boats left")
@example("The council will have")
@example("The mayor met Oduya. (Nobody knows why.)")
@example("; “ , denied")
@example("A man said it.\n\n" + "not known whether " * 500)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_has_a_briefing_of_its_own_words(brief: Callable[[str], Briefing], text: str):
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    briefing = brief(text)
    signal.setitimer(signal.ITIMER_PROF, 0)
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)  # half a character, which no file can hold
    assert briefing.article.text == text
    for span in spans(briefing):
        assert 0 <= span.start <= span.end <= len(text)
        words = getattr(span, "text", None)
        assert words is None or words == text[span.start : span.end]
    actors = {actor.id for actor in briefing.actors}
    assert all(set(question.actors) <= actors for question in briefing.questions)
    assert all(question.question.rpartition(" · ")[2].strip(" …?") for question in briefing.questions), "each says something"
    assert len(briefing.summary) <= 10
    assert msgspec.json.decode(msgspec.json.encode(briefing), type=Briefing) == briefing
