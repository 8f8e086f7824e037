"""Words that give a line's role away, as text files: comments (#) on top, then an entry a line.

They stand apart from the analysis' lexicon because the roles are known before anything heavy is imported.
"""

from functools import cache
from pathlib import Path


@cache
def entries(topic: str) -> tuple[str, ...]:
    """The entries of ``<topic>.txt`` in order, without comments and blank lines."""
    # By its path: importlib.resources would bring zipfile and more to every start.
    text = Path(__file__).with_name(f"{topic}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines() if not line.startswith("#"))
    return tuple(line for line in lines if line)
