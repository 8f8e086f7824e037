"""Zip archives: read within limits, and as far as they go where they are damaged."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from itertools import islice
from typing import TYPE_CHECKING, Final, Self

from briefing.errors import SourceError
from briefing.sources.limits import Limits, check_size

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOCAL: Final = b"PK\x03\x04"
"""What stands before each file in an archive."""
_HEADER: Final = struct.Struct("<4s5H3L2H")
"""And what follows: of its fields, the flags, the packing, the packed size and the lengths of name and extra are used."""

_PIECE: Final = 1_024
"""Bytes that are unpacked at once: as many are lost at most before a damaged place."""

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

_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""Two names for one thing: Word writes the second, and the first where it is asked for the strict standard."""


class DamagedError(SourceError):
    """A file in an archive cannot be read."""


class Archive:
    """The files in a zip archive; nothing is written to the disk, and no more is unpacked than the limits allow."""

    def __init__(self, content: bytes, source: str, limits: Limits) -> None:
        check_size(len(content), limits.document, source, "document_limit")
        self.source = source
        self.is_cut = False
        """Whether the files are what could be unpacked of a damaged archive."""
        self._content = content
        self._limits = limits
        self._left = limits.unpacked
        if content.count(_CENTRAL) > limits.members:
            raise SourceError(
                f"{source} packs more than {limits.members:,} files; raise member_limit in the settings to open it"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGED:
            self._salvage()

    def so_far(self) -> Self:
        """The same archive with of each file what can be unpacked before it breaks.

        Raises:
            SourceError: it unpacks to more than the limit.
        """
        found = copy(self)
        found._salvage()  # noqa: SLF001 - our own
        return found

    def _salvage(self) -> None:
        """Take the files in the order of the archive, without its directory."""
        files: dict[str, bytes] = {}
        left = self._limits.unpacked
        for name, content in islice(salvaged(self._content, left), self._limits.members):
            left -= len(content)
            self._check_left(left)
            files[name] = content
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as mended:
            for name, content in files.items():
                mended.writestr(zipfile.ZipInfo(name), content)
        self._zip = zipfile.ZipFile(packed)
        self.is_cut = True

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
        self._check_left(self._left)
        return content

    def _check_left(self, left: int) -> None:
        """Refuse what unpacks to more than the limit."""
        if left < 0:
            size = self._limits.unpacked // 1_000_000
            raise SourceError(f"{self.source} unpacks to more than {size} MB; raise unpacked_limit in the settings to open it")

    def xml(self, name: str) -> "_Element":
        """The root of a file of XML. Entities stay what they are, and nothing outside the file is read.

        Raises:
            SourceError: as for `read`, or it is no XML.
        """
        from lxml import etree  # noqa: PLC0415 - no text file needs it

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
            recover=self.is_cut,
        )
        try:
            root: _Element | None = etree.fromstring(self.read(name).replace(_STRICT, TRANSITIONAL), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        if root is None:  # nothing could be recovered
            raise self.damaged()
        return root

    def damaged(self) -> DamagedError:
        """What to say of an archive that cannot be read."""
        return DamagedError(f"{self.source} is damaged, or not what its name says; copy its text into a file and open that")


def salvaged(content: bytes, most: int) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, each as far as it can be unpacked, and to one byte more than `most` at most.

    They are found by what stands before each, as the directory at the end may be lost.
    """
    at = content.find(_LOCAL)
    while 0 <= at <= len(content) - _HEADER.size:
        _, _, flags, packing, _, _, _, size, _, name_length, extra_length = _HEADER.unpack_from(content, at)
        name_end = at + _HEADER.size + name_length
        start = name_end + extra_length
        name = content[name_end - name_length : name_end].decode("utf-8", "replace")
        end = start
        if packing == zipfile.ZIP_DEFLATED and not flags & 1:
            unpacked, end = _inflated(content, start, most)
            yield name, unpacked
        elif packing == zipfile.ZIP_STORED and not flags & 1:
            end = start + min(size, most + 1)
            yield name, content[start:end]
        at = content.find(_LOCAL, end)


def _inflated(content: bytes, start: int, most: int) -> tuple[bytes, int]:
    """What can be unpacked from a place on, and where that ends."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = bytearray()
    at = start
    while at < len(content) and not unpacking.eof and len(unpacked) <= most:
        piece = content[at : at + _PIECE]
        try:
            unpacked += unpacking.decompress(piece)
        except zlib.error:
            break
        at += len(piece)
    return bytes(unpacked), at - len(unpacking.unused_data)
