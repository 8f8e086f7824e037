"""Word lists as data files, one a topic: a comment block with the source on top, then an entry a line."""

from functools import cache
from importlib.resources import files


@cache
def entries(topic: str) -> tuple[str, ...]:
    """The entries of ``<topic>.txt`` in order, without comments (#) and blank lines."""
    text = files(__name__).joinpath(f"{topic}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def words(topic: str) -> frozenset[str]:
    """The entries of ``<topic>.txt`` as a set."""
    return frozenset(entries(topic))
