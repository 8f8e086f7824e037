"""The keymap's commands as bindings of Textual's widgets and screens."""

from typing import Final

from textual.binding import Binding, BindingType

from briefing.reader.keymap import COMMANDS, Command, Group

MOVES: Final[Group] = "Move"
"""Commands of this group are the panes' own: each moves in its way."""


def binding(command: Command) -> Binding:
    """One command as a binding."""
    return Binding(command.keys, command.action, command.label, show=False, tooltip=command.tooltip, id=command.id)


def bindings_of(place: str) -> list[BindingType]:
    """The bindings of a pane (``article``, ``panel``), or those of the screen around them (``screen``)."""
    if place in {"article", "panel"}:
        return [binding(command) for command in COMMANDS if command.group == MOVES]
    return [binding(command) for command in COMMANDS if command.group != MOVES]
