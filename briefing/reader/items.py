"""What the panels list: an item for every finding. Pure: nothing here knows Textual."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from briefing.model import Briefing, Span
from briefing.panels import PanelSpec, Selection
from briefing.places import Places


class Item(Struct, frozen=True):
    """A finding in a panel."""

    panel: str
    """Id of the panel."""
    finding: object
    """What was found."""
    spans: tuple[Span, ...]
    """Where the article says it; the first is where a jump goes."""
    heading: str | None = None
    """The heading above the item where it begins a group."""
    is_grouped: bool = False
    """Whether all of its group is by one speaker."""

    @property
    def key(self) -> str:
        """What the reading state calls the item."""
        return key(self.panel, self.spans[0] if self.spans else None)


def key(panel: str, span: Span | None) -> str:
    """What the reading state calls an item: its panel and its first span."""
    return f"{panel}:{span.start}:{span.end}" if span else f"{panel}::"


class View(Struct, frozen=True):
    """What the drawing of an item depends on besides the item."""

    briefing: Briefing
    """The briefing it belongs to."""
    places: Places
    """The article's paragraphs."""
    is_noted: Callable[[Item], bool] = lambda _item: False
    """Whether the person wrote a note on the item."""
    followed: str | None = None
    """Id of the actor that is followed."""
    longest_name: int = 20
    """Cells of the longest name of an actor."""
    longest_count: int = 4
    """Digits of the greatest count of mentions."""


def items_of(panel: PanelSpec[Any], briefing: Briefing, selection: Selection) -> list[Item]:
    """What a panel lists of a briefing."""
    return [
        Item(
            panel.id,
            finding,
            panel.spans(finding, briefing),
            heading=group.heading if number == 0 and group.heading else None,
            is_grouped=group.is_by_speaker,
        )
        for group in panel.groups(briefing, selection)
        for number, finding in enumerate(group.findings)
    ]
