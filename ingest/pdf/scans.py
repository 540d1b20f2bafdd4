"""Pages that are pictures: finding them, and reading them where Tesseract is installed."""

import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from ingest.pdf.hidden import Seen, is_picture_of_page
from ingest.pdf.lines import Line
from ingest.pdf.state import Drawn, Piece

FEWEST_LETTERS = 25
"""A page with fewer that a picture covers is a picture of a page: a stamp or a page number may be drawn over it."""

MOST_SHAPES = 200
"""Filled outlines with curves: a page with more and no text has its letters drawn as shapes."""

MOST_PIXELS_OF_PICTURE = 50_000_000
MOST_PIXELS = 12_000_000
DOTS_PER_POINT = 300 / 72
MOST_PAGES = 200
MOST_SECONDS = 420.0
SECONDS_A_PAGE = 60

SURE = 50
"""Per cent: a line in which no word is recognised more surely is taken for part of a picture."""

WIDE_GAP = 1.5
"""Of the line's height: a wider one parts two columns or cells."""

LARGER = 1.4
"""Of the usual height: the height of a line depends on its letters, so only far larger ones are headings."""


@dataclass(slots=True)
class Recognised:
    """What Tesseract found."""

    lines: dict[int, list[Line]] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)
    """Pages that took too long, are too large, or are too many."""


def letters_of(pieces: Sequence[Piece]) -> int:
    """How many letters that can be read."""
    return sum(len(re.findall(r"[^\W_]", piece.text)) for piece in pieces)


def is_scan(drawn: Drawn, seen: Seen) -> bool:
    """Whether the page is a picture of text, or writes its text in shapes or in a font that cannot be read."""
    if letters_of(seen.shown) >= FEWEST_LETTERS:
        return False
    return is_picture_of_page(drawn) or drawn.shapes >= MOST_SHAPES or drawn.unread >= FEWEST_LETTERS


def can_be_rendered(drawn: Drawn) -> bool:
    """Whether no picture on it is so large that drawing the page could exhaust the memory."""
    return sum(picture.pixels for picture in drawn.pictures) <= MOST_PIXELS_OF_PICTURE


def tesseract_is_here() -> bool:
    return shutil.which("tesseract") is not None


def recognise(file: Path, pages: Sequence[tuple[int, str]]) -> Recognised:
    """Read the pictures of these pages, each given by its number and its label."""
    found = Recognised()
    until = time.monotonic() + MOST_SECONDS
    document = pypdfium2.PdfDocument(file)
    try:
        for number, label in pages:
            lines = None
            if len(found.lines) < MOST_PAGES and time.monotonic() < until:
                lines = _recognised(document, number, label)
            if lines is None:
                found.failed.append(number)
            else:
                found.lines[number] = lines
    finally:
        document.close()
    return found


def _recognised(document: pypdfium2.PdfDocument, number: int, label: str) -> list[Line] | None:
    # Imported where it is needed: it brings a data library that takes long to load.
    import pytesseract  # type: ignore[import-untyped]

    page = document[number - 1]
    width, height = page.get_size()
    scale = min(DOTS_PER_POINT, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_pil()
    turns = "osd" in pytesseract.get_languages()
    try:
        words = pytesseract.image_to_data(
            image, config=f"--psm {1 if turns else 3}", timeout=SECONDS_A_PAGE, output_type=pytesseract.Output.DICT
        )
    except (RuntimeError, pytesseract.TesseractError):
        return None
    return _lines(words, scale, height, number, label)


def _lines(words: dict[str, list[Any]], scale: float, height: float, page: int, label: str) -> list[Line]:
    rows: dict[tuple[Any, ...], list[int]] = {}
    for at, text in enumerate(words["text"]):
        if text.strip() and float(words["conf"][at]) >= 0:
            key = (words["block_num"][at], words["par_num"][at], words["line_num"][at])
            rows.setdefault(key, []).append(at)
    sure = [row for row in rows.values() if max(float(words["conf"][at]) for at in row) >= SURE]
    highs = [max(words["height"][at] for at in row) / scale for row in sure]
    usual = round(median(highs), 1) if highs else 0.0
    lines = []
    for row, high in zip(sure, highs, strict=True):
        size = usual if high < LARGER * usual else round(high, 1)
        foot = height - max(words["top"][at] + words["height"][at] for at in row) / scale
        for part in _parts(row, words, WIDE_GAP * high * scale):
            left = words["left"][part[0]] / scale
            right = (words["left"][part[-1]] + words["width"][part[-1]]) / scale
            text = " ".join(words["text"][at].strip() for at in part)
            lines.append(Line(text, size, False, foot, page, label, left, right))
    return lines


def _parts(row: Sequence[int], words: dict[str, list[Any]], wide: float) -> list[list[int]]:
    parts = [[row[0]]]
    for before, at in pairwise(row):
        if words["left"][at] - words["left"][before] - words["width"][before] > wide:
            parts.append([])
        parts[-1].append(at)
    return parts
