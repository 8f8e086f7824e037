"""Whether the file of an article was changed since it was read. Pure: nothing here knows Textual."""

from pathlib import Path
from typing import Literal

Change = Literal["changed", "gone"]


class FileWatcher:
    """Looks at the file that an article was read from; a source that is no file never changes."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._seen = _modified(source)

    def look(self) -> Change | None:
        """What became of the file since it was looked at last; once it is gone, nothing more is said of it."""
        modified = _modified(self._source)
        if modified == self._seen or self._seen is None:
            return None
        self._seen = modified
        return "gone" if modified is None else "changed"


def _modified(source: str) -> float | None:
    """When a file was changed last, in seconds; None where there is no file."""
    try:
        return Path(source).stat().st_mtime
    except (OSError, ValueError):
        return None
