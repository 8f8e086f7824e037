"""The article and the panels on one screen: how they share its room, and which of them one is in."""

import time
from typing import Final, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from briefing.panels import PANELS, PANELS_BY_ID
from briefing.reader.bindings import MOVES
from briefing.reader.keymap import BY_ID, is_bound, keys_of, shown_key
from briefing.reader.layout import share_rows
from briefing.reader.messages import CommandClicked
from briefing.reader.reading import Reading
from briefing.reader.screens.host import Host
from briefing.reader.widgets.article import ArticleView
from briefing.reader.widgets.bars import KeyBar, TabBar, TitleBar
from briefing.reader.widgets.panel import Panel

PANES: Final = ("article", *(panel.id for panel in PANELS))

WIDE: Final = 130
"""Columns from which on all panels stand open beside the article."""

NARROW: Final = 80
"""Columns below which one pane is shown at a time."""

SHARES: Final = (35, 75)
"""Least and greatest share of the columns that the article may be given beside the panels, in percent."""

LEAST_SIDE: Final = 30
"""Columns that the panels keep beside the article."""

SMALLEST: Final = (60, 20)
"""Columns and rows that the reader needs."""

SAID_TWICE: Final = 2.0
"""Seconds in which the same words are not said again: a key that is held down must not pile them up."""


class ArrangedScreen(Screen[None]):
    """Article, panels and bars, arranged for the width; what they show is said by `PanesScreen`."""

    AUTO_FOCUS = None

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.pane = "article"
        self.open_panel = PANELS[0].id
        self.is_zoomed = False
        self.share = reading.look.share
        self.is_small = False
        """Whether the window is smaller than the reader needs."""
        self._said = ("", 0.0)
        self.article_view = ArticleView(id="article")
        self.panels = {panel.id: Panel(panel.id, number, panel.title) for number, panel in enumerate(PANELS, 1)}
        self.title_bar = TitleBar()
        self.tab_bar = TabBar()
        self.key_bar = KeyBar()
        self.side = Vertical(*self.panels.values(), id="side")

    def compose(self) -> ComposeResult:
        """The bars above and below, the panes between them."""
        self.share_room()
        yield self.title_bar
        yield self.tab_bar
        with Horizontal(id="panes"):
            yield self.article_view
            yield self.side
        yield self.key_bar

    @property
    def host(self) -> Host:
        """The program."""
        return cast("Host", self.app)

    def say(self, words: str, *, failed: bool = False, seconds: float = 3) -> None:
        """Tell the person something for a while, as plain text; the same again only after a while."""
        now = time.monotonic()
        if words == self._said[0] and now - self._said[1] < SAID_TWICE:
            return
        self._said = (words, now)
        self.app.notify(words, severity="error" if failed else "information", timeout=6 if failed else seconds, markup=False)

    def key_of(self, command: str) -> str:
        """The first key of a command as people read it, or its name where it has no key."""
        keys = keys_of(BY_ID[command], self.host.settings.keymap)
        return shown_key(keys[0]) if keys else BY_ID[command].label

    # -- the room

    @property
    def is_wide(self) -> bool:
        """Whether all panels stand open."""
        return self.app.size.width >= WIDE

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane alone."""
        return self.app.size.width < NARROW

    @property
    def shows_one_pane(self) -> bool:
        """Whether the pane one is in has all the room."""
        return self.is_narrow or self.is_zoomed

    def share_room(self) -> None:
        """Give every pane its room: for the width of the screen, the pane one is in, and what the panels want."""
        single = self.shows_one_pane
        self.set_class(self.is_narrow, "-narrow")
        self.tab_bar.display = self.is_narrow
        self.article_view.display = not single or self.pane == "article"
        self.side.display = not single or self.pane != "article"
        share = min(self.share, 100 - 100 * LEAST_SIDE // max(1, self.app.size.width))
        self.article_view.styles.width, self.side.styles.width = (
            ("1fr", "1fr") if single else (f"{share}fr", f"{100 - share}fr")
        )
        for panel, widget in self.panels.items():
            widget.display = not single or panel == self.pane
            widget.fold(not single and not self.is_wide and panel != self.open_panel)
        if self.is_wide and not single:
            self._share_rows()
        else:
            for widget in self.panels.values():
                widget.styles.height = 1 if widget.is_folded else "1fr"
        self.on_room_shared()

    def _share_rows(self) -> None:
        """Give the panels that stand open below one another their rows."""
        available = max(12, self.app.size.height - 2)
        if self.reading.briefing is None:  # nobody wants more room than the others yet
            wanted = [available // len(self.panels)] * len(self.panels)
        else:
            wanted = [widget.wanted_rows for widget in self.panels.values()]
        rows = share_rows(wanted, available, least=5)
        for widget, height in zip(self.panels.values(), rows, strict=True):
            widget.styles.height = height

    def on_room_shared(self) -> None:
        """Every pane has its room: say what depends on it."""

    def show_title(self) -> None:
        """Say in the title bar whether the window is too small."""

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the panes for the new size."""
        width, height = event.size
        was_small, self.is_small = self.is_small, width < SMALLEST[0] or height < SMALLEST[1]
        self.share_room()
        if self.is_small != was_small:
            self.show_title()

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or give it back."""
        if self.is_narrow:
            self.say("The window is narrow: every pane has the whole of it already.")
            return
        self.is_zoomed = not self.is_zoomed
        self.share_room()

    def action_widen(self) -> None:
        """Give the article more room beside the panels."""
        self._share(5)

    def action_narrow(self) -> None:
        """Give the panels more room beside the article."""
        self._share(-5)

    def _share(self, by: int) -> None:
        """Move the line between the article and the panels by so many columns of a hundred."""
        if self.shows_one_pane:
            self.say("One pane has the whole screen; there is no line to move.")
            return
        least, most = SHARES[0], min(SHARES[1], 100 - 100 * LEAST_SIDE // self.app.size.width)
        share = max(least, min(most, min(self.share, most) + by))
        if share == self.share:
            self.say(
                "The article has as much room as it can get." if by > 0 else "The panels have as much room as they can get."
            )
        self.share = share
        self.share_room()

    # -- the pane one is in

    def enter_pane(self, pane: str) -> None:
        """Go to a pane, and show it where it is not."""
        self.pane = pane
        if pane in self.panels:
            self.open_panel = pane
        self.share_room()
        widget = self.panels.get(pane, self.article_view)
        if self.focused is not widget:
            # At once, not later as `Widget.focus` does: the next key may have been typed already.
            self.set_focus(widget, scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, however it moved."""
        if event.widget is self.focused and event.widget.id in PANES and event.widget.id != self.pane:
            self.enter_pane(event.widget.id)

    def action_go_to_pane(self, pane: str) -> None:
        """Go to a pane by its own key."""
        if pane == self.pane:
            name = PANELS_BY_ID[pane].title if pane in PANELS_BY_ID else "article"
            self.say(f"You are in the {name.lower()} already.")
        self.enter_pane(pane)

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.enter_pane(PANES[(PANES.index(self.pane) + 1) % len(PANES)])

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.enter_pane(PANES[PANES.index(self.pane) - 1])

    # -- keys and clicks that are no pane's own

    def on_key(self, event: events.Key) -> None:
        """Say of a key that nothing is bound to where the keys are to be found."""
        if event.is_printable and not is_bound(event.key, event.character, self.host.settings.keymap):
            self.say(f"{event.character or event.key} does nothing here; ? shows the keys.")

    async def do(self, command: str) -> None:
        """Do a command by its id, as its key would: to move is the pane's own."""
        is_move = BY_ID[command].group == MOVES
        doer = self.panels.get(self.pane, self.article_view) if is_move else self
        await doer.run_action(BY_ID[command].action)

    async def on_command_clicked(self, message: CommandClicked) -> None:
        """Do what was clicked in a bar."""
        await self.do(message.command)
