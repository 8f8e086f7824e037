"""Where an article comes from, and its shape: bytes become text once, the text gets blocks and gaps."""

from briefing.sources.dispatch import SUFFIXES, open_source
from briefing.sources.limits import Limits
from briefing.sources.text import TEXT_LIMIT, article_from_text, articles_in, open_article

__all__ = ["SUFFIXES", "TEXT_LIMIT", "Limits", "article_from_text", "articles_in", "open_article", "open_source"]
