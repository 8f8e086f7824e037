"""Where an article comes from, and its shape: bytes become text once, the text gets blocks and gaps."""

from briefing.sources.dispatch import (
    SUFFIXES,
    articles_in,
    is_address,
    is_folder,
    is_text,
    is_text_file,
    open_article,
    open_source,
    read_once,
)
from briefing.sources.limits import Limits
from briefing.sources.text import STANDARD_INPUT, TEXT_LIMIT, Known, article_from_bytes, article_from_text, content_of_text

__all__ = [
    "STANDARD_INPUT",
    "SUFFIXES",
    "TEXT_LIMIT",
    "Known",
    "Limits",
    "article_from_bytes",
    "article_from_text",
    "articles_in",
    "content_of_text",
    "is_address",
    "is_folder",
    "is_text",
    "is_text_file",
    "open_article",
    "open_source",
    "read_once",
]
