"""PDF files to blocks, each with its page."""

import logging
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

from ingest.document import Block, Read
from ingest.pdf_blocks import blocks_of
from ingest.pdf_lines import Line, without_margins
from sharebot.errors import DocumentError

MOST_PAGES = 3000
MOST_CHARACTERS = 20_000_000
NOT_A_TITLE = re.compile(r"microsoft|untitled|\.(docx?|pdf|indd|qxd|pptx?|xlsx?)\b|^\W*$", re.I)

# pypdf reports every oddity of a file it then reads well enough.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(file: Path) -> Read:
    """Its text, page by page. Raises DocumentError for what is not a PDF, is locked, or holds no text."""
    try:
        reader = _opened(file)
        lines = list(_lines(reader))
        outline = _outline(reader)
    except PyPdfError as error:
        raise DocumentError(f"it is damaged or is not a PDF ({error})") from error
    if not any(line.text for line in lines):
        raise DocumentError("it holds pictures of pages but no text (a scan); run text recognition (OCR) on it first")
    blocks = blocks_of(without_margins(lines, len(reader.pages)), outline)
    return Read(_title(reader, blocks), blocks)


def _opened(file: Path) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError("it is locked with a password; save it without one")
    if not len(reader.pages):
        raise DocumentError("it has no pages")
    if len(reader.pages) > MOST_PAGES:
        raise DocumentError(f"it has more than {MOST_PAGES} pages; divide it")
    return reader


@dataclass(frozen=True, slots=True)
class _Run:
    """Text in one font, as the PDF draws it."""

    text: str
    size: float
    bold: bool
    height: float


def _lines(reader: pypdf.PdfReader) -> Iterator[Line]:
    labels = reader.page_labels
    characters = 0
    for number, page in enumerate(reader.pages, start=1):
        for runs in _rows(page):
            line = _line(runs, number, labels[number - 1])
            characters += len(line.text)
            if characters > MOST_CHARACTERS:
                raise DocumentError("it holds more text than a document should; divide it")
            yield line


def _rows(page: pypdf.PageObject) -> Iterator[list[_Run]]:
    """What the page draws, cut at its line ends."""
    runs: list[_Run] = []

    def keep(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        scale = math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        runs.append(_Run(text, round(abs(size * scale), 1), bold, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=keep)
    row: list[_Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        row.append(_Run(first, run.size, run.bold, run.height))
        for part in others:
            yield row
            row = [_Run(part, run.size, run.bold, run.height)]
    yield row


def _line(runs: list[_Run], page: int, label: str) -> Line:
    written = [run for run in runs if run.text.strip()]
    if not written:
        return Line("", 0.0, False, 0.0, page, label)
    size = max(written, key=lambda run: len(run.text)).size
    # A small number set in a line is the mark of a footnote, not part of the sentence.
    kept = [run for run in runs if not (run.size < 0.8 * size and re.fullmatch(r"\s*\d{1,3}\s*", run.text))]
    height = next(run.height for run in written if run.size == size)
    bold = all(run.bold for run in written if re.search(r"\w", run.text))
    return Line(_folded("".join(run.text for run in kept)), size, bold, height, page, label)


def _outline(reader: pypdf.PdfReader) -> list[tuple[str, int]]:
    """The headings in the file's own list of bookmarks, with their level; none if it is damaged."""
    try:
        return list(_flattened(reader.outline, 1))
    except (PyPdfError, KeyError, TypeError, ValueError, AttributeError):
        return []


def _flattened(entries: Any, level: int) -> Iterator[tuple[str, int]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flattened(entry, level + 1)
        elif entry.title:
            yield str(entry.title), level


def _title(reader: pypdf.PdfReader, blocks: list[Block]) -> str:
    stated = _folded(str((reader.metadata.title if reader.metadata else None) or ""))
    if len(stated.split()) > 1 and not NOT_A_TITLE.search(stated):
        return stated
    return next((block.text for block in blocks if block.kind == "heading"), "")


LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xF0B7: "•",
    0xF0A7: "•",
    0x7F: "•",
}
"""And bullets, which some programs write as a character of their own."""


def _folded(text: str) -> str:
    return " ".join(text.translate(LIGATURES).split())
