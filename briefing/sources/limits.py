"""How much is read from a source before it is given up."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Self

from msgspec import Struct

from briefing.errors import SourceError

if TYPE_CHECKING:
    from briefing.config import Settings

MB: Final = 1_000_000

Progress = Callable[[int, int | None], None]
"""Called with the bytes received so far, and with how many there will be where the server says so.

An exception that it raises ends the fetch and reaches the caller: so a fetch is cancelled.
"""


class Limits(Struct, frozen=True, kw_only=True):
    """What is refused; sizes in bytes. Each has a setting, which its message names."""

    text: int = 10 * MB
    """Longest text, as a file or extracted from one; the setting ``text_limit``."""
    html: int = 5 * MB
    """Largest web page or feed; ``html_limit``."""
    document: int = 50 * MB
    """Largest PDF, Word file, e-book or mail; ``document_limit``."""
    unpacked: int = 200 * MB
    """What the parts of a packed document may come to; ``unpacked_limit``."""
    members: int = 5_000
    """Files in a packed document; ``member_limit``."""
    pages: int = 2_000
    """Pages of a PDF; ``page_limit``."""
    redirects: int = 5
    """How often a server may send us on; ``redirect_limit``."""
    seconds: float = 30.0
    """How long a fetch may take in all; ``fetch_seconds``."""
    private_names: bool = False
    """Whether a name of the open network may lead to an address of a private one; ``private_names``."""
    entries: int = 200
    """Articles that are taken from a feed, the first of it; ``feed_limit``."""

    @classmethod
    def of(cls, settings: "Settings") -> Self:
        """The limits that the user set."""
        return cls(
            text=settings.text_limit * MB,
            html=settings.html_limit * MB,
            document=settings.document_limit * MB,
            unpacked=settings.unpacked_limit * MB,
            members=settings.member_limit,
            pages=settings.page_limit,
            redirects=settings.redirect_limit,
            seconds=settings.fetch_seconds,
            private_names=settings.private_names,
            entries=settings.feed_limit,
        )


def check_size(size: int, most: int, source: str, setting: str) -> None:
    """Refuse what is larger than `most` bytes; `setting` is what the user can raise.

    Raises:
        SourceError: it is larger.
    """
    if size > most:
        raise SourceError(f"{source} is larger than {most / MB:g} MB; raise {setting} in the settings to open it")
