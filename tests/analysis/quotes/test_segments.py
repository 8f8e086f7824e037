"""Quoted stretches: which marks open and close what, in one paragraph and over several."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from steps import steps

from briefing.analysis.document.quotation import find_segments
from briefing.model import Article, Block


def article_of(text: str) -> Article:
    """An article whose blocks are its lines."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), "body"))
        start += len(line) + 1
    return Article("x.txt", None, None, None, None, "en", "", text, tuple(blocks))


def found_in(text: str) -> list[str]:
    return [text[segment.start : segment.end] for segment in find_segments(article_of(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We won,” she said. “Twice.”", ["We won,", "Twice."]),
        ('"We won," she said. "Twice."', ["We won,", "Twice."]),
        ("''We won,'' she said.", ["We won,"]),
        ("``We won,'' she said.", ["We won,"]),
        ("«We won», she said.", ["We won"]),
        ("« We won », she said.", ["We won"]),
        ("„We won“, she said.", ["We won"]),
        ("»We won«, she said.", ["We won"]),
        ("“They cried ‘shame’ at us,” she said.", ["They cried ‘shame’ at us,"]),
        ("“They cried ‘shame,’” she said.", ["They cried ‘shame,’"]),
        ("\"He said 'no,' twice,\" she said.", ["He said 'no,' twice,"]),
        ('“They say "never" to us,” she said.', ['They say "never" to us,']),
        ('“We won," she said.', ["We won,"]),
        ('"We won,” she said.', ["We won,"]),
        ("A “fair” and “open” vote", ["fair", "open"]),
        ("No marks at all.", []),
        ('“”, “ ” and ""', []),
    ],
)
def test_each_style_of_marks(text: str, wanted: list[str]) -> None:
    assert found_in(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He had “something settled.” [with them]”. “We wait,” he said.", ["something settled.", "We wait,"]),
        ("“We lost the first, he said. “We won the second.”", ["We won the second."]),
        ('A 6" pipe, and "a promise" kept.', ["a promise"]),
        ("She left” and said “nothing.”", ["nothing."]),
    ],
)
def test_a_mark_out_of_balance_spoils_only_itself(text: str, wanted: list[str]) -> None:
    assert found_in(text) == wanted


def test_a_quote_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“The road is long.\n\n“We shall walk it,” the guide said."
    first, second = find_segments(article_of(text))
    assert text[first.start : first.end] == "The road is long."
    assert not first.closed
    assert text[second.start : second.end] == "We shall walk it,"
    assert second.continues


def test_an_opening_mark_in_mid_paragraph_without_a_partner_opens_nothing() -> None:
    assert found_in("The guide said “we shall see.\n\nNothing came of it.") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("‘We won’t stop,’ the captain’s brother said. ‘It’s ours.’", ["We won’t stop,", "It’s ours."]),
        ("'We won't stop,' the captain's brother said.", ["We won't stop,"]),
        ("‘Stay.’ ‘Why?’ ‘Now.’ ‘She said “go” and I went,’ he said.", ["Stay.", "Why?", "Now.", "She said “go” and I went,"]),
    ],
)
def test_single_marks_quote_where_there_are_no_others(text: str, wanted: list[str]) -> None:
    assert found_in(text) == wanted


@pytest.mark.parametrize(
    "text", ["The workers’ union and the nurses’ guild met.", "Rock 'n' roll in the '90s", "It's the boys' own."]
)
def test_an_apostrophe_is_no_mark(text: str) -> None:
    assert found_in(text) == []


MARKS = [
    "“",
    "”",
    '"',
    "''",
    "``",
    "«",
    "»",
    "„",
    "‘",
    "’",
    "'",
    "word",
    "Lee said",
    ",",
    ".",
    " ",
    " ",
    "\n",
    "\n\n",
    "(",
    ")",
]


@given(st.lists(st.sampled_from(MARKS), max_size=60).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_mixture_of_marks_gives_ordered_spans_inside_their_blocks(text: str) -> None:
    article = article_of(text)
    segments = find_segments(article)
    last = 0
    for segment in segments:
        block = article.blocks[segment.block]
        assert block.start <= segment.outer_start < segment.start < segment.end <= segment.outer_end <= block.end
        assert segment.outer_start >= last
        assert text[segment.start : segment.end] == text[segment.start : segment.end].strip() != ""
        last = segment.outer_end


@pytest.mark.parametrize("piece", ["“a ", "” a", '" a "', "“a” ", "''a ", "‘a ’", "«„“"])
def test_four_times_as_many_marks_are_some_four_times_the_work(piece: str) -> None:
    def work(times: int) -> int:
        article = article_of(piece * times)
        return steps(lambda: find_segments(article))

    assert work(1_000) < 6 * work(250)


def test_blocks_set_aside_are_not_read() -> None:
    text = "“Not this.”\n“But this.”"
    article = Article("x", None, None, None, None, "en", "", text, (Block(0, 11, "caption"), Block(12, 23, "body")))
    assert [(s.start, s.end) for s in find_segments(article)] == [(13, 22)]
