"""The HTML page in a real browser: it fits, its links lead to their words, it needs no scripts, and paper has all of it."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from export import harbour
from msgspec.structs import replace
from pypdf import PdfReader

from briefing.export import Wanted, to_html
from briefing.model import Block, Briefing, Mention, Question, Span, SummarySentence
from briefing.visible import one_line

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip

pytestmark = [pytest.mark.system, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]

PROBE = """<!DOCTYPE html><meta charset="utf-8"><script>
addEventListener("load", async () => {
  const found = {};
  for (const width of [360, 1280]) {
    const frame = document.createElement("iframe");
    frame.style = `width: ${width}px; height: 700px; border: 0`;
    frame.src = location.hash.slice(1);
    const loaded = new Promise(resolve => frame.addEventListener("load", resolve));
    document.body.append(frame);
    await loaded;
    const page = frame.contentDocument, view = frame.contentWindow;
    const links = [];
    for (const link of page.querySelectorAll("a.place")) {
      link.click();
      const target = page.querySelector(":target");
      target.scrollIntoView({behavior: "instant", block: "nearest"});
      const box = target.getBoundingClientRect();
      links.push([link.getAttribute("href"), target.textContent, box.top < 700 && box.bottom > 0,
                  view.getComputedStyle(target).backgroundColor]);
    }
    const [aside, article] = ["aside", "article"].map(name => page.querySelector(name).getBoundingClientRect());
    const cut = [...page.querySelectorAll("li, p, h1, h3")].filter(element => element.scrollWidth > element.clientWidth + 1);
    found[width] = {overflow: page.documentElement.scrollWidth - width, links, cut: cut.map(element => element.textContent),
                    beside: aside.left >= article.right, scripted: view.scripted === true,
                    number: view.getComputedStyle(page.querySelector("p[data-place]"), "::before").content};
  }
  document.body.textContent = JSON.stringify(found);
});
</script><body></body>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def browse(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], dict]]:
    """What the browser makes of a page, by width."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments) -> None:
            pass

    (folder / "probe.html").write_text(PROBE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()

    def run(page: str) -> dict:
        (folder / "page.html").write_text(page, encoding="utf-8")
        address = f"http://127.0.0.1:{server.server_port}/probe.html#page.html"
        shown = chromium(tmp_path_factory.mktemp("profile"), "--virtual-time-budget=20000", "--dump-dom", address)
        return json.loads(html.unescape(re.search(r"<body>(.*)</body>", shown, re.DOTALL).group(1)))

    yield run
    server.shutdown()
    server.server_close()


def chromium(profile: Path, *arguments: str) -> str:
    command = [CHROMIUM, *QUIET, f"--user-data-dir={profile}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def adversarial() -> Briefing:
    """Long words without a place to break, long names and roles, markup, scripts."""
    lines = [
        ("headline", "x" * 200),
        ("dek", "https://example.org/" + "a/b" * 80),
        ("body", "w" * 400 + " <script>scripted = true</script> <img src=x onerror='parent.scripted=true'> end."),
        ("subhead", "S" * 150),
        ("body", "日本" * 150 + " and " + "-" * 200),
        ("caption", "c_" * 150),
        ("boilerplate", "|" * 300),
    ]
    text, blocks = "", []
    for role, line in lines:
        blocks.append(Block(len(text), len(text) + len(line), role))
        text += line + "\n\n"
    article = replace(harbour.article(), text=text, title=lines[0][1], byline="b" * 200, blocks=tuple(blocks), gaps=())
    whole = [Mention(block.start, block.end, text[block.start : block.end], "name", "") for block in blocks[1:6]]
    actor = replace(harbour.briefing().actors[0], name="N" * 200, role="r" * 200, mentions=(whole[1],))
    quote = replace(harbour.briefing().quotes[0], start=whole[3].start, end=whole[3].end, text=whole[3].text, speaker=None)
    return replace(
        harbour.briefing(),
        article=article,
        actors=(actor,),
        quotes=(quote,),
        summary=tuple(SummarySentence(mention.start, mention.end, mention.text, 1, ()) for mention in whole),
        questions=(Question("unknown", "heading", "q" * 300, tuple(Span(m.start, m.end) for m in whole), ()),),
    )


@pytest.mark.parametrize("briefing", [harbour.briefing(), adversarial()], ids=["harbour", "adversarial"])
def test_it_fits_and_every_link_leads_to_its_words(browse: Callable[[str], dict], briefing: Briefing):
    found = browse(to_html(briefing, Wanted(notes=[(Span(0, 7), "Ask her.")])))
    words = {one_line(finding.text) for finding in (*briefing.summary, *briefing.quotes)}
    for width, page in found.items():
        assert page["overflow"] <= 0, f"nothing sticks out at {width} pixels"
        assert page["cut"] == []
        assert not page["scripted"]
        assert page["beside"] == (width == "1280")
        assert page["number"] == '"¶1"'
        assert len(page["links"]) >= len(words)
        assert words <= {one_line(target.replace("⟦…⟧", "")) for _, target, _, _ in page["links"]}
        for link, _, in_sight, colour in page["links"]:
            assert in_sight, link
            assert colour != "rgba(0, 0, 0, 0)", "what is linked to is lit up"


def test_paper_has_all_of_it(folder: Path, tmp_path: Path):
    briefing = harbour.briefing()
    long = replace(briefing, questions=tuple(replace(briefing.questions[0], question=f"Question {n}?") for n in range(150)))
    (folder / "paper.html").write_text(to_html(long), encoding="utf-8")
    chromium(
        tmp_path / "profile",
        "--no-pdf-header-footer",
        f"--print-to-pdf={tmp_path / 'paper.pdf'}",
        f"file://{folder}/paper.html",
    )
    pages = [page.extract_text() for page in PdfReader(tmp_path / "paper.pdf").pages]
    paper = "".join("".join(pages).split())
    assert len(pages) > 2, "the panels are not cut off at the height of a screen"
    for words in ("¶1", "cannot wait", *(f"Question {n}?" for n in range(150))):
        assert "".join(words.split()) in paper
    assert "Question" not in pages[0], "the findings begin on a page of their own"
