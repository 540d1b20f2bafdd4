"""Word files to blocks: headings by their style, lists and tables in their place."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.document import Block, Read
from sharebot.errors import DocumentError

MOST_UNPACKED = 300_000_000
MOST_PACKED_RATIO = 200
"""A word file unpacks to ten or twenty times its size; a bomb to thousands."""

HEADING = re.compile(r"heading (\d)", re.I)


def read_word(file: Path) -> Read:
    """Its text in order. Raises DocumentError for what is not a Word file, is locked, or is a bomb."""
    check_package(file)
    document = docx.Document(str(file))
    blocks = [block for part in document.iter_inner_content() for block in _blocks(part)]
    return Read(_title(document, blocks), blocks)


def check_package(file: Path) -> None:
    """Refuse, before unpacking, what is not a Word package of a sensible size."""
    with file.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError("it is locked with a password, or is an old Word file; save it as an open .docx")
    if not zipfile.is_zipfile(file):
        raise DocumentError("it is damaged or is not a Word file")
    with zipfile.ZipFile(file) as package:
        parts = package.infolist()
    if "word/document.xml" not in {part.filename for part in parts}:
        raise DocumentError("it is not a Word file")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or unpacked > MOST_PACKED_RATIO * max(packed, 100_000):
        raise DocumentError("it unpacks to far more than a document needs, so it was not opened")


def table_blocks(rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    """A table's rows as blocks, cells kept apart by bars; the first is its header."""
    lines = [" | ".join(cell for cell in row) for row in rows if any(row)]
    if len(lines) == 1:
        yield Block("paragraph", lines[0])
        return
    for number, line in enumerate(lines):
        yield Block("row" if number else "header", line)


def _title(document: WordDocument, blocks: list[Block]) -> str:
    styled = (p.text for p in document.paragraphs if p.style is not None and p.style.name == "Title")
    first = next((block.text for block in blocks if block.kind == "heading"), "")
    return _folded(next(styled, "") or first or document.core_properties.title)


def _blocks(part: Paragraph | Table) -> Iterator[Block]:
    if isinstance(part, Table):
        yield from table_blocks([_cells(part, number) for number in range(len(part.rows))])
    elif text := _folded(part.text):
        yield _paragraph(part, text)


def _cells(table: Table, number: int) -> list[str]:
    # A merged cell appears once for every column it spans.
    texts: list[str] = []
    seen = None
    for cell in table.rows[number].cells:
        if cell._tc is not seen:
            texts.append(_folded(cell.text))
        seen = cell._tc
    return texts


def _paragraph(paragraph: Paragraph, text: str) -> Block:
    style = (paragraph.style.name if paragraph.style is not None else None) or ""
    if style == "Title":
        return Block("heading", text, 1)
    if heading := HEADING.match(style):
        return Block("heading", text, int(heading[1]))
    properties = paragraph._p.pPr
    if style.startswith("List") or (properties is not None and properties.numPr is not None):
        return Block("item", f"- {text}")
    return Block("paragraph", text)


def _folded(text: str) -> str:
    return " ".join(text.split())
