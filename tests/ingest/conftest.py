"""A knowledge folder to write documents into, and makers of PDF and Word files."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.pipeline import run
from ingest.summary import Summary
from sharebot.settings import Settings
from tests.retrieval.word_hashing import WordHashing

Page = Sequence[tuple[str, int, str]]
"""Lines of a page from the top: font, size, text; an empty text leaves a gap."""


class Folder:
    """A knowledge folder and its library."""

    def __init__(self, place: Path) -> None:
        self.settings = Settings(data=place / "data", knowledge=place / "knowledge")
        self.path = place / "knowledge"
        self.path.mkdir()

    def write(self, name: str, contents: str | bytes) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        return file

    def ingest(self, embedder: WordHashing | None = None, afresh: bool = False) -> Summary:
        return run(self.settings, self.path, lambda *_: None, embedder or WordHashing(), afresh)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def make_pdf() -> Callable[..., Path]:
    return _make_pdf


def _make_pdf(
    file: Path, pages: Sequence[Page], header: str = "", outline: Sequence[str] = (), password: str = "",
    title: str = "",
) -> Path:  # fmt: skip
    file.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(file), pagesize=A4, encrypt=StandardEncryption(password) if password else None)
    canvas.setTitle(title or "untitled")
    for number, page in enumerate(pages, start=1):
        _draw(canvas, page, header and f"{header} {number}", outline)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(290, 30, str(number))
        canvas.showPage()
    canvas.save()
    return file


def _draw(canvas: Canvas, page: Page, header: str, outline: Sequence[str]) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 815, header)
    height = 770.0
    for font, size, text in page:
        height -= size * 1.2 if text else size
        canvas.setFont(font, size)
        canvas.drawString(60, height, text)
        if text in outline:
            canvas.bookmarkPage(text)
            canvas.addOutlineEntry(text, text, level=0)


@pytest.fixture
def make_word() -> Callable[[Path], Path]:
    return _make_word


def _make_word(file: Path) -> Path:
    document = docx.Document()
    document.add_heading("Sharing with housing", 0)
    document.add_paragraph("Housing staff may need to know that a child is at risk.")
    document.add_heading("What to share", 1)
    document.add_paragraph("Share only:")
    document.add_paragraph("the child's name", style="List Bullet")
    document.add_paragraph("the reason for concern", style="List Bullet")
    document.add_heading("Who decides", 2)
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, [("Role", "When"), ("Duty social worker", "In hours")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("Out of hours, phone the emergency team.")
    document.save(str(file))
    return file
