"""What a person keeps of an article: saved files, notes and bookmarks, copies."""

from collections.abc import Collection
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.errors import BriefingError
from briefing.model import Span
from briefing.reader import cards
from briefing.reader.highlights import Layer
from briefing.reader.items import Item
from briefing.reader.screens.finding import FindingScreen

if TYPE_CHECKING:
    from briefing.reader.screens.jottings import Choice as Chosen
    from briefing.reader.screens.saving import Choice

NOT_YET: Final = "The analysis is not done yet; save when the panels are filled."


class KeepingScreen(FindingScreen):
    """The panes, the ways through the article, and what is kept of it."""

    # -- files

    def action_save(self) -> None:
        """Save the briefing as Markdown."""
        self._save("", self.host.settings.sections, self.host.settings.flavor)

    def action_save_as(self) -> None:
        """Ask for a file or folder and for what of the briefing to save, and save it there."""
        if self.reading.briefing is None:
            self.say(NOT_YET)
            return
        from briefing.reader.screens.saving import SaveScreen  # noqa: PLC0415 - the first paint does without it

        def save(choice: "Choice | None") -> None:
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
                self.say(f"Saved: {usual}, with the browser's downloads")
                return
            path = save(text, Path(name or self.host.settings.save_folder).expanduser(), name=usual)
        except (BriefingError, OSError) as error:
            self.say(f"Not saved: {error} (S asks where to)", failed=True)
        else:
            self.say(f"Saved: {_shown(path)}")

    # -- notes and bookmarks

    def action_note(self) -> None:
        """Write a note on the item, or on the name or line one is at."""
        spans = self.item.spans if self.item else ()
        span = Span(spans[0].start, spans[0].end) if spans else self._noted_stretch()
        if not spans:  # a panel's item has its words marked already
            self.article_view.mark("here", Layer([self.reading.span(span, "here")]))
        self._write_note(span)

    def _noted_stretch(self) -> Span:
        """The name one is at, or the line, or what the line's note is about: at another width lines are others."""
        display = self.reading.display
        if words := self.words_here:
            return Span(display.offset(words[0]), display.offset(words[1] - 1) + 1)
        start, end = self.line_here
        return next((Span(*noted) for noted in sorted(self.reading.notes) if start <= noted[0] < end), Span(start, end))

    def _write_note(self, span: Span) -> None:
        """Ask for a note on a stretch; an empty one takes away what was there."""
        before = self.reading.notes.get((span.start, span.end), "")

        def write(text: str) -> None:
            self.reading.write_note(span, text)
            self._show_jotted()
            if text.strip():
                self.say(f"Noted; {self.key_of('notes')} lists all notes.")
            else:
                self.say("The note is taken away." if before else "Nothing was written.")

        self.ask("Note", before, on_submit=write)

    def _show_jotted(self) -> None:
        """Show notes and bookmarks as they are now; keep them at once: who writes must not lose it."""
        self.host.keep_state()
        self.show_panels()
        self.show_jottings()

    def action_notes(self) -> None:
        """Show the notes and bookmarks."""
        if not self.reading.notes and not self.reading.bookmarks:
            self.say(
                f"No notes and no bookmarks: {self.key_of('note')} writes a note, {self.key_of('bookmark')} sets a bookmark."
            )
            return
        from briefing.reader.screens.jottings import JottingsScreen  # noqa: PLC0415 - the first paint does without it

        self.app.push_screen(JottingsScreen(self.reading, self._show_jotted), self._do_with_jotting)

    def _do_with_jotting(self, chosen: "Chosen | None") -> None:
        """Go to a note or bookmark, or write the note anew."""
        if chosen is None:
            return
        what, jotting = chosen
        if what == "change":
            self._write_note(jotting.span)
            return
        self.remember()
        self.enter_pane("article")
        span = self.reading.span(jotting.span, "here")
        self.article_view.mark("here", Layer([span] if jotting.note and span[0] < span[1] else []))
        self.go_to(span[0])
        if jotting.is_adrift:
            self.say("The words of this note are no longer in the text; they stood about here.")

    # -- copies

    def action_copy(self) -> None:
        """Copy the selection, or the item, or the name one is at."""
        selected = self.get_selected_text()
        item: Item | None = self.item
        if selected:
            words = selected
        elif item is not None and self.reading.briefing is not None:
            words = cards.as_text(item, self.reading.briefing)
        elif here := self.words_here:
            words = self.reading.display.text[slice(*here)]
        else:
            self.say("Nothing to copy: select words with the mouse, or take an item of a panel. q leaves.")
            return
        self.app.copy_to_clipboard(words)
        self.say(f"Copied {len(words)} characters.")


def _shown(path: Path) -> str:
    """A path as people find it again from anywhere: whole, the home folder as ``~``."""
    whole, home = path.absolute(), Path.home()
    return f"~/{whole.relative_to(home)}" if whole.is_relative_to(home) else str(whole)
