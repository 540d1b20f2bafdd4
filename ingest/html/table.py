"""A table on a web page as rows of texts."""

from collections.abc import Callable
from itertools import pairwise

from bs4 import Tag

MOST_SPAN = 50


def own_rows(table: Tag) -> list[Tag]:
    """Not those of a table inside it."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def own_cells(row: Tag) -> list[Tag]:
    return list(row.find_all(["th", "td"], recursive=False))


def is_layout(table: Tag) -> bool:
    """Whether it puts text side by side rather than being a table: then it is read like any other part."""
    rows = own_rows(table)
    one_column = max((len(own_cells(row)) for row in rows), default=0) <= 1
    holds_parts = table.find(["table", "h1", "h2", "h3", "h4"]) is not None
    return table.get("role") in ("presentation", "none") or one_column or holds_parts


def rows_of(table: Tag, text: Callable[[Tag], str]) -> list[list[str]]:
    """A cell over several rows is said again in each; one over several columns is said once."""
    carried: dict[int, tuple[int, str]] = {}
    rows = []
    for row in own_rows(table):
        cells: list[str] = []
        for cell in own_cells(row):
            _take_carried(cells, carried)
            down, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            words = text(cell)
            if down > 1:
                carried[len(cells)] = (down - 1, words)
            cells += [words, *[words] * (wide - 1)]
        _take_carried(cells, carried)
        rows.append(cells)
    return [_said_once(row) for row in rows]


def _take_carried(cells: list[str], carried: dict[int, tuple[int, str]]) -> None:
    while len(cells) in carried:
        left, words = carried.pop(len(cells))
        if left > 1:
            carried[len(cells)] = (left - 1, words)
        cells.append(words)


def _said_once(cells: list[str]) -> list[str]:
    long = [cell for before, cell in pairwise(["", *cells]) if not (cell and cell == before and len(cell.split()) > 1)]
    return long if len(long) < len(cells) else cells


def _span(cell: Tag, name: str) -> int:
    value = cell.get(name)
    return max(1, min(int(value), MOST_SPAN)) if isinstance(value, str) and value.isdigit() and len(value) < 6 else 1
