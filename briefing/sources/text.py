"""Text and Markdown files, and standard input."""

import hashlib
from pathlib import Path

from briefing.model import Article
from briefing.sources.blocks import find_blocks
from briefing.sources.gaps import find_gaps


def open_article(source: str | Path) -> Article:
    """The article in a file."""
    return article_from_text(Path(source).read_text(encoding="utf-8"), str(source))


def article_from_text(text: str, source: str) -> Article:
    """The article that a decoded text holds."""
    blocks = find_blocks(text)
    headline = next((block for block in blocks if block.role == "headline"), None)
    return Article(
        source=source,
        title=text[headline.start : headline.end] if headline else None,
        byline=None,
        site=None,
        published=None,
        language="en",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        blocks=blocks,
        gaps=find_gaps(text, blocks),
    )
