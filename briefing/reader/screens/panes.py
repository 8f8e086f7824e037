"""What the panes and the bars around them show of the article that is read."""

from typing import Any, Final

from msgspec.structs import replace
from rich.cells import cell_len

from briefing.model import WORDS_PER_MINUTE, Actor, Article, Briefing, Span
from briefing.panels import PANELS, PANELS_BY_ID, PanelSpec
from briefing.reader.items import Item, View
from briefing.reader.keymap import bar_entries
from briefing.reader.messages import StatusShown
from briefing.reader.reading import Reading
from briefing.reader.screens.arranged import PANES, SHARES, SMALLEST, ArrangedScreen
from briefing.reader.widgets.bars import Figure
from briefing.state import Look

STAGES: Final = {
    "loading": "Loading the language model …",
    "parsing": "Reading the article …",
    **{panel.id: panel.waiting for panel in PANELS},
}
"""What a panel says while the analysis is in a stage."""

LARGE: Final = 300_000
"""Characters of an article in which a single letter is not searched: it has matches by the ten thousand."""

NEAR: Final = 20_000
"""Characters before and behind the first line in which names are coloured with the first paint; the others follow."""


class PanesScreen(ArrangedScreen):
    """The panes, each with its part of the `Reading`; the title bar, the tabs, and the bar of keys."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.opened = reading.article
        self.progress: tuple[str, float] | None = None
        self.failure: str | None = None
        self._warning = ""

    @property
    def is_large(self) -> bool:
        """Whether the article is a book."""
        return len(self.reading.display.text) > LARGE

    # -- the panes

    def show_article(self, top: int = 0) -> None:
        """Show the text with all that lies on it; `top` is the position of the first line."""
        reading = self.reading
        near = reading.display.offset(top)
        near_by = Span(max(0, near - NEAR), near + NEAR)
        layers = {
            "shape": reading.shape(),
            "gaps": reading.gaps(),
            "speech": reading.speech(near_by),
            "names": reading.names(near_by),
            "followed": reading.mentions(),
        }
        self.article_view.show(reading.display, layers, top=top)
        if len(reading.article.text) > NEAR:
            self.call_after_refresh(self.show_colours)
        self.show_jottings()
        self.article_view.entitle(_origin(reading.article))

    def show_jottings(self) -> None:
        """Show where the article has bookmarks and notes."""
        place = self.reading.display.position
        self.article_view.put_jottings(
            tuple(place(mark) for mark in self.reading.bookmarks),
            tuple(place(start) for start, _ in sorted(self.reading.notes)),
        )

    def show_colours(self) -> None:
        """Colour all names and quoted words."""
        self.article_view.put(names=self.reading.names(), speech=self.reading.speech())

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
        actors = [item.finding for item in items if isinstance(item.finding, Actor)]
        view = View(
            reading.briefing,
            reading.places,
            reading.is_noted,
            reading.followed.id if reading.followed else None,
            longest_name=max((cell_len(actor.name) for actor in actors), default=0),
            longest_count=len(str(max((len(actor.mentions) for actor in actors), default=0))),
        )
        widget.show(
            items, view, reading.count(panel, len(items)), notice=self._why_empty(PANELS_BY_ID[panel], reading.briefing)
        )

    @property
    def item(self) -> Item | None:
        """The item under the cursor of the panel one is in."""
        return self.panels[self.pane].item if self.pane in self.panels else None

    # -- panels with nothing in them

    def tell_waiting(self) -> None:
        """Say in the panels how far the analysis is, while there is no briefing."""
        if self.reading.briefing is None:
            for panel, widget in self.panels.items():
                widget.tell(self._waiting(panel))

    def _waiting(self, panel: str) -> str:
        """What a panel says before there is a briefing."""
        stage = self.progress[0] if self.progress else "loading"
        if self.is_wide and not self.is_zoomed:  # every panel is seen: one of them speaks
            speaks = panel == (stage if stage in self.panels and self.failure is None else PANELS[0].id)
        else:
            speaks = panel == self.open_panel
        if not speaks:
            return "–"
        return self.failure or STAGES.get(stage, STAGES["parsing"])

    def _why_empty(self, panel: PanelSpec[Any], briefing: Briefing) -> str:
        """What a panel says that has nothing to list."""
        if self.reading.followed is not None and panel.is_narrowed:
            return f"No {panel.id} here with {self.reading.followed.name}; esc shows all."
        return "All hidden; u brings them back." if panel.findings(briefing) else panel.empty

    # -- the bars

    def show_title(self) -> None:
        """The headline and the article's figures, or how far the analysis has come."""
        self.title_bar.show(self.reading.title, [*self._warnings(), *_figures(self.reading.article)])

    def _warnings(self) -> list[Figure]:
        """How far the analysis has come or that it failed, and what else must be told."""
        warnings = []
        if self.failure is not None:
            warnings.append("analysis failed, r tries again")
        elif self.reading.briefing is None:
            done = round(self.progress[1] * 10) if self.progress else 0
            warnings.append(f"{'━' * done}{'╌' * (10 - done)}")
        if self._warning:
            warnings.append(self._warning)
        if self.is_small:
            warnings.append(f"needs {SMALLEST[0]} × {SMALLEST[1]}")
        return [(words, "warning") for words in warnings]

    def warn(self, words: str) -> None:
        """Say something in the title bar, until another article is shown."""
        self._warning = words
        self.show_title()

    def on_room_shared(self) -> None:
        """Say in the bars and in panels that wait what goes with the room they have."""
        self.tell_waiting()
        self.show_bars()
        self._show_status()

    def show_bars(self) -> None:
        """The tabs, and the keys of the pane one is in."""
        tabs = [(panel.id, panel.short, self.panels[panel.id].count_words) for panel in PANELS]
        self.tab_bar.show([("article", "Article", ""), *tabs], self.pane)
        self.key_bar.show(bar_entries(self.place, self.host.settings.keymap))

    def on_status_shown(self, message: StatusShown) -> None:
        """A pane says where one is."""
        if message.pane == self.pane:
            self._show_status()

    def _show_status(self) -> None:
        """Where there are no borders, the title bar says where one is."""
        pane = self.panels.get(self.pane, self.article_view)
        is_lit = pane is self.article_view and self.article_view.is_lit
        self.title_bar.show_status(pane.subtitle if self.is_narrow else "", "active" if is_lit else "dim")

    @property
    def place(self) -> str:
        """Where one is, for the bar of keys and the help."""
        return self.pane

    # -- how the screen is

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


def _figures(article: Article) -> list[Figure]:
    """How long the article is, and what is wrong with its text."""
    words, gaps, aside = article.word_count, len(article.gaps), len(article.set_aside)
    figures: list[Figure] = [(f"{max(1, round(words / WORDS_PER_MINUTE))} min", "dim"), (f"{words:,} words", "dim")]
    if gaps:
        figures.append((f"{gaps} {'gap' if gaps == 1 else 'gaps'}", "warning"))
    if aside:
        figures.append((f"{aside} {'line' if aside == 1 else 'lines'} set aside", "dim"))
    return figures


def _origin(article: Article) -> str:
    """Who published it and when, as far as the source says."""
    return " · ".join(part for part in (article.site, article.published, article.byline) if part)
