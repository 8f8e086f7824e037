"""A text with soft hyphens or accents apart gives the findings of the same text with whole words."""

import unicodedata

import pytest

from briefing.analysis import analyse
from briefing.sources import article_from_text
from briefing.wholeness import whole_words

TEXT = (
    "Café stays open\n\n"
    "The mayor of Tarn, Wilhelmina Braunschweiger, said on Tuesday that the café would stay open. "
    "José Ramírez, its owner, called the vote “a small miracle for the town”.\n\n"
    "Braunschweiger said she had spoken with Ramírez twice.\n"
)


@pytest.mark.parametrize(
    "broken",
    [
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("helm", "hel\u00adm").replace("schw", "\u00adschw").replace("mirac", "mir\u200bac"),
    ],
    ids=["accents apart", "soft hyphens"],
)
def test_the_same_is_found(nlp, broken):
    plain = analyse(article_from_text(TEXT, "a.txt"), nlp)
    found = analyse(article_from_text(broken, "a.txt"), nlp)
    assert found.article.text == broken
    assert [whole_words(actor.name) for actor in found.actors] == [actor.name for actor in plain.actors]
    assert [whole_words(quote.text) for quote in found.quotes] == [quote.text for quote in plain.quotes]
    for span in (*found.quotes, *(mention for actor in found.actors for mention in actor.mentions), *found.summary):
        assert broken[span.start : span.end] == span.text
    assert all(actor.name in broken for actor in found.actors)
