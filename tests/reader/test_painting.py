"""What is painted when: a key draws the rows that it brings, and leaves everything else as it is on the screen."""

import lighthouse
import pytest
from lighthouse import FakeAnalyst
from session import reading
from textual._compositor import Compositor
from textual.geometry import Region

from briefing.model import Article, Block
from briefing.reader.widgets.article import ArticleView
from briefing.reader.widgets.panel import Panel


def long_article(paragraphs: int = 400) -> Article:
    """So many paragraphs of a line each."""
    text, blocks = "", []
    for number in range(paragraphs):
        words = f"Paragraph {number} is about the lamp of Velden."
        blocks.append(Block(len(text), len(text) + len(words), "body"))
        text += words + "\n\n"
    return Article("lamp.txt", None, None, None, None, "en", "2" * 64, text, tuple(blocks))


class Painted:
    """What is drawn from now on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: list[int] = []
        self.panel_rows = 0
        self.regions: list[Region] = []
        draw_article, draw_panel, update = ArticleView.draw, Panel.draw, Compositor.render_update

        def article(view: ArticleView, line: int):
            self.lines.append(line)
            return draw_article(view, line)

        def panel(view: Panel, line: int):
            self.panel_rows += 1
            return draw_panel(view, line)

        def rendered(compositor: Compositor, *given: object, **options: object):
            self.regions += compositor._dirty_regions
            return update(compositor, *given, **options)

        monkeypatch.setattr(ArticleView, "draw", article)
        monkeypatch.setattr(Panel, "draw", panel)
        monkeypatch.setattr(Compositor, "render_update", rendered)


async def test_a_page_draws_the_lines_it_brings_and_no_other_widget(monkeypatch: pytest.MonkeyPatch):
    async with reading((120, 40), opened=long_article(), analyst=FakeAnalyst()) as session:
        painted = Painted(monkeypatch)
        height = session.view.size.height
        await session.press("space")
        assert painted.lines == [*range(height, 2 * height - 2)]
        assert painted.panel_rows == 0
        assert painted.regions
        assert all(session.view.region.contains_region(region) for region in painted.regions)


async def test_going_back_draws_nothing_anew(monkeypatch: pytest.MonkeyPatch):
    async with reading((120, 40), opened=long_article(), analyst=FakeAnalyst()) as session:
        await session.press("space")
        painted = Painted(monkeypatch)
        await session.press("b")
        assert painted.lines == []


async def test_a_change_of_the_theme_or_the_focus_draws_everything_anew():
    async with reading((120, 40), opened=long_article(), analyst=FakeAnalyst()) as session:
        before = session.view.render_lines(session.view.outer_size.region)
        await session.press("1")
        unfocused = session.view.render_lines(session.view.outer_size.region)
        assert before[5] != unfocused[5]
        assert [strip.text for strip in before[1:-1]] == [strip.text for strip in unfocused[1:-1]]
        await session.press("t")
        assert session.view.render_lines(session.view.outer_size.region)[5] != unfocused[5]


@pytest.mark.parametrize("paragraphs", [30, 400, 4000])
async def test_the_scrollbar_is_that_of_textual(paragraphs: int):
    async with reading((120, 40), opened=long_article(paragraphs), analyst=FakeAnalyst()) as session:
        for key in ("j", "space", "space", "ctrl+d", "G", "b", "k", "g"):
            await session.press(key)
            bar = session.view.vertical_scrollbar
            shown = bar.render_lines(bar.size.region)
            assert bar.position == session.view.scroll_y
            bar.refresh()
            await session.pilot.pause()
            assert shown == bar.render_lines(bar.size.region)


async def test_rows_are_as_textual_draws_them():
    async with reading((120, 40), opened=lighthouse.article()) as session:
        for view in (session.view, session.panel("summary")):
            rows = view.render_lines(view.outer_size.region)
            view._styles_cache.clear()
            theirs = view._styles_cache.render_widget(view, view.outer_size.region)
            # but for the heavy line, which tells how far the article is read
            assert [strip.text.replace("━", "─") for strip in rows] == [strip.text for strip in theirs]
