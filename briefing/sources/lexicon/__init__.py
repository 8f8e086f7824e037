"""Words that give a line's role away, as text files: comments (#) on top, then an entry a line.

They stand apart from the analysis' lexicon because the roles are known before anything heavy is imported.
"""

from functools import cache
from importlib.resources import files


@cache
def entries(topic: str) -> tuple[str, ...]:
    """The entries of ``<topic>.txt`` in order, without comments and blank lines."""
    text = files(__name__).joinpath(f"{topic}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines() if not line.startswith("#"))
    return tuple(line for line in lines if line)
