"""The HTML page: whole, safe, and every link leads to its words."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from export import harbour
from export.test_markdown import briefings
from hypothesis import given
from msgspec.structs import replace

from briefing.export import Wanted, render, to_html, to_text
from briefing.formats import SECTIONS, format_of
from briefing.model import Briefing, Mention, Span
from briefing.visible import one_line

VOID = {"meta", "br"}


class Page(HTMLParser):
    """A parsed page: its balance, its targets with their words, its links."""

    def __init__(self, html: str):
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.targets: dict[str, str] = {}
        self.links: list[str] = []
        self.scripts = 0
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        ident = dict(attributes).get("id")
        if tag not in VOID:
            self.open.append((tag, ident))
        if ident:
            assert ident not in self.targets, "an id is there once"
            self.targets[ident] = ""
        if tag == "a":
            self.links.append(dict(attributes)["href"])
        self.scripts += tag == "script" or any(name.startswith("on") for name, _ in attributes)

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, text):
        self.words += text
        for _, ident in self.open:
            if ident:
                self.targets[ident] += text


def test_every_finding_is_linked_to_its_words():
    briefing = harbour.briefing()
    page = Page(to_html(briefing))
    assert page.open == []
    targets = {one_line(words.replace("⟦…⟧", "")) for words in page.targets.values()}
    for finding in (*briefing.summary, *briefing.quotes, *(actor.mentions[0] for actor in briefing.actors)):
        assert one_line(finding.text) in targets
    assert {f"#{ident}" for ident in page.targets} == set(page.links)


def test_the_parts_of_the_page():
    html = to_html(harbour.briefing())
    assert '<html lang="en">' in html
    assert "<h1>Harbour of Eastmark stays shut</h1>" in html
    assert "<h3>What it costs</h3>" in html
    assert '<p class="caption">The harbour at dawn.' in html
    assert '<span class="gap">⟦…⟧</span>' in html
    assert '<span class="person">' in html
    assert "Lines set aside" in html
    assert "default-src 'none'" in html
    assert not re.search(r'(?:src|href)="(?!#)', html), "nothing is loaded from elsewhere"


def test_a_finding_in_the_headline_is_linked_to_the_headline():
    briefing = harbour.briefing()
    mention = Mention(11, 19, "Eastmark", "name", "name")
    actor = replace(briefing.actors[0], mentions=(mention,))
    page = Page(to_html(replace(briefing, actors=(actor,))))
    assert "Eastmark" in page.targets.values()
    assert {f"#{ident}" for ident in page.targets} == set(page.links)


def test_an_empty_briefing():
    empty = replace(harbour.briefing(), summary=(), actors=(), quotes=(), questions=())
    assert to_html(empty).count('<p class="dim">none</p>') == 4


@pytest.mark.parametrize(
    "sections", [*([name] for name in SECTIONS), SECTIONS[:-1], ["summary", "article"], ["questions", "evidence"]]
)
def test_only_the_parts_that_are_wanted_and_no_link_without_its_words(sections: list[str]):
    briefing = harbour.briefing()
    html = to_html(briefing, Wanted(sections=sections, notes=[(Span(0, 7), "Ask her.")]))
    page = Page(html)
    assert page.open == []
    assert {f"#{ident}" for ident in page.targets} == set(page.links)
    names = {"actors": "Key actors", "questions": "Open questions"}
    headings = [heading for heading in re.findall("<h2>(.*?)</h2>", html) if heading != "Reported speech"]
    assert headings == [names.get(name, name.capitalize()) for name in SECTIONS[:5] if name in sections]
    assert ("<article>" in html) == ("article" in sections)
    assert ('class="place"' in html) == ("evidence" in sections and len(sections) > 1)


@given(briefings())
def test_any_article_gives_a_page_that_is_well_formed_and_runs_nothing(briefing: Briefing):
    page = Page(to_html(briefing))
    assert page.open == []
    assert page.scripts == 0
    assert {f"#{ident}" for ident in page.targets} == set(page.links)
    words = "".join(one_line(page.words).replace("⟦…⟧", "").split())
    for block in briefing.article.blocks:
        assert "".join(one_line(briefing.article.text[block.start : block.end]).split()) in words


def test_plain_text():
    assert to_text(harbour.briefing(), Wanted(sentences=1)).split("\n\n") == [
        "Harbour of Eastmark stays shut\nLena Ostrow · 2025-12-04",
        (
            "Words are missing in one place, probably links lost when the page was copied; they are shown as ⟦…⟧. "
            "Nothing was changed or filled in."
        ),
        "SUMMARY\n- The harbour board of Eastmark will meet on Friday. [¶1]",
        "KEY ACTORS\n- harbour board of Eastmark (1)\n- Ana Brill, chair (2)",
        "QUOTES\n- “cannot wait” — Ana Brill [¶1]",
        "REPORTED SPEECH\n- that the town has no money — Mayor Tom Reyes, said [¶2]",
        "OPEN QUESTIONS\n- decision: Will the board pay? [¶3]\n- missing: Who are among the builders? [¶2]\n",
    ]


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_a_note_whose_words_are_gone_says_so_and_refers_to_nothing(name: str):
    briefing = harbour.briefing()
    wanted = Wanted(sections=["notes", "evidence", "article"], notes=[(Span(9, 9), "Ask her."), (Span(0, 7), "And him.")])
    text = render(briefing, format_of(name), wanted, created=datetime(2025, 12, 4, tzinfo=UTC))
    assert "Ask her. (about words that are no longer in the text)" in text
    assert "And him. (" not in text
    assert text.count("[^1]:") <= 1
    assert "[^2]" not in text
    assert 'href="#e2"' not in text


def test_plain_text_of_some_parts_without_places():
    text = to_text(harbour.briefing(), Wanted(sections=["quotes", "notes"], notes=[(Span(0, 7), "Ask her.")]))
    assert text.split("\n\n")[2:] == [
        "QUOTES\n- “cannot wait” — Ana Brill",
        "REPORTED SPEECH\n- that the town has no money — Mayor Tom Reyes, said",
        "NOTES\n- Ask her.\n",
    ]


def test_plain_text_has_no_empty_brackets_for_a_question_without_evidence():
    question = replace(harbour.briefing().questions[0], evidence=())
    text = to_text(replace(harbour.briefing(), questions=(question,)), Wanted(sections=["questions", "evidence"]))
    assert text.endswith(f": {question.question}\n")


@given(briefings())
def test_plain_text_steers_no_terminal(briefing: Briefing):
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", to_text(briefing))
