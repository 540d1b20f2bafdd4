"""Spreadsheets to blocks: each sheet that can be seen is a heading, its first full row the header of the others."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from ingest.document import Block, Read
from ingest.formats.package import SHEET, check_package
from ingest.formats.tables import without_empty_columns
from ingest.formats.text import decode
from sharebot.errors import DocumentError

MOST_ROWS = 20_000
MOST_CELLS = 400_000
MOST_COLUMNS = 200
MOST_LOOKED_AT = 1_100_000
"""Rows a sheet can have; formatting alone can make the last of them look used."""
FAULT = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
ROW, COLUMN = "{*}row", "{*}col"


@dataclass(slots=True)
class _Left:
    """How much more may be read, and what was not."""

    rows: int = MOST_ROWS
    cells: int = MOST_CELLS
    notes: list[str] = field(default_factory=list)


def read_sheet(file: Path) -> Read:
    """Its cells as they were last worked out. Raises DocumentError for what is no Excel file, is locked or a bomb."""
    noticed = check_package(file, SHEET)
    left = _Left()
    blocks: list[Block] = []
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        unseen = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                rows = _rows(sheet, left)
                blocks += [Block("heading", _in_line(sheet.title), 1), *_blocks(rows)] if rows else []
    finally:
        book.close()
    if unseen:
        names = ", ".join(f"“{name}”" for name in unseen[:5])
        left.notes.append(f"hidden sheets were left out ({names})")
    return Read(_title(book, blocks), blocks, (*noticed, *left.notes))


def read_csv(file: Path) -> Read:
    """A table in a text file, whatever its cells are kept apart by."""
    text, left = decode(file.read_bytes()), _Left()
    try:
        form: Any = csv.Sniffer().sniff(text[:8000], delimiters=",;\t|")
    except csv.Error:
        form = csv.excel
    try:
        rows = _within(csv.reader(io.StringIO(text), form), left, "the table")
    except csv.Error as error:
        raise DocumentError("it is not a table of comma-separated values that can be read") from error
    return Read("", list(_blocks(rows)), tuple(left.notes))


def _title(book: Any, blocks: list[Block]) -> str:
    stated = _in_line(book.properties.title or "")
    if stated:
        return stated
    lone = blocks[1].text if len(blocks) > 2 and blocks[1].kind == "paragraph" else ""
    return lone if len(lone.split()) <= 14 else ""


def _rows(sheet: Any, left: _Left) -> list[list[str]]:
    rows, columns = _unseen(sheet)
    sheet.reset_dimensions()
    shown = (
        [cell for at, cell in enumerate(cells) if at not in columns]
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=MOST_LOOKED_AT), start=1)
        if number not in rows
    )
    found = _within(shown, left, f"sheet “{_in_line(sheet.title)}”")
    if rows or columns:
        left.notes.append(f"hidden rows or columns were left out (sheet “{_in_line(sheet.title)}”)")
    return found


def _within(rows: Iterable[Sequence[Any]], left: _Left, where: str) -> list[list[str]]:
    """Rows that hold something, as many as may be read."""
    found: list[list[str]] = []
    for row in rows:
        cells = [_as_text(cell) for cell in row[:MOST_COLUMNS]]
        if not any(cells):
            found.append([]) if found and found[-1] else None
            continue
        if left.rows <= 0 or left.cells <= 0:
            left.notes.append(f"only the first {MOST_ROWS:,} rows were read ({where} has more)")
            break
        left.rows -= 1
        left.cells -= sum(bool(cell) for cell in cells)
        found.append(cells)
    return found


def _unseen(sheet: Any) -> tuple[set[int], set[int]]:
    """Hidden rows by number, from 1, and columns, from 0: openpyxl does not tell when it reads row by row."""
    rows: set[int] = set()
    columns: set[int] = set()
    with sheet._get_source() as source:
        found = etree.iterparse(
            source, events=("start", "end"), tag=(ROW, COLUMN), resolve_entities=False, no_network=True
        )
        for event, element in found:
            if event == "end":
                element.clear()
            elif element.get("hidden") in ("1", "true"):
                _note_hidden(element, rows, columns)
    return rows, columns


def _note_hidden(element: Any, rows: set[int], columns: set[int]) -> None:
    if element.tag.endswith("}row"):
        rows.add(int(element.get("r", "0")))
    else:
        first, last = int(element.get("min", "0")), int(element.get("max", "0"))
        columns.update(range(first - 1, min(last, 20_000)))


def _blocks(rows: list[list[str]]) -> Iterator[Block]:
    """Tables as they stand apart by an empty row; a row with a single cell is a line of text."""
    table: list[list[str]] = []
    for row in [*rows, []]:
        lone = sum(bool(cell) for cell in row) == 1
        if row and not (lone and not table):
            table.append(row)
            continue
        yield from _table(table)
        table = []
        if lone:
            yield Block("paragraph", next(cell for cell in row if cell))


def _table(rows: list[list[str]]) -> Iterator[Block]:
    cells = without_empty_columns(rows)
    if cells and len(cells[0]) == 1:
        yield from (Block("paragraph", row[0]) for row in cells)
        return
    for number, row in enumerate(cells):
        yield Block("row" if number else "header" if len(cells) > 1 else "paragraph", " | ".join(row))


def _as_text(value: Any) -> str:
    if value is None or (isinstance(value, str) and FAULT.fullmatch(value)):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        day = f"{value.day} {value:%B %Y}"
        return day if value.time() == time() else f"{day}, {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float):
        return f"{value:.10g}"
    return _in_line(str(value))


def _in_line(text: str) -> str:
    return " ".join(text.split())
