"""How much of the story is found, and how much of what stands around it is left out, on pages that make it hard."""

import pytest
from harder_pages import AROUND, HARDER
from pages import STORY
from test_web import read

pytest.importorskip("trafilatura")


def measured(html: str) -> tuple[float, float]:
    """Share of the story's words that are in the article, and share of the lines around it that are not."""
    article = read(html)
    shown = "\n".join(article.text[block.start : block.end] for block in article.read_blocks)
    found = sum(len(paragraph.split()) for paragraph in STORY if paragraph in shown)
    around = [words for words in AROUND if words in html]
    left_out = sum(words not in shown for words in around)
    return found / sum(len(paragraph.split()) for paragraph in STORY), left_out / len(around)


@pytest.mark.parametrize("layout", HARDER)
def test_the_story_is_found_whatever_stands_in_it(layout: str) -> None:
    found, _ = measured(HARDER[layout]())
    assert found == 1.0


def test_most_of_what_stands_around_is_left_out() -> None:
    shares = [measured(make())[1] for make in HARDER.values()]
    assert sum(shares) / len(shares) >= 0.9
