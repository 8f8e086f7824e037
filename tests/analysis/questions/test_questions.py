"""Open questions of whole articles: what is found, what is kept apart, and that nothing is invented."""

import re
from dataclasses import replace

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from briefing.analysis.document import Sentence, read_document
from briefing.analysis.document.sentences import sentence_spans
from briefing.analysis.gaps import find_grammar_gaps
from briefing.analysis.pipeline import parse
from briefing.analysis.questions import find_questions
from briefing.analysis.questions.detect.cues import classes, phrases
from briefing.analysis.questions.rank.embeddings import mean_vectors, ratings
from briefing.analysis.questions.rank.features import extract_features
from briefing.analysis.questions.rank.models import models, with_embeddings
from briefing.analysis.questions.word.constructions.issue_nouns import by_noun
from briefing.analysis.questions.word.templates import LABELS, TEMPLATES
from briefing.config import shipped_folder
from briefing.model import Actor, Article, Mention, Question, Quote, Speaker
from briefing.sources import article_from_text, open_article

ARTICLE = """Port workers and ferry owners are still at odds

The Harwick port strike entered its third week on Monday, and no agreement is in sight.

The union accused the ferry company of hiding the safety report.

The ferry company denied that the boats were unsafe.

The cause of the engine fire in May has not been determined.

The company declined to say when the report would be published.

The mayor urged the company to release the report. The town council will decide on options next week.

If the talks fail, the port will close.

The town has two bakeries. The market opens at eight. The church was built of grey stone."""


def asked(text: str, nlp: Language) -> tuple[Article, Doc, tuple[Question, ...]]:
    article = article_from_text(text, "x.txt")
    doc = parse(article, nlp)
    return article, doc, find_questions(read_document(doc, article), (), ())


def test_an_article_with_open_matters(nlp: Language) -> None:
    article, _, questions = asked(ARTICLE, nlp)
    shown = {question.question: question for question in questions}
    assert shown["Did the ferry company hide the safety report?"].kind == "dispute"
    assert shown["What is the cause of the engine fire in May?"].kind == "unknown"
    assert shown["Will the company release the report?"].kind == "demand"
    assert shown["Which option will the town council choose?"].kind == "decision"
    told = {article.text[span.start : span.end] for question in questions for span in question.evidence}
    assert not told & {"The town has two bakeries.", "The market opens at eight.", "The church was built of grey stone."}


def test_one_matter_is_asked_once(nlp: Language) -> None:
    _, _, questions = asked(ARTICLE, nlp)
    spans = [(span.start, span.end) for question in questions for span in question.evidence]
    assert len(spans) == len(set(spans))
    assert len({question.question for question in questions}) == len(questions)


@pytest.mark.parametrize(
    "text",
    [
        "Stones.",
        "The fair had forty stalls. Children ate honey cakes. A brass band played old waltzes. The sun shone.",
        "Berg scored in the tenth minute. The keeper saved a corner. Holm scored twice. The team won by three goals.",
        "A\n\nB\n\nC",
    ],
    ids=["one word", "a fair", "a match", "headings"],
)
def test_silence_where_nothing_is_open(text: str, nlp: Language) -> None:
    assert asked(text, nlp)[2] == ()


@pytest.mark.parametrize(
    "text",
    [
        "Who? What? Why not? Where is he? Is it?",
        "“Yes.” “No.” “We may go.” “If you say so.”",
        "?",
        "…",
        "Will Will will Will’s will?",
    ],
    ids=["questions", "quotes", "a mark", "dots", "wills"],
)
def test_odd_texts_are_answered(text: str, nlp: Language) -> None:
    assert len(asked(text, nlp)[2]) <= 10


SENTENCES = [sentence for sentence in re.split(r"(?<=[.])\s+", ARTICLE) if sentence] + [
    "“We will not sign it,” she said.",
    "He refused to say why (he was in Oslo).",
    "At least one problem remains: .",
    "WILL THE PORT CLOSE?",
    "It could be a trap, or not…",
    "Some believe the tide may turn; others doubt it.",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_what_always_holds(rows: list[str], nlp: Language) -> None:
    article, doc, questions = asked("\n\n".join(rows), nlp)
    whole = {(span.start_char, span.end_char) for span in sentence_spans(doc)}
    plain = re.sub(r"\W+", " ", article.text.lower())
    assert len(questions) <= 10
    for question in questions:
        assert question.evidence
        assert all((span.start, span.end) in whole for span in question.evidence)
        assert not re.search(r"\s[,.;:?]|\s{2,}|[“”\"\[\]]", question.question)
        for name in re.findall(r"(?<=\s)[A-Z][\w-]+", question.question.partition(" · ")[2] or question.question):
            assert name.lower() in plain
        if question.form == "question":
            assert question.question.endswith("?")
            assert 4 <= len(question.question.split()) <= 25
        else:
            assert question.question.startswith(f"{LABELS[question.kind]} · ")
            assert not question.question.endswith("?")


def test_a_long_article_costs_no_more_than_its_length(nlp: Language) -> None:
    article, doc, _ = asked(ARTICLE, nlp)
    many = Doc.from_docs([doc] * 40, ensure_whitespace=False)
    assert many is not None
    assert 0 < len(find_questions(read_document(many, article), (), ())) <= 10


def test_actors_and_speakers_of_the_evidence(nlp: Language) -> None:
    text = "The union accused the mayor of hiding the report. The bells rang."
    article = article_from_text(text, "x.txt")
    at = text.index("union")
    union = Actor("a1", "union", "group", None, (), 0.5, (Mention(at, at + 5, "union", "nominal", "head"),))
    start = text.index("hiding")
    quote = Quote(start, start + 6, "hiding", "fragment", Speaker(at, at + 5, "union", "a2"), None)
    (question, *_) = find_questions(read_document(parse(article, nlp), article), (union,), (quote,))
    assert question.actors == ("a1", "a2")


def test_the_lexicons_are_whole() -> None:
    names = classes()
    assert len(names) == len(set(names))
    assert {name.partition(".")[0] for name in names} == {
        "unknown",
        "obstacle",
        "decision",
        "dispute",
        "condition",
        "demand",
        "asked",
        "missing",
    }
    assert all(0 <= phrase.strength <= 3 for rows in phrases().values() for phrase in rows)
    assert {template for templates in by_noun().values() for template in templates} <= set(TEMPLATES)


def test_words_lost_behind_a_colon_are_asked_for(nlp: Language) -> None:
    text = "The two firms hope for a merger this year. At least one large obstacle to a deal remains: . The talks go on."
    _, _, questions = asked(text, nlp)
    assert ("missing", "What is the large obstacle to a deal?") in [(one.kind, one.question) for one in questions]


def test_the_rating_of_a_sentence_is_its_mean_vector_along_a_direction(nlp: Language) -> None:
    article = article_from_text(ARTICLE, "x.txt")
    document = read_document(parse(article, nlp), article)
    means = mean_vectors(document.doc, document.sentences)
    directions = np.random.default_rng(1).normal(size=(means.shape[1], 2))
    assert np.allclose(ratings(document.doc, document.sentences, directions), means @ directions)


def test_directions_for_other_vectors_rate_nothing(nlp: Language) -> None:
    article = article_from_text(ARTICLE, "x.txt")
    document = read_document(parse(article, nlp), article)
    observed = extract_features(document)
    assert with_embeddings(document, observed, models()) != observed
    assert with_embeddings(document, observed, replace(models(), vectors="of another model")) == observed


def test_a_model_without_vectors_rates_nothing() -> None:
    blank = spacy.blank("en")
    article = article_from_text("The port is closed.", "x.txt")
    doc = blank("The port is closed.")
    sentence = Sentence(0, 0, len(doc), 0, len(doc.text), "body", 0, opens=True)
    assert article.text.startswith(doc.text)
    assert ratings(doc, [sentence], np.ones((300, 2))).tolist() == [[0.0, 0.0]]


def test_names_of_two_lengths_make_one_question(nlp: Language) -> None:
    text = "Norway may leave if President Berg denies the charge.\n\nNorway will leave if Berg denies the charge.\n\n"
    _, _, questions = asked(text + "The fair had forty stalls. The sun shone.", nlp)
    shown = [question.question for question in questions if "deny the charge" in question.question]
    assert len(shown) <= 1


def test_the_sample_asks_first_for_what_it_does_not_tell(nlp: Language) -> None:
    sample = open_article(str(min(shipped_folder("seeds").glob("*.txt"))))
    doc = parse(sample, nlp)
    questions = [
        question.question
        for question in find_questions(read_document(doc, find_grammar_gaps(read_document(doc, sample))), (), ())
    ]
    assert "What is the major obstacle to a solution?" in questions[:5]
    assert "Will the president of Ukraine hand over the territory captured by Russia?" in questions[:5]
    assert {"Which option will EU leaders choose?", "What will come out of the meeting?"} <= set(questions[:6])
