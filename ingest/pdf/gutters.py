"""The empty strips that run down between columns."""

from collections.abc import Sequence

from ingest.pdf.labels import is_label
from ingest.pdf.lines import SAME_LINE, Line
from ingest.pdf.tables import Table

Item = Line | Table
Row = list[Item]
Strip = tuple[float, float]

GUTTER = 0.9
"""Of the letter size: no narrower strip parts columns."""

FEWEST_BESIDE = 2
"""Lines on each side that stand beside the other side's."""


def run_from(rows: Sequence[Row], at: int, whole: Strip, size: float) -> tuple[list[Row], list[Strip]]:
    """The rows from there on that the same empty strips run down, and those strips; none where there are no columns."""
    free, run = [whole], list[Row]()
    for row in rows[at:]:
        narrowed = _narrowed(free, row, GUTTER * size)
        lost = [strip for strip in free if not any(strip[0] <= left and right <= strip[1] for left, right in narrowed)]
        if not narrowed or any(_parts(run, strip) for strip in lost):
            break
        free = narrowed
        run.append(row)
    return run, [strip for strip in free if _parts(run, strip)]


def columns_of(run: Sequence[Row], gutters: Sequence[Strip]) -> list[list[Item]]:
    """What stands between the strips, from the left; a column of nothing but numbers belongs to the one beside it."""
    columns: list[list[Item]] = [[] for _ in range(len(gutters) + 1)]
    for row in run:
        for item in row:
            columns[sum(item.left >= right - 1 for _, right in sorted(gutters))].append(item)
    found: list[list[Item]] = []
    labels: list[Item] = []
    for column in filter(None, columns):
        if all(isinstance(item, Line) and is_label(item.text) for item in column):
            labels += column
        else:
            found.append(sorted(labels + column, key=lambda item: (-item.height, item.left)))
            labels = []
    return [*found, labels] if labels else found


def _narrowed(free: Sequence[Strip], row: Row, least: float) -> list[Strip]:
    strips = list(free)
    for item in row:
        cut = [
            part for left, right in strips for part in ((left, min(right, item.left)), (max(left, item.right), right))
        ]
        strips = list(dict.fromkeys(strip for strip in cut if strip[1] - strip[0] >= least))
    return strips


def _parts(run: Sequence[Row], strip: Strip) -> bool:
    """Whether there is text on both sides, side by side."""
    before = [item.height for row in run for item in row if item.right <= strip[0] + 1]
    after = [item.height for row in run for item in row if item.left >= strip[1] - 1]
    if not before or not after:
        return False
    low, high = max(min(before), min(after)) - SAME_LINE, min(max(before), max(after)) + SAME_LINE
    beside = [sum(low <= height <= high for height in side) for side in (before, after)]
    return min(beside) >= FEWEST_BESIDE
