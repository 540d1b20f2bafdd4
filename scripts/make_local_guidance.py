"""Make the example partnership's PDF and Word guidance, and their sidecars, from the text in local_guidance/."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, Literal

import docx
import yaml
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "scripts" / "local_guidance"
LOCAL = ROOT / "knowledge" / "local"
MARGIN = 20 * mm
FOOTER = "Invented example for demonstration. Do not use in practice."
WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)

Kind = Literal["title", "heading", "subheading", "bullet", "note", "table", "paragraph"]
MARKS: tuple[tuple[str, Kind], ...] = (
    ("# ", "title"),
    ("## ", "heading"),
    ("### ", "subheading"),
    ("- ", "bullet"),
    ("> ", "note"),
)


@dataclass(frozen=True)
class Block:
    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Guidance:
    front_matter: str
    details: dict[str, Any]
    blocks: tuple[Block, ...]


def read(path: Path) -> Guidance:
    _, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return Guidance(front_matter, yaml.safe_load(front_matter), blocks_of(body))


def blocks_of(body: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*body.splitlines(), ""]:
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if not set("".join(cells)) <= {"-"}:
                rows.append(cells)
            continue
        if rows:
            blocks.append(Block("table", rows=tuple(rows)))
            rows = []
        if line.strip():
            blocks.append(block_of(line.strip()))
    return tuple(blocks)


def block_of(line: str) -> Block:
    for mark, kind in MARKS:
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark))
    return Block("paragraph", line)


def style(name: str, size: float, **more: Any) -> ParagraphStyle:
    font = more.pop("fontName", "Helvetica")
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.4, **more)


BOLD = "Helvetica-Bold"
STYLES: dict[Kind, ParagraphStyle] = {
    "title": style("title", 22, fontName=BOLD, spaceAfter=8),
    "heading": style("heading", 15, fontName=BOLD, spaceBefore=14, spaceAfter=4, keepWithNext=1),
    "subheading": style("subheading", 12, fontName=BOLD, spaceBefore=8, spaceAfter=3, keepWithNext=1),
    "bullet": style("bullet", 10.5, leftIndent=14, bulletIndent=3, spaceAfter=3),
    "note": style("note", 10.5, borderWidth=1, borderColor=colors.black, borderPadding=6, spaceAfter=14),
    "table": style("table", 9),
    "paragraph": style("paragraph", 10.5, spaceAfter=6),
}
OUTLINE: dict[Kind, int] = {"title": 0, "heading": 1, "subheading": 2}


def pdf_flowable(block: Block, width: float) -> Any:
    if block.kind == "table":
        return pdf_table(block.rows, width)
    bullet = "\u2022" if block.kind == "bullet" else None
    flowable = Paragraph(escape(block.text, quote=False), STYLES[block.kind], bulletText=bullet)
    flowable.block = block
    return flowable


def pdf_table(rows: tuple[tuple[str, ...], ...], width: float) -> Any:
    head = STYLES["table"].clone("head", fontName=BOLD)
    cells = [
        [Paragraph(escape(cell, quote=False), STYLES["table"] if n else head) for cell in row]
        for n, row in enumerate(rows)
    ]
    longest = [min(max(10, *map(len, column)), 42) for column in zip(*rows, strict=True)]
    widths = [width * length / sum(longest) for length in longest]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(cells, widths, repeatRows=1, style=TableStyle(look), spaceBefore=4, spaceAfter=8)


def draw_footer(canvas: Any, template: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, MARGIN / 2, FOOTER)
    canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, f"Page {template.page}")


def make_pdf(guidance: Guidance, path: Path) -> None:
    template = pdf_template(guidance, path)

    def bookmark(flowable: Any) -> None:
        block = getattr(flowable, "block", None)
        if block is not None and block.kind in OUTLINE:
            template.canv.bookmarkPage(block.text)
            template.canv.addOutlineEntry(block.text, block.text, OUTLINE[block.kind])

    template.afterFlowable = bookmark
    template.build([pdf_flowable(block, template.width) for block in guidance.blocks])


def pdf_template(guidance: Guidance, path: Path) -> Any:
    template = BaseDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        title=guidance.details["title"],
        author=guidance.details["publisher"],
        lang="en-GB",
        # Without this every run would differ by its date and identifier.
        invariant=1,
    )
    frame = Frame(MARGIN, MARGIN, template.width, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
    # Drawn last, the footer comes last in the text that a screen reader or sharebot reads.
    template.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=draw_footer))
    return template


WORD_STYLES: dict[Kind, str] = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "bullet": "List Bullet",
    "note": "Intense Quote",
    "paragraph": "Normal",
}


def make_word(guidance: Guidance, path: Path) -> None:
    document = docx.Document()
    properties = document.core_properties
    properties.title = guidance.details["title"]
    properties.author = guidance.details["publisher"]
    properties.language = "en-GB"
    properties.created = properties.modified = WRITTEN
    document.sections[0].footer.paragraphs[0].text = FOOTER
    for block in guidance.blocks:
        if block.kind == "table":
            add_word_table(document, block.rows)
        else:
            document.add_paragraph(block.text, style=WORD_STYLES[block.kind])
    save_without_clock(document, path)


def add_word_table(document: WordDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    # Screen readers announce a table's headings only when its first row is marked as one.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def save_without_clock(document: WordDocument, path: Path) -> None:
    """Save with fixed times inside, so that the same text always gives the same file."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w") as kept:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(part, made.read(name))


def main() -> None:
    for name, make in (
        ("information-sharing-procedure.pdf", make_pdf),
        ("adult-protection-local-protocol.docx", make_word),
    ):
        guidance = read(TEXTS / re.sub(r"\.\w+$", ".md", name))
        make(guidance, LOCAL / name)
        (LOCAL / f"{name}.yaml").write_text(guidance.front_matter, encoding="utf-8")
        print(f"Made {name} and {name}.yaml")


if __name__ == "__main__":
    main()
