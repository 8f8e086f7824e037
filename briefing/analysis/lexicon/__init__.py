"""Word lists as data files, in a folder for each panel: a comment with the source on top, then an entry a line.

A list is ``<panel>/<name>.txt``; short ones are sections (``[name]``) of ``<panel>/lists.txt``.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

_SECTIONS: Final = "lists"
"""The file of a panel that holds its short lists."""


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of a list (``actors/kin``) in order, without comments (#) and blank lines.

    Raises:
        KeyError: there is no such list.
    """
    panel, _, topic = name.partition("/")
    file = files(__name__).joinpath(panel, f"{topic}.txt")
    return _listed(file.read_text(encoding="utf-8").splitlines()) if file.is_file() else _sections(panel)[topic]


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a list as a set."""
    return frozenset(entries(name))


@cache
def _sections(panel: str) -> dict[str, tuple[str, ...]]:
    """The short lists of a panel by name."""
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in files(__name__).joinpath(panel, f"{_SECTIONS}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[] "), [])
        else:
            section.append(line)
    return {name: _listed(lines) for name, lines in found.items()}


def _listed(lines: Iterable[str]) -> tuple[str, ...]:
    """The entries of some lines."""
    bare = (line.partition("#")[0].strip() for line in lines)
    return tuple(line for line in bare if line)
