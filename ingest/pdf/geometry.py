"""Places on a page: boxes and the matrices that move them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FURTHEST = 1e7
"""No page is larger, so a number beyond this is damage."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def holds(self, point: tuple[float, float], margin: float = 0.0) -> bool:
        return (
            self.left - margin <= point[0] <= self.right + margin
            and self.bottom - margin <= point[1] <= self.top + margin
        )

    def shared(self, other: "Box") -> "Box":
        """What both cover; of no width or height where they do not meet."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))

    def turned(self, quarters: int) -> "Box":
        """As seen by someone who turned their head so that text running `quarters` × 90° anticlockwise is upright."""
        if quarters == 1:
            return Box(self.bottom, -self.right, self.top, -self.left)
        if quarters == 2:
            return Box(-self.right, -self.top, -self.left, -self.bottom)
        if quarters == 3:
            return Box(-self.top, self.left, -self.bottom, self.right)
        return self


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The smallest box around all of them."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))


def times(first: Matrix, then: Matrix) -> Matrix:
    """One matrix that does `first` and then `then`."""
    a, b, c, d, e, f = first
    m, n, o, p, q, r = then
    return (a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r)


def moved(x: float, y: float, by: Matrix) -> tuple[float, float]:
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def quarter_turns(matrix: Matrix) -> int:
    """How far text drawn with the matrix is turned anticlockwise, in quarters; -1 when it is askew."""
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) % 360
    quarters = round(angle / 90)
    return quarters % 4 if abs(angle - 90 * quarters) < 4 else -1
