# ruff: noqa: ARG002 - what one kind needs, another leaves
"""Kinds of Markdown: what differs between a document for every program, and one for Obsidian.

The words that go in are Markdown already, each on one line.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from briefing.export.escape import escaped
from briefing.visible import one_line

_NO_LINK: Final = re.compile(r'[/:?"#]|^\.|\.$')
"""What the name of a note may not have in Obsidian, as far as Markdown does not need it escaped."""


class Gfm:
    """GitHub's Markdown with footnotes."""

    def name(self, name: str, shown: str) -> str:
        """An actor's name as the text shows it."""
        return escaped(shown)

    def in_cell(self, name: str) -> str:
        """An actor's name in a table."""
        return self.name(name, name)

    def note_on_the_text(self, words: str) -> str:
        """What is wrong with the text."""
        return f"> **Note on the text.** {words}"

    def quote(self, said: str, speaker: str, mark: str, ident: str) -> str:
        """A quote with its speaker and the reference to its evidence; `ident` names it for other notes."""
        return f"> {said}\n>\n> — {speaker}{mark}"

    def block_id(self, kind: str, number: int) -> str:
        """What stands behind a paragraph or item so that other notes can name it; `kind` is a letter."""
        return ""

    def place(self, name: str, paragraph: int | None) -> str:
        """Where evidence stands: a paragraph of the document by its number, or a line that has none."""
        return name

    def set_aside(self, lines: Iterable[str]) -> str:
        """The lines set aside."""
        return "\n".join(["### Lines set aside\n", *(f"- {line}" for line in lines)])

    def properties(self, names: Iterable[str]) -> Mapping[str, list[str]]:
        """What the front matter says of the key actors."""
        return {}


class Obsidian(Gfm):
    """Obsidian's Markdown: actors are links to notes of their own, findings and paragraphs can be named from other notes."""

    def name(self, name: str, shown: str) -> str:
        """A link to the actor's note."""
        return _link(name, shown, "|")

    def in_cell(self, name: str) -> str:
        """A link to the actor's note; a bare bar would end the cell."""
        return _link(name, name, r"\|")

    def note_on_the_text(self, words: str) -> str:
        """A callout."""
        return f"> [!warning] Note on the text\n> {words}"

    def quote(self, said: str, speaker: str, mark: str, ident: str) -> str:
        """A callout under the speaker's name."""
        return f"> [!quote] {speaker}\n> {said}{mark}\n\n^{ident}"

    def block_id(self, kind: str, number: int) -> str:
        """As ``^p5``."""
        return f" ^{kind}{number}"

    def place(self, name: str, paragraph: int | None) -> str:
        """A link to the paragraph."""
        return name if paragraph is None else f"[[#^p{paragraph}|{name}]]"

    def set_aside(self, lines: Iterable[str]) -> str:
        """A callout that is closed at first."""
        return "\n".join(["> [!info]- Lines set aside", *(f"> - {line}" for line in lines)])

    def properties(self, names: Iterable[str]) -> Mapping[str, list[str]]:
        """Links to the key actors, so that they are in Obsidian's graph."""
        return {"actors": [f"[[{name}]]" if _is_linkable(name) else one_line(name) for name in names]}


KINDS: Final[Mapping[str, Gfm]] = {"gfm": Gfm(), "obsidian": Obsidian()}
"""By the names in `briefing.formats.FLAVORS`."""


def _link(name: str, shown: str, bar: str) -> str:
    if not _is_linkable(name) or escaped(shown) != shown:
        return escaped(shown)
    return f"[[{name}]]" if name == shown else f"[[{name}{bar}{shown}]]"


def _is_linkable(name: str) -> bool:
    """Whether a note can have this name, and it stands in a link as it is."""
    return bool(name) and escaped(name) == name and not _NO_LINK.search(name)
