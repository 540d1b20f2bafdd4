"""A maker of PDF pages on which everything stands where a test wants it."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

TEXT, BOLD = "Helvetica", "Helvetica-Bold"
WIDTH, HEIGHT = A4

PROSE = (
    "Staff who hold information about a child should think about who else "
    "needs it. They should ask the family first where that is safe, and write "
    "down what was agreed. Where it is not safe to ask, they should share what "
    "is needed and say why. The reason is kept with the record of the case so "
    "that it can be read later by anyone who has to look at what was decided. "
)


class Paper:
    """One PDF being drawn."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.canvas = Canvas(str(file), pagesize=A4)
        self.canvas.setTitle("untitled")

    def write(self, x: float, y: float, text: str, size: float = 11, font: str = TEXT) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def lines(self, x: float, y: float, texts: Sequence[str], leading: float = 14, size: float = 11) -> float:
        for text in texts:
            self.write(x, y, text, size)
            y -= leading
        return y

    def invisible(self, x: float, y: float, text: str, size: float = 11) -> None:
        words = self.canvas.beginText(x, y)
        words.setFont(TEXT, size)
        words.setTextRenderMode(3)
        words.textOut(text)
        words.setTextRenderMode(0)
        self.canvas.drawText(words)

    def box(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def grid(self, across: Sequence[float], down: Sequence[float]) -> None:
        self.canvas.grid(list(across), list(down))

    def picture(self, texts: Sequence[str] = (), width: float = WIDTH, height: float = HEIGHT) -> None:
        """A scan: a picture over the page with these lines written in it."""
        image = Image.new("L", (1240, 1754), 255)
        pen = ImageDraw.Draw(image)
        for number, text in enumerate(texts):
            pen.text((150, 200 + 50 * number), text, fill=0, font=ImageFont.load_default(36))
        held = BytesIO()
        image.save(held, "PNG")
        held.seek(0)
        self.canvas.drawImage(ImageReader(held), 0, 0, width, height)

    def next_page(self) -> None:
        self.canvas.showPage()

    def save(self) -> Path:
        self.canvas.save()
        return self.file


def wrapped(text: str, letters: int) -> list[str]:
    """Text cut into lines of about so many letters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
