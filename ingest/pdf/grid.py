"""Tables found by the lines ruled around their cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.pdf.geometry import Box
from ingest.pdf.lines import Line
from ingest.pdf.tables import Cell, Table, cell_text, made_table

NEAR = 3.0
"""Points: ends of rules no further apart meet."""

MOST_RULES = 600
Place = tuple[int, int]
"""A row and a column of a grid."""

SHORT_CELL = 8
"""Words: a cell this short that spans several rows is said again in each, so that a row can be read by itself."""


@dataclass(frozen=True, slots=True)
class _Grid:
    across: list[float]
    """Where its columns part, from the left."""
    down: list[float]
    """Where its rows part, from the top."""
    rules: list[Box]
    shaded: bool
    """Whether some of its rules are only edges of shading."""


def ruled_tables(lines: Sequence[Line], rules: Sequence[Box], shading: Sequence[Box]) -> tuple[list[Table], list[Line]]:
    """The tables, and the lines that stand in none. Edges of shaded cells count where ruled lines make no table."""
    tables: list[Table] = []
    left = list(lines)
    for edges in (rules, (*rules, *shading)) if shading else (rules,):
        for grid in _grids(edges, edges is not rules):
            inside = [line for line in left if _is_inside(line, grid)]
            if table := _table(grid, inside):
                tables.append(table)
                taken = {id(line) for line in inside}
                left = [line for line in left if id(line) not in taken]
    return tables, left


def _grids(rules: Sequence[Box], shaded: bool) -> list[_Grid]:
    lying = _joined([rule for rule in rules if rule.width >= rule.height and rule.width > NEAR], flat=True)
    standing = _joined([rule for rule in rules if rule.height > rule.width and rule.height > NEAR], flat=False)
    every = lying + standing
    if len(every) > MOST_RULES:
        return []
    grids = []
    for group in _touching(every):
        left, right = min(rule.left for rule in group), max(rule.right for rule in group)
        foot, head = min(rule.bottom for rule in group), max(rule.top for rule in group)
        across = _places([left, right, *(rule.left for rule in group if rule.height > rule.width)])
        down = _places([foot, head, *(rule.bottom for rule in group if rule.width >= rule.height)])
        if len(down) >= 3:
            grids.append(_Grid(across, down[::-1], group, shaded))
    return sorted(grids, key=lambda grid: len(grid.across) * len(grid.down), reverse=True)


def _joined(rules: Sequence[Box], flat: bool) -> list[Box]:
    """Rules end to end, as one; a cell's edge is often drawn for each cell anew."""
    turned = [rule if flat else Box(rule.bottom, rule.left, rule.top, rule.right) for rule in rules]
    found: list[Box] = []
    for rule in sorted(turned, key=lambda rule: (round(rule.bottom / 2), rule.left)):
        last = found[-1] if found else None
        if last and abs(last.bottom - rule.bottom) <= 2 and rule.left <= last.right + NEAR:
            found[-1] = Box(last.left, last.bottom, max(last.right, rule.right), last.top)
        else:
            found.append(rule)
    return [rule if flat else Box(rule.bottom, rule.left, rule.top, rule.right) for rule in found]


def _touching(rules: Sequence[Box]) -> list[list[Box]]:
    groups: list[list[Box]] = []
    for rule in rules:
        apart, merged = [], [rule]
        for group in groups:
            if any(_meet(rule, other) for other in group):
                merged += group
            else:
                apart.append(group)
        groups = [*apart, merged]
    return groups


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left <= other.right + NEAR and other.left <= one.right + NEAR
        and one.bottom <= other.top + NEAR and other.bottom <= one.top + NEAR
    )  # fmt: skip


def _places(numbers: Sequence[float]) -> list[float]:
    places: list[float] = []
    for number in sorted(numbers):
        if not places or number - places[-1] > 2 * NEAR:
            places.append(number)
    return places


def _middle(line: Line) -> tuple[float, float]:
    return (line.left + line.right) / 2, line.height + 0.3 * line.size


def _is_inside(line: Line, grid: _Grid) -> bool:
    whole = Box(grid.across[0], grid.down[-1], grid.across[-1], grid.down[0])
    return whole.holds(_middle(line))


def _table(grid: _Grid, lines: Sequence[Line]) -> Table | None:
    wide, high = len(grid.across) - 1, len(grid.down) - 1
    owner = _cells(grid)
    held: dict[Place, list[Line]] = {}
    for line in lines:
        x, y = _middle(line)
        row = next((n for n in range(high) if y >= grid.down[n + 1]), high - 1)
        column = next((n for n in range(wide) if x <= grid.across[n + 1]), wide - 1)
        held.setdefault(owner[row, column], []).append(line)
    cells = {place: tuple(inside) for place, inside in held.items()}
    used = [column for column in range(wide) if any(owner[row, column] in cells for row in range(high))]
    rows = [_row(row, used, owner, cells) for row in range(high)]
    rows = [row for row in rows if any(row)]
    if len(used) > 1:
        return made_table(rows, lines, grid.across[0], grid.across[-1])
    sides = (grid.across[0], grid.across[-1])
    boxes = Table(tuple(rows), 0, "", grid.across[0], grid.across[-1], grid.down[0])
    framed = all(
        any(abs(rule.left - side) <= NEAR and rule.height > rule.width for rule in grid.rules) for side in sides
    )
    ruled = not grid.shaded and framed and len(rows) > 1
    return replace(boxes, page=lines[0].page, page_label=lines[0].page_label) if ruled else None


def _cells(grid: _Grid) -> dict[Place, Place]:
    """For each place of the grid, the first place of the cell it is part of: a cell spans where no rule parts it."""
    standing = [rule for rule in grid.rules if rule.height > rule.width]
    lying = [rule for rule in grid.rules if rule.width >= rule.height]
    owner: dict[Place, Place] = {}
    for row in range(len(grid.down) - 1):
        y = (grid.down[row] + grid.down[row + 1]) / 2
        for column in range(len(grid.across) - 1):
            x = (grid.across[column] + grid.across[column + 1]) / 2
            owner[row, column] = (row, column)
            if column and not any(rule.holds((grid.across[column], y), 2 * NEAR) for rule in standing):
                owner[row, column] = owner[row, column - 1]
            elif row and not any(rule.holds((x, grid.down[row]), 2 * NEAR) for rule in lying):
                owner[row, column] = owner[row - 1, column]
    return owner


def _row(row: int, columns: Sequence[int], owner: dict[Place, Place], cells: dict[Place, Cell]) -> tuple[Cell, ...]:
    """Empty when nothing begins in it. A short cell that began in a row above is said again."""
    places = list(dict.fromkeys(owner[row, column] for column in columns))
    if not any(place[0] == row and place in cells for place in places):
        return ()
    found = [cells.get(place, ()) for place in places]
    again = [
        place[0] < row and len(cell_text(cell).split()) > SHORT_CELL for place, cell in zip(places, found, strict=True)
    ]
    return tuple(() if long else cell for cell, long in zip(found, again, strict=True))
