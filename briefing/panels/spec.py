"""What a panel is, for the reader and for every format that a briefing is saved in.

Nothing here loads the model of a briefing, and named tuples are made faster than data classes: the command line knows the
panels by name before any work starts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from briefing.model import Briefing, Span
    from briefing.panels.entries import Entry

Finding = TypeVar("Finding")


class Selection(NamedTuple):
    """What of the findings is wanted, and how they are arranged."""

    sentences: int = 5
    """Length of the summary."""
    followed: str | None = None
    """Id of the one actor whose findings are wanted; None for all."""
    by_speaker: bool = False
    """Whether quotes are grouped by their speakers."""


class Group(NamedTuple, Generic[Finding]):
    """Findings that are listed together."""

    findings: Sequence[Finding]
    """The findings, in their order."""
    heading: str = ""
    """A heading below the panel's; empty where there is none."""
    is_by_speaker: bool = False
    """Whether the heading names who said all of it."""


def one_group(findings: Sequence[Finding], briefing: Briefing, selection: Selection) -> list[Group[Finding]]:  # noqa: ARG001
    """All findings together."""
    return [Group(findings)]


class PanelSpec(NamedTuple, Generic[Finding]):
    """One panel. How the reader draws its items is registered in `briefing.reader.cards.VIEWS`."""

    id: str
    """Name in the settings, in lists of sections, and of the command that leads to it."""
    title: str
    """Its heading."""
    short: str
    """Its heading where there is little room."""
    waiting: str
    """What it says while the analysis looks for its findings."""
    empty: str
    """What it says where nothing was found."""
    field: str
    """The field of a `Briefing` that has its findings."""
    spans: Callable[[Finding, Briefing], tuple[Span, ...]]
    """Where the article says it; the first is where a jump goes."""
    entry: Callable[[Finding, Briefing], Entry]
    """What a document has of a finding."""
    letter: str
    """Begins the ids by which other documents refer to its entries."""
    belongs: Callable[[Finding], bool] = lambda _finding: True
    """Which findings of the field are its own."""
    is_selected: Callable[[Finding, Selection], bool] = lambda _finding, _selection: True
    """Which of them a selection wants."""
    is_narrowed: bool = False
    """Whether it lists only what is of the actor followed, while one is followed."""
    grouped: Callable[[Sequence[Finding], Briefing, Selection], list[Group[Finding]]] = one_group
    """The findings in the groups in which they are listed; the first group is there even if it is empty."""
    most_saved: int | None = None
    """How many findings of a group a document has; None for all."""

    def findings(self, briefing: Briefing) -> list[Finding]:
        """All its findings, in the briefing's order."""
        return [finding for finding in getattr(briefing, self.field) if self.belongs(finding)]

    def groups(self, briefing: Briefing, selection: Selection) -> list[Group[Finding]]:
        """The findings that are wanted, as they are listed."""
        selected = [finding for finding in self.findings(briefing) if self.is_selected(finding, selection)]
        return self.grouped(selected, briefing, selection)

    def entries(self, briefing: Briefing, selection: Selection) -> list[Group[Entry]]:
        """What a document has of them."""
        return [
            Group([self.entry(finding, briefing) for finding in group.findings[: self.most_saved]], group.heading)
            for group in self.groups(briefing, selection)
        ]
