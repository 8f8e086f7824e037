"""A reader that is being used, as a person does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import lighthouse
from textual.events import Key
from textual.pilot import Pilot

from briefing.reader.program import ReaderApp
from briefing.reader.screens.reading import ReadingScreen
from briefing.reader.widgets.article import ArticleView
from briefing.reader.widgets.panel import Panel

SMALL = (80, 20)


class Session:
    """A reader that is being used."""

    def __init__(self, app: ReaderApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> ReadingScreen:
        return self.app.reading_screen

    @property
    def view(self) -> ArticleView:
        return self.screen.article_view

    def panel(self, name: str) -> Panel:
        return self.screen.panels[name]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def burst(self, *keys: str) -> None:
        """Press keys that arrive all at once."""
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))
        await self.pilot.pause()
        while self.app.has_waiting_keys:
            await self.pilot.pause()
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in words))

    async def until(self, words: str) -> None:
        """Wait until the words are on the screen."""
        async with asyncio.timeout(30):
            while words not in self.picture:
                await self.pilot.pause()

    def marked(self, layer: str) -> list[str]:
        """The words under a layer of the article."""
        spans, text = self.view.highlights[layer], self.view.display_text.text
        return [text[spans[index].start : spans[index].end] for index in range(len(spans))]

    def notices(self) -> str:
        return " | ".join(notice.message for notice in self.app._notifications)

    def rows(self) -> list[str]:
        """What stands on the screen."""
        return ["".join(segment.text for segment in line) for line in self.app.screen._compositor.render_strips()]

    @property
    def picture(self) -> str:
        return "\n".join(self.rows())


@asynccontextmanager
async def reading(size: tuple[int, int] = (140, 40), **options: object) -> AsyncIterator[Session]:
    app = lighthouse.reader(**options)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Session(app, pilot)
