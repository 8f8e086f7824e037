"""The reading screen, whole: navigation, and what a person keeps, shows and asks of the analysis."""

from collections.abc import Collection
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from briefing.errors import BriefingError
from briefing.model import Span
from briefing.reader import cards
from briefing.reader.bindings import bindings_of
from briefing.reader.cards import Item
from briefing.reader.messages import AnalysisFailed, AnalysisFinished, AnalysisProgressed
from briefing.reader.reading import Reading
from briefing.reader.screens.finding import FindingScreen
from briefing.visible import safe

FIRST_WORDS: Final = "? shows the keys · tab goes to the panels · q leaves"
"""What a first start says."""

NOT_YET: Final = "The analysis is not done yet; save when the panels are filled."


class ReadingScreen(FindingScreen):
    """One article with its briefing."""

    BINDINGS = bindings_of("screen")

    def on_mount(self) -> None:
        """Show the article."""
        self._begin()

    def read(self, reading: Reading) -> None:
        """Show another article."""
        self.reading, self.opened = reading, reading.article
        self.progress = self.failure = None
        self.query_words, self._evidence, self._warning = "", (), ""
        for panel in self.panels.values():
            panel.clear()
        self._begin()

    def _begin(self) -> None:
        """Show the article, and the panels with what is known."""
        self.title_bar.show(self.reading.title, ())
        self.article_view.forget()
        self.take_look()
        self.show_article(self.reading.display.position(self.reading.position) if self.reading.position else 0)
        if self.reading.is_first:
            self.say(FIRST_WORDS)
        self.show_title()
        self.show_panels()

    @property
    def first_offset(self) -> int:
        """Offset of the first character on the screen."""
        return self.reading.display.offset(self.article_view.top)

    @property
    def share_read(self) -> float:
        """How much of the article was on the screen, from 0 to 1."""
        return self.article_view.share_read

    # -- the analysis

    def on_analysis_progressed(self, message: AnalysisProgressed) -> None:
        """Say how far it is."""
        self.failure = None
        self.progress = (message.stage, message.share)
        self.show_title()
        self.tell_waiting()

    def on_analysis_finished(self, message: AnalysisFinished) -> None:
        """Fill the panels and mark the names; the words on the screen stay where they are."""
        if message.briefing.article.sha256 != self.opened.sha256:
            return  # of an article that was left in the meantime
        self.progress = self.failure = None
        offset = self.first_offset
        self.reading.take(message.briefing)
        self.show_title()
        self.show_article(self.reading.display.position(offset) if offset else 0)
        self.show_panels()

    def on_analysis_failed(self, message: AnalysisFailed) -> None:
        """The article stays; say what happened and how to try again."""
        self.progress = None
        self.failure = message.reason[:1].upper() + message.reason[1:]
        self.show_title()
        self.show_panels()
        if self.is_narrow or self.is_zoomed:  # elsewhere a panel says it
            self.say(self.failure, failed=True)

    def action_retry(self) -> None:
        """Analyse again."""
        if self.failure is None:
            self.say("The analysis is done." if self.reading.briefing else "The analysis is going on.")
            return
        self.failure = None
        self.progress = ("loading", 0.0)
        self.show_title()
        self.show_panels()
        self.host.analyse()

    def action_stop(self) -> None:
        """Stop the analysis."""
        if not self.host.stop_analyses():
            self.say("Nothing is being analysed.")

    # -- what the panels show

    def action_longer(self) -> None:
        """One more sentence in the summary."""
        self._lengthen(1)

    def action_shorter(self) -> None:
        """One sentence fewer in the summary."""
        self._lengthen(-1)

    def _lengthen(self, by: int) -> None:
        if self.reading.briefing is None:
            self.say("There is no summary yet.")
        elif self.reading.lengthen(by):
            self.show_panels("summary")
            if self.pane != "summary":
                self.say(f"Summary: {self.reading.length} {'sentence' if self.reading.length == 1 else 'sentences'}.")
        else:
            self.say("There are no more sentences worth keeping." if by > 0 else "One sentence is the least.")

    def action_regroup(self) -> None:
        """Quotes by speaker, or in the article's order."""
        self.reading.look = replace(self.reading.look, by_speaker=not self.reading.look.by_speaker)
        self.show_panels("quotes")
        if self.pane != "quotes":
            self.say("Quotes: by speaker." if self.reading.look.by_speaker else "Quotes: in the article's order.")

    def action_hide(self) -> None:
        """Take the item out of its panel."""
        item = self.item
        if item is None:
            self.say("Nothing to hide here: x hides an item of a panel.")
            return
        self.reading.hide(item)
        self.show_panels(item.panel)
        self.say("Hidden, here and in what is saved; u brings it back.")

    def action_undo(self) -> None:
        """Bring back what was hidden last."""
        panel = self.reading.unhide()
        if panel is None:
            self.say("Nothing is hidden.")
        else:
            self.show_panels(panel)

    # -- what the article shows

    def action_kinds(self) -> None:
        """Choose which kinds of names are coloured."""
        if self.reading.briefing is None:
            self.say("The names are not found yet.")
            return
        from briefing.reader.screens.kinds import KindsScreen  # noqa: PLC0415 - the first paint does without it

        def toggle(kind: str) -> None:
            self.reading.toggle_colour(kind)
            self.show_colours()

        self.app.push_screen(
            KindsScreen(self.reading.colour_counts(), lambda kind: kind not in self.reading.look.uncoloured, toggle)
        )

    def action_set_aside(self) -> None:
        """Show or hide the lines set aside."""
        aside = len(self.reading.article.set_aside)
        if not aside:
            self.say("No lines are set aside.")
            return
        offset = self.first_offset
        shown = self.reading.toggle_everything()
        self.show_article(self.reading.display.position(offset) if offset else 0)
        lines = f"{aside} {'line' if aside == 1 else 'lines'} set aside"
        self.say(f"{lines}: shown in their places." if shown else f"{lines}: hidden.")

    def action_theme(self) -> None:
        """Take the next theme."""
        self.say(f"Theme: {self.host.next_theme()}")

    # -- what is kept

    def action_save(self) -> None:
        """Save the briefing as Markdown."""
        self._save("", self.host.settings.sections, self.host.settings.flavor)

    def action_save_as(self) -> None:
        """Ask for a file or folder and for what of the briefing to save, and save it there."""
        if self.reading.briefing is None:
            self.say(NOT_YET)
            return
        from briefing.reader.screens.saving import Choice, SaveScreen  # noqa: PLC0415 - the first paint does without it

        def save(choice: Choice | None) -> None:
            if choice is not None:
                self._save(choice.name, choice.sections, choice.flavor)

        self.app.push_screen(SaveScreen(self.host.settings.sections, self.host.settings.flavor), save)

    def _save(self, name: str, sections: Collection[str], flavor: str) -> None:
        """Save what is wanted of the briefing; without a name, in the usual folder."""
        briefing = self.reading.kept_briefing()
        if briefing is None:
            self.say(NOT_YET)
            return
        from briefing.export import Wanted, file_name, render, save  # noqa: PLC0415 - the first paint does without it
        from briefing.formats import format_of  # noqa: PLC0415

        try:
            now, form = datetime.now(UTC), format_of(name)
            notes = [(Span(*span), text) for span, text in sorted(self.reading.notes.items())]
            wanted = Wanted(sections=sections, sentences=self.reading.length, flavor=flavor, notes=notes)
            text = render(briefing, form, wanted, created=now)
            day = briefing.article.published or f"{now.astimezone():%Y-%m-%d}"
            usual = file_name(briefing.article.title, day, f".{form}")
            if self.app.is_web:  # in a browser the file goes where the browser puts what it downloads
                usual = Path(name).name if name and not Path(name).expanduser().is_dir() else usual
                self.app.deliver_text(StringIO(text), save_filename=usual, open_method="download")
                self.say(f"Saved: {safe(usual)}, with the browser's downloads")
                return
            path = save(text, Path(name or self.host.settings.save_folder).expanduser(), name=usual)
        except (BriefingError, OSError) as error:
            self.say(f"Not saved: {safe(str(error))} (S asks where to)", failed=True)
        else:
            self.say(f"Saved: {safe(str(path))}")

    def action_note(self) -> None:
        """Write a note on the item, or on the name or line one is at."""
        item = self.item
        span = Span(item.spans[0].start, item.spans[0].end) if item and item.spans else Span(*self._noted_stretch())

        def write(text: str) -> None:
            self.reading.write_note(span, text)
            self.host.keep_state()  # at once: who writes must not lose it, whatever becomes of the program
            self.show_panels()
            self.say("Noted; it is saved with the briefing." if text.strip() else "No note.")

        self.ask("Note", self.reading.notes.get((span.start, span.end), ""), on_submit=write)

    def _noted_stretch(self) -> tuple[int, int]:
        """Offsets of the name one is at, or of the line."""
        display, layer = self.reading.display, self.article_view.highlights["here"]
        if len(layer):
            return display.offset(layer[0].start), display.offset(layer[0].end - 1) + 1
        return self.line_here

    def action_copy(self) -> None:
        """Copy the selection, or the item, or the name one is at."""
        selected = self.get_selected_text()
        item: Item | None = self.item
        layer = self.article_view.highlights["here"]
        if selected:
            words = selected
        elif item is not None and self.reading.briefing is not None:
            words = safe(cards.plain(item, self.reading.briefing))
        elif len(layer):
            words = self.reading.display.text[layer[0].start : layer[0].end]
        else:
            self.say("Nothing to copy: select words with the mouse, or take an item of a panel. q leaves.")
            return
        self.app.copy_to_clipboard(words)
        self.say(f"Copied {len(words)} characters.")

    # -- the program

    def action_help(self) -> None:
        """Show the keys."""
        from briefing.reader.screens.help import HelpScreen  # noqa: PLC0415 - the first paint does without it

        self.app.push_screen(HelpScreen(self.place, self.host.settings.keymap))

    def action_library(self) -> None:
        """Show the articles there are."""
        self.host.show_library()

    def action_reload(self) -> None:
        """Read the article from its file again."""
        self.host.reload()

    def action_palette(self) -> None:
        """Find a command by name."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave."""
        self.host.leave()
