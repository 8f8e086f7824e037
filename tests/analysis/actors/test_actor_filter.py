"""Which names are shown as actors: people, bodies and places are; products, works and other things are not."""

import pytest
from spacy.language import Language

from briefing.analysis.actors import find_named
from briefing.analysis.actors.entities.actor_filter import filter_actors
from briefing.analysis.document import read_document
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
    document = read_document(parse(article, nlp), article)
    entities = find_named(document)
    assert any(name in entity.name for entity in entities)
    assert any(name in entity.name for entity in filter_actors(entities, document)) == is_actor


def test_a_name_below_its_threshold_is_left_out(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    article = article_from_text("Martha Hale, the mayor, said in France that the ferry was late.", "x.txt")
    document = read_document(parse(article, nlp), article)
    monkeypatch.setattr("briefing.analysis.actors.entities.actor_filter.actor_probability", lambda features, weights: 0.0)
    assert [entity.name for entity in filter_actors(find_named(document), document)] == ["France"]
