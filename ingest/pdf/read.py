"""PDF files to blocks, each with its page."""

import logging
import re
from pathlib import Path

import pypdf
from pypdf.errors import EmptyFileError, LimitReachedError, PyPdfError

from ingest.document import Block, Read
from ingest.pdf.blocks import blocks_of
from ingest.pdf.columns import in_reading_order
from ingest.pdf.graphics import DAMAGED
from ingest.pdf.grid import ruled_tables
from ingest.pdf.lines import Line, without_margins
from ingest.pdf.outline import bookmarks
from ingest.pdf.pages import Pages, pages_of
from ingest.pdf.rows import folded
from ingest.pdf.tables import Table
from sharebot.errors import DocumentError

MOST_PAGES = 3000
MOST_STEPS_A_PAGE = 1_000_000
"""Counted as pypdf counts them: drawing steps and the numbers they carry."""

FEWEST_ROWS = 3
"""Of a table: with fewer it may be a header or footer set as a table."""

NOT_A_TITLE = re.compile(r"microsoft|untitled|\.(docx?|pdf|indd|qxd|pptx?|xlsx?)\b|^\W*$", re.I)

# pypdf reports every oddity of a file it then reads well enough.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(file: Path) -> Read:
    """Its text, page by page. Raises DocumentError for what is not a PDF, is locked, or holds no text."""
    try:
        with pypdf.apply_configuration(stream_parsing_work_maximum_count=MOST_STEPS_A_PAGE):
            reader = _opened(file)
            pages = pages_of(reader, file)
            outline = bookmarks(reader)
            stated = _stated_title(reader)
    except EmptyFileError as error:
        raise DocumentError("it is empty") from error
    except LimitReachedError as error:
        raise DocumentError("it asks for far more work than a document needs, so it was not read") from error
    except RecursionError as error:
        raise DocumentError("it is nested too deeply to be read safely") from error
    except (PyPdfError, *DAMAGED) as error:
        raise DocumentError(f"it is damaged or is not a PDF ({error})") from error
    if not any(page.lines or page.aside for page in pages.texts):
        raise DocumentError(pages.why_empty())
    blocks = blocks_of(_in_order(pages), outline)
    return Read(_title(stated, blocks), blocks, tuple(pages.notes()))


def _opened(file: Path) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError("it is locked with a password; save it without one")
    if not len(reader.pages):
        raise DocumentError("it has no pages")
    if len(reader.pages) > MOST_PAGES:
        raise DocumentError(f"it has more than {MOST_PAGES} pages; divide it")
    return reader


def _in_order(pages: Pages) -> list[Line | Table]:
    tables = [ruled_tables(page.lines, page.rules, page.shading)[0] for page in pages.texts]
    # What stands in a table of some size is no header or footer, though a table's own header comes back on each page.
    large = [[table for table in here if len(table.rows) >= FEWEST_ROWS] for here in tables]
    inside = {id(line) for here in large for table in here for line in table.lines()}
    outside = without_margins([[line for line in page.lines if id(line) not in inside] for page in pages.texts])
    items: list[Line | Table] = []
    for page, here, lines in zip(pages.texts, large, outside, strict=True):
        small, rest = ruled_tables(lines, page.rules, page.shading)
        items += [*in_reading_order(rest, [*here, *small]), *page.aside]
    return items


def _stated_title(reader: pypdf.PdfReader) -> str:
    try:
        return folded(str((reader.metadata.title if reader.metadata else None) or ""))
    except (PyPdfError, *DAMAGED):
        # A damaged title is no title: the first heading will do.
        return ""


def _title(stated: str, blocks: list[Block]) -> str:
    if len(stated.split()) > 1 and not NOT_A_TITLE.search(stated):
        return stated
    return next((block.text for block in blocks if block.kind == "heading"), "")
