"""Tables of a PDF: their cells, tables seen by how text lines up, and tables that go on over pages."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.document import Block
from ingest.formats.tables import table_blocks
from ingest.pdf.joining import joined
from ingest.pdf.labels import with_labels
from ingest.pdf.lines import SAME_LINE, Line, rows_of, words_of

NEXT_ROW = 1.35
"""Of the least distance between lines: a wider one parts two rows."""

SAME_COLUMN = 12.0
LONG_CELL = 40
LONGEST_CELL = 200
"""Words: a row with two long cells, or one of the longest, is a layout and reads better as one cell after the other."""

Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, and where they stand."""

    rows: tuple[tuple[Cell, ...], ...]
    page: int
    page_label: str
    left: float
    right: float
    height: float
    """Its top, above the foot of the page."""
    flow: int = 0
    last_page: int = 0
    """The page it ends on, if that is another."""

    def lines(self) -> Iterator[Line]:
        yield from (line for row in self.rows for cell in row for line in cell)


def cell_text(cell: Cell) -> str:
    """What stands in one cell, a broken word mended."""
    pages = [[line for line in cell if line.page == page] for page in dict.fromkeys(line.page for line in cell)]
    return joined([words_of(row) for lines in pages for row in rows_of(lines)])


def aligned_table(columns: Sequence[Sequence[Line]]) -> Table | None:
    """A table without rules, given the lines of each column; none if they make no two rows."""
    lines = [line for column in columns for line in column]
    if not lines:
        return None
    starts = _row_starts(columns)
    rows: list[tuple[Cell, ...]] = []
    for top, under in zip(starts, [*starts[1:], float("-inf")], strict=True):
        rows.append(tuple(tuple(line for line in column if under + 1 < line.height <= top + 1) for column in columns))
    return made_table(rows, lines, min(line.left for line in lines), max(line.right for line in lines))


def made_table(rows: Sequence[tuple[Cell, ...]], lines: Sequence[Line], left: float, right: float) -> Table | None:
    """None if no two rows have two cells that say something."""
    if sum(sum(map(bool, row)) >= 2 for row in rows) < 2:
        return None
    first = max(lines, key=lambda line: line.height)
    return Table(tuple(rows), first.page, first.page_label, left, right, first.height)


def _row_starts(columns: Sequence[Sequence[Line]]) -> list[float]:
    """Heights at which rows begin: below a wide gap, or where the first column begins anew beside another."""
    heights = [row[0].height for row in rows_of([line for column in columns for line in column])]
    gaps = [above - below for above, below in pairwise(heights)]
    if gaps and max(gaps) > NEXT_ROW * min(gaps):
        return heights[:1] + [below for above, below in pairwise(heights) if above - below > NEXT_ROW * min(gaps)]
    full = [height for height in heights if sum(_at(column, height) is not None for column in columns) >= 2]
    return [height for number, height in enumerate(full) if number == 0 or _begins(columns[0], height)]


def _at(column: Sequence[Line], height: float) -> Line | None:
    return next((line for line in column if abs(line.height - height) <= SAME_LINE), None)


def _begins(column: Sequence[Line], height: float) -> bool:
    line = _at(column, height)
    return line is not None and not re.match(r"[a-z]", line.text)


def blocks_of_table(table: Table, read: Callable[[Sequence[Line]], Iterator[Block]]) -> Iterator[Block]:
    """Rows, the first as the header; `read` makes blocks of the lines of cells too long for a row."""
    begun = False
    boxes = max(map(len, table.rows)) == 1
    for is_long, together in groupby(filter(any, table.rows), lambda row: boxes or _is_long(row)):
        rows = list(together)
        if is_long:
            for cell in (cell for row in rows for cell in row if cell):
                yield from read([replace(line, flow=table.flow) for row in rows_of(with_labels(cell)) for line in row])
        else:
            for block, row in zip(table_blocks([_said(row) for row in rows]), rows, strict=True):
                first = next(cell[0] for cell in row if cell)
                yield replace(block, kind="row" if begun else block.kind, page=first.page, page_label=first.page_label)
        begun = True


def _is_long(row: Sequence[Cell]) -> bool:
    words = [len(cell_text(cell).split()) for cell in row]
    return sum(count > LONG_CELL for count in words) > 1 or max(words) > LONGEST_CELL


def with_rest(before: Table, table: Table) -> Table | None:
    """Both as one table, a repeated header and a broken row mended; none if `table` is a table of its own."""
    alike = abs(before.left - table.left) < SAME_COLUMN and abs(before.right - table.right) < SAME_COLUMN
    if table.page != (before.last_page or before.page) + 1 or not alike:
        return None
    rows = table.rows
    if _said(rows[0]) == _said(before.rows[0]):
        rows = rows[1:]
    elif max(map(len, rows)) != max(map(len, before.rows)):
        return None
    last = before.rows[-1]
    if rows and _is_rest_of_row(last, rows[0]):
        whole = tuple((*begun, *rest) for begun, rest in zip(last, rows[0], strict=True))
        return replace(before, rows=(*before.rows[:-1], whole, *rows[1:]), last_page=table.page)
    return replace(before, rows=(*before.rows, *rows), last_page=table.page)


def _is_rest_of_row(last: Sequence[Cell], row: Sequence[Cell]) -> bool:
    texts = [text for text in _said(row) if text]
    return len(last) == len(row) and not row[0] and all(text[0].islower() for text in texts)


def _said(row: Sequence[Cell]) -> list[str]:
    return [cell_text(cell) for cell in row]
