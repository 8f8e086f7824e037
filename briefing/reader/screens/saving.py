"""Where to save a briefing, and what of it."""

from collections.abc import Collection, Mapping
from typing import ClassVar, Final

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from briefing.formats import FORMATS, SECTION_TITLES, SECTIONS
from briefing.reader.screens.overlay import Overlay
from briefing.reader.widgets.prompt import LONGEST

_OBSIDIAN: Final = "obsidian"
_LABELS: Final[Mapping[str, str]] = {
    **SECTION_TITLES,
    _OBSIDIAN: "For Obsidian: links, callouts, block ids",
}


class Choice(Struct, frozen=True):
    """What was chosen."""

    name: str
    """A file or a folder; empty for the usual folder."""
    sections: Collection[str]
    """Parts of the briefing."""
    flavor: str
    """Kind of Markdown."""


class SaveScreen(Overlay[Choice | None]):
    """Gives what was chosen; None where nothing is to be saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("space", "turn", show=False),
        Binding("enter", "save", show=False, priority=True),
    ]

    def __init__(self, sections: Collection[str], flavor: str) -> None:
        super().__init__()
        self._ticked = {*sections, *([_OBSIDIAN] if flavor == _OBSIDIAN else [])}

    def compose(self) -> ComposeResult:
        """A line for the name, and the parts to tick."""
        with Vertical(id="save") as box:
            box.border_title = Content("Save as")
            box.border_subtitle = Content("↵ saves · tab, space: the parts · esc closes")
            kinds = " ".join(f".{form}" for form in FORMATS)
            yield Input(placeholder=f"File or folder ({kinds})", max_length=LONGEST, select_on_focus=False)
            yield OptionList(*(Option(self._line(name), id=name) for name in _LABELS), markup=False)

    def _line(self, name: str) -> Content:
        is_on = name in self._ticked
        return Content.assemble(
            Content.styled(" ✓ " if is_on else " · ", "bold $accent" if is_on else "$dim"),
            Content.styled(_LABELS[name], "" if is_on else "$dim"),
        )

    def action_turn(self) -> None:
        """Take or leave the part one is at."""
        parts = self.query_one(OptionList)
        if parts.has_focus:
            parts.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take or leave a part."""
        event.stop()
        if event.option_id is not None:
            self._ticked ^= {event.option_id}
            event.option_list.replace_option_prompt(event.option_id, self._line(event.option_id))

    def action_save(self) -> None:
        """Take what is typed and ticked, from the name and from the parts alike."""
        name = self.query_one(Input).value.strip()
        sections = [section for section in SECTIONS if section in self._ticked]
        self.dismiss(Choice(name, sections, _OBSIDIAN if _OBSIDIAN in self._ticked else "gfm"))
