"""The parsed article that every panel reads."""

from dataclasses import FrozenInstanceError

import pytest
from spacy.language import Language

from briefing.analysis.document import Document, read_document
from briefing.analysis.pipeline import parse
from briefing.sources import article_from_text

TEXT = """Harbour reopens after storm

Mayor Ann Lee said: “The harbour is open.” Nobody was hurt.

The keeper said it was "loud. He did not sleep.

The ferry was late."""


@pytest.fixture(scope="module")
def document(nlp: Language) -> Document:
    article = article_from_text(TEXT, "article.txt")
    return read_document(parse(article, nlp), article)


def test_every_column_has_an_entry_for_every_token(document: Document):
    columns = (
        "starts ends words lower lemmas pos tags deps heads lefts rights children entity_types is_capital "
        "sentence_of block_of stretch_of"
    )
    assert {len(getattr(document, name)) for name in columns.split()} == {len(document)} != {0}


def test_tokens_have_the_offsets_of_the_article(document: Document):
    worded = [token for token in range(len(document)) if document.pos[token] != "SPACE"]
    assert all(document.text[document.starts[at] : document.ends[at]] == document.words[at] for at in worded)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Ann Lee", ["Ann", "Lee"]), ("nn Le", ["Ann", "Lee"]), ("open.", ["open", "."])],
    ids=["whole tokens", "parts of tokens", "to a stop"],
)
def test_the_tokens_of_a_stretch_are_those_that_it_touches(words: str, expected: list[str], document: Document):
    start = document.text.index(words)
    first, stop = document.tokens(start, start + len(words))
    assert document.words[first:stop] == expected


def test_a_wrong_mark_does_not_quote_the_rest_of_the_article(document: Document):
    quoted = [document.words[token] for token in range(len(document)) if document.is_quoted(token)]
    assert "open" in quoted
    assert not {"Mayor", "hurt", "sleep", "late"} & set(quoted)


def test_the_headline_is_known(document: Document):
    assert document.in_headline(document.words.index("reopens"))
    assert not document.in_headline(document.words.index("hurt"))


def test_a_negated_clause_is_not_asserted(document: Document):
    assert document.is_asserted(document.words.index("said"))
    assert not document.is_asserted(document.words.index("sleep"))


def test_subjects_and_ancestors_follow_the_tree(document: Document):
    lee, said = document.words.index("Lee"), document.words.index("said")
    assert document.is_subject(lee)
    assert not document.is_subject(said)
    assert said in document.ancestors(lee)
    assert document.child(said, "nsubj") == lee


def test_a_document_is_never_changed(document: Document):
    with pytest.raises(FrozenInstanceError):
        document.words = []  # type: ignore[misc]


def test_an_empty_article_is_an_empty_document(nlp: Language):
    article = article_from_text("x", "article.txt")
    empty = read_document(nlp.make_doc(""), article)
    assert (len(empty), empty.sentences, empty.sentence_bounds) == (0, [], [])
