"""The reading order of a page: columns one after the other, what stands across them in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ingest.pdf.column_kinds import kind_of
from ingest.pdf.gutters import Item, Row, Strip, columns_of, run_from
from ingest.pdf.labels import BULLET, with_labels
from ingest.pdf.lines import Line, rows_of, words_of
from ingest.pdf.tables import NEXT_ROW, Table, aligned_table

MOST_ROWS = 400
"""On a page: one with more is read from top to bottom."""

LARGER = 1.12
APART = 1.6
"""Of the usual distance between lines: a wider one sets text below columns apart from them."""


def in_reading_order(lines: Sequence[Line], tables: Sequence[Table]) -> list[Item]:
    """Lines of one column have one `flow`; what lines up without being running text becomes a Table."""
    rows = _rows([*with_labels(lines), *tables])
    size = median([line.size for line in lines]) if lines else 10.0
    ordered: list[Item] = []
    flows = _flows(rows, size) if len(rows) <= MOST_ROWS else [[item for row in rows for item in _side_by_side(row)]]
    for flow, items in enumerate(flows):
        ordered += [replace(item, flow=flow) for item in items]
    return ordered


def _rows(items: Sequence[Item]) -> list[Row]:
    rows: list[Row] = [[*row] for row in rows_of(item for item in items if isinstance(item, Line))]
    rows += [[item] for item in items if isinstance(item, Table)]
    return sorted(rows, key=lambda row: -row[0].height)


def _flows(rows: Sequence[Row], size: float) -> Iterator[list[Item]]:
    """Items to be read from top to bottom, one list after the other."""
    every = [item for row in rows for item in row]
    whole = (min(item.left for item in every), max(item.right for item in every)) if every else (0.0, 0.0)
    plain: list[Item] = []
    at = 0
    while at < len(rows):
        run, gutters = run_from(rows, at, whole, size)
        columns = columns_of(run, gutters) if gutters else []
        kind = kind_of(columns)
        if kind == "columns":
            run = _without_what_follows(run, gutters, size, last=at + len(run) == len(rows))
            yield plain
            plain = []
            for column in columns_of(run, gutters):
                yield from _flows(_rows(column), size)
        elif kind == "table" and (table := aligned_table(_cells(run := _body(run), gutters))):
            plain.append(table)
        else:
            run = [rows[at]]
            plain += _side_by_side(rows[at])
        at += len(run)
    yield plain


def _side_by_side(row: Row) -> Row:
    """Parts of one line that are no columns, as one line."""
    lines = [item for item in row if isinstance(item, Line)]
    if len(lines) < 2:
        return row
    return [replace(lines[0], text=words_of(lines), right=lines[-1].right, bold=all(line.bold for line in lines))]


def _cells(run: Sequence[Row], gutters: Sequence[Strip]) -> list[list[Line]]:
    return [[item for item in column if isinstance(item, Line)] for column in columns_of(run, gutters)]


def _body(run: list[Row]) -> list[Row]:
    """A table's rows, without the paragraphs above and below that happen to leave its strips free."""
    full = [number for number, row in enumerate(run) if len(row) > 1]
    if not full or full[0] > 0:
        return []
    least = min((above[0].height - below[0].height for above, below in pairwise(run)), default=0.0)
    end = full[-1] + 1
    while end < len(run):
        line, gap = run[end][0], run[end - 1][0].height - run[end][0].height
        if not isinstance(line, Line) or line.bold or BULLET.match(line.text) or gap > NEXT_ROW * least:
            break
        end += 1
    return run[:end]


def _without_what_follows(run: list[Row], gutters: Sequence[Strip], size: float, last: bool) -> list[Row]:
    """Columns up to a heading that stands across them or below them, short though it is."""
    beside = [any(item.left >= gutters[0][1] - 1 for item in row) for row in run]
    usual = median([above[0].height - below[0].height for above, below in pairwise(run)] or [size])
    for number in range(1, len(run)):
        if beside[number]:
            continue
        line, gap = run[number][0], run[number - 1][0].height - run[number][0].height
        stands_out = isinstance(line, Line) and (line.bold or line.size >= LARGER * size)
        if not any(beside[number:]):
            if not last and (stands_out or gap > APART * usual):
                return run[:number]
        elif stands_out and any(beside[:number]) and _is_clear(run, gutters, line.height, size):
            return run[:number]
    return run


def _is_clear(run: Sequence[Row], gutters: Sequence[Strip], height: float, size: float) -> bool:
    """Whether the other columns are empty at that height, and well above and below it."""
    others = [item.height for row in run for item in row if item.left >= gutters[0][1] - 1]
    return not any(height - 1.1 * size < other < height + 2 * size for other in others)
