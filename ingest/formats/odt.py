"""OpenDocument texts to blocks: headings, lists, tables and notes, each in its place."""

from collections.abc import Iterator
from pathlib import Path

from odfdo import Document, Element

from ingest.document import Block, Read
from ingest.formats.hidden import Hidden
from ingest.formats.odt_styles import Styles
from ingest.formats.package import ODT, check_package
from ingest.formats.tables import table_blocks
from sharebot.errors import DocumentError

NOTES = "Notes"
TEXT_KINDS = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")
LEFT_OUT = {
    "text:tracked-changes", "text:table-of-content", "text:alphabetical-index", "text:illustration-index",
    "text:table-index", "text:bibliography", "office:forms", "text:sequence-decls", "text:variable-decls",
    "text:user-field-decls", "office:annotation", "office:annotation-end", "table:shapes", "text:note-citation",
    "office:event-listeners", "text:bookmark", "office:script", "text:ruby-text",
}  # fmt: skip
UNSEEN = ("text:hidden-text", "text:hidden-paragraph", "text:conditional-text")
MOST_LEVEL = 6
MOST_SPACES = 100


def read_odt(file: Path) -> Read:
    """Its text in order. Raises DocumentError for what is not an OpenDocument text, is locked, or is a bomb."""
    noticed = check_package(file, ODT)
    document = Document(file)
    if document.mimetype not in TEXT_KINDS:
        raise DocumentError("it is not an OpenDocument text; save it as .odt, .docx or PDF")
    if b"encryption-data" in document.manifest.serialize():
        raise DocumentError("it is locked with a password; save it without one")
    body = _Body(document)
    blocks = list(body.walk(document.body))
    if body.notes:
        blocks += [Block("heading", NOTES, 1), *body.notes]
    return Read(_title(document, blocks, body.titled), blocks, (*noticed, *body.hidden.notes()))


def _title(document: Document, blocks: list[Block], titled: str) -> str:
    first = next((block.text for block in blocks if block.kind == "heading"), "")
    return titled or first or " ".join((document.meta.title or "").split())


class _Body:
    """Walks the text and gathers notes and hidden words on the way."""

    def __init__(self, document: Document) -> None:
        self.hidden = Hidden()
        self.notes: list[Block] = []
        self.titled = ""
        self._styles = Styles(document)

    def walk(self, container: Element) -> Iterator[Block]:
        for child in container.children:
            yield from self._part(child)

    def _part(self, element: Element) -> Iterator[Block]:
        tag = element.tag
        if tag in LEFT_OUT or tag in UNSEEN:
            return
        if tag in ("text:h", "text:p"):
            yield from self._paragraph(element)
        elif tag == "text:list":
            yield from self._list(element)
        elif tag == "table:table":
            yield from self._table(element)
        elif tag == "text:section" and element.get_attribute("text:display") == "none":
            self.hidden.add(element.text_recursive)
        else:
            yield from self.walk(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        boxes: list[Element] = []
        style = str(element.get_attribute("text:style-name") or "")
        text = " ".join("".join(self._pieces(element, boxes)).split())
        if text and self._styles.is_hidden(style):
            self.hidden.add(text)
        elif text and element.tag == "text:h":
            yield Block("heading", text, _level(element))
        elif text and self._styles.is_title(style):
            self.titled = self.titled or text
            yield Block("heading", text, 1)
        elif text:
            yield Block("paragraph", text)
        for box in boxes:
            yield from self.walk(box)

    def _pieces(self, element: Element, boxes: list[Element]) -> Iterator[str]:
        yield element.text or ""
        for child in element.children:
            yield from self._piece(child, boxes)
            yield child.tail or ""

    def _piece(self, child: Element, boxes: list[Element]) -> Iterator[str]:
        tag = child.tag
        if tag in LEFT_OUT:
            return
        if tag in UNSEEN or self._styles.is_hidden(str(child.get_attribute("text:style-name") or "")):
            self.hidden.add(child.text_recursive or str(child.get_attribute("text:string-value") or ""))
        elif tag in ("text:s", "text:tab", "text:line-break"):
            yield " "
        elif tag == "text:note":
            self._note(child)
        elif tag == "draw:text-box":
            boxes.append(child)
        else:
            yield from self._pieces(child, boxes)

    def _note(self, note: Element) -> None:
        body = next((part for part in note.children if part.tag == "text:note-body"), None)
        texts = [block.text for block in self.walk(body)] if body is not None else []
        if texts:
            self.notes.append(Block("item", f"{len(self.notes) + 1}. {' '.join(texts)}"))

    def _list(self, element: Element, depth: int = 1, style: str = "") -> Iterator[Block]:
        style = str(element.get_attribute("text:style-name") or style)
        number = 0
        for item in element.children:
            number += item.tag == "text:list-item"
            mark = self._styles.mark(style, depth, number) if item.tag == "text:list-item" else ""
            for part in item.children:
                if part.tag == "text:list":
                    yield from self._list(part, depth + 1, style)
                    continue
                for block in self._part(part):
                    plain = block.kind == "paragraph"
                    yield Block("item", f"{mark or '-'} {block.text}") if plain and mark is not None else block
                    mark = "-" if plain else mark

    def _table(self, table: Element) -> Iterator[Block]:
        rows = [[self._cell(cell) for cell in _cells(row)] for row in _rows(table)]
        if rows and max(len(row) for row in rows) == 1:
            for row in _rows(table):
                for cell in _cells(row):
                    yield from self.walk(cell)
            return
        yield from table_blocks(rows)

    def _cell(self, cell: Element) -> str:
        return " ".join(block.text.replace(" | ", ", ") for block in self.walk(cell))


def _rows(table: Element) -> Iterator[Element]:
    for part in table.children:
        if part.tag == "table:table-row" and part.get_attribute("table:visibility") not in ("collapse", "filter"):
            yield part
        elif part.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(part)


def _cells(row: Element) -> list[Element]:
    return [part for part in row.children if part.tag == "table:table-cell"]


def _level(element: Element) -> int:
    stated = str(element.get_attribute("text:outline-level") or "1")
    return min(int(stated), MOST_LEVEL) if stated.isdigit() and int(stated) else 1
