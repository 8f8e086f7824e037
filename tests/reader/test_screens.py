"""What the screens look like, at three widths; `pytest --snapshot-update` draws them anew, and a person looks at them."""

from types import SimpleNamespace
from typing import Any

import lighthouse
import pytest
from lighthouse import FakeAnalyst, SlowOpener
from msgspec.structs import replace
from textual.command import CommandList
from textual.pilot import Pilot

from briefing.config import Settings
from briefing.errors import AnalysisError
from briefing.model import Span
from briefing.reader.library import Standing
from briefing.reader.program import ReaderApp
from briefing.reader.screens.opening import OpeningScreen
from briefing.state import Figures, Note, ReadingState
from briefing.store import Store
from briefing.worker.protocol import Progress, Result

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
MORE = {
    "save as, narrow": ("narrow", "paper", ["S"]),
    "save as, a part left out": ("medium", "contrast", ["S", "tab", "space"]),
    "help, narrow": ("narrow", "contrast", ["question_mark"]),
    "help, scrolled": ("medium", "paper", ["question_mark", "space"]),
    "a note is written": ("narrow", "ink", ["2", "a", "w", "h", "o"]),
    "hints, narrow": ("narrow", "paper", ["f"]),
    "hints, medium": ("medium", "contrast", ["f"]),
    "search, narrow": ("narrow", "contrast", ["/", "t", "o", "w", "e", "r", "enter", "n"]),
    "quotes by speaker, medium": ("medium", "paper", ["3", "w", "j"]),
    "no quotes of the one followed": ("narrow", "paper", ["2", "G", "F", "3"]),
    "all hidden": ("medium", "contrast", ["4", "x", "x", "x"]),
    "notes, narrow": ("narrow", "ink", ["A"]),
    "notes, medium": ("medium", "paper", ["A", "j"]),
    "notes, wide": ("wide", "contrast", ["A", "G"]),
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


@pytest.mark.parametrize("name", MORE)
def test_more_screens(snap_compare: Any, name: str):
    size, theme, keys = MORE[name]
    assert snap_compare(lighthouse.jotted_in(lighthouse.reader(theme=theme)), terminal_size=SIZES[size], press=keys)


@pytest.mark.parametrize(("size", "theme"), [("narrow", "paper"), ("medium", "ink"), ("wide", "contrast")])
def test_palette(snap_compare: Any, size: str, theme: str):
    async def filled(pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+p")
        while not pilot.app.screen.query_one(CommandList).option_count:
            await pilot.pause(0.01)
        await pilot.pause()

    assert snap_compare(lighthouse.reader(theme=theme), terminal_size=SIZES[size], run_before=filled)


@pytest.mark.parametrize(
    ("size", "theme", "share"), [("narrow", "contrast", 0.4), ("medium", "paper", 0.0), ("wide", "ink", 1.0)]
)
def test_opening(snap_compare: Any, monkeypatch: pytest.MonkeyPatch, size: str, theme: str, share: float):
    monkeypatch.setattr("briefing.reader.screens.opening.time", SimpleNamespace(monotonic=lambda: 7.0))
    opener = SlowOpener(Progress(1, "fetching", share, received=800_000))
    address = "https://post.example.org/2025/12/04/the-lighthouse-of-velden-goes-dark-and-nobody-says-for-how-long"
    app = ReaderApp(address, settings=Settings(theme=theme), analyst=FakeAnalyst(), opener=opener)

    async def begun(pilot: Pilot[int]) -> None:
        while not (isinstance(app.screen, OpeningScreen) and "B" in app.screen.words):
            await pilot.pause(0.01)
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES[size], run_before=begun)


def test_too_small(snap_compare: Any):
    assert snap_compare(lighthouse.reader(theme="paper"), terminal_size=(42, 12), press=["3"])


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


@pytest.mark.parametrize("keys", [["e", "j"], ["A", "j"]], ids=["kinds", "notes"])
def test_cursors_without_colours(snap_compare: Any, monkeypatch: pytest.MonkeyPatch, keys: list[str]):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(lighthouse.jotted_in(lighthouse.reader()), terminal_size=SIZES["narrow"], press=keys)


def test_without_colours(snap_compare: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(lighthouse.reader(), terminal_size=SIZES["wide"], press=["2", "j", "F", "4"])
