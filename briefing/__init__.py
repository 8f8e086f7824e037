"""Reads a news article and lays a briefing beside it: summary, key actors, quotes, open questions."""

from typing import TYPE_CHECKING, Any

__version__ = "0.5.0"

if TYPE_CHECKING:
    from briefing.analysis import analyse as analyse
    from briefing.analysis.pipeline import load_model as load_model
    from briefing.api import brief as brief
    from briefing.config import Settings as Settings
    from briefing.config import read_settings as read_settings
    from briefing.errors import AnalysisError as AnalysisError
    from briefing.errors import BriefingError as BriefingError
    from briefing.errors import ConfigError as ConfigError
    from briefing.errors import ExportError as ExportError
    from briefing.errors import ModelError as ModelError
    from briefing.errors import SourceError as SourceError
    from briefing.export import Wanted as Wanted
    from briefing.export import render as render
    from briefing.model import Actor as Actor
    from briefing.model import Article as Article
    from briefing.model import Block as Block
    from briefing.model import Briefing as Briefing
    from briefing.model import Gap as Gap
    from briefing.model import Mention as Mention
    from briefing.model import Question as Question
    from briefing.model import Quote as Quote
    from briefing.model import Span as Span
    from briefing.model import SummarySentence as SummarySentence
    from briefing.sources import open_article as open_article

_HOMES = {
    "briefing.analysis": ("analyse",),
    "briefing.analysis.pipeline": ("load_model",),
    "briefing.api": ("brief",),
    "briefing.config": ("Settings", "read_settings"),
    "briefing.errors": ("AnalysisError", "BriefingError", "ConfigError", "ExportError", "ModelError", "SourceError"),
    "briefing.export": ("Wanted", "render"),
    "briefing.model": (
        "Actor", "Article", "Block", "Briefing", "Gap", "Mention", "Question", "Quote", "Span", "SummarySentence",
    ),
    "briefing.sources": ("open_article",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Actor",
    "AnalysisError",
    "Article",
    "Block",
    "Briefing",
    "BriefingError",
    "ConfigError",
    "ExportError",
    "Gap",
    "Mention",
    "ModelError",
    "Question",
    "Quote",
    "Settings",
    "SourceError",
    "Span",
    "SummarySentence",
    "Wanted",
    "__version__",
    "analyse",
    "brief",
    "load_model",
    "open_article",
    "read_settings",
    "render",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name stands for
    """Import a public name on first use: the command line must start without spaCy."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOME_OF[name]), name)
