"""The reader: one article in a terminal, with its briefing beside it."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from briefing.config import Settings, shipped_folder
from briefing.errors import BriefingError, StoreError
from briefing.language import language_warning
from briefing.model import Article, Briefing, Feed
from briefing.reader import theme
from briefing.reader.keymap import COMMANDS, keys_of, shown_key, unknown_ids
from briefing.reader.library import Standing, entries
from briefing.reader.messages import AnalysisFailed, AnalysisFinished, AnalysisProgressed
from briefing.reader.opening import PIPED, OpeningApp, nothing_yet
from briefing.reader.reading import Reading
from briefing.reader.screens.reading import ReadingScreen
from briefing.summarizers import SUMMARIZERS, slow_warning

if TYPE_CHECKING:
    from briefing.reader.analyst import Analyst
    from briefing.reader.screens.opening import Opens
    from briefing.store import Store
    from briefing.worker import Progress, Result

MONOCHROME_THEME: Final = "contrast"
"""The theme where colours are few or not wanted: one that is not of the terminal's own colours, which would be lost."""


class ReaderApp(OpeningApp):
    """Shows a `Reading`, and has it analysed where there is no briefing yet."""

    TITLE = "briefing"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", "Quit", show=False, priority=True)]

    def __init__(  # noqa: PLR0913 - what a reader is made of
        self,
        article: Article | str,
        *,
        briefing: Briefing | None = None,
        settings: Settings | None = None,
        store: "Store | None" = None,
        analyst: "Analyst | None" = None,
        opener: "Opens | None" = None,
        library: Sequence[str] = (),
    ) -> None:
        super().__init__(shipped_folder("styles") / "briefing.tcss", opener)
        if isinstance(article, str):  # a source that has yet to be opened
            article = nothing_yet(article)
        self.settings = settings or Settings()
        self.library = tuple(library)
        self._store = store
        self._analyst = analyst
        self._is_analysing = False
        self.standing: dict[str, Standing] = {}
        self._seen = _modified(article.source)
        self.reading_screen = ReadingScreen(self._reading(article, briefing))
        for own in theme.own_themes():
            self.register_theme(own)
        self.theme = self._wanted_theme()

    @property
    def reading(self) -> Reading:
        """The article on the screen."""
        return self.reading_screen.reading

    @property
    def on_screen(self) -> Article:
        """The article on the screen, as it was opened."""
        return self.reading_screen.opened

    # -- the look

    def get_default_screen(self) -> Screen[None]:
        """The reading screen."""
        return self.reading_screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, where a theme has none of its own."""
        return theme.completed(self.current_theme)

    def _wanted_theme(self) -> str:
        if theme.lacks_colours(self):
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
            for ending in (signal.SIGHUP, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(ending, self.leave)
        if len(self.library) > 1:
            self.show_library()
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """The article is on the screen: begin what could wait for it.

        What is loaded by now stays, so that the collector need not look at it ever again, and no key waits for it.
        """
        if not self.has_article:
            if len(self.library) < 2:
                self.open(self.on_screen.source)
        elif self.reading.briefing is None:
            self.analyse()
        else:
            self.analyse_others()
        gc.freeze()
        gc.enable()

    def leave(self) -> None:
        """Keep the place and what was written, end the analysis, and go."""
        self._keep_state()
        if self._analyst is not None:
            self._analyst.stop()
        if self._opener is not None:
            self._opener.close()
        self.exit(0)

    def on_app_focus(self) -> None:
        """Somebody may have changed the file in the meantime."""
        modified = _modified(self.reading.article.source)
        if modified != self._seen and self._seen is not None:
            self._seen = modified
            words = "The article's file was changed; R reads it again." if modified else "The article's file is gone."
            self.notify(words, severity="warning", markup=False)

    async def on_unmount(self) -> None:
        """See the analysis and the opening end."""
        if self._analyst is not None:
            await self._analyst.close()
        if self._opener is not None:
            self._opener.close()

    def action_leave(self) -> None:
        """Leave the reader."""
        self.leave()

    # -- what is remembered

    def _reading(self, article: Article, briefing: Briefing | None) -> Reading:
        """An article as the person left it."""
        reading = Reading(article, briefing, length=self.settings.sentences)
        if self._store is not None:
            try:
                state = self._store.reading_state(article.sha256)
            except StoreError as error:
                self._store.notices.append(str(error))
            else:
                reading.is_first = state is None and not self._store.recently_read(1)
                if state is not None:
                    reading.restore(state)
        return reading

    def _keep_state(self) -> None:
        """Keep the place and what was marked and written."""
        if self._store is None or not self.has_article:
            return
        screen = self.reading_screen
        try:
            self._store.keep_reading_state(
                self.reading.article.sha256, self.reading.state(screen.first_offset, screen.share_read)
            )
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)

    # -- the analysis

    def analyse(self) -> None:
        """Have the article analysed, and tell the screen what comes of it; the others that were given follow."""
        if self._is_analysing and self._analyst is not None:
            self._analyst.stop()
        self.workers.cancel_group(self, "others")
        self.run_worker(self._analyse(self.reading_screen), group="analysis", exclusive=True, exit_on_error=False)

    async def _analyse(self, screen: ReadingScreen) -> None:
        for warning in (language_warning(screen.opened), slow_warning(self.settings.summarizer, screen.opened)):
            if warning is not None:
                self.notify(f"{warning[:1].upper()}{warning[1:]}.", severity="warning", timeout=15, markup=False)
        try:
            async for answer in self._answers(screen.opened):
                if answer.kind == "progress":
                    screen.post_message(AnalysisProgressed(answer.stage, answer.share))
                else:
                    screen.post_message(AnalysisFinished(answer.briefing))
        except BriefingError as error:
            screen.post_message(AnalysisFailed(str(error)))
        self.analyse_others()

    def analyse_others(self) -> None:
        """Analyse the other articles that were given, one after the other, so that they open with their panels."""
        if self._store is not None and len(self.library) > 1:
            self.run_worker(self._analyse_others(self._store), group="others", exclusive=True, exit_on_error=False)

    async def _analyse_others(self, store: "Store") -> None:
        from briefing.opener import Opener  # noqa: PLC0415 - only for several articles

        model, summarizer = self.settings.model, self.settings.summarizer
        with Opener(self.settings) as opener:
            for source in self.library:
                standing = self.standing.setdefault(source, Standing("waits"))
                if source in self.on_request or standing.analysis in {"analysed", "failed", "feed"}:
                    continue
                standing.analysis = "being analysed"
                try:
                    opened: Article | Feed | None = self.carried.get(source)
                    if opened is None:
                        opened = await asyncio.to_thread(opener.open, source)
                    if isinstance(opened, Feed):
                        standing.analysis = "feed"
                        continue
                    article = opened
                    standing.title = article.title
                    if store.get(article, model, summarizer) is None:
                        async for _ in self._answers(article):
                            pass
                except BriefingError:
                    standing.analysis = "failed"  # why, it will say when it is opened
                    continue
                if store.get(article, model, summarizer) is None:
                    self.standing.clear()
                    return  # nothing is remembered, so there is no use in going on
                standing.analysis = "analysed"

    async def _answers(self, article: Article) -> "AsyncIterator[Progress | Result]":
        """What the analyst says of an article; the result is remembered."""
        if self._analyst is None:
            from briefing.reader.analyst import WorkerAnalyst  # noqa: PLC0415 - not needed for an article analysed before

            self._analyst = WorkerAnalyst(self.settings)
        self._is_analysing = True
        try:
            async for answer in self._analyst.analyse(article):
                yield answer
                if answer.kind == "result":
                    self._remember(answer.briefing, article)
        finally:
            self._is_analysing = False

    def _remember(self, briefing: Briefing, article: Article) -> None:
        """Keep the analysis, so that the next opening costs nothing."""
        if self._store is not None:
            self._store.keep(briefing, article, self.settings.model, self.settings.summarizer)

    # -- other articles, other commands

    def show_library(self) -> None:
        """Show the articles there are, and open the one that is chosen."""
        from briefing.reader.screens.library import LibraryScreen  # noqa: PLC0415 - the first paint does without it

        self._keep_state()
        try:
            read = [state for _, state in self._store.recently_read()] if self._store else []
        except StoreError:
            read = []
        current = self.reading.article.source
        given = self.library or (current,)
        self.push_screen(
            LibraryScreen(entries(given, read, self.standing), current),
            lambda source: self.open(source) if source else self.close_library(),
        )

    def take(self, article: Article, source: str) -> None:
        """Put an article on the screen, and have it analysed unless that is remembered."""
        self.carried |= {source: article} if article.source == PIPED else {}
        self._keep_state()
        briefing = self._store.get(article, self.settings.model, self.settings.summarizer) if self._store else None
        self._seen = _modified(article.source)
        self.reading_screen.read(self._reading(article, briefing))
        if briefing is None:
            self.analyse()

    def summarise_by(self, summarizer: str) -> None:
        """Have the summary made another way, of this article and of those that follow."""
        if summarizer == self.settings.summarizer or not self.has_article:
            return
        self.settings = replace(self.settings, summarizer=summarizer)
        if self._analyst is not None:
            self._analyst.summarizer = summarizer
        self.standing.clear()
        self._keep_state()
        article = self.reading_screen.opened
        briefing = self._store.get(article, self.settings.model, summarizer) if self._store else None
        self.reading_screen.read(self._reading(article, briefing))
        if briefing is None:
            self.analyse()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the keymap, with its keys."""
        del screen
        for command in COMMANDS:
            keys = " ".join(shown_key(key) for key in keys_of(command, self.settings.keymap))
            if command.group != "Move" and command.id != "palette":
                yield SystemCommand(f"{command.label}  {keys}", command.tooltip, lambda name=command.id: self._run(name))
        for name in SUMMARIZERS:
            origin = "The program's own choice." if name == SUMMARIZERS[0] else "A method of sumy; it gives no reasons."
            yield SystemCommand(f"Summary by {name}", origin, lambda name=name: self.summarise_by(name))
        yield SystemCommand("Choose a theme", "All themes, Textual's own among them.", self.action_change_theme)

    def _run(self, command: str) -> None:
        self.call_later(self.reading_screen.run_action, command)


def _modified(source: str) -> float | None:
    """When the article's file was changed last, in seconds; None where there is no file."""
    try:
        return Path(source).stat().st_mtime
    except (OSError, ValueError):
        return None
