"""What becomes of a source that breaks its parser: third-party parsers raise whatever they like for what others wrote."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from briefing.errors import BriefingError, SourceError

Found = TypeVar("Found")

CUT: Final = "The source is damaged: what could be read of it is shown, and more may be missing."
"""Notice of an article that breaks off, or may do so."""


@contextmanager
def damage_told(source: str) -> Iterator[None]:
    """Tell of any exception of a parser as damage to the source. What there are better words for passes, and want of memory.

    Raises:
        SourceError: the block raised something else.
    """
    try:
        yield
    except (BriefingError, MemoryError):
        raise
    except Exception as error:
        raise SourceError(f"{source} is damaged, or not what its name says; copy its text into a file and open that") from error


def tolerant(read: Callable[[], Found], otherwise: Found) -> Found:
    """What `read` gives, or `otherwise` where a parser breaks on it: for what an article can do without.

    Raises:
        BriefingError: `read` raised it, as where a limit is passed.
    """
    try:
        return read()
    except (BriefingError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - see the module
        return otherwise
