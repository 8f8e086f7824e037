"""The screen with the article and the four panels: how they share the room, and which of them one is in."""

import time
from typing import Final, cast

from msgspec.structs import replace
from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from briefing.model import WORDS_PER_MINUTE, Actor, Article
from briefing.reader.cards import Item, View
from briefing.reader.keymap import bar_entries, is_bound
from briefing.reader.layout import share_rows
from briefing.reader.messages import CommandClicked, StatusShown
from briefing.reader.reading import Reading
from briefing.reader.screens.host import Host
from briefing.reader.silence import NOTHING, STAGES
from briefing.reader.widgets.article import ArticleView
from briefing.reader.widgets.bars import Figure, KeyBar, TabBar, TitleBar
from briefing.reader.widgets.panel import Panel
from briefing.store import Look
from briefing.visible import safe

PANELS: Final = (("summary", "Summary"), ("actors", "Key actors"), ("quotes", "Quotes"), ("questions", "Open questions"))
PANES: Final = ("article", *(panel for panel, _ in PANELS))
SHORT_NAMES: Final = ("Article", "Summary", "Actors", "Quotes", "Questions")

WIDE: Final = 130
"""Columns from which on all panels stand open beside the article."""

NARROW: Final = 80
"""Columns below which one pane is shown at a time."""

LARGE: Final = 300_000
"""Characters of an article in which a single letter is not searched: it has matches by the ten thousand."""

SHARES: Final = (35, 75)
"""Least and greatest share of the columns that the article may be given beside the panels, in percent."""

LEAST_SIDE: Final = 30
"""Columns that the panels keep beside the article."""

SAID_TWICE: Final = 2.0
"""Seconds in which the same words are not said again: a key that is held down must not pile them up."""

SMALLEST: Final = (60, 20)
"""Columns and rows that the reader needs."""


class PanesScreen(Screen[None]):
    """Article, panels and bars, arranged for the width; each pane shows its part of the `Reading`."""

    AUTO_FOCUS = None

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.opened = reading.article
        self.pane = "article"
        self.open_panel = "summary"
        self.is_zoomed = False
        self.share = reading.look.share
        self._is_small = False
        self.progress: tuple[str, float] | None = None
        self.failure: str | None = None
        self._warning = ""
        self._said = ("", 0.0)
        self.article_view = ArticleView(id="article")
        self.panels = {panel: Panel(panel, number, name) for number, (panel, name) in enumerate(PANELS, 1)}
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

    @property
    def is_large(self) -> bool:
        """Whether the article is a book."""
        return len(self.reading.display.text) > LARGE

    # -- showing

    def show_article(self, top: int = 0) -> None:
        """Show the text with all that lies on it; `top` is the position of the first line."""
        reading = self.reading
        layers = {
            "shape": reading.shape(),
            "gaps": reading.gaps(),
            "speech": reading.speech(),
            "names": reading.names(),
            "followed": reading.mentions(),
        }
        self.article_view.show(reading.display, layers, top=top)
        self.article_view.put_bookmarks(tuple(reading.display.position(mark) for mark in reading.bookmarks))
        self.article_view.entitle(_origin(reading.article))

    def show_panels(self, *panels: str) -> None:
        """Fill panels, all of them by default."""
        for panel in panels or self.panels:
            self._fill(panel)
        self.share_room()

    def _fill(self, panel: str) -> None:
        reading, widget = self.reading, self.panels[panel]
        if reading.briefing is None:
            return
        items = reading.items(panel)
        view = View(
            reading.briefing,
            reading.places,
            reading.is_noted,
            reading.followed.id if reading.followed else None,
            max((cell_len(item.finding.name) for item in items if isinstance(item.finding, Actor)), default=0),
        )
        widget.show(items, view, reading.count(panel, len(items)), notice=self._why_empty(panel))

    def tell_waiting(self) -> None:
        """Say in the panels how far the analysis is, while there is no briefing."""
        if self.reading.briefing is None:
            for panel, widget in self.panels.items():
                widget.tell(self._waiting(panel))

    def _waiting(self, panel: str) -> str:
        """What a panel says before there is a briefing."""
        stage = self.progress[0] if self.progress else "loading"
        if self.is_wide and not self.is_zoomed:  # every panel is seen: one of them speaks
            speaks = panel == (stage if stage in self.panels and self.failure is None else "summary")
        else:
            speaks = panel == self.open_panel
        if not speaks:
            return "–"
        return self.failure or STAGES.get(stage, STAGES["parsing"])

    def _why_empty(self, panel: str) -> str:
        if self.reading.followed is not None and panel in {"quotes", "questions"}:
            return f"No {panel} here with {self.reading.followed.name}; esc shows all."
        return (
            "All hidden; u brings them back."
            if self.reading.hidden and self.reading.count(panel, 0)[-1:] != "0"
            else NOTHING[panel]
        )

    def show_title(self) -> None:
        """The headline and the article's figures, or how far the analysis has come."""
        article = self.reading.article
        words, gaps, aside = article.word_count, len(article.gaps), len(article.set_aside)
        figures: list[Figure] = []
        if self.failure is None and self.reading.briefing is None:
            done = round(self.progress[1] * 10) if self.progress else 0
            figures.append((f"{'━' * done}{'╌' * (10 - done)}", "warning"))
        elif self.failure is not None:
            figures.append(("analysis failed, r tries again", "warning"))
        if self._warning:
            figures.append((self._warning, "warning"))
        minutes = max(1, round(words / WORDS_PER_MINUTE))
        figures += [(f"{minutes} min", "dim"), (f"{words:,} words", "dim")]
        if gaps:
            figures.append((f"{gaps} {'gap' if gaps == 1 else 'gaps'}", "warning"))
        if aside:
            figures.append((f"{aside} {'line' if aside == 1 else 'lines'} set aside", "dim"))
        self.title_bar.show(self.reading.title, figures)

    def warn(self, words: str) -> None:
        """Say something in the title bar, until another article is shown."""
        self._warning = words
        self.show_title()

    def show_bars(self) -> None:
        """The tabs, and the keys of the pane one is in."""
        counts = ["", *(self.panels[panel].count_words for panel, _ in PANELS)]
        self.tab_bar.show([*zip(PANES, SHORT_NAMES, counts, strict=True)], self.pane)
        self.key_bar.show(bar_entries(self.place, self.host.settings.keymap))

    def on_status_shown(self, message: StatusShown) -> None:
        """A pane says where one is."""
        if message.pane == self.pane:
            self._show_status()

    def _show_status(self) -> None:
        """Where there are no borders, the title bar says where one is."""
        pane = self.panels.get(self.pane, self.article_view)
        self.title_bar.show_status(str(pane.border_subtitle or "") if self.is_narrow else "")

    @property
    def place(self) -> str:
        """Where one is, for the bar of keys and the help."""
        return self.pane

    @property
    def look(self) -> Look:
        """How the screen is."""
        return replace(self.reading.look, pane=self.pane, is_zoomed=self.is_zoomed, share=self.share)

    def take_look(self) -> None:
        """Arrange the panes as they were when the article was left."""
        look = self.reading.look
        least, most = SHARES
        self.share, self.is_zoomed = max(least, min(most, look.share)), look.is_zoomed
        self.enter_pane(look.pane if look.pane in PANES else "article")

    # -- arranging

    @property
    def is_wide(self) -> bool:
        """Whether all panels stand open."""
        return self.app.size.width >= WIDE

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one pane alone."""
        return self.app.size.width < NARROW

    def share_room(self) -> None:
        """Give every pane its room: for the width of the screen, the pane one is in, and what the panels want."""
        single = self.is_narrow or self.is_zoomed
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
            available = max(12, self.app.size.height - 2)
            if self.reading.briefing is None:  # nobody wants more room than the others yet
                wanted = [available // len(self.panels)] * len(self.panels)
            else:
                wanted = [widget.wanted_rows for widget in self.panels.values()]
            rows = share_rows(wanted, available, least=5)
            for widget, height in zip(self.panels.values(), rows, strict=True):
                widget.styles.height = height
        else:
            for widget in self.panels.values():
                widget.styles.height = 1 if widget.is_folded else "1fr"
        self.tell_waiting()
        self.show_bars()

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the panes for the new size."""
        width, height = event.size
        was_small, self._is_small = self._is_small, width < SMALLEST[0] or height < SMALLEST[1]
        if self._is_small and not was_small:
            self.notify(f"The window is {width} × {height}; the reader needs {SMALLEST[0]} × {SMALLEST[1]}.", markup=False)
        self.share_room()
        self._show_status()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus, however it moved."""
        if event.widget is self.focused and event.widget.id in PANES and event.widget.id != self.pane:
            self.enter_pane(event.widget.id)

    def enter_pane(self, pane: str) -> None:
        """Go to a pane, and show it where it is not."""
        self.pane = pane
        if pane in self.panels:
            self.open_panel = pane
        self.share_room()
        widget = self.panels.get(pane, self.article_view)
        self._show_status()
        if self.focused is not widget:
            # At once, not later as `Widget.focus` does: the next key may have been typed already.
            self.set_focus(widget, scroll_visible=False)

    @property
    def item(self) -> Item | None:
        """The item under the cursor of the panel one is in."""
        return self.panels[self.pane].item if self.pane in self.panels else None

    # -- commands

    def on_key(self, event: events.Key) -> None:
        """Say of a key that nothing is bound to where the keys are to be found."""
        if event.is_printable and not is_bound(event.key, event.character, self.host.settings.keymap):
            self.say(f"{safe(event.character or event.key)} does nothing here; ? shows the keys.")

    async def on_command_clicked(self, message: CommandClicked) -> None:
        """Do what was clicked in a bar."""
        await self.run_action(message.command)

    def action_article(self) -> None:
        """Go to the article."""
        self.enter_pane("article")

    def action_summary(self) -> None:
        """Go to the summary."""
        self.enter_pane("summary")

    def action_actors(self) -> None:
        """Go to the key actors."""
        self.enter_pane("actors")

    def action_quotes(self) -> None:
        """Go to the quotes."""
        self.enter_pane("quotes")

    def action_questions(self) -> None:
        """Go to the open questions."""
        self.enter_pane("questions")

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.enter_pane(PANES[(PANES.index(self.pane) + 1) % len(PANES)])

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.enter_pane(PANES[PANES.index(self.pane) - 1])

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
        if self.is_narrow or self.is_zoomed:
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

    def say(self, words: str, *, failed: bool = False) -> None:
        """Tell the person something, as plain text; the same again only after a while."""
        now = time.monotonic()
        if words == self._said[0] and now - self._said[1] < SAID_TWICE:
            return
        self._said = (words, now)
        self.app.notify(words, severity="error" if failed else "information", timeout=6 if failed else 3, markup=False)


def _origin(article: Article) -> str:
    """Who published it and when, as far as the source says."""
    return " · ".join(part for part in (article.site, article.byline, article.published) if part)
