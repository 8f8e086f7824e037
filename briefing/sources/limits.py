"""How much is read from a source before it is given up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from briefing.errors import SourceError

MB: Final = 1_000_000

Progress = Callable[[int, int | None], None]
"""Called with the bytes received so far, and with how many there will be where the server says so.

An exception that it raises ends the fetch and reaches the caller: so a fetch is cancelled.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is refused; sizes in bytes."""

    text: int = 10 * MB
    """Longest text, as a file or extracted from one; the setting ``text_limit``."""
    html: int = 5 * MB
    """Largest web page or feed; the setting ``html_limit``."""
    document: int = 50 * MB
    """Largest PDF, Word file, e-book or mail."""
    unpacked: int = 200 * MB
    """What the parts of a packed document may come to."""
    members: int = 5_000
    """Files in a packed document."""
    pages: int = 2_000
    """Pages of a PDF."""
    redirects: int = 5
    """How often a server may send us on."""
    seconds: float = 30.0
    """How long a fetch may take in all."""
    entries: int = 200
    """Articles that are taken from a feed, the first of it."""


def check_size(size: int, most: int, source: str, setting: str | None = None) -> None:
    """Refuse what is larger than `most` bytes; `setting` is what the user can raise.

    Raises:
        SourceError: it is larger.
    """
    if size > most:
        remedy = f"raise {setting} in the settings to open it" if setting else "save the text alone and open that"
        raise SourceError(f"{source} is larger than {most / MB:g} MB; {remedy}")
