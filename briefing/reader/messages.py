"""What the parts of the reader tell each other."""

from dataclasses import dataclass

from textual.message import Message

from briefing.model import Briefing
from briefing.reader.items import Item


@dataclass
class AnalysisProgressed(Message):
    """The analysis has come further."""

    stage: str
    """What is being done."""
    share: float
    """How much of the whole is done, from 0 to 1."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest of a burst matters."""
        return isinstance(message, AnalysisProgressed)


@dataclass
class AnalysisFinished(Message):
    """The briefing is there."""

    briefing: Briefing
    """What was found."""


@dataclass
class AnalysisFailed(Message):
    """There will be no briefing, unless one tries again."""

    reason: str
    """Why, in words for people."""


@dataclass
class ItemTaken(Message):
    """The cursor of a panel came to an item."""

    item: Item
    """The item."""

    def can_replace(self, message: Message) -> bool:
        """Only where the cursor comes to rest matters."""
        return isinstance(message, ItemTaken)


@dataclass
class ItemChosen(Message):
    """A person wants to go to the words behind an item."""

    item: Item
    """The item."""


@dataclass
class WordsClicked(Message):
    """A person clicked into the article."""

    offset: int
    """Offset of the character in the article."""


@dataclass
class HintTyped(Message):
    """A key was pressed while hints are shown."""

    key: str
    """The key, by Textual's name."""


@dataclass
class StatusShown(Message):
    """A pane says in its border where one is; a narrow screen has no borders, and says it elsewhere."""

    pane: str
    """Id of the pane."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest of a burst matters."""
        return isinstance(message, StatusShown) and message.pane == self.pane


@dataclass
class CommandClicked(Message):
    """A person clicked a command in a bar."""

    command: str
    """Id of the command."""
