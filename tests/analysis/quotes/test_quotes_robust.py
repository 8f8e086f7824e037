"""Quotes in texts that nobody would print: no exception, spans that hold their words, and work that grows with the text."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from steps import steps

from briefing.analysis.document import read_document
from briefing.analysis.pipeline import parse
from briefing.analysis.quotes import find_quotes
from briefing.model import Quote
from briefing.sources import article_from_text

Finder = Callable[[str], tuple[Quote, ...]]


@pytest.fixture(scope="module")
def find(nlp: Language) -> Finder:
    """The quotes of a text, checked: in order, inside the text, each span with its own words, none blank."""

    def finder(text: str) -> tuple[Quote, ...]:
        article = article_from_text(text, "x.txt")
        quotes = find_quotes(read_document(parse(article, nlp), article))
        assert [(quote.start, quote.end) for quote in quotes] == sorted((quote.start, quote.end) for quote in quotes)
        for quote in quotes:
            for span in (quote, quote.speaker, quote.cue):
                assert span is None or (0 <= span.start < span.end <= len(article.text))
                assert span is None or span.text == article.text[span.start : span.end]
            assert quote.text.strip()
            assert quote.kind in {"direct", "mixed", "fragment", "indirect"}
        marked = [quote for quote in quotes if quote.kind != "indirect"]
        assert all(one.end <= other.start for one, other in pairwise(marked))
        return quotes

    return finder


SAYINGS = st.sampled_from(
    ["The ferry leaks", "we go", "No", "IT SANK", "…", "le bac est vieux", "a “b” c", "5%", "O'Neil's boat"]
)
SPEAKERS = st.sampled_from(
    ["Martha Hale", "she", "the mayor", "HALE", "martha hale", "A.", "the mayor’s man", "日本", "", "who"]
)
MARKS = st.sampled_from([
    ("“", "”"), ('"', '"'), ("''", "''"), ("``", "''"), ("«", "»"), ("« ", " »"), ("„", "“"), ("»", "«"), ("‘", "’"),
    ("'", "'"), ("“", ""), ("", "”"), ("“‘", "’”"), ('"\'', '\'"'), ("“", '"'), ("", ""),
])  # fmt: skip
PLACES = st.sampled_from([
    "{q} {s} said.", "{s} said: {q}", "{s}: {q}", "{q}\n\n— {s}", "{q} - {s}", "{q}", "{s} called it {q} and {q}.",
    "- {q} ({s})", "Q. {q}\n\nA. {q}", "| {s} | {q} |", "{q}, {s} said, {q}", "According to {s}, {q}",
    "{s}, who said {q}, left.", "{s} sang {q}",
    "{q}\n{q}\n{q}", "the song {q}", "{s} — {q} — {s}", ": {q}", "— {s}",
])  # fmt: skip


@st.composite
def passages(draw: st.DrawFn) -> str:
    """A passage that quotes somebody in one of many styles."""
    opening, closing = draw(MARKS)
    return draw(PLACES).format(
        q=opening + draw(SAYINGS) + draw(st.sampled_from([",", ".", "", "?"])) + closing, s=draw(SPEAKERS)
    )


@given(
    st.lists(passages(), min_size=1, max_size=8),
    st.sampled_from(["\n\n", "\n", " "]),
    st.sampled_from([str, str.upper, str.lower]),
)
@settings(max_examples=120, deadline=None)
def test_any_style_of_quoting_gives_sound_quotes(
    find: Finder, passages: list[str], between: str, change: Callable[[str], str]
) -> None:
    find(change(between.join(passages)))


@pytest.mark.parametrize(
    "text",
    [
        "“We go,” he said.",
        "“",
        "— Hale",
        "“a” —",
        "“a”\n\n—",
        "“a” - ",
        ": “a”",
        "Hale:\n\n“a b c d e f”",
        "Headline: “a”\n\nBody text here.",
        "“The whole paragraph is one quote and no more than that.”\n\n“And so is this one, all of it.”",
        "“Open one.\n\n“Open two.\n\n“Open three.\n\nNo marks here.\n\n“Open four.",
        "Die Kapitänin sagte: „Das Schiff ist alt“, und ging.",
        "La capitana dijo: «El barco es viejo».",
        "彼女は「船は古い」と言った。",
        "قالت: «السفينة قديمة»",
        "1. “One”\n2. “Two”\n3. “Three”",
        "Name\tQuote\nHale\t“It sank”\nPrice\t“It did not”",
        "INTERVIEWER: Did it sink?\n\nHALE: “It did.” And then?\n\nINTERVIEWER: “When?”",
    ],
    ids=range(18),
)
def test_odd_texts_give_sound_quotes(find: Finder, text: str) -> None:
    find(text)


PARAGRAPHS = {
    "quotes": "“The ferry is {n} years old,” said Martha Hale. “It leaks,” she added. Owen Price called it “unsafe.”\n\n",
    "marks": "“ ” ‘ ’ \" \" «a» „b“ ''c'' \n\n",
    "signatures": "“The ferry is old and it leaks.”\n\n— Martha Hale\n\n",
    "labels": "HALE: “The ferry is old.”\n\n",
    "whole paragraphs": "“The ferry is {n} years old and it leaks in the rain.”\n\n",
    "open paragraphs": "“The ferry is {n} years old and it leaks in the rain.\n\n",
    "names": "Martha Hale, Owen Price, Ann Lee, Mayor Dunn and Tom Reed: they said they knew {n}.\n\n",
    "one long paragraph": "“It leaks,” said Hale. ",
}


@pytest.mark.parametrize("paragraph", PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_work_grows_with_the_text_and_no_faster(nlp: Language, paragraph: str) -> None:
    def work(times: int) -> int:
        article = article_from_text("Ferry town waits\n\n" + "".join(paragraph.format(n=n) for n in range(times)), "x.txt")
        doc = parse(article, nlp)
        return steps(lambda: find_quotes(read_document(doc, article)))

    assert work(80) < 6 * work(20)
