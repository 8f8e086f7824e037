"""Markdown: the layout, and every word of the article found again in what is rendered."""

import re
from datetime import UTC, date, datetime

import msgspec
import pytest
import yaml
from export import harbour
from export.rendering import renderer, shown
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.export import Wanted, to_markdown
from briefing.formats import FLAVORS, SECTIONS
from briefing.model import Actor, Block, Briefing, Gap, Mention, Question, Quote, Span, Speaker, SummarySentence
from briefing.visible import one_line

CREATED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

EXPECTED = """\
---
title: "Harbour of Eastmark stays shut"
source: "harbour.txt"
author: ["Lena Ostrow"]
site: null
published: 2025-12-04
created: 2026-01-02T03:04:05Z
language: "en"
words: 55
gaps: 1
sha256: "0000000000000000000000000000000000000000000000000000000000000000"
briefing: "VERSION"
model: "en_core_web_md 3.7.1"
tags: [briefing]
---

# Harbour of Eastmark stays shut

> **Note on the text.** Words are missing in one place, probably links lost when the page was copied; they are shown as ⟦…⟧. \
Nothing was changed or filled in. Three lines are set aside at the end.

## Summary

- The harbour board of Eastmark will meet on Friday.[^1]
- Whether the board will pay is open.[^2]

## Key actors

| Actor | Role in the text | Mentions | First |
|:---|:---|---:|:---|
| harbour board of Eastmark |  | 1 | [^3] |
| Ana Brill | chair | 2 | [^4] |

## Quotes

> “cannot wait”
>
> — Ana Brill[^5]

### Reported speech

> that the town has no money
>
> — Mayor Tom Reyes, *said*[^6]

## Open questions

- [ ] **decision** Will the board pay?[^2]
- [ ] **missing** Who are among the builders?[^7]

## Notes

- Ask her about *this*.[^5]

## Evidence

[^1]: ¶1, characters 48–98: The harbour board of Eastmark will meet on Friday.
[^2]: ¶3, characters 331–366: Whether the board will pay is open.
[^3]: ¶1, characters 52–77: harbour board of Eastmark
[^4]: ¶1, characters 110–119: Ana Brill
[^5]: ¶1, characters 138–149: cannot wait
[^6]: ¶2, characters 261–287: that the town has no money
[^7]: ¶2, characters 227–239: among them ⟦…⟧.

## Article

The harbour board of Eastmark will meet on Friday. Its chair, Ana Brill, said the repair “cannot wait” any longer.

### What it costs

She named three \\*possible\\* builders \\[see list\\], among them ⟦…⟧. Mayor Tom Reyes said that the town has no money.

*The harbour at dawn. Photo: Lena Ostrow*

Whether the board will pay is open.

### Lines set aside

- By Lena Ostrow
- Read also: Fish prices \\| Eastmark Post
- Harbour of Eastmark stays shut
"""


OBSIDIAN = """\
> [!warning] Note on the text
> Words are missing in one place, probably links lost when the page was copied; they are shown as ⟦…⟧. \
Nothing was changed or filled in. Three lines are set aside at the end.

## Summary

- The harbour board of Eastmark will meet on Friday.[^1] ^s1
- Whether the board will pay is open.[^2] ^s2

## Key actors

| Actor | Role in the text | Mentions | First |
|:---|:---|---:|:---|
| [[harbour board of Eastmark]] |  | 1 | [^3] |
| [[Ana Brill]] | chair | 2 | [^4] |

## Quotes

> [!quote] [[Ana Brill]]
> “cannot wait”[^5]

^q1

### Reported speech

> [!quote] Mayor Tom Reyes, *said*
> that the town has no money[^6]

^q2

## Open questions

- [ ] **decision** Will the board pay?[^2] ^o1
- [ ] **missing** Who are among the builders?[^7] ^o2

## Notes

- Ask her.[^5] ^n1

## Evidence

[^1]: [[#^p1|¶1]], characters 48–98: The harbour board of Eastmark will meet on Friday.
[^2]: [[#^p3|¶3]], characters 331–366: Whether the board will pay is open.
[^3]: [[#^p1|¶1]], characters 52–77: harbour board of Eastmark
[^4]: [[#^p1|¶1]], characters 110–119: Ana Brill
[^5]: [[#^p1|¶1]], characters 138–149: cannot wait
[^6]: [[#^p2|¶2]], characters 261–287: that the town has no money
[^7]: [[#^p2|¶2]], characters 227–239: among them ⟦…⟧.

## Article

The harbour board of Eastmark will meet on Friday. Its chair, Ana Brill, said the repair “cannot wait” any longer. ^p1

### What it costs

She named three \\*possible\\* builders \\[see list\\], among them ⟦…⟧. Mayor Tom Reyes said that the town has no money. ^p2

*The harbour at dawn. Photo: Lena Ostrow*

Whether the board will pay is open. ^p3

> [!info]- Lines set aside
> - By Lena Ostrow
> - Read also: Fish prices \\| Eastmark Post
> - Harbour of Eastmark stays shut
"""


def document(briefing: Briefing, **wanted) -> str:
    return to_markdown(briefing, Wanted(**wanted), created=CREATED)


def test_the_layout():
    briefing = harbour.briefing()
    span = Span(briefing.quotes[0].start, briefing.quotes[0].end)
    got = document(briefing, notes=[(span, "Ask her about *this*.")])
    got = re.sub(r'(?m)^briefing: ".*"', 'briefing: "VERSION"', got)
    assert got == EXPECTED.replace("about *this*", r"about \*this\*")


def test_the_layout_for_obsidian():
    briefing = harbour.briefing()
    span = Span(briefing.quotes[0].start, briefing.quotes[0].end)
    front, body = document(briefing, notes=[(span, "Ask her.")], flavor="obsidian").split(
        "\n\n# Harbour of Eastmark stays shut\n\n"
    )
    assert body == OBSIDIAN
    assert 'actors: ["[[harbour board of Eastmark]]", "[[Ana Brill]]"]\n' in front


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Ana Brill", "[[Ana Brill]]"),
        ("AT&T", "[[AT&T]]"),
        ("A|B", r"A\|B"),
        ("TCP/IP", "TCP/IP"),
        ("C#", "C#"),
        ("[x](y)", r"\[x\](y)"),
        ("Who?", "Who?"),
        ("St. Ives Co.", "St. Ives Co."),
    ],
)
def test_an_actor_is_a_link_in_obsidian_where_a_note_can_have_the_name(name: str, cell: str):
    actor = replace(harbour.briefing().actors[1], name=name)
    assert f"\n| {cell} | chair |" in document(replace(harbour.briefing(), actors=(actor,)), flavor="obsidian")


def test_a_speaker_with_an_article_is_a_link_to_the_actor():
    start = harbour.article().text.index("harbour board")
    board = replace(
        harbour.briefing().actors[0], mentions=(Mention(start, start + 25, "harbour board of Eastmark", "name", ""),)
    )
    quote = replace(harbour.briefing().quotes[0], speaker=Speaker(start, start + 25, "harbour board of Eastmark", "a1"))
    briefing = replace(harbour.briefing(), actors=(board,), quotes=(quote,))
    assert "> [!quote] [[harbour board of Eastmark|The harbour board of Eastmark]]\n" in document(briefing, flavor="obsidian")


@pytest.mark.parametrize("flavor", FLAVORS)
@pytest.mark.parametrize(
    "sections", [*([name] for name in SECTIONS), SECTIONS[:-1], ["summary", "article"], ["questions", "evidence"]]
)
def test_only_the_sections_that_are_wanted_and_no_reference_without_its_footnote(flavor: str, sections: list[str]):
    briefing = harbour.briefing()
    text = document(briefing, sections=sections, flavor=flavor, notes=[(Span(0, 7), "Ask her.")])
    headings = {"actors": "Key actors", "questions": "Open questions"}
    wanted = [headings.get(name, name.capitalize()) for name in SECTIONS if name in sections]
    assert re.findall(r"(?m)^## (.*)$", text) == wanted
    defined = re.findall(r"(?m)^\[\^(\d+)\]: ", text)
    used = re.findall(r"\[\^(\d+)\](?!: )", text)
    assert defined == [str(number) for number in range(1, len(defined) + 1)]
    assert set(used) == set(defined)
    for link in re.findall(r"\[\[#(\^p\d+)\|", text):
        assert re.search(rf"(?m) {re.escape(link)}$", text), "a link leads to a paragraph that is there"
    assert ("set aside at the end" in text) == ("article" in sections)


def test_without_evidence_the_actors_say_where_they_come_first():
    assert "| Ana Brill | chair | 2 | ¶1 |" in document(harbour.briefing(), sections=["actors"])


def test_the_summary_is_as_long_as_asked_for():
    assert "Whether the board will pay is open.[^" not in document(harbour.briefing(), sentences=1)


def test_an_empty_briefing_is_a_whole_document():
    empty = replace(harbour.briefing(), summary=(), actors=(), quotes=(), questions=())
    assert [line for line in document(empty).splitlines() if line.startswith("## ")] == [
        "## Summary", "## Key actors", "## Quotes", "## Open questions", "## Notes", "## Evidence", "## Article",
    ]  # fmt: skip


def test_no_note_on_a_text_without_defects():
    whole = replace(harbour.article(), gaps=(), blocks=harbour.article().blocks[2:3])
    assert "Note on the text" not in document(replace(harbour.briefing(), article=whole))


def test_a_pronoun_without_a_person_stands_in_quotation_marks():
    quote = harbour.briefing().quotes[0]
    start = harbour.article().text.index("She")
    briefing = replace(harbour.briefing(), quotes=(replace(quote, speaker=Speaker(start, start + 3, "She", None)),))
    assert "> — “She”[^" in document(briefing)


def test_a_quote_without_a_speaker_says_so():
    briefing = replace(harbour.briefing(), quotes=(replace(harbour.briefing().quotes[0], speaker=None),))
    assert "> — *unattributed*[^" in document(briefing)


SPECIAL_TEXT = st.text(alphabet="\\`*_[]<>$~^|{}&#!:=%+-()1a.;/@ ’“é\u202e\x1b\x9b\u200b", min_size=1, max_size=30)
LINE = st.one_of(SPECIAL_TEXT, st.text(min_size=1, max_size=30)).filter(lambda line: one_line(line.replace("\n", " ")) != "")


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """Briefings of adversarial articles, with spans anywhere."""
    lines = [line.replace("\n", " ").strip() or "x" for line in draw(st.lists(LINE, min_size=1, max_size=6))]
    roles = draw(
        st.lists(st.sampled_from(["body", "body", "subhead", "caption", "boilerplate", "dek"]), min_size=6, max_size=6)
    )
    text, blocks = "", []
    for line, role in zip(lines, roles, strict=False):
        blocks.append(Block(len(text), len(text) + len(line), role))
        text += line + "\n\n"
    inside = st.sampled_from(blocks).flatmap(
        lambda block: st.tuples(st.integers(block.start, block.end - 1), st.integers(block.start + 1, block.end)).filter(
            lambda ends: ends[0] < ends[1] and one_line(text[slice(*ends)]) != ""
        )
    )
    spans = [(a, b, text[a:b]) for a, b in draw(st.lists(inside, min_size=4, max_size=4))]
    gaps = draw(st.lists(st.integers(0, len(text)), max_size=2, unique=True))
    article = replace(
        harbour.article(),
        text=text, title=draw(LINE), source=draw(LINE), byline=draw(st.none() | LINE), blocks=tuple(blocks),
        gaps=tuple(Gap(at, "name", "certain") for at in sorted(gaps)),
    )  # fmt: skip
    return replace(
        harbour.briefing(),
        article=article,
        summary=(SummarySentence(*spans[0], 1, ()),),
        actors=(Actor("a1", spans[1][2], "person", spans[0][2], (), 0.5, (Mention(*spans[1], "name", ""),)),),
        quotes=(Quote(*spans[2], "direct", Speaker(*spans[3], None), None),),
        questions=(Question("unknown", "heading", spans[3][2], (Span(*spans[3][:2]),), ()),),
    )


@pytest.mark.parametrize("flavor", FLAVORS)
@given(briefings())
def test_every_finding_and_every_paragraph_is_found_again_in_the_rendered_text(flavor: str, briefing: Briefing):
    rendered = shown(document(briefing, flavor=flavor), flavor).replace("⟦…⟧", "")
    words = lambda start, end: one_line(briefing.article.text[start:end])  # noqa: E731
    for finding in (*briefing.summary, *briefing.quotes, *briefing.actors[0].mentions, *briefing.article.blocks):
        assert "".join(words(finding.start, finding.end).split()) in "".join(rendered.split())
    assert one_line(briefing.questions[0].question) in rendered


@pytest.mark.parametrize("flavor", FLAVORS)
@given(briefings())
def test_the_front_matter_is_yaml_with_one_line_a_key(flavor: str, briefing: Briefing):
    lines = document(briefing, flavor=flavor).split("\n")
    front = dict(line.split(": ", 1) for line in lines[1 : lines.index("---", 1)])
    assert list(front)[:6] == ["title", "source", "author", "site", "published", "created"]
    assert msgspec.json.decode(front["title"]) == one_line(briefing.article.title)
    assert msgspec.json.decode(front["source"]) == one_line(briefing.article.source)


@pytest.mark.parametrize("flavor", FLAVORS)
@given(briefings())
def test_every_footnote_is_defined_and_nothing_steers_a_terminal(flavor: str, briefing: Briefing):
    text = document(briefing, flavor=flavor)
    html = renderer(flavor).render(text)
    assert "<hidden>" not in html
    assert len(re.findall(r'<li id="fn\d+"', html)) == len(re.findall(r"(?m)^\[\^\d+\]: ", text))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", text)


STRINGS = st.one_of(st.text(), st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Po"])))
TRICKY_STRINGS = [
    "\ufffe \uffff \ufeff", "\x85 \u2028 \u2029", "\x00\x1b[31m\x7f\x9b", "\ud800 \udcff", "yes", "no", "~", "null",
    "- a", "@a", "`a",
    "a: b #c", "2025-12-04", "1e10", "0x1f", "1_000", "12:30:45", "{a", "[a", "'", '"', "\\", "%a",
    "!a", "&a", "*a", "|", ">", "---", "...", "x" * 5000,
    "\U0001f600 \U0001fffe \U000e0001",
]  # fmt: skip


def front_matter(text: str) -> dict[str, object]:
    return yaml.safe_load(text.split("\n---\n", maxsplit=1)[0].removeprefix("---\n"))


@pytest.mark.parametrize("flavor", FLAVORS)
@given(STRINGS, STRINGS)
def test_the_front_matter_loads_with_any_strings(flavor: str, text: str, other: str):
    check_front_matter(flavor, text, other)


@pytest.mark.parametrize("flavor", FLAVORS)
@pytest.mark.parametrize("text", TRICKY_STRINGS)
def test_the_front_matter_loads_with_tricky_strings(flavor: str, text: str):
    check_front_matter(flavor, text, text)


def check_front_matter(flavor: str, text: str, other: str) -> None:
    briefing = harbour.briefing()
    article = replace(
        briefing.article, title=text, source=other, byline=text, site=other, language="no", sha256="1e" + "0" * 62
    )
    actors = tuple(replace(actor, name=text) for actor in briefing.actors)
    front = front_matter(document(replace(briefing, article=article, actors=actors), flavor=flavor))
    assert (front["title"], front["source"], front["site"]) == (one_line(text), one_line(other), one_line(other))
    assert front["author"] == ([one_line(text)] if text else [])
    assert (front["language"], front["sha256"]) == ("no", article.sha256)


@pytest.mark.parametrize(
    ("published", "loaded"),
    [
        ("2025-12-04", date(2025, 12, 4)),
        ("2025-13-45", "2025-13-45"),
        ("0000-00-00", "0000-00-00"),
        ("2025-12-04T25:00:00", "2025-12-04T25:00:00"),
        ("yes: no", "yes: no"),
        ("2025-12", "2025-12"),
        (None, None),
    ],
)
def test_a_date_is_one_or_a_string(published: str | None, loaded: object):
    briefing = harbour.briefing()
    briefing = replace(briefing, article=replace(briefing.article, published=published))
    assert front_matter(document(briefing))["published"] == loaded
