"""The lines above and below the panes: the headline, the tabs of a narrow screen, the keys of the place where one is."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from briefing.reader.keymap import BarEntry
from briefing.reader.layout import fit, pad
from briefing.reader.messages import CommandClicked
from briefing.reader.theme import marks_of

Figure = tuple[str, str]
"""A figure of the title bar and its kind: "dim", "active" or "warning"."""


class Bar(Widget):
    """A line of text with places to click."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._targets: list[tuple[int, int, str]] = []

    def on_click(self, event: events.Click) -> None:
        """Do the command that is written under the pointer."""
        spot = event.get_content_offset(self)
        command = next((command for first, behind, command in self._targets if spot and first <= spot.x < behind), None)
        if command:
            self.post_message(CommandClicked(command))

    def marked(self, words: str, mark: str) -> Content:
        """Words with a mark."""
        return Content.styled(words, Style.from_rich_style(marks_of(self.app)[mark]))


class TitleBar(Bar):
    """The headline, then the article's figures; the figures go first where there is no room."""

    def __init__(self) -> None:
        super().__init__(id="title")
        self._headline = ""
        self._figures: Sequence[Figure] = ()
        self._status: Figure = ("", "dim")

    def show_status(self, words: str, kind: str) -> None:
        """Show where one is in place of the figures, but for a warning."""
        if (words, kind) != self._status:
            self._status = (words, kind)
            self.refresh()

    def show(self, headline: str, figures: Sequence[Figure]) -> None:
        """Show a headline and figures."""
        self._headline, self._figures = headline, figures
        self.refresh()

    def render(self) -> Content:
        """The line."""
        width = self.size.width
        figures = list(self._figures)
        if self._status[0]:
            figures = [*(figure for figure in figures[:1] if figure[1] == "warning"), self._status]
            figures = self._fitted(figures, width)
        while figures and sum(cell_len(words) + 3 for words, _ in figures) > width - self._least_headline(figures):
            figures.pop()
        taken = sum(cell_len(words) + 3 for words, _ in figures)
        parts = [self.marked(pad(self._headline, width - taken), "title")]
        parts += [self.marked(f"   {words}", kind) for words, kind in figures]
        return Content("").join(parts)

    def _fitted(self, figures: Sequence[Figure], width: int) -> list[Figure]:
        """Figures of which the last, where one is, is cut where there is no room for the whole of it."""
        *others, (status, kind) = figures
        taken = sum(cell_len(words) + 3 for words, _ in others)
        return [*others, (fit(status, max(8, width - self._least_headline(figures) - taken - 3)), kind)]

    def _least_headline(self, figures: Sequence[Figure]) -> int:
        """Cells that the headline keeps: fewer beside a warning alone, or where one is."""
        is_terse = bool(self._status[0]) or (len(figures) == 1 and figures[0][1] == "warning")
        return min(cell_len(self._headline), 16 if is_terse else 38)


class TabBar(Bar):
    """The panes by number and name, with counts; for screens that show one pane at a time."""

    def __init__(self) -> None:
        super().__init__(id="tabs")
        self._tabs: Sequence[tuple[str, str, str]] = ()
        self._active = ""

    def show(self, tabs: Sequence[tuple[str, str, str]], active: str) -> None:
        """Show tabs of (command, name, count)."""
        if (tabs, active) != (self._tabs, self._active):
            self._tabs, self._active = tabs, active
            self.refresh()

    def render(self) -> Content:
        """The line: names shortened until all tabs have room."""
        width = self.size.width
        names = [f"{number} {name}{f' {count}' if count else ''}" for number, (_, name, count) in enumerate(self._tabs)]
        for longest in (40, 12, 10, 8, 7, 6, 5, 3):
            if sum(cell_len(name) + 2 for name in names) <= width:
                break
            names = [f"{number} {fit(name, longest)}" for number, (_, name, _) in enumerate(self._tabs)]
        parts, at, self._targets = [], 0, []
        for (command, _, _), name in zip(self._tabs, names, strict=True):
            parts.append(self.marked(name, "active" if command == self._active else "dim"))
            parts.append(Content("  "))
            self._targets.append((at, at + cell_len(name), command))
            at += cell_len(name) + 2
        return Content("").join(parts)


class KeyBar(Bar):
    """The keys of the place where one is; as many as there is room for, none cut."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._entries: Sequence[BarEntry] = ()

    def show(self, entries: Sequence[BarEntry]) -> None:
        """Show entries."""
        if entries != self._entries:
            self._entries = entries
            self.refresh()

    def render(self) -> Content:
        """The line; help is always there."""
        width, at = self.size.width, 0
        parts, self._targets = [], []
        help_entry = next((entry for entry in self._entries if entry.command == "help"), None)
        kept = cell_len(help_entry.keys) + cell_len(help_entry.label) + 1 if help_entry else 0
        for entry in self._entries:
            keys, label, command, _ = entry
            size = cell_len(keys) + 1 + cell_len(label)
            reserve = 0 if command == "help" else kept + 3
            if at + size + reserve > width and command != "help":
                continue
            parts += [self.marked(keys, "key"), self.marked(f" {label}   ", "dim")]
            self._targets.append((at, at + size, command))
            at += size + 3
            kept = 0 if command == "help" else kept
        return Content("").join(parts)
