"""Word files to blocks: headings, numbers as printed, lists, tables, text boxes and notes, each in its place."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart

from ingest.document import Block, Read
from ingest.formats.package import WORD, check_package
from ingest.formats.tables import table_blocks
from ingest.word.numbers import Number, Numbers
from ingest.word.parts import (
    MOST_WORDS_OF_HEADING,
    could_be_heading,
    is_all_bold,
    is_contents,
    is_left_out,
    is_painted_cell,
    notes_of,
    part_root,
    parts_of,
    title_of,
)  # fmt: skip
from ingest.word.styles import Styles
from ingest.word.text import Reader, is_painted
from sharebot.errors import DocumentError

MOST_BLOCKS = 200_000
NOTES = "Notes"
DRAWN = "•◦▪●○■□–—-·o§*"
"""What people type in front of a list they did not ask Word to make."""
TYPED_BULLET = re.compile(rf"[{re.escape(DRAWN.replace('o', '').replace('-', ''))}]\s*(?=\w)|[-o]\s+(?=\w)")

# The same document with a program in it, which is never run.
PartFactory.part_type_for["application/vnd.ms-word.document.macroEnabled.main+xml"] = DocumentPart

Element = Any


def read_word(file: Path) -> Read:
    """Its text in order. Raises DocumentError for what is not a Word file, is locked, or is a bomb."""
    noticed = check_package(file, WORD)
    part = Package.open(str(file)).main_document_part
    if not isinstance(part, DocumentPart):
        raise DocumentError("it is not a Word document; save it as .docx")
    body = _Body(part)
    blocks = body.blocks()
    return Read(title_of(part, blocks, body.titled), blocks, (*noticed, *body.notices()))


class _Body:
    """The document's body, walked once: numbers are counted on the way."""

    def __init__(self, part: DocumentPart) -> None:
        self._root = part.element
        self._styles = Styles(part_root(part, RELATIONSHIP_TYPE.STYLES))
        self._numbers = Numbers(part_root(part, RELATIONSHIP_TYPE.NUMBERING), self._styles)
        painted = self._root.find(qn("w:background"))
        self._reader = Reader(self._styles, white_page=painted is None)
        self._notes = {
            "footnotes": notes_of(part_root(part, RELATIONSHIP_TYPE.FOOTNOTES)),
            "endnotes": notes_of(part_root(part, RELATIONSHIP_TYPE.ENDNOTES)),
        }
        self._called: list[tuple[str, str]] = []
        self._bold: dict[int, Block] = {}
        self._made = 0
        self.titled = ""

    def blocks(self) -> list[Block]:
        body = self._root.find(qn("w:body"))
        found = list(self._walk(body, on_white=True)) if body is not None else []
        if not any(block.kind == "heading" and block.text != self.titled for block in found):
            # No heading has a heading's style, as in many a document written in a hurry: bold lines stand for them.
            found = [replace(b, kind="heading", level=2) if id(b) in self._bold else b for b in found]
        called = enumerate(dict.fromkeys(self._called), start=1)
        notes = [block for number, (kind, name) in called for block in self._note(f"{number}.", kind, name)]
        return [*found, Block("heading", NOTES, 1), *notes] if notes else found

    def notices(self) -> tuple[str, ...]:
        changed = any(True for _ in self._root.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom")))
        told = ("it holds tracked changes; it was read as if all of them were accepted",) if changed else ()
        return (*told, *self._reader.hidden.notes())

    def _note(self, number: str, kind: str, name: str) -> Iterator[Block]:
        note = self._notes[kind].get(name)
        for at, block in enumerate(self._walk(note, on_white=True) if note is not None else ()):
            yield block if at else replace(block, kind="item", text=f"{number} {block.text}")

    def _walk(self, container: Element, on_white: bool) -> Iterator[Block]:
        for child in container:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child, on_white)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child, on_white)
            elif child.tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None and not is_contents(child):
                    yield from self._walk(content, on_white)
            elif child.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")):
                yield from self._walk(child, on_white)

    def _paragraph(self, paragraph: Element, on_white: bool) -> Iterator[Block]:
        style_id = self._styles.of(paragraph)
        number = self._numbers.next(paragraph)
        words = self._reader.words(paragraph, on_white)
        self._called += words.notes
        self._made += 1
        if self._made > MOST_BLOCKS:
            raise DocumentError("it holds more text than a document should; divide it")
        if words.text and not self._styles.is_contents(style_id):
            block = self._block(paragraph, style_id, words.text, number)
            if is_all_bold(paragraph, self._styles) and block.kind == "paragraph" and could_be_heading(words.text):
                self._bold[id(block)] = block
            yield block
        for box in words.boxes:
            yield from self._walk(box, on_white and not is_painted(box))

    def _block(self, paragraph: Element, style_id: str | None, text: str, number: Number | None) -> Block:
        printed = f"{number.text} {text}" if number and number.text else text
        if self._styles.is_title(style_id):
            self.titled = self.titled or text
            return Block("heading", text, 1)
        level = self._styles.level(paragraph)
        if level is not None:
            long = len(text.split()) > 2 * MOST_WORDS_OF_HEADING
            # A whole paragraph in a heading's style is numbered text, not a heading.
            return Block("paragraph", printed) if long else Block("heading", printed, level)
        if number is None or not (number.text or number.bullet):
            bullet = TYPED_BULLET.match(text)
            listed = bullet is not None or self._styles.is_list(style_id)
            return (
                Block("item", f"- {text[bullet.end() :] if bullet else text}") if listed else Block("paragraph", text)
            )
        if number.bullet or not re.search(r"\w", number.text):
            return Block("item", f"- {text}")
        return Block("paragraph" if number.parts > 1 else "item", printed)

    def _table(self, table: Element, on_white: bool) -> Iterator[Block]:
        # A table's style may paint its rows, so that white letters in it can be seen.
        style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        plain = style is None or (style.get(qn("w:val")) or "").lower() in ("tablegrid", "tablenormal")
        rows = [row for row in parts_of(table, "w:tr") if not is_left_out(row)]
        if max((len(parts_of(row, "w:tc")) for row in rows), default=0) <= 1:
            # A table of one column is a box around text.
            for row in rows:
                for cell in parts_of(row, "w:tc"):
                    yield from self._walk(cell, on_white and plain and not is_painted_cell(cell))
            return
        above: dict[int, str] = {}
        made = [self._row(row, on_white and plain, above) for row in rows]
        yield from table_blocks(made)

    def _row(self, row: Element, on_white: bool, above: dict[int, str]) -> list[str]:
        """Its cells; one that goes on from the row above says again what stands there."""
        cells: list[str] = []
        column = 0
        for cell in parts_of(row, "w:tc"):
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
            text = self._cell(cell, on_white)
            above[column] = above.get(column, "") if goes_on and not text else text
            cells.append(above[column])
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            wide = span.get(qn("w:val")) if span is not None else "1"
            column += min(int(wide), 100) if wide and wide.isdigit() else 1
        return cells

    def _cell(self, cell: Element, on_white: bool) -> str:
        parts = list(self._walk(cell, on_white and not is_painted_cell(cell)))
        text = ""
        for part in parts:
            words = part.text.removeprefix("- ") if len(parts) == 1 else part.text
            # A list or a table inside a cell is told in one line.
            between = "; " if part.kind in ("item", "row") and text and text[-1] not in ".;:!?" else " "
            text += (between if text else "") + words.replace(" | ", ", " if part.kind in ("header", "row") else " | ")
        return text
