"""An article that was analysed before: everything is there with the first paint, and nobody is asked to analyse."""

import subprocess
import sys
from pathlib import Path

import lighthouse
import pytest
from msgspec.structs import replace
from session import reading
from textual._compositor import Compositor

from briefing.model import Block, Span
from briefing.reader.reading import Reading
from briefing.store import Store


def lengthened(repeats: int):
    """The article with so many more paragraphs at its end."""
    opened = lighthouse.article()
    words = "The lamp of Velden is dark, and the sound is quiet.\n\n"
    at = len(opened.text)
    more = tuple(Block(at + n * len(words), at + (n + 1) * len(words) - 2, "body") for n in range(repeats))
    return replace(opened, text=opened.text + words * repeats, blocks=(*opened.blocks, *more))


@pytest.mark.parametrize("repeats", [0, 20_000], ids=["an article", "a megabyte"])
async def test_the_first_paint_has_the_panels_and_the_names(repeats: int, monkeypatch: pytest.MonkeyPatch):
    paints: list[str] = []
    update = Compositor.render_update

    def rendered(compositor: Compositor, *given: object, **options: object):
        paints.append("\n".join(strip.text for strip in compositor.render_strips()))
        return update(compositor, *given, **options)

    monkeypatch.setattr(Compositor, "render_update", rendered)
    async with reading(opened=lengthened(repeats)) as session:
        first = next(paint for paint in paints if "the old lighthouse" in paint)
        assert "4 of 4" in first
        assert "Mira Oduya" in first.split("Key actors")[1]
        assert "We cannot heat a tower" in first.split("Quotes")[1]
        assert "May the council sell the tower" in first.split("Open questions")[1]
        assert "Mira Oduya" in session.marked("names")
        assert session.app._analyst is None


async def test_names_and_speech_far_from_the_first_line_are_coloured_after_the_first_paint(monkeypatch: pytest.MonkeyPatch):
    async with reading() as session:
        layers = {name: session.marked(name) for name in ("names", "speech")}
    monkeypatch.setattr("briefing.reader.screens.panes.NEAR", 300)
    whole = Reading(lighthouse.article(), lighthouse.briefing())
    assert len(whole.names(Span(0, 300))) < len(whole.names()) == len(layers["names"])
    async with reading() as session:
        assert {name: session.marked(name) for name in layers} == layers


def test_the_gaps_that_only_the_analysis_knows_are_there_again():
    known = lighthouse.article()
    again = Reading(replace(known, gaps=()), lighthouse.briefing())
    assert again.article.gaps == known.gaps != ()
    assert "⟦…⟧" in again.display.text


REOPEN = """
import asyncio, sys
from pathlib import Path
import lighthouse
from briefing.reader.program import ReaderApp
from briefing.store import Store

async def started(*command, **options):
    raise AssertionError(f"a process was started: {command}")

asyncio.create_subprocess_exec = started
store = Store(Path(sys.argv[1]), Path(sys.argv[2]))
article = lighthouse.article()
app = ReaderApp(article, briefing=store.get(article, "md", "briefing"), store=store)

async def read(pilot):
    await pilot.press("space", "n", "n", "2", "enter", "]", "1")
    await pilot.pause()
    assert app.reading.briefing is not None
    app.leave()

assert app.run(headless=True, size=(140, 40), auto_pilot=read) == 0
print(*{name.partition(".")[0] for name in sys.modules})
"""


@pytest.mark.system
def test_a_fresh_process_reads_it_without_a_worker_and_without_spacy(tmp_path: Path):
    files = tmp_path / "cache.sqlite3", tmp_path / "state.sqlite3"
    store = Store(*files)
    article = lighthouse.article()
    store.keep(lighthouse.briefing(article), article, "md", "briefing")
    store.close()
    command = [sys.executable, "-c", REOPEN, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=Path(__file__).parent)
    assert done.returncode == 0, done.stderr
    assert not {"spacy", "sumy", "thinc", "numpy"} & set(done.stdout.split())
