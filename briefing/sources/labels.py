"""What the elements of a page say of the text in them: by their kind, and by the names that pages give them."""

import re
from typing import Final, Literal

from briefing.model import Role

Label = Literal["h1", "heading", "caption", "dek", "quote", "speaker", "time", "aside", "teaser", "row", "note", "bio"]

Attributes = list[tuple[str, str | None]]

ROLES: Final[dict[Label | None, Role]] = {
    "h1": "subhead",
    "heading": "subhead",
    "time": "subhead",
    "caption": "caption",
    "dek": "dek",
    "row": "body",
    "quote": "body",
    "speaker": "body",
    "note": "boilerplate",
    "bio": "boilerplate",
    "teaser": "boilerplate",
}
"""What a label makes of a paragraph."""

_DEK_CLASS = re.compile(
    r"\b(?:dek|standfirst|stand-first|sub-?title|sub-?headline|strapline|article-?summary)\b"
    r"|(?<=[a-z_])(?:Dek|Standfirst|Subtitle)\b"
)
_NOTES_CLASS = re.compile(
    r"\b(?:footnotes?|endnotes?|rearnotes?|doc-endnotes|doc-footnote|reflist|references)\b", re.IGNORECASE
)
_BIO_CLASS = re.compile(
    r"\b(?:author|writer|contributor)[-_]*(?:bio|info|box|card|description|profile)|\bbio(?:graphy)?\b", re.IGNORECASE
)
_PULLED_CLASS = re.compile(r"\bpull-?_?quote\b", re.IGNORECASE)
_TEASER_CLASS = re.compile(
    r"related|recirc|promo|newsletter|sign-?up|share|social|comment|most|trending|popular|side-?bar|teaser|rail|\bads?\b|advert"
    r"|sponsor|recommend|outbrain|taboola|subscri|donat|support|widget|toc\b|nav",
    re.IGNORECASE,
)


def label_of(tag: str, attributes: Attributes) -> Label | None:
    """What an element says of the text in it."""
    names = names_of(attributes) if attributes and tag != "h1" else ""
    label = next((label for label, shape in _NAMED if shape.search(names)), None) if names else None
    if tag == "aside" and label is None:
        label = "quote" if _PULLED_CLASS.search(names) else "teaser" if _TEASER_CLASS.search(names) else "aside"
    elif tag == "tr" and dict(attributes).get("role") == "row":
        label = "row"
    return label or _LABELS.get(tag)


_LABELS: Final[dict[str, Label]] = {
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "h1": "h1",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
}
_NAMED: Final[tuple[tuple[Label, re.Pattern[str]], ...]] = (("note", _NOTES_CLASS), ("bio", _BIO_CLASS), ("dek", _DEK_CLASS))
"""What the names of an element say of its text."""


def names_of(attributes: Attributes) -> str:
    """The names that a page, or a chapter, gives an element: its classes, its id and its role."""
    values = dict(attributes)
    return " ".join(filter(None, map(values.get, ("class", "id", "role", "epub:type"))))
