"""Where an article comes from, and its shape: bytes become text once, the text gets blocks and gaps."""

from briefing.sources.text import article_from_text, open_article

__all__ = ["article_from_text", "open_article"]
