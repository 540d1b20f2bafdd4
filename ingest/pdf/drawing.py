"""A PDF page's drawing steps carried out, as far as reading needs: letters with their place, fills, pictures, lines."""

import math
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ContentStream, StreamObject

from ingest.pdf.geometry import FURTHEST, UNMOVED, Box, Matrix, around, moved, quarter_turns, times
from ingest.pdf.graphics import Graphics, matrix_of
from ingest.pdf.resources import Fonts
from ingest.pdf.state import Drawn, Piece

WORD_GAP = 0.18
"""Of the letter size: a wider gap inside a string parts two words, though no space is drawn."""

CELL_GAP = 1.0
"""Of the letter size: a wider gap parts two pieces, perhaps of two columns."""

CAPITAL = 0.7
"""Of the letter size: about the height of a capital letter."""


def draw(page: pypdf.PageObject, fonts: Fonts, hidden_layers: frozenset[int]) -> Drawn:
    """All that the page draws. `fonts` remembers fonts from page to page. Raises PyPdfError for a damaged page."""
    shown = page.cropbox
    drawn = Drawn(Box(float(shown.left), float(shown.bottom), float(shown.right), float(shown.top)))
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if isinstance(contents, ArrayObject | StreamObject):
        pen = _Pen(drawn, page.pdf, fonts, hidden_layers)
        pen.carry_out(ContentStream(contents, page.pdf, "bytes"), page.get("/Resources"))
    return drawn


class _Pen(Graphics):
    """And the steps that write text."""

    steps = Graphics.steps | {
        b"BT": "begin_text", b"Tf": "font", b"Tm": "place", b"Td": "move", b"TD": "move_and_lead", b"T*": "next_line",
        b"Tc": "set_between_letters", b"Tw": "set_between_words", b"Tz": "set_stretch", b"TL": "set_leading",
        b"Ts": "set_rise", b"Tr": "set_mode",
        b"Tj": "show", b"TJ": "show_parts", b"'": "show_on_next_line", b'"': "show_spaced",
    }  # fmt: skip

    def __init__(self, drawn: Drawn, pdf: Any, fonts: Fonts, hidden_layers: frozenset[int]) -> None:
        super().__init__(drawn, pdf, fonts, hidden_layers)
        self.here: Matrix = UNMOVED
        self.line_start: Matrix = UNMOVED

    def begin_text(self, _: list[Any]) -> None:
        self.here = self.line_start = UNMOVED

    def font(self, operands: list[Any]) -> None:
        self.state.font = self.resources.font(operands[0])
        self.state.size = float(operands[1])

    def place(self, operands: list[Any]) -> None:
        self.here = self.line_start = matrix_of(operands)

    def move(self, operands: list[Any]) -> None:
        by: Matrix = (1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1]))
        self.here = self.line_start = times(by, self.line_start)

    def move_and_lead(self, operands: list[Any]) -> None:
        self.state.leading = -float(operands[1])
        self.move(operands)

    def next_line(self, _: list[Any]) -> None:
        self.move([0.0, -self.state.leading])

    def set_between_letters(self, operands: list[Any]) -> None:
        self.state.between_letters = float(operands[0])

    def set_between_words(self, operands: list[Any]) -> None:
        self.state.between_words = float(operands[0])

    def set_stretch(self, operands: list[Any]) -> None:
        self.state.stretch = float(operands[0]) / 100

    def set_leading(self, operands: list[Any]) -> None:
        self.state.leading = float(operands[0])

    def set_rise(self, operands: list[Any]) -> None:
        self.state.rise = float(operands[0])

    def set_mode(self, operands: list[Any]) -> None:
        self.state.mode = int(operands[0])

    def show_on_next_line(self, operands: list[Any]) -> None:
        self.next_line([])
        self.show(operands)

    def show_spaced(self, operands: list[Any]) -> None:
        self.state.between_words, self.state.between_letters = float(operands[0]), float(operands[1])
        self.show_on_next_line(operands[2:])

    def show(self, operands: list[Any]) -> None:
        self.show_parts([operands[:1]])

    def show_parts(self, operands: list[Any]) -> None:
        """Strings, and between them the numbers that draw the pen back."""
        state = self.state
        if state.font is None:
            return
        self.order += 1
        words = _Words(abs(state.size * state.stretch) or 1.0)
        for part in operands[0]:
            if isinstance(part, int | float):
                words.pen -= part / 1000 * state.size * state.stretch
                continue
            if not state.font.is_readable:
                self.drawn.unread += len(part)
            for text, width, widens in state.font.letters(part):
                advance = width / 1000 * state.size + state.between_letters + (state.between_words if widens else 0.0)
                words.add(text, advance * state.stretch)
        for text, start, end in words.finished():
            self._keep(text, start, end)
        self.here = times((1.0, 0.0, 0.0, 1.0, words.pen, 0.0), self.here)

    def _keep(self, text: str, start: float, end: float) -> None:
        if self.marks.hides():
            return
        state, matrix = self.state, times(self.here, self.state.matrix)
        size = abs(state.size) * math.hypot(matrix[2], matrix[3])
        corners = [moved(start, state.rise, matrix), moved(end, state.rise, matrix)]
        corners.append(moved(start, state.rise + CAPITAL * abs(state.size), matrix))
        if not all(abs(x) < FURTHEST and abs(y) < FURTHEST for x, y in corners):
            return
        bold = (state.font is not None and state.font.bold) or state.mode == 2
        invisible = state.mode in (3, 7) or state.opacity < 0.05
        colour = None if state.mode in (1, 5) else state.colour
        box, turn, furniture = around(corners), quarter_turns(matrix), self.marks.furniture()
        self.drawn.pieces.append(
            Piece(text, box, turn, size, bold, self.order, colour, invisible, state.clip, furniture)
        )


class _Words:
    """Letters put together, parted where the pen jumps far."""

    def __init__(self, size: float) -> None:
        self.pen = 0.0
        self._size = size
        self._text = ""
        self._start = self._end = 0.0
        self._done: list[tuple[str, float, float]] = []

    def add(self, text: str, advance: float) -> None:
        if text.isspace() or not text:
            self._text += " "
            self.pen += advance
            return
        gap = abs(self.pen - self._end)
        written = bool(self._text) and not self._text.isspace()
        if written and gap > CELL_GAP * self._size:
            self._finish()
            written = False
        elif written and gap > WORD_GAP * self._size and not self._text.endswith(" "):
            self._text += " "
        if not written:
            self._start = self.pen
        self._text += text
        self.pen += advance
        self._end = self.pen

    def finished(self) -> list[tuple[str, float, float]]:
        """Each with where it starts and ends; blanks at either end are kept and not measured."""
        if self._text.isspace():
            self._start, self._end = 0.0, self.pen
        self._finish()
        return self._done

    def _finish(self) -> None:
        if self._text:
            self._done.append((self._text, self._start, self._end))
        self._text = ""
