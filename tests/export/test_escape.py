"""Article text inside Markdown reads as it stood in the article, whatever it looks like."""

import shutil
import subprocess

import pytest
from export.rendering import renderer, shown, words
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.export.escape import escaped, escaped_heading
from briefing.formats import FLAVORS
from briefing.visible import one_line

SPECIALS = st.text(alphabet="\\`*_[]<>$~^|{}&#!:=%+-()1a.;x/@ ’“é⟦\u00a0", max_size=40)
WORDS = st.text(max_size=60)

TRICKY = [
    "# no heading",
    "#tag and # hash",
    "- no list",
    "+ none either",
    "* nor this",
    "1. not numbered",
    "1) not numbered",
    "(a) not lettered",
    "iv. not Roman",
    "> no quotation",
    "    no code",
    "```python",
    "~~~",
    "---",
    "===",
    "***",
    "a *b* _c_ __d__ `e` ~~f~~ ==g== %%h%%",
    "snake_case_word and _emphasis_",
    "[link](http://example.org) and ![image](x)",
    "[^1] and [^1]: no footnote",
    "[[wikilink]] and [ ] box",
    "<b>bold</b> <script>alert(1)</script> <!-- hidden -->",
    "<http://example.org> http://example.org/a_b_c www.example.org/x_y",
    "&amp; &#42; &lt; AT&T",
    "$x$ costs $5",
    "a | b | c",
    "| a |",
    "trailing \\",
    "\\* already escaped",
    "{#id} {.class}",
    "Setext\n---",
    "two\n\nparagraphs",
    ":smile: and 10:30:45",
    "[con Ucrania]”. “",
    "!",
    "Stop!",
    "ends with ^p1",
    "[!note] no callout",
    "[[a|b]] ![[a]] [[#^p1]] ^[a] and [^a]",
]


@pytest.mark.parametrize("flavor", FLAVORS)
@pytest.mark.parametrize("text", TRICKY)
@pytest.mark.parametrize(
    "frame", ["{}", "- {}", "> {}", "*{}*", "**bold** {}", "| {} | b |\n|---|---|\n| {} | c |", "[^1]\n\n[^1]: ¶1: {}"]
)
def test_text_reads_as_it_stood_wherever_it_is_put(text: str, frame: str, flavor: str):
    document = frame.replace("{}", escaped(text))
    assert one_line(text) in shown(document, flavor)


@pytest.mark.system
@pytest.mark.skipif(shutil.which("pandoc") is None, reason="no pandoc here")
@pytest.mark.parametrize("dialect", ["gfm", "commonmark_x-smart", "markdown-smart"])
def test_pandoc_reads_it_as_it_stood_too(dialect: str):
    lines = [one_line(text) for text in TRICKY if one_line(text)]
    document = "\n\n".join(f"{escaped(line)}\n\n- [ ] {escaped(line)}\n\n> [!quote] {escaped(line)}" for line in lines)
    command = ["pandoc", f"--from={dialect}", "--to=html", "--wrap=none"]
    html = subprocess.run(command, input=document, capture_output=True, text=True, check=True).stdout
    assert html.count("<p>") + html.count("<li>") >= 3 * len(lines)
    read = words(html)
    for line in lines:
        assert read.count(line) >= 3, line


@pytest.mark.parametrize("flavor", FLAVORS)
@given(st.one_of(SPECIALS, WORDS))
@example("**a")
@example("a\\")
@example("-")
@example("1.")
@example("=")
@example("a ^p1")
@example("==a== %%b%% #c")
@example("[!note] a")
@example("[[a]] [[a|b]] ^[a]")
def test_any_text_reads_as_it_stood(flavor: str, text: str):
    line = one_line(text)
    assert shown(escaped(text), flavor) == line
    assert shown(f"- [ ] {escaped(text)}[^1]\n\n[^1]: x", flavor).startswith(f"{line}" if line else "")


@given(st.one_of(SPECIALS, WORDS))
@example("# #")
@example("C#")
@example("a ##")
def test_a_heading_keeps_its_words(text: str):
    html = renderer().render(f"# {escaped_heading(text)}")
    assert shown(f"# {escaped_heading(text)}") == one_line(text)
    assert html.startswith("<h1>")


@pytest.mark.parametrize("flavor", FLAVORS)
@given(st.one_of(SPECIALS, WORDS))
def test_nothing_becomes_markup(flavor: str, text: str):
    html = renderer(flavor).render(escaped(text))
    body = html.removeprefix("<p>").removesuffix("</p>\n")
    assert "<" not in body
