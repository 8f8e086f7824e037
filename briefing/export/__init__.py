"""What leaves the program: Markdown, JSON, HTML, plain text; and how it is written to a file."""

from datetime import datetime

from briefing.export.files import file_name, save
from briefing.export.html import to_html
from briefing.export.json import to_json, to_json_line
from briefing.export.markdown import to_markdown
from briefing.export.text import to_text
from briefing.export.wanted import Wanted
from briefing.model import Briefing

__all__ = ["Wanted", "file_name", "render", "save", "to_html", "to_json", "to_json_line", "to_markdown", "to_text"]


def render(briefing: Briefing, form: str, wanted: Wanted | None = None, *, created: datetime) -> str:
    """The briefing in a format: ``md``, ``json``, ``jsonl``, ``txt`` or ``html``; JSON is always whole."""
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
            return to_markdown(briefing, wanted, created=created)
