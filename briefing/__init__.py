"""Reads a news article and lays a briefing beside it: summary, key actors, quotes, open questions."""

from typing import TYPE_CHECKING, Any

__version__ = "0.4.1"

if TYPE_CHECKING:
    from briefing.analysis import analyse as analyse
    from briefing.model import Article as Article
    from briefing.model import Briefing as Briefing
    from briefing.sources import open_article as open_article

_HOMES = {
    "analyse": "briefing.analysis",
    "open_article": "briefing.sources",
    "Article": "briefing.model",
    "Briefing": "briefing.model",
}
__all__ = ["Article", "Briefing", "__version__", "analyse", "open_article"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name stands for
    """Import the public names on first use: the command line must start without spaCy."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES[name]), name)
