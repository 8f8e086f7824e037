"""The article: its lines, and what lies on them, drawn as they come onto the screen."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Offset, Size
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style as ContentStyle

from briefing.reader.display import DisplayText
from briefing.reader.highlights import Highlights, Layer
from briefing.reader.messages import HintTyped, StatusShown, WordsClicked
from briefing.reader.theme import marks_of
from briefing.reader.widgets.painter import LinePainter, Setting
from briefing.reader.widgets.wrapped import WrappedView
from briefing.visible import safe

LAYERS: Final = ("shape", "speech", "names", "gaps", "evidence", "followed", "matches", "here")
"""The layers of highlights, lowest first."""

GUTTER: Final = (("here", "›", "sign"), ("evidence", "▌", "sign"), ("matches", "▪", "sign"), ("followed", "•", "sign"))
"""Layers that put a symbol before their lines, the most important first, with the symbol and its style."""

FLASH: Final = 0.3
"""Seconds for which the border lights up when a key finds no more to scroll to."""


class ArticleView(WrappedView):
    """Shows a `DisplayText`; positions are those of the shown text."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.display_text: DisplayText | None = None
        self.highlights = Highlights(LAYERS)
        self.hints: dict[int, str] = {}
        self.bookmarks: tuple[int, ...] = ()
        self.notes: tuple[int, ...] = ()
        self._painter = LinePainter()
        self._marks: dict[int, str] = {}
        self._selection: Selection | None = None
        self._is_restyled = False
        self._origin = ""
        self._status = ""
        self.subtitle = ""
        """What stands in the lower border."""
        self.is_lit = False
        """Whether it is lit up."""

    # -- what is shown

    def show(self, display: DisplayText, layers: Mapping[str, Layer], *, top: int = 0) -> None:
        """Show a text from the line of position `top` on."""
        self.display_text = display
        self.highlights.put(layers)
        self.hints = {}
        if self._selection is not None:
            self.screen.clear_selection()
            self._selection = None  # the screen tells it later, and `_wrap` would take the words of the old text for ours
        self.wrap(display.text, top)
        self._place_marks()

    def forget(self) -> None:
        """Take away all marks, before another article is shown."""
        self.highlights.put({name: Layer() for name in LAYERS})
        self.hints, self.bookmarks, self.notes, self._status = {}, (), (), ""

    def put(self, **layers: Layer) -> None:
        """Replace whole layers."""
        self.highlights.put(layers)
        self._place_marks()
        self._redraw()

    def mark(self, name: str, layer: Layer) -> None:
        """Replace a layer of few spans: only the lines of the old and the new ones are drawn anew."""
        old = self.highlights[name]
        self.highlights.put({name: layer})
        for changed in (old, layer):
            for index in range(len(changed)):
                self._redraw_span(changed[index].start, changed[index].end)

    def put_hints(self, hints: dict[int, str]) -> None:
        """Show labels over the words at some positions; none ends it."""
        self.hints = hints
        self._redraw()

    def put_jottings(self, bookmarks: tuple[int, ...], notes: tuple[int, ...]) -> None:
        """Show where the bookmarks and the notes are."""
        self.bookmarks, self.notes = bookmarks, notes
        self._redraw()

    def entitle(self, origin: str) -> None:
        """Show who published the article in the border."""
        self._origin = safe(origin)
        self.border_title = Content(f"0 Article{f' · {self._origin}' if self._origin else ''}")

    def tell(self, status: str) -> None:
        """Show in the border what is followed or searched, and how much is read."""
        self._status = safe(status)
        self._show_progress()

    def _show_progress(self) -> None:
        subtitle = " · ".join(part for part in (self._status, f"{self.share_read:.0%}") if part)
        self._subtitle_is(subtitle)

    def _subtitle_is(self, subtitle: str) -> None:
        """Show words in the border, and tell the screen."""
        if subtitle != self.subtitle:
            self.subtitle = subtitle
            self._light(False)

    def _wrap(self, top: int) -> None:
        """Lay the text out; the same words stay selected, on whatever lines they come to stand."""
        selected = self._selected_positions(self._selection) if self._selection is not None else None
        super()._wrap(top)
        if selected is not None:
            spots = [Offset(position - self._layout.start(line), line) for position, line in map(self._with_line, selected)]
            self.screen.selections = {self: Selection(*spots)}

    def _with_line(self, position: int) -> tuple[int, int]:
        self._layout.extend_to(position)
        return position, self._layout.line_at(position)

    def wrapped(self) -> None:
        """What was drawn is so no longer."""
        self._show_progress()
        self._redraw()

    def stopped(self, where: str) -> None:
        """Say in the border that this is the end; who goes on sees it light up each time."""
        if where != self.subtitle:
            self._subtitle_is(where)
            return
        self._light(True)
        self.set_timer(FLASH, partial(self._light, False))

    def _light(self, lit: bool) -> None:
        """Show the words in the border as they are, or lit up, and tell the screen."""
        self.is_lit = lit
        style = ContentStyle.from_rich_style(marks_of(self.app)["active"]) if lit else ""
        self.border_subtitle = Content.styled(self.subtitle, style)
        self.post_message(StatusShown("article"))

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Place the marks anew for another height."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            self._place_marks()
        return changed

    # -- drawing

    def notify_style_update(self) -> None:
        """The theme or the focus changed."""
        super().notify_style_update()
        self._is_restyled = False

    def _restyle(self) -> None:
        """Take the styles anew."""
        self._is_restyled = True
        self._painter.restyle(self.rich_style, marks_of(self.app))

    def render_line(self, y: int) -> Strip:
        """A row of words with the offsets that a selection wants: they double the cost, and painting does without them."""
        margin, *words = super().render_line(y)
        return Strip([margin, *Strip(words).apply_offsets(0, y + round(self.scroll_offset.y))])

    def draw(self, line: int) -> Strip:
        """The words of a line, with all that lies on it."""
        if not self._is_restyled:
            self._restyle()
        width = self.scrollable_content_region.width
        if line >= len(self._layout):
            return Strip.blank(width, self._painter.base)
        setting = Setting(self._left, width, self._gutter(line), self.hints, self._selected_in(line))
        return self._painter.line(self._layout, line, self.highlights, setting)

    def edge(self, y: int, line: int) -> Strip | None:
        """The mark beside the scrollbar that says what lies at this share of the article."""
        mark = self._marks.get(y) if line < len(self._layout) else None
        return Strip([Segment("╶", self._painter.style((mark,)))], 1) if mark is not None else None

    def head(self, strip: Strip) -> Strip:
        """Where there is no border, the line that tells how far the article is read stands above the words."""
        if self.gutter.bottom:
            return strip
        if not self._is_restyled:
            self._restyle()
        line = Segment(f" {'─' * (strip.cell_length - 2)} ", self._painter.style(("rule",)))
        return self._with_progress(Strip([line], strip.cell_length))

    def foot(self, strip: Strip) -> Strip:
        """The border below the words is a heavy line as far as the article is read."""
        return self._with_progress(strip)

    def _with_progress(self, strip: Strip) -> Strip:
        read = 1 + round(self.share_read * (strip.cell_length - 2))
        line, rest = strip.divide([read, strip.cell_length])
        shade = Style() if self.has_focus and self.gutter.bottom else marks_of(self.app)["dim"]
        heavy = [Segment(words.replace("─", "━"), (style or Style()) + shade) for words, style, _ in line]
        return self.filtered(Strip([*heavy, *rest], strip.cell_length))

    def _gutter(self, line: int) -> tuple[str, str] | None:
        """The symbol before a line: what lies on it, the most important first."""
        start, end = self._layout.bounds(line)
        for symbol, positions in (("◈", self.bookmarks), ("✎", self.notes)):
            if any(start <= position <= end for position in positions):
                return symbol, "sign"
        for name, symbol, kind in GUTTER:
            layer = self.highlights[name]
            if len(layer) and layer.between(start, end):
                return symbol, kind
        return None

    def _place_marks(self) -> None:
        """Where along the scrollbar the matches, or else the mentions of the followed actor, lie."""
        self._marks = {}
        height, length = self.size.height, max(1, len(self._layout.text))
        for name in ("followed", "matches"):
            layer = self.highlights[name]
            step = max(1, len(layer) // 5_000)
            if len(layer):
                self._marks = {layer[index].start * height // length: "sign" for index in range(0, len(layer), step)}

    def _redraw(self) -> None:
        self.forget_rows()
        self.refresh()

    def _redraw_span(self, start: int, end: int) -> None:
        """Draw the lines of a stretch anew."""
        if not len(self._layout):
            return
        first, last = self._layout.line_at(start), self._layout.line_at(max(start, end - 1))
        self.forget_rows(range(first, last + 1))
        self.refresh_lines(first, last - first + 1)

    # -- hints and the mouse

    def on_key(self, event: events.Key) -> None:
        """While there are hints, keys are their letters."""
        if self.hints:
            event.stop()
            event.prevent_default()
            self.post_message(HintTyped(event.key))

    def on_click(self, event: events.Click) -> None:
        """Tell which words were clicked."""
        spot = event.get_content_offset(self)
        position = self.position_at(*spot) if spot and event.chain == 1 else None
        if position is not None and self.display_text is not None and self._selection is None:
            self.post_message(WordsClicked(self.display_text.offset(position)))

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the new selection."""
        self._selection = selection
        self._redraw()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words."""
        if self.display_text is None:
            return None
        start, end = self._selected_positions(selection)
        return self._layout.text[start:end], "\n"

    def _selected_positions(self, selection: Selection) -> tuple[int, int]:
        """Positions of the first selected character and behind the last."""
        start = self._selected_position(selection.start, 0)
        return start, self._selected_position(selection.end, len(self._layout.text))

    def _selected_position(self, spot: Offset | None, otherwise: int) -> int:
        if spot is None or spot.y >= len(self._layout):
            return otherwise
        start, end = self._layout.bounds(spot.y)
        return min(start + spot.x, end)

    def _selected_in(self, line: int) -> tuple[int, int] | None:
        """The selected stretch of a line."""
        found = self._selection.get_span(line) if self._selection else None
        if found is None:
            return None
        start, end = self._layout.bounds(line)
        return start + found[0], end if found[1] < 0 else min(end, start + found[1])

    # -- moving

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Show how much is read."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._show_progress()
