"""The reader: one article in a terminal, with its briefing beside it."""

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from msgspec.structs import replace
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from briefing.config import Settings
from briefing.errors import StoreError
from briefing.model import Article, Briefing
from briefing.reader.analysing import AnalysingApp
from briefing.reader.carrying import carried, returned
from briefing.reader.keymap import COMMANDS, keys_of, shown_key, unknown_ids
from briefing.reader.library import Standing, entries, progress_words
from briefing.reader.memory import Memory
from briefing.reader.opening import PIPED, nothing_yet
from briefing.reader.reading import Reading
from briefing.reader.screens.reading import ReadingScreen
from briefing.reader.watching import FileWatcher
from briefing.state import Look
from briefing.summarizers import SUMMARIZERS

if TYPE_CHECKING:
    from briefing.reader.analyst import Analyst
    from briefing.reader.screens.opening import Opens
    from briefing.store import Store

WATCH: Final = 2.0
"""Seconds between two looks at the article's file."""


class ReaderApp(AnalysingApp):
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
        path: str | None = None,
    ) -> None:
        super().__init__(opener)
        if isinstance(article, str):  # a source that has yet to be opened
            article = nothing_yet(article)
        self.path = path or article.source
        self.settings = settings or Settings()
        self.library = tuple(library)
        self._store = store
        self._memory = Memory(store)
        self._is_kept = False
        self._analyst = analyst
        self._watcher = FileWatcher(self.path)
        self._reading_screen = ReadingScreen(self._reading(article, briefing, Look()))
        self.theme = self.wanted_theme(self.reading.look.theme)

    @property
    def reading_screen(self) -> ReadingScreen:
        """The screen with the article."""
        return self._reading_screen

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

    @property
    def _look(self) -> Look:
        """How the screen is, for when one comes back to the article."""
        chosen = None if self.theme == self.wanted_theme() else self.theme
        return replace(self.reading_screen.look, theme=chosen)

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
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.leave)
            signal.signal(signal.SIGHUP, self._hang_up)
        if self.is_web:
            self.set_interval(1.0, partial(self._end_without, os.getppid()))
        if len(self.library) > 1:
            self.show_library()
        self.set_interval(WATCH, self.look_at_file)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """The article is on the screen: begin what could wait for it.

        What is loaded by now stays, so that the collector need not look at it ever again, and no key waits for it.
        """
        self._tell_notices(self.on_screen)
        if not self.has_article:
            if len(self.library) < 2:
                self.open(self.path)
        elif self.reading.briefing is None:
            self.analyse()
        else:
            self.analyse_others()
        gc.freeze()
        gc.enable()

    def leave(self) -> None:
        """Keep the place and what was written, end the analysis, and go."""
        self._is_kept = True
        reason = self.keep_state()
        self._stop_processes()
        notes = " · ".join(f"“{note}”" for note in self.reading.notes.values())
        if reason and notes:  # what a person wrote is at least shown once more
            self.last_words = f"{reason}; your notes were: {notes}"
            self.exit(1)
        else:
            self.exit(0)

    def _stop_processes(self) -> None:
        """End the analysis and the opening."""
        if self._analyst is not None:
            self._analyst.stop()
        if self._opener is not None:
            self._opener.close()

    def on_app_focus(self) -> None:
        """Somebody may have changed the file in the meantime."""
        self.look_at_file()

    def look_at_file(self) -> None:
        """Offer to read the article again where its file was changed."""
        match self._watcher.look():
            case "changed":
                self.reading_screen.warn("file changed, R reads it")
                self.notify("The article's file was changed; R reads it again.", severity="warning", markup=False)
            case "gone":
                self.reading_screen.warn("file is gone")
                self.notify("The article's file is gone.", severity="warning", markup=False)

    def _hang_up(self, *_: object) -> None:
        """The terminal is gone: keep the place and end at once.

        The kernel sends SIGCONT as well, on which Textual draws anew; its thread that writes dies of that, and an orderly
        end would wait for it without end, as would a handler that the loop runs.
        """
        self.keep_state()
        self._stop_processes()
        if self._store is not None:
            self._store.close()
        os._exit(128 + signal.SIGHUP)

    def _end_without(self, server: int) -> None:
        """End where the server that started this reader is gone, as it is when somebody kills it."""
        if os.getppid() != server:
            self._hang_up()

    def on_exit_app(self) -> None:
        """Whoever ends the program, as a browser does whose page is closed: the place is kept."""
        if not self._is_kept:
            self.keep_state()

    async def on_unmount(self) -> None:
        """See the analysis and the opening end."""
        if self._analyst is not None:
            await self._analyst.close()
        if self._opener is not None:
            self._opener.close()
        with contextlib.suppress(ValueError, AttributeError):
            signal.signal(signal.SIGHUP, signal.SIG_DFL)

    def action_leave(self) -> None:
        """Leave the reader."""
        self.leave()

    # -- what is remembered

    def _reading(self, article: Article, briefing: Briefing | None, look: Look) -> Reading:
        """An article as the person left it; one that was never opened gets theme and widths of `look`."""
        look = Look(theme=look.theme, share=look.share)
        reading = Reading(article, briefing, look=look, length=self.settings.sentences)
        state = self._memory.recall(article.sha256)
        if state is not None:
            reading.restore(state)
        else:
            reading.is_first = self._store is not None and not self._memory.recent(1)
        return reading

    def keep_state(self) -> str | None:
        """Keep the place and what was marked and written; why it cannot be kept, where that is so."""
        if not self.has_article:
            return None
        screen = self.reading_screen
        try:
            self._memory.keep(self.reading, screen.first_offset, screen.share_read, self._look)
        except StoreError as error:
            self.notify(str(error), severity="error", markup=False)
            return str(error)
        return None

    # -- other articles, other commands

    def show_library(self) -> None:
        """Show the articles there are, and open the one that is chosen."""
        from briefing.reader.screens.library import LibraryScreen  # noqa: PLC0415 - the first paint does without it

        self.keep_state()
        read = self._memory.recent()
        current = self.path
        given = self.library or (current,)
        here = Standing()
        here.take(self.on_screen)
        screen = LibraryScreen(
            lambda: (entries(given, read, {current: here} | self.standing), progress_words(given, self.standing)),
            current,
            self.toggle_analyses,
        )
        self.push_screen(screen, lambda source: self.open(source) if source else self.close_library())

    def tell_standing(self) -> None:
        """Show in an open library what has become of the articles."""
        if len(self.screen_stack) > 1 and (tell := getattr(self.screen, "tell_standing", None)) is not None:
            tell()

    def toggle_analyses(self) -> None:
        """Stop the analyses, or go on with them."""
        if not self.resume_analyses() and not self.stop_analyses():
            self.notify("Nothing is being analysed.", markup=False)

    def take(self, article: Article, source: str) -> None:
        """Put an article on the screen, and have it analysed unless that is remembered."""
        if article.source == PIPED:
            self.held[source] = article
        if article.sha256 == self.on_screen.sha256:
            self.notify("Read again: nothing has changed.", markup=False)
        self._tell_notices(article)
        self.keep_state()
        briefing = self._remembered(article)
        self.path = source
        self._watcher = FileWatcher(source)
        self._show(article, briefing)
        if briefing is None:
            self.analyse()

    def _tell_notices(self, article: Article) -> None:
        """Say what went wrong when an article was opened."""
        for notice in article.notices:
            self.notify(notice, severity="warning", markup=False)

    def _show(self, article: Article, briefing: Briefing | None) -> None:
        """Put an article on the screen, with the look it was left in."""
        former, look = self.reading, self._look
        place = former.state(self.reading_screen.first_offset, 0.0, look)
        reading = self._reading(article, briefing, look)
        if former.article.text and article.source == former.article.source and article.sha256 != former.article.sha256:
            old, new = former.article.text, article.text
            state, lost = carried(place, old, new)
            reading.restore(returned(state, self._memory.recalled, old, new))
            if lost:
                words = "1 note is" if lost == 1 else f"{lost} notes are"
                self.notify(
                    f"{words} about words that are gone; {self.reading_screen.key_of('notes')} lists all notes.", markup=False
                )
        self.theme = self.wanted_theme(reading.look.theme)
        self.reading_screen.read(reading)

    def summarise_by(self, summarizer: str) -> None:
        """Have the summary made another way, of this article and of those that follow."""
        if summarizer == self.settings.summarizer or not self.has_article:
            return
        self.settings = replace(self.settings, summarizer=summarizer)
        for standing in self.standing.values():
            standing.stage = ""
        self.keep_state()
        article = self.reading_screen.opened
        briefing = self._remembered(article)
        self._show(article, briefing)
        if briefing is None:
            self.analyse()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the keymap, with its keys."""
        del screen
        for command in COMMANDS:
            keys = " ".join(shown_key(key) for key in keys_of(command, self.settings.keymap))
            if command.id != "palette":
                yield SystemCommand(f"{command.label}  {keys}", command.tooltip, lambda name=command.id: self._run(name))
        for name in SUMMARIZERS:
            origin = "The program's own choice." if name == SUMMARIZERS[0] else "A method of sumy; it gives no reasons."
            yield SystemCommand(f"Summary by {name}", origin, lambda name=name: self.summarise_by(name))
        yield SystemCommand("Choose a theme", "All themes, Textual's own among them.", self.action_change_theme)

    def _run(self, command: str) -> None:
        self.call_later(self.reading_screen.do, command)
