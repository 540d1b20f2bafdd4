"""The pages of a PDF one after the other: what each says, and how that was found out."""

from dataclasses import dataclass, field
from pathlib import Path

import pypdf
from pypdf.errors import LimitReachedError, PyPdfError

from ingest.pdf.drawing import draw
from ingest.pdf.geometry import Box
from ingest.pdf.graphics import DAMAGED
from ingest.pdf.hidden import look_at
from ingest.pdf.notes import about, about_hidden
from ingest.pdf.resources import Fonts, layers_off
from ingest.pdf.rows import PageText, folded, page_text
from ingest.pdf.scans import can_be_rendered, is_scan, letters_of, recognise, tesseract_is_here
from ingest.pdf.state import Drawn, Piece
from sharebot.errors import DocumentError

MOST_CHARACTERS = 20_000_000
MOST_STEPS = 2_500_000
"""Drawing steps of the whole document. A page of text has about a thousand."""

NO_TEXT = (
    "it holds pictures of pages but no text (a scan); install Tesseract, or run text recognition (OCR) on it first"
)
FEWEST_HIDDEN = 2
"""Letters: less is a trace of how the page was made."""


@dataclass(slots=True)
class Pages:
    """What the pages say, and the numbers of those that need a word to the document's owner."""

    texts: list[PageText] = field(default_factory=list)
    hidden: dict[int, str] = field(default_factory=dict)
    layered: list[int] = field(default_factory=list)
    """Pictures with words that another program recognised."""
    recognised: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    """Pictures, where there is no Tesseract to read them."""
    failed: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)

    def notes(self) -> list[str]:
        return [
            *about(
                self.recognised,
                "is a picture; its words were recognised and may be wrong",
                "are pictures; their words were recognised and may be wrong",
            ),
            *about(
                self.layered,
                "is a picture with words recognised earlier, which may be wrong",
                "are pictures with words recognised earlier, which may be wrong",
            ),
            *about(
                self.unread,
                "holds no text; install Tesseract to read it",
                "hold no text; install Tesseract to read them",
            ),
            *about(
                self.failed,
                "is a picture whose words could not be recognised",
                "are pictures whose words could not be recognised",
            ),
            *about(
                self.damaged,
                "is partly damaged, so words may be missing",
                "are partly damaged, so words may be missing",
            ),
            *about_hidden(self.hidden),
        ]

    def why_empty(self) -> str:
        """Why there is no text at all."""
        if self.unread:
            return NO_TEXT
        if self.failed or self.recognised:
            return "it holds pictures of pages in which no words could be recognised"
        if self.damaged:
            return "it is damaged, and no text could be read from it"
        return "all its text is hidden" if self.hidden else "its pages are blank"


def pages_of(reader: pypdf.PdfReader, file: Path) -> Pages:
    """Read every page. Raises DocumentError when there is too much text, PyPdfError when the file is damaged."""
    pages = Pages()
    labels = reader.page_labels
    fonts: Fonts = {}
    off = layers_off(reader)
    scans: list[tuple[int, str]] = []
    characters = steps = 0
    for number, page in enumerate(reader.pages, start=1):
        drawn = _drawn(page, fonts, off)
        steps += drawn.steps
        if steps > MOST_STEPS:
            raise LimitReachedError(f"more than {MOST_STEPS} drawing steps")
        pieces, is_picture = _seen(drawn, number, pages)
        characters += sum(len(piece.text) for piece in pieces)
        if characters > MOST_CHARACTERS:
            raise DocumentError("it holds more text than a document should; divide it")
        if is_picture and can_be_rendered(drawn):
            scans.append((number, labels[number - 1]))
        elif is_picture:
            pages.failed.append(number)
        pages.texts.append(page_text(drawn, pieces, number, labels[number - 1]))
    _read_scans(file, scans, pages)
    return pages


def _drawn(page: pypdf.PageObject, fonts: Fonts, off: frozenset[int]) -> Drawn:
    """A page too damaged to be drawn is as good as blank, and told of; the others need not suffer for it."""
    try:
        return draw(page, fonts, off)
    except LimitReachedError:
        raise
    except (PyPdfError, *DAMAGED):
        return Drawn(Box(0.0, 0.0, 0.0, 0.0), faults=1)


def _seen(drawn: Drawn, number: int, pages: Pages) -> tuple[list[Piece], bool]:
    """The pieces of text to be read, and whether the page is a picture still to be read."""
    seen = look_at(drawn)
    if drawn.faults:
        pages.damaged.append(number)
    if letters_of(seen.hidden) >= FEWEST_HIDDEN:
        pages.hidden[number] = folded(" ".join(piece.text for piece in seen.hidden))
    if letters_of(seen.layer):
        pages.layered.append(number)
        return [*seen.shown, *seen.layer], False
    return seen.shown, is_scan(drawn, seen)


def _read_scans(file: Path, scans: list[tuple[int, str]], pages: Pages) -> None:
    if not scans:
        return
    if not tesseract_is_here():
        pages.unread = [number for number, _ in scans]
        return
    found = recognise(file, scans)
    pages.failed = sorted([*pages.failed, *found.failed])
    for number, lines in found.lines.items():
        text = pages.texts[number - 1]
        pages.texts[number - 1] = PageText([*text.lines, *lines], text.aside, [], [])
        if lines:
            pages.recognised.append(number)
        else:
            pages.failed.append(number)
