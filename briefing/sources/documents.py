"""Word documents (DOCX) and e-books (EPUB): XML in a zip archive, unpacked within limits and read without entities."""

import posixpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from briefing.errors import SourceError
from briefing.model import Article
from briefing.sources.archives import Archive, DamagedError
from briefing.sources.charset import decode_html, visible_controls
from briefing.sources.damage import CUT
from briefing.sources.limits import Limits
from briefing.sources.markup import parts_of_html
from briefing.sources.parts import Imprint, Part, article_from_parts, calendar_day, language_of, one_line, under
from briefing.sources.word import notes_in, parts_in, roles_of_styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
NAMED: Final = 3
"""Damaged chapters that are named."""

_NOTES: Final = ("footnotes", "endnotes")
"""Files of a Word document that hold what stands below its pages and at its end."""


def article_from_docx(content: bytes, source: str, limits: Limits | None = None) -> Article:
    """The article in a Word document: its paragraphs, also those in tables, with headings by their styles.

    Raises:
        SourceError: the document is too large, damaged or protected, or holds no text.
    """
    limits = limits or Limits()
    archive = Archive(content, source, limits)
    try:
        document = archive.xml("word/document.xml")
    except DamagedError:
        archive = archive.so_far()
        document = archive.xml("word/document.xml")
    notices = [CUT] if archive.is_cut else []

    def beside(name: str) -> "_Element | None":
        """A file that the text can do without; one that is damaged is told."""
        try:
            return archive.xml(name) if name in archive else None
        except DamagedError:
            notices.append(f"A part of the document is damaged and left out ({posixpath.basename(name)}).")
            return None

    styles = roles_of_styles(beside("word/styles.xml"))
    body = list(parts_in(document, styles))
    notes = [Part(words, "boilerplate") for name in _NOTES for words in notes_in(beside(f"word/{name}.xml"))]
    parts = _checked(_headed(body) + notes, source)
    about = beside("docProps/core.xml")
    imprint = Imprint(notices=tuple(notices))
    if about is not None:
        has_headline = parts[0].role == "headline"
        imprint = Imprint(
            title=None if has_headline else _said(about, "title"),
            byline=_said(about, "creator"),
            language=language_of(_said(about, "language")),
            notices=tuple(notices),
        )
    return article_from_parts(parts, source, imprint, limits)


def article_from_epub(content: bytes, source: str, limits: Limits | None = None) -> Article:
    """The text of an e-book, chapter after chapter under its title.

    Raises:
        SourceError: the book is too large, damaged or protected, or holds no text.
    """
    limits = limits or Limits()
    archive = Archive(content, source, limits)
    root = archive.xml("META-INF/container.xml").find(".//{*}rootfile")
    package_file = root.get("full-path", "") if root is not None else ""
    package = archive.xml(package_file)
    locked = _locked(archive)
    title = _said(package, "title") or ""
    chapters: list[Part] = []
    names = _chapters(package, posixpath.dirname(package_file))
    lost: list[str] = []
    for name in names:
        if name in locked:
            raise SourceError(f"{source} is protected against copying (DRM); open a book without it")
        try:
            chapters.extend(parts_of_html(visible_controls(decode_html(archive.read(name), source))))
        except DamagedError:
            lost.append(name)
    if lost and not chapters and len(lost) == len([name for name in names if name in archive]):
        raise archive.damaged()
    imprint = Imprint(
        title=title or None,
        byline=", ".join(one_line(author.text or "") for author in package.iter(f"{_DUBLIN_CORE}creator")),
        site=_said(package, "publisher"),
        published=calendar_day(_said(package, "date")),
        language=language_of(_said(package, "language")),
        notices=((CUT,) if archive.is_cut else ()) + _told_lost(lost, len(names)),
    )
    return article_from_parts(under(title, _checked(chapters, source)), source, imprint, limits)


def _told_lost(lost: list[str], chapters: int) -> tuple[str, ...]:
    """What to say of the chapters that are damaged or not there."""
    if not lost:
        return ()
    names = ", ".join(posixpath.basename(name) for name in lost[:NAMED]) + (", …" if lost[NAMED:] else "")
    return (f"{len(lost)} of {chapters} chapters cannot be read and are left out ({names}): the book is damaged.",)


def _checked(parts: list[Part], source: str) -> list[Part]:
    """The parts, if there is text in them."""
    if not any(part.text.strip() for part in parts):
        raise SourceError(f"{source} holds no text; if its pages are pictures, make their text readable with OCR first")
    return parts


def _said(about: "_Element", name: str) -> str | None:
    """What the metadata say under one of Dublin Core's names."""
    found = about.find(f".//{_DUBLIN_CORE}{name}")
    return (one_line(found.text or "") or None) if found is not None else None


def _headed(parts: list[Part]) -> list[Part]:
    """The parts with one headline: the first title, or the heading that everything else stands under."""
    parts = [part for part in parts if part.text.strip()]
    headlines = [place for place, part in enumerate(parts) if part.role == "headline"]
    if not headlines and parts and parts[0].role == "subhead":
        headlines = [0]
    for place in headlines:
        parts[place] = Part(parts[place].text, "headline" if place == headlines[0] else "subhead")
    return parts


def _chapters(package: "_Element", folder: str) -> list[str]:
    """The names of a book's files of text in the order of reading, without its table of contents."""
    manifest = {item.get("id"): item for item in package.iter("{*}item")}
    items = [manifest.get(entry.get("idref")) for entry in package.iter("{*}itemref") if entry.get("linear") != "no"]
    return [
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "").partition("#")[0])))
        for item in items
        if item is not None and "html" in item.get("media-type", "") and "nav" not in item.get("properties", "").split()
    ]


def _locked(archive: Archive) -> set[str]:
    """The names of the files that cannot be read without a key."""
    name = "META-INF/encryption.xml"
    return (
        {unquote(entry.get("URI", "")) for entry in archive.xml(name).iter("{*}CipherReference")} if name in archive else set()
    )
