"""Markdown: the words that it stands for, and none of its marks."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import STORY, TITLE

from briefing.errors import SourceError
from briefing.model import Article, Role
from briefing.sources import Limits, open_article
from briefing.sources.markdown import STRUCK, article_from_markdown

LEAD = "The harbour council voted on Monday to rebuild the old pier, which a storm had torn away in the spring of last year."


def read(text: str) -> Article:
    return article_from_markdown(text.encode(), "story.md")


def told(text: str) -> list[tuple[Role, str]]:
    """The roles of the blocks below a headline, and their words."""
    article = read(f"# {TITLE}\n\n{text}\n\n{LEAD}\n")
    return [(block.role, article.text[block.start : block.end]) for block in article.blocks][1:-1]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("The *old* pier of **Ann Roe** is ___gone___, said `ls`.", "The old pier of Ann Roe is gone, said ls."),
        ("[Ann Roe](https://a.example/x_(y) 'The chair') said no.", "Ann Roe said no."),
        ("[Ann Roe][r], [Jo Bell][], [Kim] said no.\n\n[r]: /r\n[jo bell]: /b\n[kim]: /k", "Ann Roe, Jo Bell, Kim said no."),
        ("She said that  \nit was\\\nover by <br>noon<br/>today.", "She said that it was over by noon today."),
        (r"It cost 3 \* 4 \_crowns\_ and \[more\], 5 * 6 of a_b_c.", "It cost 3 * 4 _crowns_ and [more], 5 * 6 of a_b_c."),
        ("A&amp;B &copy; 2 &lt; 3 &eacute;t&#233;", "A&B © 2 < 3 été"),
        ("The [[Pier|old pier]] in [[Holm]] is ==lost== for good.", "The old pier in Holm is lost for good."),
        ("She left.%% ask her %% He stayed. ^a1-b2", "She left. He stayed."),
        ("The union's letter[^1] was long.\n\n[^1]: Of 13 May.", "The union's letter was long."),
        ("See <https://a.example/x>, she said.", "See https://a.example/x, she said."),
        ("It <b>is</b> <!-- ask -->so.", "It is so."),
        ("It cost 40<sup>2</sup> million, and <q>too late</q>, she said.", "It cost 40 million, and “too late”, she said."),
        ("We said\nthat it was\nover by noon.", "We said that it was over by noon."),
        ("An array[0] and a [bracket] and 2 < 3 and a ~ b stay.", "An array[0] and a [bracket] and 2 < 3 and a ~ b stay."),
    ],
)  # fmt: skip
def test_marks_are_read_and_not_shown(written: str, words: str) -> None:
    assert told(written)[0][1] == words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("## What *now*\n\n" + LEAD, [("subhead", "What now"), ("body", LEAD)]),
        ("What now\n--------\n\n" + LEAD, [("subhead", "What now"), ("body", LEAD)]),
        ("- Oak from Norway\n- [x] Steel\n1. Rope", [("body", "Oak from Norway"), ("body", "Steel"), ("body", "Rope")]),
        ("> “We lost,”\n> said Ann Roe.", [("body", "“We lost,” said Ann Roe.")]),
        ("> [!quote] She said so, and so did all the others.", [("body", "She said so, and so did all the others.")]),
        ("```py\ngate = 1\n```", [("boilerplate", "gate = 1")]),
        ("| A | B |\n|--|--|\n| 1 \\| 2 | *x* |", [("body", "A | B"), ("body", "1 | 2 | x")]),
        ("![The pier at dawn](pier.jpg)", [("caption", "The pier at dawn")]),
        ("<div>\n\n<p>It was over by noon, for good.</p>\n\n</div>", [("body", "It was over by noon, for good.")]),
        ("***", []),
    ],
)  # fmt: skip
def test_blocks(written: str, expected: list[tuple[str, str]]) -> None:
    assert told(written) == expected


def test_a_news_text_in_plain_lines_is_the_same_text() -> None:
    for between in ("\n\n", "\n"):
        assert read(between.join([TITLE, "", *STORY])).text.split("\n\n") == [TITLE, *STORY]


def test_front_matter_says_what_it_says_and_is_not_text() -> None:
    article = read(
        f'---\ntitle: "Pier: *no* talks"\nauthor: "[[Ann Roe]]"\npublished: 2024-05-14\n---\n# The pier\n\n{LEAD}\n\n{STORY[0]}'
    )
    assert (article.title, article.byline, article.published) == ("Pier: *no* talks", "Ann Roe", "2024-05-14")
    assert article.text == f"The pier\n\n{LEAD}\n\n{STORY[0]}"
    assert not article.set_aside


@pytest.mark.parametrize("nothing", ["null", "~", "Null", "''", ""])
def test_front_matter_that_names_nobody(nothing: str) -> None:
    article = read(f"---\nsite: {nothing}\nauthor: {nothing}\ntitle: 'null'\n---\n{LEAD}")
    assert (article.site, article.byline, article.title) == (None, None, "null")


def test_footnotes_are_kept_and_set_aside() -> None:
    article = read(f"{LEAD}[^n]\n\n{STORY[0]}\n\n[^n]: The letter of 13 May.")
    assert [article.text[block.start : block.end] for block in article.set_aside] == ["The letter of 13 May."]


def test_struck_out_words_are_left_out_and_that_is_told() -> None:
    article = read(f"It is ~~not~~ legal.\n\n{LEAD}")
    assert (article.text.split("\n\n")[0], article.notices) == ("It is legal.", (STRUCK,))
    assert read(LEAD).notices == ()


def test_nothing_is_lost_however_deep_it_lies() -> None:
    text = "".join(f"{'  ' * depth}- item {depth} of the list\n" for depth in range(40))
    assert read(text).text.split("\n\n") == [f"item {depth} of the list" for depth in range(40)]


@pytest.mark.parametrize("brackets", ["![", "[", "[[", "^[", "[^", "[a](", "[a] "])
def test_brackets_that_are_never_closed_are_text_and_cost_little(brackets: str) -> None:
    started = time.process_time()
    news = read(f"{LEAD}\n\n" * 200)
    usual = time.process_time() - started
    started = time.process_time()
    text = read(f"{LEAD} {brackets * (len(news.text) // len(brackets))} [Ann Roe](/r) was there.").text
    assert time.process_time() - started < 20 * usual
    assert text.startswith(f"{LEAD} {brackets.strip()}")


def test_links_among_many_brackets_are_links() -> None:
    words = "[Ann [the *chair*] Roe](/r) and ![pier \\] at [dawn]](p.jpg) of \\[all\\] " * 150
    assert read(f"{LEAD} {words}").text.startswith(f"{LEAD} Ann [the chair] Roe and  of [all] Ann".replace("  ", " "))


def test_the_name_tells(tmp_path: Path) -> None:
    for name, text in (("a.md", "The old pier."), ("a.markdown", "The old pier."), ("a.txt", "The *old* pier.")):
        (tmp_path / name).write_text("The *old* pier.")
        assert open_article(tmp_path / name).text == text


@pytest.mark.parametrize("content", [b"", b" \n", b"---\ntitle: x\n---\n", b"%PDF-1.4", b"[a]: /b", b"<!-- x -->"])
def test_what_holds_no_text_says_so(content: bytes) -> None:
    with pytest.raises(SourceError):
        article_from_markdown(content, "story.md")
    with pytest.raises(SourceError, match="text_limit"):
        article_from_markdown(b"word " * 100, "story.md", Limits(text=100))


@given(st.text(alphabet="a *_[]()!`~#>-+|:^=%\\<&;\n\t1", max_size=200))
@settings(deadline=None, max_examples=150)
def test_any_text_is_an_article_or_a_message(text: str) -> None:
    try:
        article = read(text)
    except SourceError:
        return
    assert all(article.text[block.start : block.end].strip() for block in article.blocks)
