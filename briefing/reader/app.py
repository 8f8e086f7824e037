"""The reader: one article in a terminal, with its briefing beside it."""

import contextlib
import gc
import signal
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from briefing.config import Settings, shipped_folder
from briefing.errors import BriefingError, StoreError
from briefing.model import Article, Briefing
from briefing.reader import theme
from briefing.reader.keymap import COMMANDS, keys_of, shown_key, unknown_ids
from briefing.reader.messages import AnalysisFailed, AnalysisFinished, AnalysisProgressed
from briefing.reader.reading import Reading
from briefing.reader.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from briefing.reader.analyst import Analyst
    from briefing.store import Store

MONOCHROME_THEME: Final = "contrast"
"""The theme where no colours are wanted: one that is not of the terminal's own colours, which would be lost."""


class ReaderApp(App[int]):
    """Shows a `Reading`, and has it analysed where there is no briefing yet."""

    TITLE = "briefing"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", "Quit", show=False, priority=True)]

    def __init__(  # noqa: PLR0913 - what a reader is made of
        self,
        article: Article,
        *,
        briefing: Briefing | None = None,
        settings: Settings | None = None,
        store: "Store | None" = None,
        analyst: "Analyst | None" = None,
        library: Sequence[str] = (),
    ) -> None:
        super().__init__(css_path=shipped_folder("styles") / "briefing.tcss", watch_css=False)
        self.settings = settings or Settings()
        self.library = tuple(library)
        self._store = store
        self._analyst = analyst
        self._opened = article
        self.reading = Reading(article, briefing, length=self.settings.sentences)
        self.reading_screen = ReadingScreen(self.reading)
        for own in theme.own_themes():
            self.register_theme(own)
        self.theme = self._wanted_theme()

    # -- the look

    def get_default_screen(self) -> Screen[None]:
        """The reading screen."""
        return self.reading_screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, where a theme has none of its own."""
        return theme.completed(self.current_theme)

    def _wanted_theme(self) -> str:
        if self.no_color:
            return MONOCHROME_THEME
        return self.settings.theme if self.settings.theme in self.available_themes else theme.DEFAULT

    def next_theme(self) -> str:
        """Take the next of our own themes."""
        names = [own.name for own in theme.own_themes()]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
        return self.theme

    # -- from launch to leave

    def on_mount(self) -> None:
        """Bind the user's keys, and start the analysis where one is needed."""
        unknown = unknown_ids(self.settings.keymap)
        if unknown:
            self.notify(f"The keymap names commands that do not exist: {', '.join(unknown)}.", severity="warning", markup=False)
        self.set_keymap(dict(self.settings.keymap))
        if self.settings.theme not in self.available_themes:
            self.notify(f"There is no theme “{self.settings.theme}”.", severity="warning", markup=False)
        for notice in self._store.notices if self._store else ():
            self.notify(notice, severity="warning", markup=False)
        with contextlib.suppress(NotImplementedError, ValueError, RuntimeError, AttributeError):
            import asyncio  # noqa: PLC0415 - Textual has loaded it

            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.leave)
        if self.reading.briefing is None:
            self.analyse()
        self.call_after_refresh(_settle)

    def leave(self) -> None:
        """Keep the place and what was written, end the analysis, and go."""
        self._keep_state()
        if self._analyst is not None:
            self._analyst.stop()
        self.exit(0)

    async def on_unmount(self) -> None:
        """See the analysis end."""
        if self._analyst is not None:
            await self._analyst.close()

    def action_leave(self) -> None:
        """Leave the reader."""
        self.leave()

    def _keep_state(self) -> None:
        """Keep the reading state, where there is a store for it."""

    # -- the analysis

    def analyse(self) -> None:
        """Have the article analysed, and tell the screen what comes of it."""
        self.run_worker(self._analyse(), group="analysis", exclusive=True, exit_on_error=False)

    async def _analyse(self) -> None:
        from briefing.reader.analyst import WorkerAnalyst  # noqa: PLC0415 - not needed for an article analysed before
        from briefing.worker import Progress  # noqa: PLC0415

        if self._analyst is None:
            self._analyst = WorkerAnalyst(self.settings.model, self.settings.summarizer)
        screen = self.reading_screen
        try:
            async for answer in self._analyst.analyse(self._opened):
                if isinstance(answer, Progress):
                    screen.post_message(AnalysisProgressed(answer.stage, answer.share))
                else:
                    screen.post_message(AnalysisFinished(answer.briefing))
                    self._remember(answer.briefing)
        except BriefingError as error:
            screen.post_message(AnalysisFailed(str(error)))

    def _remember(self, briefing: Briefing) -> None:
        """Keep the analysis, so that the next opening costs nothing."""
        if self._store is not None:
            self._store.keep(briefing, self._opened, self.settings.model, self.settings.summarizer)

    # -- other articles, other commands

    def show_library(self) -> None:
        """Show the articles there are."""
        self.notify("There is one article.", markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the keymap, with its keys."""
        del screen
        for command in COMMANDS:
            keys = " ".join(shown_key(key) for key in keys_of(command, self.settings.keymap))
            if command.group != "Move" and command.id != "palette":
                yield SystemCommand(f"{command.label}  {keys}", command.tooltip, lambda name=command.id: self._run(name))
        yield SystemCommand("Choose a theme", "All themes, Textual's own among them.", self.action_change_theme)

    def _run(self, command: str) -> None:
        self.call_later(self.reading_screen.run_action, command)


def _settle() -> None:
    """What was loaded stays: the collector need not look at it again, so that no key waits for it."""
    gc.freeze()
    gc.enable()


def run_reader(
    article: Article,
    *,
    briefing: Briefing | None,
    settings: Settings,
    store: "Store | None",
    library: Sequence[str] = (),
) -> int:
    """Read an article in the terminal; gives the exit status.

    `briefing` is what is remembered of it; where it is None the worker analyses, and `store` keeps the result.
    """
    gc.disable()
    app = ReaderApp(article, briefing=briefing, settings=settings, store=store, library=library)
    try:
        status = app.run()
    except StoreError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return status if status is not None else app.return_code or 0
