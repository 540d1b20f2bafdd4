"""The drawing steps of a PDF that are not text: what is kept and restored, colours, areas, pictures, marks."""

import copy
from typing import Any, ClassVar

from pypdf.generic import ContentStream, StreamObject

from ingest.pdf.geometry import Matrix, around, moved, times
from ingest.pdf.paths import MOST_BOXES, Path
from ingest.pdf.resources import Fonts, Marks, Resources
from ingest.pdf.state import Drawn, Fill, Picture, State, colour_of, start_colour

MOST_FORMS = 2_000
DEEPEST_FORM = 12
MOST_SAVED = 1_000
UNIT_SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
DAMAGED = (TypeError, ValueError, IndexError, KeyError, AttributeError, ArithmeticError, AssertionError)
"""What pypdf and arithmetic raise for values of the wrong kind."""


class Graphics:
    """Carries out drawing steps: a step's name is looked up in `steps` for the method that carries it out."""

    steps: ClassVar[dict[bytes, str]] = {
        b"q": "save", b"Q": "restore", b"cm": "transform", b"gs": "appearance",
        b"cs": "colour_space", b"sc": "colour", b"scn": "colour",
        b"g": "device_colour", b"rg": "device_colour", b"k": "device_colour",
        b"m": "start", b"l": "line", b"c": "curve", b"v": "curve", b"y": "curve", b"re": "rectangle",
        b"S": "stroke", b"s": "stroke", b"f": "fill", b"F": "fill", b"f*": "fill", b"n": "end_path",
        b"B": "fill_and_stroke", b"B*": "fill_and_stroke", b"b": "fill_and_stroke", b"b*": "fill_and_stroke",
        b"W": "clip", b"W*": "clip", b"sh": "shade", b"Do": "do", b"INLINE IMAGE": "inline_picture",
        b"BDC": "begin_mark", b"BMC": "begin_mark", b"EMC": "end_mark",
    }  # fmt: skip

    def __init__(self, drawn: Drawn, pdf: Any, fonts: Fonts, hidden_layers: frozenset[int]) -> None:
        self.drawn, self.pdf, self.fonts = drawn, pdf, fonts
        self.state = State()
        self.saved: list[State] = []
        self.path = Path()
        self.marks = Marks(hidden_layers)
        self.order = 0
        self.forms = 0
        self.open_forms: list[int] = []
        self.resources = Resources(None, fonts)
        self._methods = {operator: getattr(self, name) for operator, name in self.steps.items()}

    def carry_out(self, content: ContentStream, resources: Any) -> None:
        outer, self.resources = self.resources, Resources(resources, self.fonts)
        methods = self._methods
        operations = content.operations
        self.drawn.steps += len(operations)
        for operands, operator in operations:
            step = methods.get(operator)
            if step is None:
                continue
            try:
                step(operands)
            except DAMAGED:
                # As viewers do: a damaged step is passed over, and counted, and the next one is tried.
                self.drawn.faults += 1
        self.resources = outer

    def save(self, _: list[Any]) -> None:
        if len(self.saved) < MOST_SAVED:
            self.saved.append(copy.copy(self.state))

    def restore(self, _: list[Any]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: list[Any]) -> None:
        self.state.matrix = times(matrix_of(operands), self.state.matrix)

    def appearance(self, operands: list[Any]) -> None:
        settings = self.resources.get("/ExtGState", operands[0])
        if "/ca" in settings:
            self.state.opacity = float(str(settings["/ca"].get_object()))
        if "/BM" in settings:
            self.state.blends = str(settings["/BM"]) not in ("/Normal", "/Compatible")

    def colour_space(self, operands: list[Any]) -> None:
        self.state.space = self.resources.colour_space(operands[0])
        self.state.colour = start_colour(self.state.space)

    def colour(self, operands: list[Any]) -> None:
        self.state.colour = colour_of(self.state.space, operands)

    def device_colour(self, operands: list[Any]) -> None:
        self.state.space = ""
        self.state.colour = colour_of("", operands)

    def start(self, operands: list[Any]) -> None:
        self.path.start(self.state.matrix, float(operands[0]), float(operands[1]))

    def line(self, operands: list[Any]) -> None:
        self.path.line(self.state.matrix, float(operands[0]), float(operands[1]))

    def curve(self, operands: list[Any]) -> None:
        self.path.curve(self.state.matrix, [float(number) for number in operands])

    def rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = (float(number) for number in operands[:4])
        self.path.rectangle(self.state.matrix, x, y, width, height)

    def fill(self, _: list[Any]) -> None:
        self.order += 1
        self.path.fill(self.state, self.drawn, self.order)
        self.end_path(_)

    def stroke(self, _: list[Any]) -> None:
        self.path.stroke(self.drawn)
        self.end_path(_)

    def fill_and_stroke(self, _: list[Any]) -> None:
        self.path.stroke(self.drawn)
        self.fill(_)

    def end_path(self, _: list[Any]) -> None:
        if self.path.clips:
            self.path.clip(self.state)
        self.path = Path()

    def clip(self, _: list[Any]) -> None:
        self.path.clips = True

    def shade(self, _: list[Any]) -> None:
        self.order += 1
        if len(self.drawn.fills) < MOST_BOXES:
            self.drawn.fills.append(Fill(self.state.clip or self.drawn.page, None, self.order, False))

    def inline_picture(self, _: Any) -> None:
        self.picture({})

    def picture(self, image: Any) -> None:
        self.order += 1
        box = around([moved(x, y, self.state.matrix) for x, y in UNIT_SQUARE])
        box = box.shared(self.state.clip) if self.state.clip else box
        pixels = int(image.get("/Width", 0)) * int(image.get("/Height", 0))
        if len(self.drawn.pictures) < MOST_BOXES:
            self.drawn.pictures.append(Picture(box, pixels, self.order))

    def do(self, operands: list[Any]) -> None:
        thing = self.resources.get("/XObject", operands[0])
        if self.marks.hides() or self.marks.is_hidden_layer(thing):
            return
        if thing.get("/Subtype") == "/Image":
            self.picture(thing)
        elif isinstance(thing, StreamObject):
            self.form(thing)

    def form(self, form: StreamObject) -> None:
        """A drawing inside the drawing; one that holds itself is drawn once."""
        self.forms += 1
        if id(form) in self.open_forms or len(self.open_forms) >= DEEPEST_FORM or self.forms > MOST_FORMS:
            return
        self.open_forms.append(id(form))
        outer, saved, self.saved = copy.copy(self.state), self.saved, []
        if "/Matrix" in form:
            self.state.matrix = times(matrix_of(form["/Matrix"]), self.state.matrix)
        own = form.get("/Resources")
        self.carry_out(ContentStream(form, self.pdf, "bytes"), own if own is not None else self.resources.dictionary)
        self.state, self.saved = outer, saved
        self.open_forms.pop()

    def begin_mark(self, operands: list[Any]) -> None:
        self.marks.begin(operands, self.resources)

    def end_mark(self, _: list[Any]) -> None:
        self.marks.end()


def matrix_of(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers[:6])
    return (a, b, c, d, e, f)
