"""What leaves the program: Markdown, JSON, HTML, plain text; and how it is written to a file."""

from datetime import datetime

from briefing.export.files import file_name, save
from briefing.export.html import to_html
from briefing.export.json import to_json, to_json_line
from briefing.export.markdown import to_markdown
from briefing.export.text import to_text
from briefing.model import Briefing

__all__ = ["file_name", "render", "save", "to_html", "to_json", "to_json_line", "to_markdown", "to_text"]


def render(briefing: Briefing, form: str, *, created: datetime, sentences: int = 5) -> str:
    """The briefing in a format: ``md``, ``json``, ``jsonl``, ``txt`` or ``html``."""
    match form:
        case "json":
            return to_json(briefing)
        case "jsonl":
            return to_json_line(briefing)
        case "html":
            return to_html(briefing, sentences=sentences)
        case "txt":
            return to_text(briefing, sentences=sentences)
        case _:
            return to_markdown(briefing, created=created, sentences=sentences)
