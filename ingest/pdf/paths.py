"""The lines and areas a PDF page draws, as boxes."""

from collections.abc import Sequence

from ingest.pdf.geometry import FURTHEST, Box, Matrix, around, moved
from ingest.pdf.state import Drawn, Fill, State

MOST_BOXES = 4_000
"""Of each kind on a page. A map or a chart may draw many more: they are not needed to read a page."""

THIN = 3.0
"""A box no thicker is a ruled line."""

SMALLEST = 4.0
"""Nothing smaller can stand behind or before text."""


class Path:
    """The outline being drawn."""

    def __init__(self) -> None:
        self.clips = False
        self._parts: list[list[tuple[float, float]]] = []
        self._plain = True

    def start(self, matrix: Matrix, x: float, y: float) -> None:
        if len(self._parts) < MOST_BOXES:
            self._parts.append([moved(x, y, matrix)])

    def line(self, matrix: Matrix, x: float, y: float) -> None:
        if self._parts and len(self._parts[-1]) < MOST_BOXES:
            self._parts[-1].append(moved(x, y, matrix))

    def curve(self, matrix: Matrix, numbers: Sequence[float]) -> None:
        self._plain = False
        for x, y in zip(numbers[::2], numbers[1::2], strict=False):
            self.line(matrix, x, y)

    def rectangle(self, matrix: Matrix, x: float, y: float, width: float, height: float) -> None:
        self.start(matrix, x, y)
        for corner in ((x + width, y), (x + width, y + height), (x, y + height)):
            self.line(matrix, *corner)

    def boxes(self) -> list[Box]:
        found = [around(part) for part in self._parts if part]
        return [box for box in found if max(map(abs, (box.left, box.bottom, box.right, box.top))) < FURTHEST]

    def clip(self, state: State) -> None:
        """Nothing is seen any more outside this outline."""
        found = self.boxes()
        whole = around([(box.left, box.bottom) for box in found] + [(box.right, box.top) for box in found] or [(0, 0)])
        state.clip = state.clip.shared(whole) if state.clip else whole

    def fill(self, state: State, drawn: Drawn, order: int) -> None:
        drawn.shapes += not self._plain
        for part in self._parts:
            box = around(part)
            if state.clip:
                box = box.shared(state.clip)
            if min(box.width, box.height) <= THIN:
                _rule(box, drawn)
            elif min(box.width, box.height) >= SMALLEST and len(drawn.fills) < MOST_BOXES:
                covers = self._plain and _is_rectangle(part) and state.opacity > 0.9 and not state.blends
                if state.opacity > 0.1:
                    drawn.fills.append(Fill(box, state.colour, order, covers))

    def stroke(self, drawn: Drawn) -> None:
        if not self._plain:
            return
        for part in self._parts:
            for (x, y), (to_x, to_y) in zip(part, [*part[1:], part[0]], strict=True):
                _rule(around([(x, y), (to_x, to_y)]), drawn)


def _is_rectangle(part: Sequence[tuple[float, float]]) -> bool:
    box = around(part)
    at_corner = all(
        min(abs(x - box.left), abs(x - box.right)) < 0.5 and min(abs(y - box.bottom), abs(y - box.top)) < 0.5
        for x, y in part
    )
    return at_corner and len(part) in (4, 5)


def _rule(box: Box, drawn: Drawn) -> None:
    if max(box.width, box.height) >= SMALLEST and min(box.width, box.height) <= THIN and len(drawn.rules) < MOST_BOXES:
        drawn.rules.append(box)
