"""What a briefing may be made into, and which parts of it: known before any work starts."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from briefing.panels import PANELS

FORMATS: Final = ("md", "json", "jsonl", "txt", "html")
"""Formats of a briefing, named as the suffixes of their files."""

FLAVORS: Final = ("gfm", "obsidian")
"""Kinds of Markdown: GitHub's, which every program reads, and Obsidian's with its links, callouts and block ids."""

SECTION_TITLES: Final[Mapping[str, str]] = {
    **{panel.id: panel.title for panel in PANELS},
    "notes": "Notes",
    "evidence": "Evidence",
    "article": "Article",
}
"""What the parts of a briefing are called."""

SECTIONS: Final = tuple(SECTION_TITLES)
"""Parts of a briefing that is saved, in their order; JSON always has all that was found."""


def format_of(name: str | PurePath) -> str:
    """The format that the name of a file asks for: Markdown, unless its suffix is that of another."""
    suffix = PurePath(name).suffix.removeprefix(".").lower()
    return suffix if suffix in FORMATS else "md"


def chosen_sections(names: str) -> list[str]:
    """The sections in a list as people write it: ``summary,quotes``.

    Raises:
        ValueError: there is none, or one that does not exist; the message says which there are.
    """
    chosen = [name.strip().lower() for name in names.split(",") if name.strip()]
    for name in chosen:
        if name not in SECTIONS:
            raise ValueError(f"{name!r} is none of {', '.join(SECTIONS)}")
    if not chosen:
        raise ValueError(f"name at least one of {', '.join(SECTIONS)}")
    return chosen
