"""Front matter of Markdown clippings: the lines of YAML between two ``---`` at the top of a file.

Only the flat part of YAML that clippers write is read (Obsidian's Web Clipper: title, source, author, published, site …):
``key: value``, lists in brackets or as ``- item`` lines, quotation marks, and ``[[links]]``.
"""

import re
from typing import Final

_FENCED = re.compile(r"---[ \t]*\n(?P<lines>(?:[^\n]*\n){1,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"(?P<key>[A-Za-z_][\w -]*):(?:[ \t]+(?P<value>.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)$")
_HOST = re.compile(r"https?://(?:[^/@\s]*@)?(?:www\.)?(?P<host>[^/:?#\s]+)", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")

_NOTHING: Final = {"null", "~"}
"""How YAML writes that there is no value."""

NAMES: Final = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline", "creator"),
    "site": ("site", "publisher", "publication", "website"),
    "published": ("published", "date", "date_published", "pubdate"),
}
"""What an article's fields are called in front matter, the likeliest name first; the site may be told by ``source`` alone."""


def read_front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields of the front matter (title, byline, site, published as ``2025-12-04``), and where it ends.

    Without front matter: no fields, and 0.
    """
    fenced = _FENCED.match(text)
    if fenced is None:
        return {}, 0
    values: dict[str, list[str]] = {}
    items: list[str] = []
    for line in fenced["lines"].splitlines():
        if key := _KEY.match(line):
            items = values.setdefault(key["key"].strip().lower().replace(" ", "_"), [])
            items.extend(_plain(value) for value in _split(key["value"] or ""))
        elif item := _ITEM.match(line):
            items.append(_plain(item["value"]))
    if not values:
        return {}, 0
    return _fields(values), fenced.end()


def _fields(values: dict[str, list[str]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, keys in NAMES.items():
        value = next((", ".join(filter(None, values[key])) for key in keys if any(values.get(key, ()))), "")
        if name == "published":
            day = _DAY.match(value)
            value = day.group() if day else ""
        if value:
            fields[name] = value
    address = next(filter(None, values.get("source", []) + values.get("url", [])), "")
    if "site" not in fields and (host := _HOST.match(address)):
        fields["site"] = host["host"].lower()
    return fields


def _split(value: str) -> list[str]:
    """The items of ``[a, b]``, or the value itself; a value in quotation marks is one item."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return value[1:-1].split(",")
    return [value] if value else []


def _plain(value: str) -> str:
    """A value without quotation marks and the brackets of a link."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace("\\" + value[0], value[0]) if value[0] == '"' else value[1:-1].replace("''", "'")
    elif value.lower() in _NOTHING:
        return ""
    if value.startswith("[[") and value.endswith("]]"):
        value = value[2:-2].rpartition("|")[2]
    return value.strip()
