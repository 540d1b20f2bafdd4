"""What text that stands side by side is: columns of running text, or a table."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean
from typing import Literal

from ingest.pdf.gutters import Item
from ingest.pdf.lines import SAME_LINE, Line

FEWEST_LINES = 3
FULL = 0.6
"""Of a column's width: running text fills its lines at least so far."""

WORDS_A_LINE = 2.5
PARAGRAPH_GAP = 1.3
"""Of the distance between lines: a wider one parts paragraphs, or rows."""

BESIDE = 0.5
FEWEST_ROWS = 3


def kind_of(columns: Sequence[Sequence[Item]]) -> Literal["columns", "table", "neither"]:
    """Rows that part at the same heights make a table; full lines make columns."""
    if len(columns) < 2:
        return "neither"
    plain = [[item for item in column if isinstance(item, Line)] for column in columns]
    holds_tables = any(len(lines) < len(column) for lines, column in zip(plain, columns, strict=True))
    if not holds_tables and _breaks_agree(plain):
        return "table"
    running = [_is_running(lines) or len(lines) < len(column) for lines, column in zip(plain, columns, strict=True)]
    if all(running) or (any(running) and not _share_lines(plain)):
        return "columns"
    return "table" if not holds_tables and _shared_rows(plain) >= FEWEST_ROWS else "neither"


def _is_running(lines: Sequence[Line]) -> bool:
    if len(lines) < FEWEST_LINES:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(line.right - line.left >= FULL * width for line in lines)
    return 2 * full >= len(lines) and mean(len(line.text.split()) for line in lines) >= WORDS_A_LINE


def _breaks_agree(columns: Sequence[Sequence[Line]]) -> bool:
    gaps = [one.height - other.height for lines in columns for one, other in pairwise(_by_height(lines))]
    close = [gap for gap in gaps if gap > SAME_LINE]
    if not close:
        return False
    least = PARAGRAPH_GAP * min(close)
    breaks = [_breaks(lines, least) for lines in columns]
    most = max(breaks, key=len)
    common = [
        height for height in most if all(any(abs(height - one) <= SAME_LINE for one in other) for other in breaks)
    ]
    return len(common) >= 2 and len(common) >= FULL * len(most)


def _breaks(lines: Sequence[Line], least: float) -> list[float]:
    ordered = _by_height(lines)
    return [below.height for above, below in pairwise(ordered) if above.height - below.height > least]


def _by_height(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: -line.height)


def _stands_beside(line: Line, lines: Sequence[Line]) -> bool:
    return any(abs(line.height - other.height) <= SAME_LINE for other in lines)


def _share_lines(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether the shorter column's lines stand at the heights of the longer one's."""
    short, *others = sorted(columns, key=len)
    return sum(_stands_beside(line, others[-1]) for line in short) >= BESIDE * len(short)


def _shared_rows(columns: Sequence[Sequence[Line]]) -> int:
    first = max(columns, key=len)
    others = [lines for lines in columns if lines is not first]
    return sum(any(_stands_beside(line, lines) for lines in others) for line in first)
