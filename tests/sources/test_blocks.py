"""The parts of an article: what is read, what is set aside, and that nothing is lost."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources import article_from_text

LEAD = "The harbour council voted on Monday to rebuild the old pier, which a storm had torn away in the spring of last year."
MORE = "Work is to begin before the autumn, the council said, and should be done in time for the regatta in two years."


def roles(text: str) -> list[str]:
    return [block.role for block in article_from_text(text, "article.txt").blocks]


def role_between(line: str) -> str:
    """The role of a line that stands between two paragraphs in the middle of an article."""
    return roles(
        "\n\n".join(["Council votes for a new pier", *[LEAD, MORE] * 4, line, LEAD + " Again.", *[MORE + " Yes."] * 7])
    )[9]


def test_headline_repeated_with_other_quotation_marks_points_at_the_first():
    article = article_from_text(f'Mayor: “We build”\n\nMayor: "We build"\n\n{LEAD}\n\n{MORE}', "a.txt")
    assert [(block.role, block.duplicate_of) for block in article.blocks[:3]] == [
        ("headline", None),
        ("headline", 0),
        ("body", None),
    ]
    assert article.title == "Mayor: “We build”"
    assert [block.start for block in article.set_aside] == [article.blocks[1].start]


@pytest.mark.parametrize(
    "line",
    [
        "source",
        "Read more",
        "ADVERTISEMENT",
        "Follow us on Facebook",
        "Follow Ann Example on Twitter @annexample.",
        "© 2024 The Harbour Post. All rights reserved.",
        "Related: The pier in pictures",
        "https://example.org/pier",
        "___",
        "Watch the video above.",
    ],
)
def test_furniture_is_set_aside(line):
    assert role_between(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "The pier before the storm.Jo Example / Pool / Reuters",
        "The pier before the storm. (Photo by Jo Example)",
        "Jo Example via Getty Images.",
        "The pier in 1920. Image: Harbour Museum.",
        "“Old pier” by Jo Example is licensed under CC BY 2.0",
    ],
)
def test_lines_with_a_credit_are_captions(line):
    assert role_between(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "PORT EXAMPLE (AP) — The council voted on Monday, its chairman told Reuters.",
        "The chairman confirmed the vote in an interview with Bloomberg.",
        "Here is the bigger picture: the town has no money for a pier.",
        "She won the prize of the jury (Best Picture).",
        "High prices of timber also contributed.",
        "Sources close to the council said that it would share the costs.",
        "“Follow the money,” said one of them.",
        "By Friday the council must say who pays.",
        "Advertisement for the work will be published in May.",
    ],
)
def test_prose_is_body_whatever_words_it_has(line):
    assert role_between(line) == "body"


def test_heading_before_prose_is_a_subhead_and_a_list_is_not():
    assert role_between("What happens next") == "subhead"
    listed = roles(f"Council votes for a new pier\n\n{LEAD}\n\nOak from Norway\n\nSteel from Wales\n\nRope from Kent\n\n{MORE}")
    assert listed[2:5] == ["body"] * 3


def test_byline_and_date_reach_the_article():
    article = article_from_text(
        f"Council votes for a new pier\n\nBy Ann Example and Jo Roe\n\nMonday, March 4, 2024\n\n{LEAD}\n\n{MORE}", "a"
    )
    assert (article.byline, article.published) == ("Ann Example and Jo Roe", "2024-03-04")
    assert [block.role for block in article.set_aside] == ["byline", "byline"]


def test_front_matter_is_read_and_not_shown():
    matter = 'title: "Pier: the vote"\nauthor:\n  - "[[Ann Example]]"\npublished: 2024-03-04\nsite: The Post'
    text = f"---\n{matter}\n---\n# Pier: the vote\n\n{LEAD}\n"
    article = article_from_text(text, "clip.md")
    assert (article.title, article.byline, article.published, article.site) == (
        "Pier: the vote",
        "Ann Example",
        "2024-03-04",
        "The Post",
    )
    assert [block.role for block in article.blocks] == ["boilerplate", "headline", "body"]
    headline = article.blocks[1]
    assert text[headline.start : headline.end] == "Pier: the vote"


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www.Example.org/news/pier?x=1", "example.org"),
        ('"http://me:pass@news.example.org:8080"', "news.example.org"),
        ("[[Notes on the pier]]", None),
        ("file:///etc/passwd", None),
        ("[https://example.org, https://news.example.net]", "example.org"),
        ("\nurl: https://example.org/pier", "example.org"),
    ],
)
def test_the_site_of_a_clipping_is_told_by_its_source(address: str, site: str | None):
    assert article_from_text(f"---\nsource: {address}\n---\n\n{LEAD}\n", "clip.md").site == site


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_lines_are_one_block(width):
    paragraphs = [f"{LEAD} {MORE}", f"{MORE} {LEAD}", LEAD]
    article = article_from_text("\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs), "mail.txt")
    assert [article.text[block.start : block.end].replace("\n", " ") for block in article.blocks] == paragraphs


def test_lines_of_a_list_are_not_joined():
    lines = ["Oak", "Steel from the works in Wales and two other places", "Rope", "Paint", "Nails of copper"]
    assert len(article_from_text("\n".join(lines), "list.txt").blocks) == len(lines)


@given(st.text(alphabet=st.sampled_from("aA b.\n,#-*>|\"“”()©:1'…\t"), max_size=300))
def test_blocks_are_in_order_and_hold_every_letter(text):
    end = 0
    for index, block in enumerate(article_from_text(text, "any").blocks):
        assert end <= block.start < block.end <= len(text)
        assert "a" not in text[end : block.start].lower()
        assert block.duplicate_of is None or block.duplicate_of < index
        end = block.end
    assert "a" not in text[end:].lower()
