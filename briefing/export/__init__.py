"""What leaves the program: Markdown, JSON, HTML, plain text; and how it is written to a file."""

from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.export.wanted import Wanted
from briefing.model import Briefing

if TYPE_CHECKING:
    from briefing.export.files import file_name as file_name
    from briefing.export.files import save as save
    from briefing.export.html import to_html as to_html
    from briefing.export.json import to_json as to_json
    from briefing.export.json import to_json_line as to_json_line
    from briefing.export.markdown import to_markdown as to_markdown
    from briefing.export.text import to_text as to_text

_HOMES = {
    "file_name": "files",
    "save": "files",
    "to_html": "html",
    "to_json": "json",
    "to_json_line": "json",
    "to_markdown": "markdown",
    "to_text": "text",
}
__all__ = ["Wanted", "file_name", "render", "save", "to_html", "to_json", "to_json_line", "to_markdown", "to_text"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name stands for
    """Import the formats on first use: the reader wants the wording they share, and starts without them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def render(briefing: Briefing, form: str, wanted: Wanted | None = None, *, created: datetime | None = None) -> str:
    """The briefing in a format: ``md``, ``json``, ``jsonl``, ``txt`` or ``html``; JSON is always whole.

    `created` goes into the front matter of Markdown; without it, now.
    """
    from briefing.export import to_html, to_json, to_json_line, to_markdown, to_text  # noqa: PLC0415 - see above

    match form:
        case "json":
            return to_json(briefing)
        case "jsonl":
            return to_json_line(briefing)
        case "html":
            return to_html(briefing, wanted)
        case "txt":
            return to_text(briefing, wanted)
        case _:
            return to_markdown(briefing, wanted, created=created or datetime.now(UTC))
