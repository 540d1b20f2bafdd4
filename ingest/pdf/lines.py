"""The lines of a PDF, and which of them are the page's and not the document's."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

EDGE = 3
"""How many lines at the top and at the bottom of a page may be a header or footer."""

PAGE_NUMBER = re.compile(r"(page |p\.? ?)?[-– ]*([0-9]{1,4}|[ivxl]{1,7})[-– ]*((of|/) ?[0-9]{1,4})?", re.I)
ENTRY = re.compile(r"(.+?)[ .…]+([0-9]{1,4}|[ivxl]+)", re.I)
CONTENTS_LINE = re.compile(r".*?(\.[ .]{3,}|…+ ?|_{4,})\s*[0-9ivxl]{1,5}$", re.I)
FEWEST_ENTRIES = 3
"""Of a table of contents."""

SAME_LINE = 2.0
"""Points: text no further apart in height stands on one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on its page, or the part of it that stands in one column."""

    text: str
    size: float
    bold: bool
    height: float
    """Above the foot of the page."""
    page: int
    page_label: str
    left: float = 0.0
    right: float = 0.0
    flow: int = 0
    """Lines of one column, read one after the other, have the same number."""


def without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Without headers and footers that come back, lone page numbers, and tables of contents."""
    rows = [rows_of(lines) for lines in pages]
    edges = [_edges(written) for written in rows]
    seen = Counter(shape for heights in edges for shape in set(heights.values()))
    often = {shape for shape, count in seen.items() if _comes_back(count, len(pages))}
    contents = _contents(rows)
    kept: list[list[Line]] = []
    for number, written in enumerate(rows):
        left = [
            row
            for at, row in enumerate(written)
            if (number, at) not in contents and not _is_margin(row, edges[number].get(at), often)
        ]
        kept.append([line for row in left for line in row])
    return kept


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stand at one height together, from the top of the page and from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.height):
        if rows and rows[-1][0].height - line.height <= SAME_LINE:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def words_of(row: Sequence[Line]) -> str:
    return " ".join(line.text for line in row)


def _edges(rows: Sequence[Sequence[Line]]) -> dict[int, str]:
    """The rows nearest the top and the foot of the page, by position, each with its figures made alike."""
    numbers = range(len(rows))
    return {
        number: re.sub(r"\d+", "#", words_of(rows[number]).lower()) for number in {*numbers[:EDGE], *numbers[-EDGE:]}
    }


def _comes_back(count: int, pages: int) -> bool:
    return count > 1 and (count == pages or (count >= 3 and count >= 0.3 * pages))


def _contents(pages: Sequence[Sequence[Sequence[Line]]]) -> set[tuple[int, int]]:
    """Rows, by page and position, that name a heading of a later page: whole pages of them, or some in succession."""
    standing: dict[str, int] = defaultdict(int)
    for number, rows in enumerate(pages):
        standing.update({plain(words_of(row)): number for row in rows})
    found: set[tuple[int, int]] = set()
    for number, rows in enumerate(pages):
        named = [ENTRY.fullmatch(words_of(row)) for row in rows]
        pointing = [bool(entry and standing.get(plain(entry[1]), 0) > number) for entry in named]
        if sum(pointing) >= FEWEST_ENTRIES and 2 * sum(pointing) > len(rows):
            found |= {(number, at) for at in range(len(rows))}
        for points, run in groupby(enumerate(pointing), lambda pair: pair[1]):
            ats = [at for at, _ in run]
            found |= {(number, at) for at in ats} if points and len(ats) >= FEWEST_ENTRIES else set()
    return found


def plain(text: str) -> str:
    """Letters and figures only, for comparing headings."""
    return re.sub(r"\W+", "", text).lower()


def _is_margin(row: Sequence[Line], shape: str | None, often: set[str]) -> bool:
    text = words_of(row)
    at_edge = shape is not None and (shape in often or PAGE_NUMBER.fullmatch(text) is not None)
    return at_edge or CONTENTS_LINE.fullmatch(text) is not None
