"""Sources by every way in, mutated and made up: ``python tests/tools/fuzz.py --seconds 600 --seed 1``.

Every input is opened, and a part of the articles analysed. A fault is an exception that is no `BriefingError`, a message of
more than one line, a span outside the text, or an input that takes longer than it may. Each is kept in a folder, and told.
"""

import argparse
import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.errors import BriefingError
from briefing.model import Article, Feed
from briefing.sources import open_source

Chance = random.Random

TIME = 30
"""Seconds of the processor that an input may take."""

WORDS = (
    *(
        "The mayor",
        "of Velden",
        "said that",
        "it is not clear whether",
        "the allegations of fraud",
        "PROPOSAl",
        "will vote",
        "Ann",
    ),
    *("“We lost”", '"', "‘", "’", "(", ")", "[", "]", "—", "…", ".", ",", ":", "?", "!", "\n", "\n\n", "\t", " ", "\u00a0"),
    *(
        "\0",
        "\x1b[31m",
        "\u202e",
        "\u200b",
        "\ud800",
        "\ufffe",
        "e\u0301",
        "ſ",
        "ß",
        "İ",
        "ı",
        "ﬁ",
        "😀",
        "👨‍👩‍👧",
        "横浜",
        "سلام",
    ),
    *("<w:t>", "<p>", "</p>", "<table><tr><td>", "<br>", "<!--", "]]>", "<script>", "&amp;", "&#0;", "&#xD800;", "&nbsp", "<"),
    *("2025-12-04", "9999-99-99", "0000-00-00", "Fri, 99 Foo 99999999 25:61:61 +9999", "-1", "1e999", "99999999999999999999"),
    *("---\n", "# ", "> ", "- ", "[a](b)", "![a](", "title: ", "http://example.org/", "a" * 500, "--b\n", "=?utf-8?b?//8=?="),
)
PROSE = "The mayor of Velden said on Monday that the ferry would stop. “We lost a year,” Ann Berg told the council. "


def text(chance: Chance, most: int = 60) -> str:
    """Made-up text: words that a program stumbles over between prose."""
    return "".join(chance.choice((*WORDS, PROSE, " ")) + chance.choice(("", " ")) for _ in range(chance.randint(1, most)))


def in_bytes(words: str, chance: Chance) -> bytes:
    return words.encode(chance.choice(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252", "utf-16-le")), "replace")


def html(chance: Chance) -> bytes:
    paragraphs = "".join(f"<p>{text(chance, 12)}</p>" for _ in range(chance.randint(0, 8)))
    authors = (None, 5, [], [{}], {"name": [1]}, text(chance, 2))
    about = {
        "@type": "NewsArticle",
        "headline": text(chance, 3),
        "datePublished": text(chance, 2),
        "author": chance.choice(authors),
        "articleBody": text(chance),
    }
    data = json.dumps(about)
    data = data if chance.random() < 0.7 else data[: chance.randrange(len(data))]
    head = (
        f"<meta property='article:published_time' content='{text(chance, 2)}'><title>{text(chance, 3)}</title>"
        f"<script type='application/ld+json'>{data}</script>"
    )
    return in_bytes(
        f"<html lang='{text(chance, 1)}'><head>{head}</head><body><article><h1>A</h1>{paragraphs}</article>", chance
    )


def markdown(chance: Chance) -> bytes:
    fields = "".join(f"{name}: {text(chance, 3)}\n" for name in ("title", "date", "author", "source"))
    return in_bytes(f"---\n{fields}---\n\n# {text(chance, 3)}\n\n{text(chance)}", chance)


def archive(files: dict[str, str | bytes], chance: Chance) -> bytes:
    packed = io.BytesIO()
    how = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(packed, "w", how) as writer:
        for name, content in files.items():
            if chance.random() < 0.97:
                writer.writestr(name, content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    return packed.getvalue()


def docx(chance: Chance) -> bytes:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{xml(text(chance, 9))}</w:t></w:r></w:p>" for _ in range(6))
    core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{text(chance, 3)}</dc:title></c>'
    document = f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'
    return archive({"word/document.xml": document, "docProps/core.xml": core}, chance)


def xml(words: str) -> str:
    kept = "".join(sign for sign in words if sign >= " " and not "\ud7ff" < sign < "\ue000" and sign != "\ufffe")
    return kept.replace("&", "&amp;").replace("<", "&lt;")


def epub(chance: Chance) -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>{xml(text(chance, 3))}</dc:title><dc:date>{xml(text(chance, 2))}</dc:date></metadata>"
        '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
    return archive({"META-INF/container.xml": container, "p.opf": package, "a.xhtml": html(chance)}, chance)


def mail(chance: Chance) -> bytes:
    kind = chance.choice(("text/plain", "text/html", "multipart/mixed; boundary=b", "multipart/alternative; boundary=b", "x"))
    charset = chance.choice(("utf-8", "ascii", "nonsense", "utf-16", "\udcff", "unicode_escape", "base64"))
    headers = "".join(f"{name}: {text(chance, 3)}\n" for name in ("Subject", "From", "Date", "Content-Language", "To"))
    how = chance.choice(("7bit", "base64", "quoted-printable", "x-uuencode", "uuencode", "none"))
    body = html(chance).decode("utf-8", "replace") if "html" in kind else text(chance)
    part = f"--b\nContent-Type: text/plain\n\n{body}\n--b--\n" if "multi" in kind else body
    top = f"{headers}Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {how}\n\n{part}"
    return top.encode("utf-8", "surrogateescape" if "\ud800" not in top else "replace")


def feed(chance: Chance) -> bytes:
    def entry() -> str:
        body = chance.choice((xml(PROSE * 6), f"<![CDATA[{text(chance)}]]>", xml(text(chance))))
        return (
            f"<item><title>{xml(text(chance, 3))}</title><link>{xml(text(chance, 1))}</link>"
            f"<pubDate>{xml(text(chance, 2))}</pubDate><description>{body}</description><enclosure/><link rel='x'/></item>"
        )

    encoding = chance.choice(("utf-8", "utf-16", "nonsense", "cp1252", "idna"))
    items = "".join(entry() for _ in range(3))
    return f"<?xml version='1.0' encoding='{encoding}'?><rss version='2.0'><channel><title>A</title>{items}".encode(
        "utf-8", "replace"
    )


def pdf(chance: Chance) -> bytes:
    lines = [f"BT /F1 {chance.choice((11, 0, -3, 99999))} Tf 60 {700 - 20 * at} Td ({PROSE[:60]}) Tj ET" for at in range(8)]
    stream = "\n".join(lines).encode("latin-1", "replace")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    file = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj%b endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(file),
    )


WAYS: dict[str, Callable[[Chance], bytes]] = {
    ".txt": lambda chance: in_bytes(text(chance), chance),
    ".md": markdown,
    ".html": html,
    ".docx": docx,
    ".epub": epub,
    ".eml": mail,
    ".mhtml": mail,
    ".xml": feed,
    ".pdf": pdf,
    "": lambda chance: chance.choice((html, feed, mail, markdown, pdf))(chance),
}
"""What makes a small source of each kind, by the end of its name."""


COMMANDED: tuple[str, ...] = tuple(suffix for suffix in WAYS if suffix not in {"", ".xml"})
"""Those that a folder shows as articles."""


def mutated(content: bytes, chance: Chance) -> bytes:
    """The bytes with a few of them changed, lost, doubled or put elsewhere."""
    found = bytearray(content)
    for _ in range(chance.choice((0, 0, 1, 2, 4, 16))):
        at, size = chance.randrange(len(found) + 1), chance.choice((1, 1, 2, 8, 100))
        match chance.randrange(5):
            case 0:
                found[at : at + size] = chance.randbytes(size)
            case 1:
                del found[at : at + size]
            case 2:
                found[at:at] = found[at : at + size] * chance.choice((1, 3, 50))
            case 3:
                found[at:at] = chance.choice(WORDS).encode("utf-8", "replace")
            case _:
                del found[at + chance.randrange(1, 5_000) :]
    return bytes(found)


def faults(source: str, content: bytes | None, brief: Callable[[Article], object] | None) -> Iterator[str]:
    """What is wrong with how a source is taken."""
    try:
        found = open_source(source, content=content)
        for article in found.articles if isinstance(found, Feed) else (found,):
            if not all(0 <= block.start < block.end <= len(article.text) for block in article.blocks):
                yield "a block outside the text"
            if brief is not None:
                brief(article)
    except BriefingError as error:
        if "\n" in str(error):
            yield f"a message of several lines: {error}"
    except Exception:  # noqa: BLE001 - what is looked for
        yield traceback.format_exc()


def fuzz(
    seconds: float, seed: int, folder: Path, brief: Callable[[Article], object] | None = None, share: float = 0.1
) -> Counter[str]:
    """Try sources until the time is up; how many of each kind, and how many faults.

    `brief` analyses a `share` of the articles.
    """
    counts: Counter[str] = Counter()
    number, until = seed * 1_000_000, time.monotonic() + seconds
    while time.monotonic() < until:
        number += 1
        chance = Chance(number)
        suffix = chance.choice(tuple(WAYS))
        content = mutated(WAYS[suffix](chance), chance)
        file = folder / f"source{suffix}"
        file.write_bytes(content)
        is_piped = suffix == ""
        started = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, TIME)
        analyse = brief if chance.random() < share else None
        told = list(faults("-" if is_piped else str(file), content if is_piped else None, analyse))
        signal.setitimer(signal.ITIMER_PROF, 0)
        if (took := time.process_time() - started) > TIME / 3:
            told.append(f"takes {took:.1f} seconds")
        counts[suffix or "stdin"] += 1
        counts["analysed"] += analyse is not None
        for fault in told:
            counts["faults"] += 1
            kept = folder / f"fault-{number}-{hashlib.sha256(content).hexdigest()[:8]}{suffix}"
            kept.write_bytes(content)
            sys.stderr.write(f"{kept}: {fault}\n")
    return counts


def fuzz_command(seconds: float, seed: int, folder: Path, at_once: int = 20) -> Counter[str]:
    """Give the command line folders of sources until the time is up: a folder has a line for each article, or a message."""
    counts: Counter[str] = Counter()
    number, until = seed * 1_000_000, time.monotonic() + seconds
    environment = os.environ | {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "CACHE", "DATA", "STATE")}
    while time.monotonic() < until:
        sources = folder / f"sources-{number}"
        sources.mkdir()
        for _ in range(at_once):
            number += 1
            chance = Chance(number)
            suffix = chance.choice(COMMANDED)
            (sources / f"{number}{suffix}").write_bytes(mutated(WAYS[suffix](chance), chance))
        command = [sys.executable, "-m", "briefing", str(sources), "--format", "jsonl"]
        done = subprocess.run(command, capture_output=True, env=environment, timeout=at_once * TIME, check=False)
        counts["sources"] += at_once
        counts["briefings"] += done.stdout.count(b"\n")
        if wrong := "; ".join(command_faults(done, at_once)):
            counts["faults"] += 1
            sys.stderr.write(f"{sources}: {wrong}\n{done.stderr.decode('utf-8', 'replace')}\n")
        else:
            shutil.rmtree(sources)
    return counts


def command_faults(done: "subprocess.CompletedProcess[bytes]", sources: int) -> Iterator[str]:
    """What is wrong with how the command line took a folder of so many sources."""
    refused = sum(line.startswith(b"briefing: ") for line in done.stderr.splitlines())
    lines = done.stdout.splitlines()
    if done.returncode != (1 if refused else 0):
        yield f"exit status {done.returncode}"
    if len(lines) + refused != sources:
        yield f"{len(lines)} briefings and {refused} messages of {sources} sources"
    for word in (b"Traceback", b"please report", b"\x1b", b"Warning"):
        if word in done.stderr:
            yield f"{word!r} on standard error"
    for line in lines:
        try:
            json.loads(line)
        except ValueError as error:
            yield f"a line that is no JSON: {error}"


class _TooSlow(BaseException):
    """No `Exception`: nothing on the way takes it for damage."""


def _ring(*_: object) -> None:
    raise _TooSlow


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--share", type=float, default=0.1, help="of the articles that are analysed")
    options.add_argument("--command", action="store_true", help="try the command line, with folders of sources")
    given = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="briefing-fuzz-"))
    if given.command:
        sys.stdout.write(f"{folder}: {dict(fuzz_command(given.seconds, given.seed, folder))}\n")
        return
    signal.signal(signal.SIGPROF, _ring)
    from briefing.analysis import analyse
    from briefing.analysis.pipeline import load_model

    nlp = load_model()
    counts = fuzz(given.seconds, given.seed, folder, lambda article: analyse(article, nlp), given.share)
    sys.stdout.write(f"{folder}: {dict(counts)}\n")


if __name__ == "__main__":
    main()
