"""What a PDF's drawing steps hold in mind: colours, fonts, where the pen is."""

from dataclasses import dataclass, field
from typing import Any

from ingest.pdf.fonts import Typeface
from ingest.pdf.geometry import UNMOVED, Box, Matrix

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)


@dataclass(slots=True)
class State:
    """The graphics state, as far as reading needs it."""

    matrix: Matrix = UNMOVED
    colour: Colour | None = BLACK
    """None where it cannot be told, as with a pattern."""
    space: str = "/DeviceGray"
    opacity: float = 1.0
    blends: bool = False
    clip: Box | None = None
    font: Typeface | None = None
    size: float = 0.0
    between_letters: float = 0.0
    between_words: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class Piece:
    """Some letters drawn in one go."""

    text: str
    box: Box
    """From the line it stands on to about the height of a capital; on the page as drawn, not as turned."""
    turn: int
    """Quarters that it is turned anticlockwise; -1 when it is askew."""
    size: float
    bold: bool
    order: int
    """When it was drawn, counted with the fills and pictures of the page."""
    colour: Colour | None
    invisible: bool
    clip: Box | None
    furniture: bool
    """Whether the file itself marks it as a header or footer."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A painted area."""

    box: Box
    colour: Colour | None
    order: int
    covers: bool
    """Whether it is a plain rectangle that nothing shows through."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, where it is drawn."""

    box: Box
    pixels: int
    order: int


@dataclass(slots=True)
class Drawn:
    """All that a page draws."""

    page: Box
    pieces: list[Piece] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    """Thin lines, lying or standing."""
    shapes: int = 0
    """Filled outlines with curves in them, as letters are when a program turns them to shapes."""
    steps: int = 0
    unread: int = 0
    """Letters in a font that does not say which letters they are."""
    faults: int = 0
    """Steps that could not be carried out because they are damaged."""


def colour_of(space: str, parts: list[Any]) -> Colour | None:
    """The colour of that many parts in that colour space; None for patterns and lookup tables."""
    numbers = [min(max(float(part), 0.0), 1.0) for part in parts if isinstance(part, int | float)]
    if space in ("/Pattern", "/Indexed", "/Lab") or len(numbers) != len(parts):
        return None
    if len(numbers) == 1:
        shade = 1 - numbers[0] if space in ("/Separation", "/DeviceN") else numbers[0]
        return shade, shade, shade
    if len(numbers) == 3:
        return numbers[0], numbers[1], numbers[2]
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return None


def start_colour(space: str) -> Colour | None:
    """What a colour space begins with."""
    return None if space in ("/Pattern", "/Indexed", "/Lab") else BLACK
