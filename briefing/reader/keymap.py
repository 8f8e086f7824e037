"""Every command of the reader: its keys and its words. Pure: nothing here knows Textual.

The ids are what the settings use to bind other keys; the groups are the headings of the help.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from msgspec import Struct

from briefing.panels import PANELS, PanelSpec
from briefing.reader.cards import VIEWS

Group = Literal["Move", "Go to", "Look for", "Panels", "Keep", "Show", "Program"]


class Command(Struct, frozen=True):
    """One thing the reader can do."""

    id: str
    """Name in the settings' keymap; and of the action, unless that has another."""
    keys: str
    """The keys that do it, by Textual's names, with commas between."""
    label: str
    """Two or three words for the bar of keys and the palette."""
    tooltip: str
    """One sentence of what it does."""
    group: Group
    """Heading in the help."""
    own_action: str = ""
    """The action that it does, where that is not named as the command."""

    @property
    def action(self) -> str:
        """The action that it does, as Textual writes it."""
        return self.own_action or self.id


class BarEntry(NamedTuple):
    """An entry of the bar of keys."""

    keys: str
    """The keys, as people read them."""
    label: str
    """What they do, in a word or two."""
    command: str
    """Id of the command that a click does."""
    meaning: str
    """What they do, in a sentence."""


def _to_panel(panel: PanelSpec[Any], number: int) -> Command:
    """The command that leads to a panel."""
    return Command(
        panel.id,
        str(number),
        panel.title,
        f"Go to the {panel.title.lower()}.",
        "Panels",
        own_action=f"go_to_pane('{panel.id}')",
    )


COMMANDS: Final = (
    Command("line_down", "j,down", "Down", "Scroll one line down; in a panel, take the next item.", "Move"),
    Command("line_up", "k,up", "Up", "Scroll one line up; in a panel, take the item before.", "Move"),
    Command("page_down", "space,pagedown,ctrl+f", "Page down", "Go one page down.", "Move"),
    Command("page_up", "b,pageup,ctrl+b", "Page up", "Go one page up.", "Move"),
    Command("half_down", "ctrl+d", "Half page down", "Go half a page down.", "Move"),
    Command("half_up", "ctrl+u", "Half page up", "Go half a page up.", "Move"),
    Command("first", "g,home", "To the start", "Go to the first line or item.", "Move"),
    Command("last", "G,end", "To the end", "Go to the last line or item.", "Move"),
    Command("article", "0", "Article", "Go to the article.", "Panels", own_action="go_to_pane('article')"),
    *(_to_panel(panel, number) for number, panel in enumerate(PANELS, 1)),
    Command("next_pane", "tab", "Next panel", "Go to the next panel.", "Panels"),
    Command("previous_pane", "shift+tab", "Previous panel", "Go to the panel before.", "Panels"),
    Command("zoom", "z", "Maximise", "Give this panel the whole screen, or give it back.", "Panels"),
    Command("widen", ">", "Wider article", "Give the article more room beside the panels.", "Panels"),
    Command("narrow", "<", "Wider panels", "Give the panels more room beside the article.", "Panels"),
    Command("longer", "plus", "Longer", "Add a sentence to the summary.", "Panels"),
    Command("shorter", "minus", "Shorter", "Take a sentence out of the summary.", "Panels"),
    Command("regroup", "w", "Quotes by speaker", "Group the quotes by speaker, or put them in the article's order.", "Panels"),
    Command(
        "choose", "enter", "To the words", "Go to the words in the article; in the article, to the actor of the name.", "Go to"
    ),
    Command("back", "backspace,ctrl+o", "Back", "Go back to where the last jump began.", "Go to"),
    Command("next_entity", "n", "Next name", "Go to the next name; to the next match while a search is on.", "Go to"),
    Command("previous_entity", "N", "Name before", "Go to the name before; to the match before while a search is on.", "Go to"),
    Command("next_mention", "]", "Next mention", "Go to the next mention of the same actor.", "Go to"),
    Command("previous_mention", "[", "Mention before", "Go to the mention before of the same actor.", "Go to"),
    Command("hints", "f", "Hints", "Put a letter before each name on the screen; type it to go there.", "Go to"),
    Command("bookmark", "m", "Bookmark", "Set a bookmark at this line, or take it away.", "Go to"),
    Command("next_bookmark", "'", "To a bookmark", "Go to the next bookmark.", "Go to"),
    Command("follow", "F", "Follow", "Mark every name, role and pronoun of the actor through the article.", "Look for"),
    Command("search", "/", "Search", "Search the article, in any case, across lines.", "Look for"),
    Command(
        "leave", "escape", "End", "End what is on: the search, the actor followed, the hints, the full screen.", "Look for"
    ),
    Command(
        "kinds", "e", "Kinds of names", "Choose which kinds of names are coloured, and whether quoted words stand out.", "Show"
    ),
    Command(
        "set_aside",
        "v",
        "Lines set aside",
        "Show or hide captions, bylines, repeated headlines and other lines set aside.",
        "Show",
    ),
    Command("theme", "t", "Theme", "Take the next theme.", "Show"),
    Command("save", "s", "Save", "Save the briefing as Markdown.", "Keep"),
    Command(
        "save_as",
        "S",
        "Save as …",
        "Save the briefing, or parts of it, under a name of your own.",
        "Keep",
    ),
    Command("note", "a", "Note", "Write a note on this item or name; it is saved with the briefing.", "Keep"),
    Command(
        "notes", "A", "Notes and bookmarks", "Show the notes and bookmarks: go to one, change it, or take it away.", "Keep"
    ),
    Command("copy", "c,ctrl+c", "Copy", "Copy the selection, or the item.", "Keep"),
    Command("hide", "x", "Hide", "Take this item out of its panel, and out of what is saved.", "Keep"),
    Command("undo", "u", "Undo", "Bring back what was hidden last.", "Keep"),
    Command("retry", "r", "Analyse again", "Start the analysis again after it failed.", "Program"),
    Command("stop", "ctrl+x", "Stop analysing", "Stop the analysis, of this article and of the others.", "Program"),
    Command("reload", "R", "Read again", "Read the article from its file once more.", "Program"),
    Command("library", "o", "Library", "Open another article.", "Program"),
    Command("help", "question_mark,f1", "Help", "Show the keys.", "Program"),
    Command("palette", "ctrl+p", "Commands", "Find a command by its name.", "Program"),
    Command("quit", "q,ctrl+q", "Quit", "Leave the reader; it comes back to this place.", "Program"),
)

BY_ID: Final[Mapping[str, Command]] = {command.id: command for command in COMMANDS}

ALL_PANELS: Final = (PANELS[0].id, PANELS[-1].id)
"""The first and the last panel: an entry of the bar of keys stands for all of them."""

BAR: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "article": (
        ALL_PANELS, ("next_entity", "previous_entity"), ("next_mention", "previous_mention"), ("search",),
        ("choose",), ("back",), ("hints",), ("save",), ("zoom",), ("help",), ("quit",),
    ),
    "searching": (("next_entity", "previous_entity"), ("leave",), ("search",), ("bookmark",), ("back",), ("help",)),
    "following": (
        ("next_mention", "previous_mention"), ("leave",), ALL_PANELS, ("choose",), ("back",), ("search",),
        ("help",),
    ),
    **{panel: view.keys for panel, view in VIEWS.items()},
}  # fmt: skip
"""What the bar of keys shows in each place, most useful first; commands that stand together share an entry.

A place is a pane, or the article while a search or an actor followed is on.
"""

BAR_LABELS: Final[Mapping[tuple[str, ...], tuple[str, str]]] = {
    ALL_PANELS: ("Panels", f"Go to {', '.join(f'the {panel.title.lower()}' for panel in PANELS)}."),
    ("next_entity", "previous_entity"): (
        "Names",
        "Go to the next name or the one before; to the matches while a search is on.",
    ),
    ("next_mention", "previous_mention"): ("Same actor", "Go to the next mention of the same actor, or to the one before."),
    ("longer", "shorter"): ("Length", "Make the summary longer or shorter by a sentence."),
}
"""What commands that stand together are called, and what they do."""

_ACTOR: Final = ("Actor", "Go from a name to its actor; where evidence is marked in several places, to the next.")

ELSEWHERE: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "article": {"choose": _ACTOR},
    **{panel: {"choose": view.choose} for panel, view in VIEWS.items()},
    "searching": {
        "next_entity": ("Matches", "Go to the next match or the one before."),
        "leave": ("End search", "End the search; the names are walked again."),
    },
    "following": {"choose": _ACTOR, "leave": ("End following", "Show all quotes and questions again.")},
}
"""What commands are called in places where they do something else."""

PLACES: Final[Mapping[str, str]] = {"searching": "Article, a search is on", "following": "Article, an actor is followed"}
"""Names of the places that are no panes."""

_SHOWN_KEYS: Final[Mapping[str, str]] = {
    "question_mark": "?", "plus": "+", "minus": "-", "enter": "↵", "backspace": "⌫", "escape": "esc", "space": "space",
    "down": "↓", "up": "↑", "pagedown": "PgDn", "pageup": "PgUp", "shift+tab": "⇧tab", "left_square_bracket": "[",
    "right_square_bracket": "]", "slash": "/", "apostrophe": "'",
}  # fmt: skip


def keys_of(command: Command, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that do a command, under the user's keymap, by Textual's names."""
    keys = keymap.get(command.id, command.keys)
    return tuple(key.strip() for key in keys.split(",") if key.strip())


def shown_key(key: str) -> str:
    """A key as people read it: ``question_mark`` is ``?``."""
    return _SHOWN_KEYS.get(key, key)


def bar_entries(place: str, keymap: Mapping[str, str]) -> list[BarEntry]:
    """What the bar of keys shows in a pane."""
    entries = []
    for ids in BAR.get(place, BAR["article"]):
        first = [keys_of(BY_ID[command], keymap)[:1] for command in ids]
        keys = [shown_key(key) for found in first for key in found]
        together = "–" if ids == ALL_PANELS else " "
        label, meaning = BAR_LABELS.get(ids, (BY_ID[ids[0]].label, BY_ID[ids[0]].tooltip))
        label, meaning = ELSEWHERE.get(place, {}).get(ids[0], (label, meaning))
        if keys:
            entries.append(BarEntry(together.join(keys), label, ids[0], meaning))
    return entries


def name_of(place: str) -> str:
    """What a place is called."""
    return PLACES.get(place) or BY_ID[place if place in BY_ID else "article"].label


def is_bound(key: str, character: str | None, keymap: Mapping[str, str]) -> bool:
    """Whether a key does anything in the panes, by Textual's name for it or by the character it writes."""
    bound = _bound(tuple(keymap.items()))
    return key in bound or character in bound


@cache
def _bound(keymap: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """All keys that do something: every press asks for them."""
    return frozenset(name for command in COMMANDS for name in keys_of(command, dict(keymap)))


def unknown_ids(keymap: Iterable[str]) -> list[str]:
    """Ids in a keymap that no command has."""
    return sorted(set(keymap) - BY_ID.keys())


def describe_keys(keymap: Mapping[str, str] | None = None) -> str:
    """The keys as a table of text: id, keys, what it does; by group."""
    lines: list[str] = []
    for group in dict.fromkeys(command.group for command in COMMANDS):
        lines.append(group)
        for command in COMMANDS:
            if command.group == group:
                keys = " ".join(shown_key(key) for key in keys_of(command, keymap or {}))
                lines.append(f"  {command.id:18} {keys:18} {command.tooltip}")
    return "\n".join(lines) + "\n"
