"""What a reader sees of the summary."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from sumy.summarizers.kl import KLSummarizer

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.summary import METHODS, summarise
from briefing.analysis.summary.body_sentences import find_sentences
from briefing.analysis.summary.context import find_context
from briefing.analysis.summary.methods import rank_with_sumy
from briefing.analysis.summary.reasons import REASONS
from briefing.model import Article, SummarySentence
from briefing.sources import article_from_text
from briefing.summarizers import slow_warning

TEXT = """Larkfield council closes bridge for a year

The council of Larkfield voted on Monday to close the town's only bridge for a year, after engineers found eleven cracks in its northern pillar.

Ann Porter, the mayor, said the repairs would cost 14 million euros, twice as much as the town takes in taxes. She did not say who would pay.

“Nobody wants to close a bridge that 9,000 people cross every day,” said Tom Reeve, an engineer who led the survey. “But the pillar could fail in the next storm.”

What went wrong

The bridge was built in 1961 and was last surveyed in 2003, according to the council's own records. A second survey, planned for 2015, was never carried out because the money went to a new school.

The ferry company Norline will run four more boats a day from December, the council announced. Norline asked for a yearly payment of 600,000 euros, which the council called too high.

Opponents of the mayor accuse her of having known about the cracks since the spring. Porter denies the charge and has promised to publish the report by Friday.

Shops on the northern bank expect to lose half of their customers. Their owners plan to march to the town hall next week.

Who will pay for all this? That is what the council of Larkfield must decide before the new year.
"""  # noqa: E501 - an article has lines of its own length


@pytest.fixture(scope="module")
def article() -> Article:
    return article_from_text(TEXT, "bridge.txt")


@pytest.fixture(scope="module")
def doc(article: Article, nlp: Language) -> Doc:
    return parse(article, nlp)


def best(summary: tuple[SummarySentence, ...], wanted: int) -> set[str]:
    return {sentence.text for sentence in summary if sentence.rank <= wanted}


def holds_to_the_contract(summary: tuple[SummarySentence, ...], article: Article) -> None:
    assert len(summary) <= 10
    assert [sentence.start for sentence in summary] == sorted(sentence.start for sentence in summary)
    assert sorted(sentence.rank for sentence in summary) == list(range(1, len(summary) + 1))
    headings = [block for block in article.blocks if block.role != "body"]
    for sentence in summary:
        assert article.text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        assert "\n\n" not in sentence.text
        assert not any(heading.start < sentence.end and sentence.start < heading.end for heading in headings)


def test_the_news_comes_first(doc: Doc, article: Article) -> None:
    first = next(sentence for sentence in summarise(read_document(doc, article), (), ()) if sentence.rank == 1)
    assert first.text.startswith("The council of Larkfield voted on Monday")


def test_what_cannot_stand_alone_is_left_out(doc: Doc, article: Article) -> None:
    kept = best(summarise(read_document(doc, article), (), ()), 10)
    for fragment in ("She did not say", "Who will pay", "That is what", "What went wrong"):
        assert not any(sentence.startswith(fragment) for sentence in kept)


def test_every_sentence_says_why(doc: Doc, article: Article) -> None:
    for sentence in summarise(read_document(doc, article), (), ()):
        assert len(sentence.because) <= 3
        assert set(sentence.because) <= REASONS.keys()
    first = next(sentence for sentence in summarise(read_document(doc, article), (), ()) if sentence.rank == 1)
    assert first.because


@pytest.mark.parametrize("method", METHODS)
def test_every_method_keeps_to_the_contract(doc: Doc, article: Article, method: str) -> None:
    summary = summarise(read_document(doc, article), (), (), method)
    holds_to_the_contract(summary, article)
    assert summary


@pytest.mark.parametrize("method", METHODS[1:])
def test_a_longer_summary_of_sumy_holds_the_shorter(doc: Doc, article: Article, method: str) -> None:
    sentences = find_sentences(read_document(doc, article))
    assert rank_with_sumy(method, sentences, article.title, 10)[:3] == rank_with_sumy(method, sentences, article.title, 3)


def test_kl_is_that_of_sumy(doc: Doc, article: Article) -> None:
    from briefing.analysis.summary import sumy_engine

    sentences = find_sentences(read_document(doc, article))
    theirs = KLSummarizer()
    theirs.stop_words = sumy_engine.STOP_WORDS
    chosen = theirs(sumy_engine.document(sentences, article.title), 5)
    assert sorted(rank_with_sumy("kl", sentences, article.title, 5)) == [sentence.number for sentence in chosen]


def test_repeated_sentences_stay_apart(nlp: Language) -> None:
    line = "The council of Larkfield voted on Monday to close the only bridge of the town.\n\n"
    repeated = article_from_text("Bridge closed\n\n" + line * 4, "article.txt")
    for method in METHODS:
        summary = summarise(read_document(parse(repeated, nlp), repeated), (), (), method)
        assert len({sentence.start for sentence in summary}) == len(summary)


def test_what_is_printed_twice_is_told_once(nlp: Language) -> None:
    line = "The council of Larkfield voted on Monday to close the only bridge of the town.\n\n"
    other = "Larkfield has no other bridge, and its ferry sank in May.\n\n"
    article = article_from_text("Bridge closed\n\n" + line + other + line[:-3] + " .\n", "article.txt")
    summary = summarise(read_document(parse(article, nlp), article), (), ())
    assert [sentence.text for sentence in summary] == [line.strip(), other.strip()]


def test_an_unknown_method_is_refused(doc: Doc, article: Article) -> None:
    with pytest.raises(ValueError, match="there are briefing, lexrank"):
        summarise(read_document(doc, article), (), (), "nonesuch")


def test_a_slow_method_says_so_beforehand(article: Article) -> None:
    long = article_from_text("Word " * 400_000, "long.txt")
    assert slow_warning("reduction", article) is None
    assert "minutes" in (slow_warning("reduction", long) or "")
    assert slow_warning("briefing", long) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Word",
        "A heading\n\nAnother heading\n",
        "Why? Who? What for?",
        "“Yes.” “No.” “Perhaps.”",
        "He left.",
        "…",
        "1 2 3",
        "\n.\n",
        "😀 " * 30,
        '((“‘"\x00 \u202e\ufeffword\n' * 5,
        "“Who asked?” “Nobody did.”\n\n“Then why?”\n\n",
    ],
)
def test_little_text_is_no_trouble(nlp: Language, text: str) -> None:
    article = article_from_text(text, "article.txt")
    for method in METHODS:
        holds_to_the_contract(summarise(read_document(parse(article, nlp), article), (), (), method), article)


def test_one_sentence_is_its_own_summary(nlp: Language) -> None:
    text = "The council of Larkfield voted on Monday to close the only bridge of the town."
    article = article_from_text(text, "article.txt")
    assert [sentence.text for sentence in summarise(read_document(parse(article, nlp), article), (), ())] == [text]


PIECES = st.sampled_from(
    [
        "The mayor left.",
        "He said “no",
        "”",
        "\n\n",
        " ",
        "Why?",
        "''Yes,'' she said.",
        "(",
        "Bridge closed",
        "\t",
        "É",
        "…",
        "9,000",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=25))
def test_any_text_keeps_to_the_contract(nlp: Language, pieces: list[str]) -> None:
    article = article_from_text(" ".join(pieces), "article.txt")
    holds_to_the_contract(summarise(read_document(parse(article, nlp), article), (), ()), article)


@pytest.mark.system
def test_the_default_needs_neither_sumy_nor_nltk() -> None:
    code = "import sys, briefing.analysis.summary; sys.exit(bool({'sumy', 'nltk', 'scipy', 'sklearn'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_sumy_needs_no_download(doc: Doc, article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk

    def refused(*_arguments: object, **_options: object) -> None:
        pytest.fail("NLTK looked for its data")

    monkeypatch.setattr(nltk, "download", refused)
    monkeypatch.setattr(nltk.data, "find", refused)
    for method in METHODS:
        assert summarise(read_document(doc, article), (), (), method)


def test_time_grows_with_the_text_and_not_with_its_square(nlp: Language) -> None:
    """The choice looks at no pairs of sentences: four times the text makes about four times the entries, however many lean."""
    sizes = []
    for copies in (50, 200):
        article = article_from_text(
            "\n\n".join(["Anna Porter bought a ferry. But the ferry sank. Porter said so."] * copies), "ferry.txt"
        )
        context = find_context(find_sentences(read_document(parse(article, nlp), article)), None)
        sizes.append(sum(len(needs) for needs in context.needs) + sum(len(gives) for gives in context.gives))
    assert sizes[1] <= 4.1 * sizes[0]
