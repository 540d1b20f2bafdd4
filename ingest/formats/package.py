"""What is checked of a zipped document before anything in it is used: its size unpacked, its names, its XML."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sharebot.errors import DocumentError

MOST_UNPACKED = 300_000_000
MOST_PACKED_RATIO = 200
"""An office file unpacks to ten or twenty times its size; a bomb to thousands."""
MOST_PARTS = 20_000
PIECE = 1 << 18

OLE = b"\xd0\xcf\x11\xe0"
SAVE_ANEW = "it is damaged or is not {}; open it and save it anew"
TOO_MUCH = "it unpacks to far more than a document needs, so it was not opened"
ODD_NAMES = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\x00")
XML_PART = re.compile(r"\.(xml|rels|vml)$", re.I)
DEFINITIONS = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.I)
ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
MACROS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml)$|^(Basic|Scripts)/", re.I)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of office file."""

    name: str
    """With its article, as it is said in a sentence."""
    heart: str
    """The part without which it is not one."""
    ending: str


WORD = Kind("a Word file", "word/document.xml", ".docx")
SLIDES = Kind("a PowerPoint file", "ppt/presentation.xml", ".pptx")
SHEET = Kind("an Excel file", "xl/workbook.xml", ".xlsx")
ODT = Kind("an OpenDocument text", "content.xml", ".odt")


def check_package(file: Path, kind: Kind) -> tuple[str, ...]:
    """Notes for the owner. Raises DocumentError, before anything is unpacked, for what is not safe or not that kind."""
    with file.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(OLE):
        raise DocumentError(f"it is locked with a password, or is an old Office file; save it as an open {kind.ending}")
    if not zipfile.is_zipfile(file):
        raise DocumentError(SAVE_ANEW.format(kind.name))
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            _check_kind({part.filename for part in parts}, kind)
            _check_parts(parts)
            _check_contents(package, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, UnicodeDecodeError) as error:
        raise DocumentError(SAVE_ANEW.format(kind.name)) from error
    return ("it holds macros, which were not run",) if any(MACROS.search(part.filename) for part in parts) else ()


def _check_kind(names: set[str], kind: Kind) -> None:
    if kind.heart in names:
        return
    other = next((one for one in (WORD, SLIDES, SHEET) if one.heart in names), None)
    if other:
        raise DocumentError(f"it is {other.name}, not {kind.name}; give its name the ending {other.ending}")
    raise DocumentError(f"it is not {kind.name}")


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    """By what the archive says of itself."""
    if len(parts) > MOST_PARTS:
        raise DocumentError("it holds far more parts than a document needs, so it was not opened")
    if any(part.flag_bits & 1 for part in parts):
        raise DocumentError("it is locked with a password; save it without one")
    if any(ODD_NAMES.search(part.filename) for part in parts):
        raise DocumentError("it holds parts that point outside it, so it was not opened")
    if len({part.filename for part in parts}) < len(parts) or _overlap(parts):
        raise DocumentError("it holds parts that lie on top of each other, so it was not opened")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or unpacked > MOST_PACKED_RATIO * max(packed, 100_000):
        raise DocumentError(TOO_MUCH)


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether one part's bytes are counted as another's too: how a small archive is made to hold endless text."""
    end = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        if part.header_offset < end:
            return True
        end = part.header_offset + 30 + part.compress_size
    return False


def _check_contents(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """By what is really there: bytes are counted while unpacking, and XML may define nothing."""
    left = MOST_UNPACKED
    for part in parts:
        is_xml = XML_PART.search(part.filename) is not None and part.filename != "META-INF/manifest.xml"
        before = b""
        for piece in _pieces(package, part):
            left -= len(piece)
            if left < 0:
                raise DocumentError(TOO_MUCH)
            if is_xml:
                _check_xml(before + piece, first=not before)
                before = piece[-40:]


def _pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(part) as stream:
        while piece := stream.read(PIECE):
            yield piece


def _check_xml(text: bytes, first: bool) -> None:
    declared = ENCODING.match(text.removeprefix(b"\xef\xbb\xbf")) if first else None
    if declared and declared[1].lower() not in ENCODINGS:
        raise DocumentError("it is written in an encoding that office files never use, so it was not opened")
    # In UTF-16 every other byte is a zero.
    plain = text.replace(b"\x00", b"") if text[:4].count(0) or b"<\x00!" in text or b"\x00<\x00!" in text else text
    if DEFINITIONS.search(plain):
        raise DocumentError("it holds XML definitions, which office files never do, so it was not opened")
