"""PDF, Word, e-books and mail: real ones made by hand, and such as mean no good."""

import io
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import AFTER, AUTHOR, BEFORE, CAPTION, DAY, DEK, LAYOUTS, STORY, SUBHEAD, TITLE

from briefing.errors import SourceError
from briefing.model import Article
from briefing.sources.damage import CUT
from briefing.sources.dispatch import open_source
from briefing.sources.documents import article_from_docx, article_from_epub
from briefing.sources.limits import Limits
from briefing.sources.mail import article_from_eml, article_from_mhtml

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DUBLIN_CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def told(article: Article) -> list[tuple[str, str]]:
    """The roles of an article's blocks, and their words."""
    return [(block.role, article.text[block.start : block.end]) for block in article.blocks]


def packed(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="House"><w:name w:val="House heading"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>
<w:style w:styleId="Bildunterschrift"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Inhalt"><w:name w:val="toc 1"/></w:style>
</w:styles>"""


def docx(body: str, about: str = "", doctype: str = "", styles: str = STYLES) -> bytes:
    core = f'<cp:coreProperties xmlns:cp="urn:cp" {DUBLIN_CORE}>{about}</cp:coreProperties>'
    document = f'{doctype}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": document, "word/styles.xml": styles, "docProps/core.xml": core})


def epub(chapters: list[str], about: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    names = [f"text/ch {number}.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="c{at}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><metadata {DUBLIN_CORE}>{about}</metadata><manifest>{items}'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>'
        f'<spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    files: dict[str, str | bytes] = {"mimetype": "application/epub+zip", "META-INF/container.xml": container}
    files |= {"OEBPS/book.opf": package, "OEBPS/nav.xhtml": "<html><body><p>Contents of the book</p></body></html>"}
    files |= {f"OEBPS/{name}": chapter for name, chapter in zip(names, chapters, strict=True)}
    return packed(files | (more or {}))


def pdf(pages: list[list[tuple[float, float, float, str]]], info: str = "", extra: str = "") -> bytes:
    """A PDF of stretches of Helvetica: where from the left and the bottom, how large, and what."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for stretches in pages:
        content = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text.replace('(', '').replace(')', '')}) Tj ET"
            for x, y, size, text in stretches
        )
        packed_content = zlib.compress(content.encode("latin-1")).hex() + ">"
        filters = "/Filter [/ASCIIHexDecode /FlateDecode]"
        objects.append(f"<< /Length {len(packed_content)} {filters} >>\nstream\n{packed_content}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out = "%PDF-1.4\n"
    places = []
    for number, words in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{words}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {extra} >>"
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(out)}\n%%EOF"
    return out.encode("latin-1")


def column(text: str, top: float, x: float = 60, width: int = 60, indent: float = 0) -> list[tuple[float, float, float, str]]:
    """The lines of a paragraph as they are set, without the quotation marks that Helvetica would need a table for."""
    lines: list[str] = [""]
    for word in text.translate(str.maketrans("“”", '""')).split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return [(x + (indent if at == 0 else 0), top - 14 * at, 11, line) for at, line in enumerate(lines)]


def straight(text: str) -> str:
    return text.translate(str.maketrans("“”", '""'))


class TestWord:
    def test_headings_captions_and_paragraphs(self) -> None:
        body = paragraph(TITLE, "Titel") + paragraph(DEK, "Untertitel") + paragraph("Contents 1", "Inhalt")
        body += "".join(map(paragraph, BEFORE)) + paragraph(CAPTION, "Bildunterschrift") + paragraph(SUBHEAD, "House")
        article = article_from_docx(
            docx(body + "".join(map(paragraph, AFTER)), f"<dc:creator>{AUTHOR}</dc:creator>"), "story.docx"
        )
        expected = [("headline", TITLE), ("dek", DEK), ("boilerplate", "Contents 1"), *(("body", text) for text in BEFORE)]
        expected += [("caption", CAPTION), ("subhead", SUBHEAD), *(("body", text) for text in AFTER)]
        assert told(article) == expected
        assert (article.title, article.byline, article.language) == (TITLE, AUTHOR, "en")

    def test_words_struck_out_and_words_for_old_programs_are_left_out(self) -> None:
        body = (
            "<w:p><w:r><w:t>The mayor </w:t></w:r><w:del><w:r><w:delText>never</w:delText><w:t>never </w:t></w:r></w:del>"
            "<w:r><w:t>came</w:t><w:tab/><w:t>back</w:t><w:noBreakHyphen/><w:t>stage.</w:t></w:r></w:p>"
            f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}">'
            f"<mc:Choice>{paragraph('In a box.')}</mc:Choice><mc:Fallback>{paragraph('In a box.')}</mc:Fallback>"
            "</mc:AlternateContent>"
        )
        assert article_from_docx(docx(body), "story.docx").text == "The mayor came back-stage.\n\nIn a box."

    def test_the_strict_standard(self) -> None:
        content = docx(paragraph(STORY[0]))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        strict = {
            name: text.replace(WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            for name, text in files.items()
        }
        assert article_from_docx(packed(dict(strict)), "story.docx").text == STORY[0]

    def test_styles_that_run_in_a_ring(self) -> None:
        assert told(article_from_docx(docx(paragraph(STORY[0], "Ring")), "story.docx")) == [("body", STORY[0])]

    def test_entities_are_not_expanded(self) -> None:
        text = article_from_docx(docx(paragraph(f"{STORY[0]} &b;&c;"), doctype=BOMB), "story.docx").text
        assert text == STORY[0]

    def test_a_document_without_text(self) -> None:
        with pytest.raises(SourceError, match="holds no text"):
            article_from_docx(docx(paragraph("  ")), "story.docx")


class TestBook:
    ABOUT = (
        f"<dc:title>{TITLE}</dc:title><dc:creator>{AUTHOR}</dc:creator><dc:creator>Jo Bell</dc:creator><dc:date>{DAY}</dc:date>"
        "<dc:publisher>Sands Press</dc:publisher><dc:language>en-GB</dc:language>"
    )

    def test_chapters_in_the_order_of_reading(self) -> None:
        chapters = [f"<html><head><title>x</title></head><body><h1>{TITLE}</h1><p>{BEFORE[0]}</p></body></html>"]
        chapters += [f"<html><body><h2>{SUBHEAD}</h2><p>{AFTER[0]}&#160;&mdash;&#27;</p></body></html>"]
        article = article_from_epub(epub(chapters, self.ABOUT), "book.epub")
        assert told(article) == [("headline", TITLE), ("body", BEFORE[0]), ("subhead", SUBHEAD), ("body", f"{AFTER[0]} —␛")]
        assert (article.byline, article.site, article.published) == (f"{AUTHOR}, Jo Bell", "Sands Press", DAY)

    def test_a_book_that_is_locked(self) -> None:
        lock = '<encryption><CipherReference URI="OEBPS/text/ch%200.xhtml"/></encryption>'
        with pytest.raises(SourceError, match="DRM"):
            article_from_epub(epub(["<p>x</p>"], self.ABOUT, {"META-INF/encryption.xml": lock}), "book.epub")

    def test_a_book_without_text(self) -> None:
        with pytest.raises(SourceError, match="holds no text"):
            article_from_epub(epub(['<html><body><img src="1.jpg"/></body></html>'], self.ABOUT), "book.epub")

    def test_a_name_that_leads_out_of_the_archive_leads_nowhere(self) -> None:
        package = b'href="../../../../etc/passwd"'
        content = epub([f"<p>{STORY[0]}</p>"], self.ABOUT)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        files["OEBPS/book.opf"] = files["OEBPS/book.opf"].replace(b'href="text/ch%200.xhtml"', package)
        with pytest.raises(SourceError, match="holds no text"):
            article_from_epub(packed(dict(files)), "book.epub")


class TestArchives:
    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 400, b"no archive"])
    def test_damaged(self, content: bytes) -> None:
        for read in (article_from_docx, article_from_epub):
            with pytest.raises(SourceError, match="damaged"):
                read(content, "file.docx")

    def test_truncated(self) -> None:
        content = docx("".join(map(paragraph, STORY)))
        whole = article_from_docx(content, "story.docx")
        read = set()
        for length in range(0, len(content), 97):
            with suppress(SourceError):
                article = article_from_docx(content[:length], "story.docx")
                assert whole.text.startswith(article.text)
                assert article.notices == (CUT,)
                read.add(len(article.text))
        assert len(read) > 2, "the more, the longer the file"

    def test_another_kind_of_archive(self) -> None:
        with pytest.raises(SourceError, match="not what its name says"):
            article_from_docx(packed({"readme.txt": "hello"}), "story.docx")

    def test_a_bomb_does_not_go_off(self) -> None:
        bomb = packed({"word/document.xml": b"<x>" + b" " * 30_000_000})
        with pytest.raises(SourceError, match="unpacks to more than 20 MB"):
            article_from_docx(bomb, "story.docx", Limits(unpacked=20_000_000))

    def test_a_bomb_of_many_files(self) -> None:
        bomb = packed({"word/document.xml": "<x/>", **{f"{number}": "" for number in range(200)}})
        with pytest.raises(SourceError, match="more than 100 files"):
            article_from_docx(bomb, "story.docx", Limits(members=100))

    def test_a_bomb_of_many_chapters(self) -> None:
        book = epub(["<p>" + "word " * 20_000 + "</p>"] * 20)
        with pytest.raises(SourceError, match="unpacks to more than 1 MB"):
            article_from_epub(book, "book.epub", Limits(unpacked=1_000_000))

    def test_a_locked_archive(self) -> None:
        content = bytearray(docx(paragraph(STORY[0])))
        for mark in (b"PK\x01\x02", b"PK\x03\x04"):
            at = -1
            while (at := content.find(mark, at + 1)) >= 0:
                content[at + (8 if mark == b"PK\x01\x02" else 6)] |= 1
        with pytest.raises(SourceError, match="password"):
            article_from_docx(bytes(content), "story.docx")

    def test_too_large_a_text(self) -> None:
        with pytest.raises(SourceError, match="raise text_limit"):
            article_from_docx(docx("".join(map(paragraph, STORY))), "story.docx", Limits(text=500))


class TestPdf:
    @pytest.fixture(autouse=True)
    def _extra(self) -> None:
        pytest.importorskip("pypdfium2")

    def read(self, content: bytes, limits: Limits | None = None) -> Article:
        from briefing.sources.pdf import article_from_pdf

        return article_from_pdf(content, "story.pdf", limits)

    def test_paragraphs_with_space_between_them(self) -> None:
        lines = [(60.0, 740.0, 20.0, TITLE)]
        for text in BEFORE:
            lines += column(text, lines[-1][1] - 26)
        lines.append((60, lines[-1][1] - 30, 14, SUBHEAD))
        for text in AFTER:
            lines += column(text, lines[-1][1] - 26)
        article = self.read(pdf([lines], f"/Title ({TITLE}) /Author ({AUTHOR})"))
        expected = [("headline", TITLE), *(("body", straight(text)) for text in BEFORE)]
        assert told(article) == [*expected, ("subhead", SUBHEAD), *(("body", straight(text)) for text in AFTER)]
        assert (article.title, article.byline) == (TITLE, AUTHOR)

    def test_indented_paragraphs_in_two_columns_and_on_two_pages(self) -> None:
        pages = []
        for texts in (STORY[:4], STORY[2:]):
            lines: list[tuple[float, float, float, str]] = []
            for text in texts:
                lines += column(text, lines[-1][1] - 14 if lines else 700.0, width=36, indent=12)
            half = len(lines) // 2
            shift = lines[0][1] - lines[half][1]
            pages.append(lines[:half] + [(x + 270, y + shift, size, words) for x, y, size, words in lines[half:]])
        text = self.read(pdf(pages)).text
        assert text.split("\n\n") == [straight(paragraph) for paragraph in (*STORY[:4], *STORY[2:])]

    def test_running_heads_and_page_numbers_are_left_out(self) -> None:
        pages = []
        for number, text in enumerate(STORY[:4]):
            head, foot = (60.0, 780.0, 8.0, "The Tidewater Courier"), (280.0, 30.0, 8.0, f"Page {number + 1} of 4")
            pages.append([head, *column(text, 700), foot])
        assert self.read(pdf(pages)).text.split() == straight(" ".join(STORY[:4])).split()

    @pytest.mark.parametrize(("mark", "is_read"), [('"', False), ("", True)])
    def test_stretches_in_an_unsure_order_are_told_and_no_quotation_goes_over_them(self, mark: str, *, is_read: bool) -> None:
        rows = [
            ("The lamp had been out for a month,", f"Its keeper said {mark}nobody came here"),
            ("and the ships kept away from it as", f"to see the lamp,{mark} and he went home"),
        ]
        lines = column(STORY[0], 700)
        below = lines[-1][1] - 14
        for number, (left, right) in enumerate(rows):
            lines += [(60.0, below - 14 * number, 10.0, left), (290.0 + 9 * number, below - 14 * number, 10.0, right)]
        article = self.read(pdf([[*lines, *column(STORY[1], below - 60)]]))
        read = [article.text[block.start : block.end] for block in article.blocks if block.is_read]
        assert any("order is not sure" in notice for notice in article.notices)
        for row in rows:
            for stretch in row:
                assert stretch in article.text.split("\n\n")
                assert (stretch in read) == is_read

    def test_a_running_head_of_the_second_page_alone_is_set_aside(self) -> None:
        head = (60.0, 780.0, 8.0, "The Tidewater Courier, 4 December 2025")
        article = self.read(pdf([column(STORY[0], 700), [head, *column(STORY[1], 700)]]))
        assert [article.text[block.start : block.end] for block in article.set_aside] == [head[-1]]
        assert article.text.split("\n\n")[1:] == [straight(STORY[0]), straight(STORY[1])]

    def test_a_paragraph_that_goes_on_over_the_page(self) -> None:
        lines = column(STORY[1], 700)
        pages = [[(60.0, 780.0, 8.0, "Courier"), *lines[:2]], [(60.0, 780.0, 8.0, "Courier"), *lines[2:]]]
        assert self.read(pdf(pages)).text == straight(STORY[1])

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            ("The light-", "house has stood there since long ago.", "The lighthouse has stood there since long ago."),
            ("The well-", "known tower is well-known to all.", "The well-known tower is well-known to all."),
            ("The Anglo-", "Norman tower was built in stone.", "The Anglo-Norman tower was built in stone."),
            ("The years 2019-", "2021 were bad for the coast.", "The years 2019-2021 were bad for the coast."),
            ("He waited -", "in vain, as it turned out that day.", "He waited - in vain, as it turned out that day."),
        ],
    )
    def test_words_broken_at_the_end_of_a_line(self, first: str, second: str, expected: str) -> None:
        rest = "And here is some more of it, in one line as long as any."
        text = self.read(pdf([[(60, 700, 11, first), (60, 686, 11, second), (60, 640, 11, rest), (60, 626, 11, rest)]])).text
        assert text.startswith(expected)

    @pytest.mark.parametrize("pages", [[[]], [[(60.0, 700.0, 11.0, "12")]]])
    def test_a_scan_says_so(self, pages: list[list[tuple[float, float, float, str]]]) -> None:
        with pytest.raises(SourceError, match="holds no text; it may be a scan"):
            self.read(pdf(pages))

    def test_a_locked_document(self) -> None:
        lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
        with pytest.raises(SourceError, match="password"):
            self.read(pdf([column(STORY[0], 700)], extra=lock))

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.4\n" + b"\0" * 500, b"%PDF-1.4\ntrailer << /Root 1 0 R >>"])
    def test_damaged(self, content: bytes) -> None:
        with pytest.raises(SourceError, match=r"damaged|holds no text"):
            self.read(content)

    @given(st.data())
    @settings(deadline=None, max_examples=40)
    def test_any_damage_is_an_article_or_a_message(self, data: st.DataObject) -> None:
        content = bytearray(pdf([column(STORY[0], 700)]))
        for _ in range(data.draw(st.integers(1, 8))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        with suppress(SourceError):
            assert self.read(bytes(content)).text.encode()

    def test_limits(self) -> None:
        content = pdf([column(STORY[0], 700)] * 3)
        for limits, message in (
            (Limits(pages=2), "more than 2 pages"),
            (Limits(text=300), "text_limit"),
            (Limits(document=100), "larger"),
        ):
            with pytest.raises(SourceError, match=message):
                self.read(content, limits)

    def test_a_pdf_by_another_name(self, tmp_path: Path) -> None:
        file = tmp_path / "story.txt"
        file.write_bytes(pdf([column(STORY[0], 700)]))
        assert open_source(str(file)).text == straight(STORY[0])

    def test_without_the_extra_the_message_names_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
        with pytest.raises(SourceError, match=r'pip install "briefing\[pdf\]"'):
            self.read(pdf([[]]))


HEADERS = (
    f"From: {AUTHOR} <ines@courier.example>\nSubject: =?utf-8?q?{TITLE.replace(' ', '_')}?=\n"
    "Date: Mon, 18 Mar 2024 08:15:00 +0000\n"
)


class TestMail:
    def test_plain_text_under_its_subject(self) -> None:
        body = "\n\n".join(STORY) + "\n\n-- \nInes Calloway\nThe Tidewater Courier\n"
        content = f"{HEADERS}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}".encode()
        article = article_from_eml(content, "story.eml")
        expected = [("headline", TITLE), *(("body", text) for text in STORY)]
        assert told(article)[: len(expected)] == expected
        assert {role for role, _ in told(article)[len(expected) :]} == {"boilerplate"}
        assert (article.title, article.byline, article.published) == (TITLE, AUTHOR, DAY)

    def test_wrapped_lines_are_joined(self) -> None:
        import textwrap

        body = "\n\n".join(textwrap.fill(text, 72) for text in STORY)
        article = article_from_eml(f"{HEADERS}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode(), "story.eml")
        assert article.text.split("\n\n") == [TITLE, *STORY]

    def test_html_where_the_plain_text_says_little(self) -> None:
        html = f"<html><body><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in STORY)}</body></html>"
        content = (
            f"{HEADERS}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=edge\n\n"
            "--edge\nContent-Type: text/plain\n\nYour program cannot show this.\n"
            f"--edge\nContent-Type: text/html; charset=utf-8\n\n{html}\n--edge--\n"
        )
        assert article_from_eml(content.encode(), "story.eml").text.split("\n\n") == [TITLE, *STORY]

    def test_a_page_that_a_browser_saved(self) -> None:
        pytest.importorskip("trafilatura")
        content = (
            'From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary=edge\n\n'
            f"--edge\nContent-Type: text/html; charset=utf-8\n\n{LAYOUTS['blog']}\n"
            "--edge\nContent-Type: image/png\n\nx\n--edge--\n"
        )
        article = article_from_mhtml(content.encode(), "story.mhtml")
        assert (article.title, article.byline) == (TITLE, AUTHOR)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"Subject: nothing\n\n",
            b"Subject: picture\nContent-Type: image/png\n\nx",
            b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: application/pdf\n\n%PDF\n--x--",
        ],
    )
    def test_a_message_without_text(self, content: bytes) -> None:
        with pytest.raises(SourceError, match="holds no text"):
            article_from_eml(content, "story.eml")

    @given(st.binary(max_size=300))
    @settings(deadline=None, max_examples=100)
    def test_any_bytes_are_an_article_or_a_message(self, content: bytes) -> None:
        for start in (b"", HEADERS.encode(), HEADERS.encode() + b"Content-Type: text/html; charset="):
            with suppress(SourceError):
                assert article_from_eml(start + content, "story.eml").text.encode()


@pytest.mark.parametrize("name", ["story.docx", "story.txt", "story"])
def test_what_a_file_is_comes_before_what_it_is_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(docx(paragraph(STORY[0])))
    assert open_source(str(tmp_path / name)).text == STORY[0]
    (tmp_path / name).write_bytes(epub([f"<p>{STORY[0]}</p>"], TestBook.ABOUT))
    assert open_source(str(tmp_path / name)).title == TITLE
