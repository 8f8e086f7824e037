"""What the tests share."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from briefing.analysis import analyse
from briefing.analysis.pipeline import load_model
from briefing.model import Briefing
from briefing.sources import article_from_text


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default language model, loaded once."""
    return load_model()


@pytest.fixture(scope="session")
def brief(nlp: Language) -> Callable[[str], Briefing]:
    """The briefing of a text."""
    return lambda text: analyse(article_from_text(text, "article.txt"), nlp)
