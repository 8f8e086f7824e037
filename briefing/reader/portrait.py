"""A picture of the reader, drawn without a terminal: for the README, and to look at what was built.

    python -m briefing.reader.portrait FILE.svg [--size 140x40] [--theme ink] [--article SOURCE] [KEY ...]

analyses the article (the sample by default), presses the keys, and writes the screen as SVG.
"""

import argparse
import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from briefing.config import Settings, shipped_folder
from briefing.model import Article, Briefing
from briefing.reader.program import ReaderApp
from briefing.sources import open_article
from briefing.worker.async_client import AsyncClient
from briefing.worker.protocol import Progress, Result


async def draw(
    article: Article, briefing: Briefing | None, *, size: tuple[int, int], theme: str = "ink", keys: Sequence[str] = ()
) -> str:
    """The reader's screen as SVG, after some keys; `size` is in columns and rows.

    Without a briefing, the screen of an article that is still being analysed.
    """
    app = ReaderApp(article, briefing=briefing, settings=Settings(theme=theme), analyst=_Waiting())
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return app.export_screenshot(title="briefing")


class _Waiting:
    """An analyst who never comes to an end."""

    async def start(self) -> None:
        """Nothing to start."""

    async def analyse(self, article: Article, settings: Settings) -> AsyncIterator[Progress | Result]:
        """Wait for ever."""
        del article, settings
        yield Progress(1, "parsing", 0.3)
        await asyncio.Event().wait()

    def stop(self) -> None:
        """Nothing to stop."""

    async def close(self) -> None:
        """Nothing to close."""


async def _analysed(article: Article) -> Briefing | None:
    """The article's briefing, from the worker."""
    settings = Settings()
    client = AsyncClient(settings.model)
    try:
        async for answer in client.analyse(article, settings):
            if isinstance(answer, Result):
                return answer.briefing
        return None
    finally:
        await client.close()


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m briefing.reader.portrait", description="Draw the reader as SVG.")
    parser.add_argument("file", type=Path, help="where to write the picture")
    parser.add_argument("keys", nargs="*", help="keys to press, by Textual's names")
    parser.add_argument("--size", default="140x40", help="columns x rows")
    parser.add_argument("--theme", default="ink")
    parser.add_argument("--article", default=None, help="file of the article; the sample by default")
    options = parser.parse_args()
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")  # a picture has all colours, wherever it is drawn
    os.environ.pop("NO_COLOR", None)
    columns, rows = map(int, options.size.split("x"))
    article = open_article(options.article or min(shipped_folder("seeds").glob("*.txt")))

    async def portrait() -> str:
        briefing = await _analysed(article)
        return await draw(article, briefing, size=(columns, rows), theme=options.theme, keys=options.keys)

    options.file.write_text(asyncio.run(portrait()), encoding="utf-8")


if __name__ == "__main__":
    main()
