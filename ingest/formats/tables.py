"""Rows of cells to blocks, the same way for every format."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Block


def table_blocks(rows: Sequence[Sequence[str]], page: int | None = None) -> Iterator[Block]:
    """A table's rows as blocks, cells kept apart by bars; the first is its header. A lone row is a paragraph."""
    lines = [" | ".join(cell for cell in row) for row in rows if any(row)]
    if len(lines) == 1:
        yield Block("paragraph", " | ".join(cell for cell in next(row for row in rows if any(row)) if cell), 0, page)
        return
    for number, line in enumerate(lines):
        yield Block("row" if number else "header", line, 0, page)


def without_empty_columns(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows made equally long, without columns that hold nothing, and without rows that hold nothing."""
    width = max((len(row) for row in rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in rows if any(row)]
    used = [number for number in range(width) if any(row[number] for row in filled)]
    return [[row[number] for number in used] for row in filled]


def without_repeats(cells: Sequence[str]) -> list[str]:
    """A cell that spans several columns, said once."""
    return [*cells[:1], *[cell for before, cell in pairwise(cells) if cell != before]]
