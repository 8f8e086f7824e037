"""What the types that flow can say of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Actor, Analysis, Article, Block, Briefing, Mention
from briefing.sources import article_from_text

TEXT = "Ann Lee at the pier.\n\nAnn Lee left. She came back."
CAPTION, BODY = Block(0, 20, "caption"), Block(22, len(TEXT), "body")


def briefing(*blocks: Block) -> Briefing:
    article = Article("a.txt", None, None, None, None, "en", "0" * 64, TEXT, blocks)
    return Briefing(article, (), (), (), (), Analysis("0", "none"))


def actor(*starts: int) -> Actor:
    mentions = tuple(Mention(start, start + 7, TEXT[start : start + 7], "name", "test") for start in starts)
    return Actor("a1", "Ann Lee", "person", None, (), 1.0, mentions)


@pytest.mark.parametrize(
    ("starts", "first"),
    [((0, 22), 22), ((22,), 22), ((0,), 0)],
    ids=["the prose before the caption", "the prose", "the caption alone"],
)
def test_a_caption_is_the_first_mention_only_where_there_is_no_other(starts: tuple[int, ...], first: int) -> None:
    found = briefing(CAPTION, BODY).first_mention(actor(*starts))
    assert found is not None
    assert found.start == first


def test_nothing_is_the_first_of_no_mentions() -> None:
    assert briefing(CAPTION, BODY).first_mention(actor()) is None


def test_what_is_read_is_told_by_the_blocks() -> None:
    article = briefing(CAPTION, BODY).article
    read = [offset for offset in (0, 19, 20, 21, 22, len(TEXT) - 1, len(TEXT)) if article.is_read_at(offset)]
    assert read == [22, len(TEXT) - 1]


@given(st.text(alphabet="ab. \n\t\f\x1f\x85\u00a0\u2003\u2029\u3000", max_size=60))
def test_words_are_counted_as_if_split_at_blanks(text: str):
    article = article_from_text(text, "a.txt")
    assert article.word_count == sum(len(text[block.start : block.end].split()) for block in article.read_blocks)
