"""PowerPoint files to blocks: a slide is a page, its title a heading, its text in the order in which it is read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from ingest.document import Block, Read
from ingest.formats.hidden import Hidden
from ingest.formats.package import SLIDES, check_package
from ingest.formats.tables import table_blocks, without_repeats
from sharebot.errors import DocumentError

MOST_SLIDES = 2000
MOST_DEEP = 20
NOTES = "Notes"
ROW = Emu(360_000)
"""A centimetre: shapes whose tops are nearer than that stand side by side and are read from the left."""
SMALLEST = 2.0
"""In points."""
UNSAID = ("ctrTitle", "title", "sldNum", "ftr", "dt", "hdr")

Shape = Any


def read_slides(file: Path) -> Read:
    """Its text, slide by slide. Raises DocumentError for what is not a PowerPoint file, is locked, or is a bomb."""
    noticed = check_package(file, SLIDES)
    show = Presentation(str(file))
    if len(show.slides) > MOST_SLIDES:
        raise DocumentError(f"it has more than {MOST_SLIDES} slides; divide it")
    hidden, unseen, blocks, titles = Hidden(), [], list[Block](), list[str]()
    for number, slide in enumerate(show.slides, start=1):
        if slide._element.get("show") in ("0", "false"):
            unseen.append(number)
            continue
        title, found = _slide(slide, number, hidden)
        titles.append(title)
        blocks += found
    notes = _of_hidden_slides(unseen)
    return Read(_title(show, titles), blocks, (*noticed, *notes, *hidden.notes()))


def _of_hidden_slides(numbers: list[int]) -> tuple[str, ...]:
    if not numbers:
        return ()
    which = ", ".join(str(number) for number in numbers)
    return (f"hidden slide{'s' if len(numbers) > 1 else ''} {which} {'were' if len(numbers) > 1 else 'was'} left out",)


def _title(show: Any, titles: list[str]) -> str:
    stated = " ".join((show.core_properties.title or "").split())
    usual = stated.lower() in ("", "powerpoint presentation", "presentation", "slide 1")
    first = next((title for title in titles if title), "")
    return first if usual or first else stated


def _slide(slide: Any, number: int, hidden: Hidden) -> tuple[str, list[Block]]:
    shape = slide.shapes.title
    title = " ".join(shape.text_frame.text.split()) if shape is not None and shape.has_text_frame else ""
    blocks = [Block("heading", title or f"Slide {number}", 1, number)]
    taken = shape._element if shape is not None else None
    for one in _in_order(slide.shapes):
        if one._element is not taken:
            blocks += _shape(one, number, hidden)
    spoken = _spoken(slide, number, hidden)
    if spoken:
        blocks += [Block("heading", NOTES, 2, number), *spoken]
    return title, blocks if len(blocks) > 1 or title else []


def _spoken(slide: Any, number: int, hidden: Hidden) -> list[Block]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return list(_paragraphs(frame, number, hidden, listed=False)) if frame is not None else []


def _in_order(shapes: Iterable[Shape], deep: int = 0) -> list[Shape]:
    """From the top down, and from left to right; a group's shapes stand together where the group does."""
    found = list(shapes)
    found.sort(key=lambda one: ((one.top or 0) // ROW, one.left or 0))
    return [part for one in found for part in (_in_order(one.shapes, deep + 1) if _is_group(one, deep) else [one])]


def _is_group(shape: Shape, deep: int) -> bool:
    return deep < MOST_DEEP and shape._element.tag == qn("p:grpSp")


def _shape(shape: Shape, number: int, hidden: Hidden) -> Iterator[Block]:
    properties = shape._element.find(f".//{qn('p:cNvPr')}")
    if _kind(shape) in UNSAID:
        return
    unseen = properties is not None and properties.get("hidden") in ("1", "true")
    if getattr(shape, "has_table", False):
        rows = [without_repeats([_in_line(cell.text) for cell in row.cells]) for row in shape.table.rows]
        yield from table_blocks(rows, number)
    elif getattr(shape, "has_text_frame", False):
        if unseen:
            hidden.add(shape.text_frame.text)
            return
        yield from _paragraphs(shape.text_frame, number, hidden, listed=_kind(shape) in ("body", "obj", None))


def _kind(shape: Shape) -> str | None:
    """What place on the slide the shape fills; an empty text for one that fills none."""
    place = shape._element.find(f".//{qn('p:nvPr')}/{qn('p:ph')}")
    return "" if place is None else place.get("type")


def _paragraphs(frame: Any, number: int, hidden: Hidden, listed: bool) -> Iterator[Block]:
    for paragraph in frame.paragraphs:
        text = _in_line("".join(_seen(paragraph, hidden)))
        if not text:
            continue
        bulleted = _has_bullet(paragraph, listed)
        yield Block("item" if bulleted else "paragraph", f"- {text}" if bulleted else text, 0, number)


def _seen(paragraph: Any, hidden: Hidden) -> Iterator[str]:
    for part in paragraph._p:
        if part.tag == qn("a:br"):
            yield " "
        elif part.tag in (qn("a:r"), qn("a:fld")):
            text = "".join(piece.text or "" for piece in part.findall(qn("a:t")))
            size = part.find(qn("a:rPr"))
            points = size.get("sz") if size is not None else None
            if points and points.isdigit() and int(points) <= 100 * SMALLEST:
                hidden.add(text)
            else:
                yield text


def _has_bullet(paragraph: Any, listed: bool) -> bool:
    """Its own word counts; without one, text in the place for a slide's main text is a list."""
    properties = paragraph._p.find(qn("a:pPr"))
    if properties is not None:
        if properties.find(qn("a:buNone")) is not None:
            return False
        if any(properties.find(qn(name)) is not None for name in ("a:buChar", "a:buAutoNum", "a:buBlip")):
            return True
    return listed or paragraph.level > 0


def _in_line(text: str) -> str:
    return " ".join(text.split())
