"""A family name alone is a person's where the article shows it, whatever the language model takes it for."""

import pytest
from spacy.language import Language

from briefing.analysis.actors.mentions.personhood import personhood
from briefing.analysis.actors.mentions.spans import Name
from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.sources import article_from_text


def chance(nlp: Language, text: str, word: str, label: str) -> float:
    """The personhood of all places of a word, as if the model had given each of them this label."""
    article = article_from_text(text, "article.txt")
    document = read_document(parse(article, nlp), article)
    names = [
        Name(document.starts[token], document.ends[token], token, token + 1, word, label, "name")  # type: ignore[arg-type]
        for token, found in enumerate(document.words)
        if found == word
    ]
    return personhood(names, document)


@pytest.mark.parametrize(
    "text",
    [
        "Werrol said on Monday that he would resign. His wife was with him. The remarks by Werrol surprised the council.",
        "Werrol's lawyer refused to comment. Werrol told reporters she was tired, and she left early.",
        "The mayor endorsed Werrol, who accused the board of lies. Werrol’s campaign had no answer.",
    ],
)
@pytest.mark.parametrize("label", ["organization", "person"])
def test_who_speaks_and_has_a_family_is_a_person(nlp: Language, text: str, label: str) -> None:
    assert chance(nlp, text, "Werrol", label) > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The ferry stops in Werrol twice a day. People across Werrol heard it. The road through Werrol is closed.",
        "He works at Werrol. The school lies near Werrol, outside the town.",
    ],
)
@pytest.mark.parametrize("label", ["place", "organization"])
def test_where_things_happen_is_nobody(nlp: Language, text: str, label: str) -> None:
    assert chance(nlp, text, "Werrol", label) < 0.5


def test_initials_are_nobody(nlp: Language) -> None:
    assert chance(nlp, "The WRL met in May. The report of the WRL is due in June.", "WRL", "person") < 0.5
