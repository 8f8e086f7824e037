"""Word documents (DOCX) and e-books (EPUB): XML in a zip archive, unpacked within limits and read without entities."""

import io
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from briefing.errors import SourceError
from briefing.model import Article
from briefing.sources.charset import decode_html, visible_controls
from briefing.sources.limits import Limits, check_size
from briefing.sources.markup import parts_of_html
from briefing.sources.parts import Imprint, Part, article_from_parts, calendar_day, language_of, one_line, under
from briefing.sources.word import STRICT, TRANSITIONAL, notes_in, parts_in, roles_of_styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_CENTRAL: Final = b"PK\x01\x02"
"""What the directory of an archive says before each file."""

_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for an archive that is damaged, packed in an unknown way, or locked."""

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
NAMED: Final = 3
"""Damaged chapters that are named."""

_NOTES: Final = ("footnotes", "endnotes")
"""Files of a Word document that hold what stands below its pages and at its end."""


class DamagedError(SourceError):
    """A file in an archive cannot be read."""


class Archive:
    """The files in a zip archive; nothing is written to the disk, and no more is unpacked than the limits allow."""

    def __init__(self, content: bytes, source: str, limits: Limits) -> None:
        check_size(len(content), limits.document, source, "document_limit")
        self.source = source
        self._limits = limits
        self._left = limits.unpacked
        if content.count(_CENTRAL) > limits.members:
            raise SourceError(
                f"{source} packs more than {limits.members:,} files; raise member_limit in the settings to open it"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGED as error:
            raise self.damaged() from error

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The unpacked bytes of a file.

        Raises:
            SourceError: it is not there, is damaged or locked, or the archive unpacks to more than the limit.
        """
        info = self._zip.NameToInfo.get(name)
        if info is None:
            raise self.damaged()
        if info.flag_bits & 1:
            raise SourceError(f"{self.source} is protected by a password; save a copy without it and open that")
        try:
            with self._zip.open(info) as stream:
                content = stream.read(self._left + 1)
        except _DAMAGED as error:
            raise self.damaged() from error
        self._left -= len(content)
        if self._left < 0:
            size = self._limits.unpacked // 1_000_000
            raise SourceError(f"{self.source} unpacks to more than {size} MB; raise unpacked_limit in the settings to open it")
        return content

    def xml(self, name: str) -> "_Element":
        """The root of a file of XML. Entities stay what they are, and nothing outside the file is read.

        Raises:
            SourceError: as for `read`, or it is no XML.
        """
        from lxml import etree  # noqa: PLC0415 - no text file needs it

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
        )
        try:
            return etree.fromstring(self.read(name).replace(STRICT, TRANSITIONAL), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error

    def damaged(self) -> DamagedError:
        """What to say of an archive that cannot be read."""
        return DamagedError(f"{self.source} is damaged, or not what its name says; copy its text into a file and open that")


def article_from_docx(content: bytes, source: str, limits: Limits | None = None) -> Article:
    """The article in a Word document: its paragraphs, also those in tables, with headings by their styles.

    Raises:
        SourceError: the document is too large, damaged or protected, or holds no text.
    """
    limits = limits or Limits()
    archive = Archive(content, source, limits)
    notices: list[str] = []

    def beside(name: str) -> "_Element | None":
        """A file that the text can do without; one that is damaged is told."""
        try:
            return archive.xml(name) if name in archive else None
        except DamagedError:
            notices.append(f"A part of the document is damaged and left out ({posixpath.basename(name)}).")
            return None

    styles = roles_of_styles(beside("word/styles.xml"))
    body = list(parts_in(archive.xml("word/document.xml"), styles))
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
        notices=_told_lost(lost, len(names)),
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
