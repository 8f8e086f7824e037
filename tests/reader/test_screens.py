"""What the screens look like, at three widths; `pytest --snapshot-update` draws them anew, and a person looks at them."""

from typing import Any

import lighthouse
import pytest
from lighthouse import FakeAnalyst
from msgspec.structs import replace
from textual.pilot import Pilot

from briefing.errors import AnalysisError
from briefing.model import Span
from briefing.reader.library import Standing
from briefing.store import Figures, Note, ReadingState, Store
from briefing.worker import Progress, Result

SIZES = {"narrow": (60, 24), "medium": (100, 34), "wide": (140, 40)}
HARBOUR = ReadingState(
    source="harbour.txt", title="The harbour freezes over", finished=True, published="2025-11-03", figures=Figures(12, 3)
)
OLDER = ReadingState(
    source="/home/ida/articles/2025/ferry-to-eastmark-may-stop.txt",
    title="Ferry to Eastmark may stop in May, and the council has no money for another one before the winter",
    share=0.4,
    published="2025-10-03",
    figures=Figures(31, 8),
    notes=(Note(Span(0, 1), "ask"),),
)
STATES = {
    "opened": [],
    "a question and its evidence": ["4", "j"],
    "an actor followed": ["2", "j", "F", "0", "]"],
    "set aside shown": ["v"],
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_reading(snap_compare: Any, state: str, size: str):
    assert snap_compare(lighthouse.reader(), terminal_size=SIZES[size], press=STATES[state])


@pytest.mark.parametrize("theme", ["paper", "contrast"])
def test_other_themes(snap_compare: Any, theme: str):
    assert snap_compare(lighthouse.reader(theme=theme), terminal_size=SIZES["wide"], press=["2", "j", "F", "3", "j"])


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("search", ["/", "t", "o", "w", "e", "r", "enter", "n"]),
        ("hints", ["f"]),
        ("zoomed", ["z"]),
        ("help", ["question_mark"]),
        ("quotes by speaker", ["3", "w", "z"]),
    ],
)
def test_states_of_a_wide_screen(snap_compare: Any, name: str, keys: list[str]):
    assert snap_compare(lighthouse.reader(), terminal_size=SIZES["wide"], press=keys)


@pytest.mark.parametrize("size", SIZES)
def test_waiting(snap_compare: Any, size: str):
    analyst = FakeAnalyst(lambda _: [Progress(1, "quotes", 0.7), None])
    assert snap_compare(lighthouse.reader(analyst=analyst), terminal_size=SIZES[size])


@pytest.mark.parametrize("size", SIZES)
def test_failed(snap_compare: Any, size: str):
    analyst = FakeAnalyst(lambda _: [AnalysisError("the analysis ended unexpectedly; r starts it again")])
    assert snap_compare(lighthouse.reader(analyst=analyst), terminal_size=SIZES[size], press=["1"])


@pytest.mark.parametrize("size", SIZES)
def test_nothing_found(snap_compare: Any, size: str):
    found = replace(lighthouse.briefing(), summary=(), actors=(), quotes=(), questions=())
    analyst = FakeAnalyst(lambda _: [Result(1, found)])
    assert snap_compare(lighthouse.reader(analyst=analyst), terminal_size=SIZES[size], press=["3"])


@pytest.mark.parametrize("size", SIZES)
def test_kinds(snap_compare: Any, size: str):
    assert snap_compare(lighthouse.reader(), terminal_size=SIZES[size], press=["e", "o", "j"])


@pytest.mark.parametrize("size", SIZES)
def test_library(snap_compare: Any, size: str, store: Store):
    store.keep_reading_state("2" * 64, HARBOUR)
    store.keep_reading_state("3" * 64, OLDER)
    analyst = FakeAnalyst(lambda _: [Progress(1, "parsing", 0.4), None])
    app = lighthouse.reader(store=store, library=["lighthouse.txt", "harbour.txt", "nothing-here.txt"], analyst=analyst)
    app.standing["nothing-here.txt"] = Standing("failed", reason="there is no such file")

    async def come_on(pilot: Pilot[int]) -> None:
        while not app.reading_screen.progress:
            await pilot.pause()
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES[size], run_before=come_on)


def test_without_colours(snap_compare: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(lighthouse.reader(), terminal_size=SIZES["wide"], press=["2", "j", "F", "4"])
