"""The reading screen, whole: what a person keeps, and what they show and ask of the analysis."""

from typing import Final

from msgspec.structs import replace

from briefing.panels import PANELS_BY_ID
from briefing.reader.bindings import bindings_of
from briefing.reader.messages import AnalysisFailed, AnalysisFinished, AnalysisProgressed
from briefing.reader.reading import Reading
from briefing.reader.screens.keeping import KeepingScreen

FIRST_WORDS: Final = "? shows the keys · tab goes to the panels · q leaves"
"""What a first start says."""


class ReadingScreen(KeepingScreen):
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
            self.say(FIRST_WORDS, seconds=8)
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
        if not self.reading.items("quotes"):
            self.say("There are no quotes to group." if self.reading.briefing else "There are no quotes yet.")
            return
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
        """Bring back what was hidden last, and take it in its panel."""
        key = self.reading.hidden[-1] if self.reading.hidden else ""
        name = self.reading.unhide()
        if name is None:
            self.say("Nothing is hidden.")
            return
        self.show_panels(name)
        panel = self.panels[name]
        index = next((index for index, item in enumerate(panel.items) if item.key == key), None)
        if index is not None:
            panel.cursor = index
        if self.pane != name:
            self.say(f"Brought back in the {PANELS_BY_ID[name].title.lower()}.")

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

    # -- the program

    def action_help(self) -> None:
        """Show the keys."""
        from briefing.reader.screens.help import HelpScreen  # noqa: PLC0415 - the first paint does without it

        self.app.push_screen(HelpScreen(self.place, self.host.settings.keymap), self._run)

    def _run(self, command: str | None) -> None:
        """Do what was clicked in the list of keys."""
        if command is not None:
            self.call_later(self.do, command)

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
