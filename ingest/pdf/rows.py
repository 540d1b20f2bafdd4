"""Pieces of text on a page put together into lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.pdf.drawing import CELL_GAP
from ingest.pdf.geometry import Box
from ingest.pdf.lines import Line
from ingest.pdf.marks import without_marks
from ingest.pdf.state import Drawn, Fill, Piece

SAME_BASELINE = 0.15
"""Of the letter size."""

SPACE = 0.15
MOST_SHADED = 200
NEARLY_WHITE = 0.97
EDGE_OF_PAGE = 0.12
"""Of its height: only there is what the file calls a header or footer taken to be one."""

LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xF0B7: "•", 0xF0A7: "•", 0x7F: "•",
}  # fmt: skip
"""And bullets, which some programs write as a character of their own."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of one page and the rules among them; upright, whichever way the page lies."""

    lines: list[Line]
    aside: list[Line]
    """Text turned otherwise than most of the page."""
    rules: list[Box]
    shading: list[Box]
    """The edges of shaded boxes."""


def page_text(drawn: Drawn, pieces: Sequence[Piece], number: int, label: str) -> PageText:
    """The lines of the page numbered so."""
    letters: Counter[int] = Counter()
    for piece in pieces:
        letters[piece.turn] += len(piece.text)
    main = max((turn for turn in letters if turn >= 0), key=lambda turn: letters[turn], default=0)
    rules = [box.turned(main) for box in drawn.rules]
    shading = [box.turned(main) for box in _edges_of_shading(drawn.fills)]
    page = drawn.page.turned(main)
    upright = [piece for piece in _turned(pieces, main) if not _is_furniture(piece, page)]
    lines = _lines(upright, [*rules, *shading], number, label)
    others = [turn for turn in letters if turn != main]
    aside = [line for turn in others for line in _lines(_turned(pieces, turn), [], number, label)]
    return PageText(lines, [replace(line, flow=-1) for line in aside], rules, shading)


def folded(text: str) -> str:
    """One space between words, and ordinary letters for joined ones."""
    return " ".join(text.translate(LIGATURES).split())


def _turned(pieces: Sequence[Piece], turn: int) -> list[Piece]:
    return [replace(piece, box=piece.box.turned(turn)) for piece in pieces if piece.turn == turn]


def _is_furniture(piece: Piece, page: Box) -> bool:
    edge = EDGE_OF_PAGE * page.height
    return piece.furniture and not page.bottom + edge < piece.box.bottom < page.top - edge


def _edges_of_shading(fills: Sequence[Fill]) -> Iterator[Box]:
    """Shaded cells part a table as ruled lines do."""
    shaded = [fill.box for fill in fills if fill.covers and fill.colour and min(fill.colour) < NEARLY_WHITE]
    for box in shaded if len(shaded) <= MOST_SHADED else []:
        yield Box(box.left, box.bottom, box.right, box.bottom)
        yield Box(box.left, box.top, box.right, box.top)
        yield Box(box.left, box.bottom, box.left, box.top)
        yield Box(box.right, box.bottom, box.right, box.top)


def _lines(pieces: list[Piece], rules: Sequence[Box], page: int, label: str) -> list[Line]:
    standing = sorted((rule for rule in rules if rule.height > rule.width), key=lambda rule: rule.left)
    lines = []
    for row in _baselines(without_marks(pieces)):
        for group in _groups(row, standing):
            text = folded(_written(group))
            if text:
                lines.append(_line(group, text, page, label))
    return lines


def _baselines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.box.bottom):
        near = max(1.0, SAME_BASELINE * piece.size)
        if rows and rows[-1][0].box.bottom - piece.box.bottom <= near:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: (piece.box.left, piece.order)) for row in rows]


def _groups(row: Sequence[Piece], standing: Sequence[Box]) -> Iterator[list[Piece]]:
    """Pieces of one line that belong together, parted at wide gaps and at standing rules."""
    group: list[Piece] = []
    last: Piece | None = None
    for piece in row:
        if piece.text.isspace():
            group.append(piece)
            continue
        if last and _is_same(last, piece):
            continue
        if last and _are_parted(last, piece, standing):
            yield group
            group = []
        group.append(piece)
        last = piece
    yield group


def _is_same(piece: Piece, again: Piece) -> bool:
    """Drawn twice in one place, to look bold or to throw a shadow."""
    return piece.text == again.text and abs(piece.box.left - again.box.left) < 0.2 * piece.size


def _are_parted(last: Piece, piece: Piece, standing: Sequence[Box]) -> bool:
    gap = piece.box.left - last.box.right
    if gap > CELL_GAP * max(last.size, piece.size) or gap < -3 * piece.size:
        return True
    middle = piece.box.middle[1]
    return gap > 0.2 * piece.size and any(
        last.box.right - 1 <= rule.left <= piece.box.left + 1 and rule.bottom <= middle <= rule.top for rule in standing
    )


def _written(group: Sequence[Piece]) -> str:
    text, end = "", None
    for piece in group:
        if piece.text.isspace():
            text += " "
            continue
        if piece.text and end is not None and piece.box.left - end > SPACE * piece.size:
            text += " "
        text += piece.text
        end = max(piece.box.right, end or piece.box.right)
    return text


def _line(group: Sequence[Piece], text: str, page: int, label: str) -> Line:
    written = [piece for piece in group if not piece.text.isspace()]
    sizes: Counter[float] = Counter()
    for piece in written:
        sizes[round(piece.size, 1)] += len(piece.text.strip())
    size = sizes.most_common(1)[0][0]
    height = next(piece.box.bottom for piece in written if round(piece.size, 1) == size)
    bold = all(piece.bold for piece in written if re.search(r"\w", piece.text))
    left, right = min(piece.box.left for piece in written), max(piece.box.right for piece in written)
    return Line(text, size, bold, height, page, label, left, right)
