"""LexRank on arrays gives sumy's own figures, and its cost grows with the text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sumy.summarizers.lex_rank import LexRankSummarizer

from briefing.analysis.summary.centrality import SECTION, TermMatrix, lexrank, sections

WORDS = ["harbour", "council", "vote", "ferry", "strike", "mayor", "budget", "storm"]
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), max_size=8), min_size=1, max_size=12)


def ranks_of_sumy(sentences: list[list[str]]) -> np.ndarray:
    sumy = LexRankSummarizer()
    matrix = sumy._create_matrix(sentences, sumy.threshold, sumy._compute_tf(sentences), sumy._compute_idf(sentences))
    with np.errstate(invalid="ignore"):
        return sumy.power_method(matrix, sumy.epsilon)


@settings(max_examples=200, deadline=None)
@given(SENTENCES)
def test_ranks_are_those_of_sumy(sentences: list[list[str]]) -> None:
    theirs = ranks_of_sumy(sentences)
    ours = lexrank(TermMatrix(sentences))
    if np.isnan(theirs).any():  # no sentence shares a rare word with any: sumy divides by nought
        assert np.isfinite(ours).all()
    else:
        assert ours == pytest.approx(theirs * len(sentences) / theirs.sum())


def test_the_sentence_in_the_middle_of_the_talk_ranks_highest() -> None:
    sentences = [
        ["ferry", "strike"],
        ["ferry", "strike", "harbour", "vote"],
        ["harbour", "vote"],
        ["storm"],
        ["budget"],
        ["mayor"],
    ]
    assert int(np.argmax(lexrank(TermMatrix(sentences)))) == 1


@pytest.mark.parametrize("sentences", [[[]], [["ferry"]], [[], []], [["ferry"], ["ferry"]], [["storm"], []]])
def test_little_text_gets_finite_ranks(sentences: list[list[str]]) -> None:
    assert np.isfinite(lexrank(TermMatrix(sentences))).all()


def test_cosines_agree_whichever_way_they_are_taken() -> None:
    matrix = TermMatrix([["ferry", "strike", "strike"], ["strike", "vote"], ["vote", "mayor"], ["budget", "storm"]])
    square = matrix.similarities(0, 4)
    for number in range(4):
        assert matrix.similarity(matrix[number]) == pytest.approx(square[number])


@given(st.integers(0, 5_000))
def test_sections_cover_the_text_without_overlap(count: int) -> None:
    found = sections(count)
    assert [number for first, last in found for number in range(first, last)] == list(range(count))
    assert all(last - first <= SECTION for first, last in found)


def test_a_long_text_is_ranked_by_sections() -> None:
    sentences = [[f"word{number % 97}", f"word{number % 89}", WORDS[number % 8]] for number in range(20_000)]
    ranks = lexrank(TermMatrix(sentences))
    assert ranks.mean() == pytest.approx(1.0)
