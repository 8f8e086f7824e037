"""What leaves the program: Markdown, JSON, HTML, plain text; and how it is written to a file."""

from datetime import datetime

from briefing.export.files import file_name, save
from briefing.export.json import to_json, to_json_line
from briefing.export.markdown import to_markdown
from briefing.model import Briefing

__all__ = ["file_name", "render", "save", "to_json", "to_json_line", "to_markdown"]


def render(briefing: Briefing, form: str, *, created: datetime, sentences: int = 5) -> str:
    """The briefing in a format: ``md``, ``json``, ``jsonl``, ``txt`` or ``html``."""
    match form:
        case "json":
            return to_json(briefing)
        case "jsonl":
            return to_json_line(briefing)
        case _:
            return to_markdown(briefing, created=created, sentences=sentences)
