"""Finding a place in the article: by its words, by hints beside the names, by bookmarks."""

from collections.abc import Iterable
from itertools import product
from typing import Final

from briefing.reader.highlights import Layer
from briefing.reader.messages import HintTyped
from briefing.reader.screens.navigation import NavigationScreen
from briefing.reader.widgets.prompt import Prompt

HINT_LETTERS: Final = "fjdkslaghrueiwoqptyvncmxbz"
"""The easiest keys first."""


class FindingScreen(NavigationScreen):
    """The panes, and every way from one place of the article to another."""

    _asked_from = "article"
    """The pane in which the open question was asked."""
    _typed = ""
    """Letters of a hint that were typed."""

    # -- search

    def action_search(self) -> None:
        """Ask for words, and go to them while they are typed."""
        origin = self.article_view.top
        self.enter_pane("article")

        def look(words: str) -> None:
            if not self.is_large or len(words.strip()) > 1:  # a letter of a book has matches by the ten thousand
                self._look_for(words, origin)

        def stay(words: str) -> None:
            self._look_for(words, origin)
            if words and self.article_view.top != origin:
                self.reading.leave(self.reading.display.offset(origin), "article")
            if words and not len(self.article_view.highlights["matches"]):
                self.say(f"No match of “{words}”.")
                self._look_for("", origin)

        self.ask("Search", self.query_words, on_change=look, on_submit=stay, on_cancel=lambda: self._look_for("", origin))

    def _look_for(self, words: str, origin: int) -> None:
        """Mark the matches, and show the first one behind `origin`."""
        self.query_words = words.strip()
        layer = self.reading.matches(words)
        self.article_view.put(matches=layer)
        index = layer.after(origin - 1)
        if index is None:
            self.article_view.mark("here", Layer())
            self.article_view.go_to(origin, to_top=True)
            self._tell_status("no match")
        else:
            self._go_to_span((layer[index].start, layer[index].end, "here"))
            self._tell_status(f"{index + 1} of {len(layer)}")

    def ask(self, label: str, value: str, **answers: object) -> None:
        """Put a question in the place of the bar of keys; see `Prompt`."""
        for open_prompt in self.query(Prompt):
            open_prompt.remove()
        self.key_bar.display = False
        self._asked_from = self.pane
        prompt = Prompt(label, value, **answers)  # type: ignore[arg-type]
        self.mount(prompt, after=self.key_bar)
        self.host.hold_keys_for(prompt)

    def on_prompt_closed(self) -> None:
        """The bar of keys comes back, and the pane one was in."""
        self.key_bar.display = True
        self.enter_pane(self._asked_from)

    # -- hints

    def action_hints(self) -> None:
        """Put a label before every name on the screen."""
        start, end = self.article_view.in_sight
        positions = [first for first, _, _ in self.article_view.highlights["names"].between(start, end) if first >= start]
        if not positions:
            self.say(self._no_names() if self.reading.briefing is None else "No coloured names on the screen.")
            return
        self.enter_pane("article")
        self.article_view.put_hints(dict(zip(positions, hint_labels(len(positions)), strict=True)))
        self._typed = ""
        self.article_view.tell("type a letter · esc ends")

    def on_hint_typed(self, message: HintTyped) -> None:
        """Narrow the hints to what was typed; go to the only one left."""
        hints = self.article_view.hints
        self._typed += message.key if len(message.key) == 1 else ""
        left = {position: label for position, label in hints.items() if label.startswith(self._typed)}
        chosen = next((position for position, label in left.items() if label == self._typed), None)
        if len(message.key) > 1 or not left or chosen is not None:
            self.article_view.put_hints({})
            self._tell_status()
        else:
            self.article_view.put_hints(left)
        if chosen is not None and len(message.key) == 1:
            self.remember()
            self._open_actor(chosen)

    # -- bookmarks

    def action_bookmark(self) -> None:
        """Set a bookmark at the name one is at or the first line, or take it away."""
        start, end = self.line_here
        marked = self.reading.toggle_bookmark(start, end)
        self.show_jottings()
        place = self.reading.places.place(start)
        self.say(f"Bookmark at {place}; {self.key_of('next_bookmark')} goes there." if marked else "Bookmark taken away.")

    def action_next_bookmark(self) -> None:
        """Go to the next bookmark."""
        mark = self.reading.next_bookmark(self.reading.display.offset(self.article_view.top))
        if mark is None:
            self.say("No bookmarks; m sets one.")
            return
        self.remember()
        self.enter_pane("article")
        self.article_view.mark("here", Layer())
        self.article_view.go_to(self.reading.display.position(mark), to_top=True)

    # -- the end of it

    def action_leave(self) -> None:
        """End what is on: hints, search, the actor followed, the full screen, the marked evidence; in this order."""
        view = self.article_view
        if view.hints:
            view.put_hints({})
        elif self.query_words:
            self.query_words = ""
            view.put(matches=Layer(), here=Layer())
            self._tell_status()
        elif self.reading.followed is not None:
            self.follow(None)
        elif self.is_zoomed:
            self.action_zoom()
        elif len(view.highlights["evidence"]) or len(view.highlights["here"]):
            self.show_evidence(())
            view.mark("here", Layer())
            self._tell_status()
        elif self.pane != "article":
            self.enter_pane("article")
        else:
            self.say("Nothing is on that could be ended; q leaves.")


def hint_labels(count: int) -> Iterable[str]:
    """So many labels of one letter each, capitals last, or of two where one is not enough; none begins another."""
    single = HINT_LETTERS + HINT_LETTERS.upper()
    if count <= len(single):
        return single[:count]
    return [f"{first}{second}" for first, second in product(HINT_LETTERS, repeat=2)][:count]
