"""Which names are shown as actors: people, bodies and places are; products, works and other things are not."""

import pytest
from spacy.language import Language

from briefing.analysis.actors import find_named
from briefing.analysis.actors.syntax import read_syntax
from briefing.analysis.actors.trust import trusted
from briefing.analysis.pipeline import parse
from briefing.sources import article_from_text


@pytest.mark.parametrize(
    ("text", "name", "is_actor"),
    [
        ("Martha Hale, the mayor, said the ferry was late. Hale resigned on Monday.", "Martha Hale", True),
        ("The Harbour Board said it would appeal. The Harbour Board met on Monday.", "Harbour Board", True),
        ("Officials in France said the ferry was late.", "France", True),
    ],
)
def test_what_is_an_actor_is_trusted(text: str, name: str, is_actor: bool, nlp: Language) -> None:
    article = article_from_text(text, "x.txt")
    doc = parse(article, nlp)
    syntax = read_syntax(doc, article.text)
    figures = find_named(doc, article, syntax)
    assert any(name in figure.name for figure in figures)
    assert any(name in figure.name for figure in trusted(figures, syntax)) == is_actor


def test_a_name_below_its_threshold_is_left_out(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    article = article_from_text("Martha Hale, the mayor, said in France that the ferry was late.", "x.txt")
    doc = parse(article, nlp)
    syntax = read_syntax(doc, article.text)
    monkeypatch.setattr("briefing.analysis.actors.trust.trust", lambda features, weights: 0.0)
    assert [figure.name for figure in trusted(find_named(doc, article, syntax), syntax)] == ["France"]
