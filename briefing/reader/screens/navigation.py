"""Going about in an article: to the evidence and back, from name to name, after one actor."""

from typing import Final

from briefing.model import Actor, Span
from briefing.panels import ACTORS, PANELS
from briefing.reader.highlights import Layer
from briefing.reader.items import Item
from briefing.reader.messages import ItemChosen, ItemTaken, WordsClicked
from briefing.reader.reading import Reading
from briefing.reader.screens.panes import PanesScreen
from briefing.reader.widgets.wrapped import UPPER_THIRD

BEHIND: Final = 1 / 8
"""Share of the screen's lines that lie behind one who steps on to words out of sight: most of it shows what comes."""


class NavigationScreen(PanesScreen):
    """The panes, and the ways between findings and words."""

    query_words = ""
    """What is searched; empty while no search is on."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._evidence: tuple[Span, ...] = ()

    def show_article(self, top: int = 0) -> None:
        """Show the text; what lies on it is put where the words are now."""
        super().show_article(top)
        self.article_view.put(
            here=Layer(), evidence=self.reading.evidence(self._evidence), matches=self.reading.matches(self.query_words)
        )

    # -- the evidence, there and back

    def on_item_taken(self, message: ItemTaken) -> None:
        """Bring the words behind an item into sight, and mark them."""
        if message.item.panel != self.pane:
            return
        self.show_evidence(message.item.spans[:1] if isinstance(message.item.finding, Actor) else message.item.spans)

    def on_item_chosen(self, message: ItemChosen) -> None:
        """Go to the words behind an item; of an actor, follow it."""
        self._choose(message.item)

    def action_choose(self) -> None:
        """Go to the words behind the item; in the article, to the actor of the name one is at."""
        if self.item is not None:
            self._choose(self.item)
        elif self.pane != "article":
            self.say("There is nothing to go to in this panel.")
        elif not self._walk_evidence():
            self._open_actor(self.here)

    def _choose(self, item: Item) -> None:
        if not item.spans:
            self.say("The article has no words of its own for this.")
            return
        self.remember()
        self.enter_pane("article")
        if isinstance(item.finding, Actor):
            self.follow(item.finding)
            self.show_evidence(())
            self._go_to_span(self.reading.span(item.spans[0], "here"))
            self._tell_status(f"1 of {len(item.spans)}")
        else:
            self.article_view.mark("here", Layer())
            self.show_evidence(item.spans)

    def _go_to_span(self, span: tuple[int, int, str], above: float = UPPER_THIRD) -> None:
        """Mark where one is now, and bring it onto the screen."""
        self.article_view.mark("here", Layer([span]))
        self.go_to(span[0], above)

    def _walk_evidence(self) -> bool:
        """Go on to the next piece of evidence, where there are several and no name is at hand; tells whether that was so."""
        evidence, here = self.article_view.highlights["evidence"], self.article_view.highlights["here"]
        if len(evidence) < 2 or (len(here) and evidence.at(here[0].start) is None):
            return False
        at = here[0].start if len(here) else evidence[0].start
        index = evidence.after(at) or 0
        start = evidence[index].start
        self._go_to_span((start, start + 1, "sign"))
        self.article_view.tell(f"evidence {index + 1} of {len(evidence)}")
        return True

    def show_evidence(self, spans: tuple[Span, ...]) -> None:
        """Mark spans, and bring the first onto the screen."""
        self._evidence = spans
        self.article_view.mark("evidence", self.reading.evidence(spans))
        if spans:
            self.go_to(self.reading.display.position(spans[0].start))

    def go_to(self, position: int, above: float = UPPER_THIRD) -> None:
        """Bring a position onto the screen, as soon as the article has one."""
        if self.article_view.size.height:
            self.article_view.go_to(position, above=above)
        else:
            self.call_after_refresh(self.article_view.go_to, position)

    def remember(self) -> None:
        """Keep the place one is at, to come back to."""
        self.reading.leave(self.reading.display.offset(self.article_view.top), self.pane)

    def action_back(self) -> None:
        """Go back to where the last jump began."""
        jump = self.reading.back()
        if jump is None:
            self.say("Nowhere to go back to.")
            return
        self.enter_pane(jump.pane)
        self.article_view.mark("here", Layer())
        self.article_view.go_to(self.reading.display.position(jump.offset), to_top=True)

    # -- from name to name

    @property
    def here(self) -> int:
        """Position of the name or match one is at; of the first character on the screen where there is none in sight."""
        words = self.words_here
        return words[0] if words else self.article_view.in_sight[0]

    @property
    def words_here(self) -> tuple[int, int] | None:
        """Positions of the name, match or line that is marked as where one is, while it is in sight; end exclusive."""
        start, end = self.article_view.in_sight
        layer = self.article_view.highlights["here"]
        return (layer[0].start, layer[0].end) if len(layer) and start <= layer[0].start < end else None

    @property
    def line_here(self) -> tuple[int, int]:
        """Offsets of the line one is at, end exclusive; of the next one with words where it is blank."""
        display = self.reading.display
        start, end = self.article_view.bounds_at(display.position(display.offset(self.here)))
        return display.offset(start), display.offset(max(start, end - 1)) + 1

    def step(self, layer: Layer, forward: bool) -> tuple[int, str] | None:
        """Go to the next or the previous span of a layer; gives its index, and words where it lies beyond an end."""
        at, here = self.here, self.article_view.highlights["here"]
        if forward and not (len(here) and here[0].start == at):
            at -= 1  # the first character on the screen may begin a span itself
        index = layer.after(at) if forward else layer.before(at)
        if index is None:
            return None
        run = layer[index]
        self._go_to_span((run.start, run.end, "here"), BEHIND if forward else 1 - BEHIND)
        if len(layer) > 1 and (run.start <= at if forward else run.start >= at):
            return index, " · from the start" if forward else " · from the end"
        return index, ""

    def action_next_entity(self) -> None:
        """Go to the next name, or to the next match of the search."""
        self._step_entity(forward=True)

    def action_previous_entity(self) -> None:
        """Go to the name or match before."""
        self._step_entity(forward=False)

    def _step_entity(self, *, forward: bool) -> None:
        layer = self.article_view.highlights["matches" if self.query_words else "names"]
        came = self.step(layer, forward)
        if came is None:
            self.say(f"No match of “{self.query_words}”." if self.query_words else self._no_names())
        elif self.query_words:
            self._tell_status(f"{came[0] + 1} of {len(layer)}{came[1]}")
        elif came[1]:
            self.article_view.tell(came[1].removeprefix(" · "))
        else:
            self._tell_status()

    def _no_names(self) -> str:
        if self.reading.briefing is None:
            return "The names are not found yet."
        return "No names are coloured; e brings them back." if self.reading.look.uncoloured else "The article names nobody."

    # -- one actor

    def action_next_mention(self) -> None:
        """Go to the next mention of the same actor."""
        self._step_mention(forward=True)

    def action_previous_mention(self) -> None:
        """Go to the mention before of the same actor."""
        self._step_mention(forward=False)

    def _step_mention(self, *, forward: bool) -> None:
        actor = self._actor_in_question()
        if actor is None:
            self.say("No actor here: go to a name with n, or choose one in the key actors.")
            return
        if actor == self.reading.followed:
            layer = self.article_view.highlights["followed"]
        else:
            layer = Layer(self.reading.span(mention, "followed") for mention in actor.mentions)
        came = self.step(layer, forward)
        if came is not None:
            self._tell_status(f"{came[0] + 1} of {len(layer)}{self._why(actor)}{came[1]}", actor)

    def _why(self, actor: Actor) -> str:
        """What linked the word one is at to the actor, where it is no name."""
        offset = self.reading.display.offset(self.here)
        mention = next((one for one in actor.mentions if one.start == offset and one.form != "name"), None)
        return f" · why: {mention.rule}" if mention else ""

    def _actor_in_question(self) -> Actor | None:
        """The actor followed, or under the cursor of the panel, or of the name one is at."""
        if self.reading.followed is not None:
            return self.reading.followed
        if self.item is not None and isinstance(self.item.finding, Actor):
            return self.item.finding
        found = self.reading.actor_at(self.reading.display.offset(self.here))
        return found[0] if found else None

    def action_follow(self) -> None:
        """Follow the actor under the cursor or of the name one is at; the same again ends it."""
        finding = self.item.finding if self.item else None
        found = self.reading.actor_at(self.reading.display.offset(self.here))
        actor = finding if isinstance(finding, Actor) else found[0] if found else None
        if actor is None:
            self.say("No actor here: choose one in the key actors, or go to a name with n.")
        else:
            self.follow(None if actor == self.reading.followed else actor)

    def follow(self, actor: Actor | None) -> None:
        """Mark every mention of an actor, and show its quotes and questions alone; None ends it."""
        if actor == self.reading.followed:
            return
        self.reading.followed = actor
        self.article_view.put(followed=self.reading.mentions())
        self.show_panels(*(panel.id for panel in PANELS if panel.is_narrowed or panel.id == ACTORS))
        self._tell_status()

    def _open_actor(self, position: int) -> None:
        """From a name of the article to its actor in the panel."""
        found = self.reading.actor_at(self.reading.display.offset(position))
        if found is None:
            self.say("No name here; n goes to the next one.")
            return
        actor, mention = found
        self.remember()
        self.article_view.mark("here", Layer([self.reading.span(mention, "here")]))
        self.follow(actor)
        panel = self.panels[ACTORS]
        index = next((index for index, item in enumerate(panel.items) if item.finding == actor), None)
        self.enter_pane(ACTORS)
        if index is not None:
            with self.prevent(ItemTaken):
                panel.cursor = index

    def on_words_clicked(self, message: WordsClicked) -> None:
        """Go to the article, and follow the actor whose name was clicked."""
        self.enter_pane("article")
        found = self.reading.actor_at(message.offset)
        if found is not None:
            actor, mention = found
            self.article_view.mark("here", Layer([self.reading.span(mention, "here")]))
            self.follow(None if actor == self.reading.followed else actor)

    def _tell_status(self, count: str = "", actor: Actor | None = None) -> None:
        """Say in the article's border what is searched or followed, and where in it one is, or how often it is there."""
        followed = actor or self.reading.followed
        if self.query_words:
            words = f"“{self.query_words}” {count or len(self.article_view.highlights['matches'])}"
        elif followed is not None:
            words = f"{'following ' if self.reading.followed else ''}{followed.name} {count or len(followed.mentions)}"
        else:
            words = ""
        self.article_view.tell(words)
        self.show_bars()

    @property
    def place(self) -> str:
        """The pane, or what is on in the article."""
        if self.pane != "article":
            return self.pane
        return "searching" if self.query_words else "following" if self.reading.followed else "article"
