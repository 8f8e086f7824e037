"""What scraping lost and only grammar shows."""

from spacy.tokens import Doc

from briefing.model import Article


def find_grammar_gaps(doc: Doc, article: Article) -> Article:
    """The article with the gaps that its grammar shows beside those that its punctuation shows."""
    return article
