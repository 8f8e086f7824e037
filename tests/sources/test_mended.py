"""What arrives broken or wrapped: flowed mail, feeds escaped too often, books with a damaged chapter, mixed encodings."""

import io
import zipfile

import pytest
from pages import STORY, TITLE
from test_documents import TestBook, docx, epub, packed, paragraph, told
from test_feeds import LINK, rss

from briefing.errors import SourceError
from briefing.sources import open_article, open_source
from briefing.sources.charset import decode_html
from briefing.sources.decoding import decode, is_mixed
from briefing.sources.documents import article_from_docx, article_from_epub
from briefing.sources.feeds import open_feed
from briefing.sources.mail import article_from_eml
from briefing.sources.text import MIXED

HEAD = f"From: Ann Roe <ann@post.example>\nSubject: {TITLE}\nDate: Sun, 31 Dec 2023 23:30:00 -0800\nMIME-Version: 1.0\n"


def mail(body: str, parameters: str = "; format=flowed") -> list[tuple[str, str]]:
    """The blocks of a mail under its subject."""
    header = f"{HEAD}Content-Type: text/plain; charset=utf-8{parameters}\nContent-Transfer-Encoding: 8bit\n\n"
    return told(article_from_eml(f"{header}{body}".encode(), "story.eml"))[1:]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The council \nvoted \nno.\n\nIt rose.\n", ["The council voted no.", "It rose."]),
        ("The council voted.\nIt rose.\n", ["The council voted.", "It rose."]),
        ("The council said \n From here on \nit votes.\n", ["The council said From here on it votes."]),
        ("It voted no. \n", ["It voted no."]),
    ],
)
def test_soft_line_breaks_are_joined(body: str, words: list[str]) -> None:
    assert [text for _, text in mail(body)] == words
    assert [text for _, text in mail(body.replace(" \n", "  \n"), "; format=flowed; delsp=yes")] == words


def test_a_word_that_a_soft_break_parts() -> None:
    assert mail("Its chair, K \narl Stolle, said no.\n", "; DelSp=Yes; Format=Flowed") == [
        ("body", "Its chair, Karl Stolle, said no.")
    ]


def test_what_a_mail_quotes_is_set_aside_by_its_depth_and_what_is_forwarded_is_not() -> None:
    answer = "I think that the council was right to vote as it did, and so do all my neighbours in this street."
    body = f"{answer}\n\n> The council \n> voted no.\n>> Will it vote?\n"
    assert mail(body) == [("body", answer), ("boilerplate", "The council voted no."), ("boilerplate", "Will it vote?")]
    wrote = "On Mon, 4 May 2026 at 10:00, Jo Bell <jo@post.example> wrote:"
    assert mail(f"{answer}\n\n{wrote}\n> It voted.\n")[1:] == [("boilerplate", wrote), ("boilerplate", "It voted.")]
    forwarded = mail("See this.\n\n" + "".join(f"> {text}\n>\n" for text in STORY))
    assert [text for role, text in forwarded if role != "boilerplate"][-len(STORY) :] == list(STORY)


def test_an_evening_stays_on_its_day() -> None:
    assert article_from_eml(f"{HEAD}\nThe council voted no.\n".encode(), "story.eml").published == "2023-12-31"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("<pubDate>Tue, 14 May 2024 20:30:00 -0500</pubDate>", "2024-05-14"),
        ("<pubDate>Wed, 1 May 2024 08:30:00 +1000</pubDate>", "2024-05-01"),
        ("<pubDate>Thu, 29 Feb 2024 23:59:00 EST</pubDate>", "2024-02-29"),
        ("<dc:date>2023-12-31T23:30:00-08:00</dc:date>", "2023-12-31"),
        ("<pubDate>14/09/2023</pubDate>", "2023-09-14"),
        ("<pubDate>Sep 14, 2023</pubDate>", "2023-09-14"),
        ("<pubDate>04/09/2023</pubDate>", None),
        ("<pubDate>some day</pubDate>", None),
    ],
)
def test_a_feed_keeps_its_day(written: str, day: str | None) -> None:
    (entry,) = open_feed(rss(f"<item><title>A</title><link>{LINK}</link>{written}</item>"), "feed.xml").entries
    assert entry.published == day


def body_of(description: str) -> list[str]:
    (article,) = open_feed(rss(f"<item><title>A</title><description>{description}</description></item>"), "feed.xml").articles
    return article.text.split("\n\n")[1:]


def test_a_body_that_was_escaped_too_often() -> None:
    html = "".join(f"<p>{text} <a href='/x'>Tides &amp; times</a></p>" for text in STORY)
    for _ in range(3):
        html = html.replace("&", "&amp;").replace("<", "&lt;")
        assert body_of(html) == [f"{text} Tides & times" for text in STORY]


def test_code_in_a_body_stays_code() -> None:
    html = f"<p>{STORY[0]}</p><p>Write <code>&lt;p>a&lt;/p></code> here.</p><p>{STORY[1]}</p>".replace("&", "&amp;").replace(
        "<", "&lt;"
    )
    assert body_of(html)[1] == "Write <p>a</p> here."


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Q&A prize", "Q&A prize"),
        ("Caf&eacute;&nbsp;owner wins", "Café owner wins"),
        ("A &nosuchthing; b &amp; c &#8217; &#x2019;", "A &nosuchthing; b & c ’ ’"),
        ("<![CDATA[Q&A &amp; more]]>", "Q&A & more"),
        ("Maker&amp;#8217;s mark", "Maker’s mark"),
    ],
)
def test_references_that_xml_does_not_know(written: str, title: str) -> None:
    (entry,) = open_feed(rss(f"<item><title>{written}</title><link>/a?b=1&c=2</link></item>"), "feed.xml").entries
    assert entry.title == title


def damaged(archive: bytes, name: str) -> bytes:
    """The archive with another checksum for one of its files."""
    content = bytearray(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        info = opened.getinfo(name)
    for mark, at in ((b"PK\x01\x02", 16), (b"PK\x03\x04", 14)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            if content[place + at : place + at + 4] == info.CRC.to_bytes(4, "little"):
                content[place + at] ^= 0xFF
    return bytes(content)


def test_one_damaged_chapter_does_not_refuse_the_book() -> None:
    book = epub([f"<p>{text}</p>" for text in STORY[:3]], TestBook.ABOUT)
    article = article_from_epub(damaged(book, "OEBPS/text/ch 1.xhtml"), "book.epub")
    assert article.text.split("\n\n") == [TITLE, STORY[0], STORY[2]]
    assert article.notices == ("1 of 3 chapters cannot be read and are left out (ch 1.xhtml): the book is damaged.",)
    for chapter in ("0", "1", "2"):
        book = damaged(book, f"OEBPS/text/ch {chapter}.xhtml")
    with pytest.raises(SourceError, match="damaged"):
        article_from_epub(book, "book.epub")


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_document(**more: str) -> bytes:
    content = docx("".join(map(paragraph, STORY)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return packed(files | {f"word/{name}.xml": text for name, text in more.items()})


def run(text: str, height: str = "") -> str:
    properties = f'<w:rPr><w:vertAlign w:val="{height}"/></w:rPr>' if height else ""
    return f"<w:r>{properties}<w:t xml:space='preserve'>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ((run("holds 40"), run("2", "superscript"), run(" million")), "holds 40 million"),
        ((run("holds 10"), run("6", "superscript"), run(" lamps")), "holds 10⁶ lamps"),
        ((run("breathes CO"), run("2", "subscript"), run(" there")), "breathes CO₂ there"),
        ((run("the 21"), run("st", "superscript"), run(" of May")), "the 21st of May"),
        ((run("holds 4"), run("2"), run(" million")), "holds 42 million"),
    ],
)
def test_raised_words_of_a_document_join_nothing(runs: tuple[str, ...], words: str) -> None:
    article = article_from_docx(docx(f"{paragraph(STORY[0])}<w:p>{''.join(runs)}</w:p>{paragraph(STORY[1])}"), "story.docx")
    assert words in article.text.split("\n\n")


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_rows_of_a_documents_table_stay_rows_and_a_layout_is_none() -> None:
    names = row(paragraph("For"), paragraph("Ann Roe") + paragraph("Jo Bell"), paragraph("41"))
    layout = row(paragraph("Home"), "".join(map(paragraph, STORY[:2])))
    article = article_from_docx(docx(f"{paragraph(STORY[2])}<w:tbl>{names}{layout}</w:tbl>{paragraph(STORY[3])}"), "story.docx")
    assert article.text.split("\n\n") == [STORY[2], "For | Ann Roe; Jo Bell | 41", "Home", *STORY[:2], STORY[3]]


def test_notes_of_a_document_are_kept_and_set_aside() -> None:
    notes = {
        kind: f'<w:{kind}s xmlns:w="{WORD}"><w:{kind} w:type="separator"><w:p/></w:{kind}>'
        f"<w:{kind}>{paragraph('Of 13 May.')}{paragraph('By hand.')}</w:{kind}></w:{kind}s>"
        for kind in ("footnote", "endnote")
    }
    article = article_from_docx(word_document(footnotes=notes["footnote"], endnotes=notes["endnote"]), "story.docx")
    assert [article.text[block.start : block.end] for block in article.set_aside] == ["Of 13 May. By hand."] * 2


@pytest.mark.parametrize("name", ["word/styles.xml", "docProps/core.xml"])
def test_a_damaged_part_of_a_document_is_told(name: str) -> None:
    article = article_from_docx(damaged(word_document(), name), "story.docx")
    assert article.text.split("\n\n") == list(STORY)
    assert article.notices == (f"A part of the document is damaged and left out ({name.rpartition('/')[2]}).",)


UTF8, CP1252 = "Café “one” — 1 €.\n", "The café “two” — it’s here.\n"


@pytest.mark.parametrize("lines", [(UTF8, CP1252), (CP1252, UTF8), (UTF8, UTF8, CP1252 * 3)])
def test_a_text_in_two_encodings_is_read_and_told(tmp_path, lines: tuple[str, ...]) -> None:
    content = b"".join(line.encode("cp1252" if line.startswith("The") else "utf-8") for line in lines)
    for name in ("story.txt", "story.md"):
        (tmp_path / name).write_bytes(content)
        article = open_article(tmp_path / name)
        assert article.text.split() == "".join(lines).split()
        assert article.notices == (MIXED,)
    assert decode_html(content, "page.html") == "".join(lines)


@pytest.mark.parametrize(
    "text", ["Spaß” sagte er, und es war “gut”. É»", "naïve café", "plain", "“It’s — fine…”, she said to all of us"]
)
def test_a_text_in_one_encoding_is_not_mixed(text: str) -> None:
    for encoding in ("utf-8", "cp1252"):
        content = text.encode(encoding)
        assert not is_mixed(content)
        assert decode(content, "a.txt") == text


@pytest.mark.parametrize("declared", ["macintosh", "x-mac-roman", "mac-roman", "MacRoman"])
def test_mac_roman_is_believed_where_it_is_declared(declared: str) -> None:
    text = f'<meta charset="{declared}"><p>Café “one” — it’s here.</p>'
    assert decode_html(text.encode("mac-roman"), "page.html") == text


def test_mac_roman_is_guessed_where_nothing_declares_it() -> None:
    text = "The café “Björk” – it’s the town’s – won €5 and the jury’s prize on Monday, said Åsa Ek. " * 3
    assert decode(text.encode("mac-roman"), "a.txt") == text


def test_unseen_characters_of_a_page_are_not_in_its_text(tmp_path) -> None:
    html = "".join(f"<p>{text}</p>" for text in STORY)
    (tmp_path / "feed.xml").write_bytes(
        rss(f"<item><title>A</title><description><![CDATA[{html.replace('ar', 'a&shy;r')}]]></description></item>")
    )
    (article,) = open_source(str(tmp_path / "feed.xml")).articles
    assert article.text.split("\n\n")[1:] == list(STORY)
