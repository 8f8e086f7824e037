"""Where an article comes from, and its shape: bytes become text once, the text gets blocks and gaps."""

from briefing.sources.text import TEXT_LIMIT, article_from_text, articles_in, open_article

__all__ = ["TEXT_LIMIT", "article_from_text", "articles_in", "open_article"]
