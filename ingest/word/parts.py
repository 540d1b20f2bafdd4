"""Pieces of a Word file: rows and cells, parts beside the text, what stands for a heading or the title."""

import re
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.document import DocumentPart

from ingest.document import Block
from ingest.word.styles import Styles, is_on, is_shaded

MOST_WORDS_OF_HEADING = 14
NOT_A_TITLE = re.compile(r"microsoft|untitled|^document ?\d*$|\.(docx?|dotx?|pdf)\b|^\W*$|template", re.I)

Element = Any


def parts_of(element: Element, tag: str) -> list[Element]:
    """Rows of a table or cells of a row, also those in a content control or inserted with tracking."""
    found: list[Element] = []
    for child in element:
        if child.tag == qn(tag):
            found.append(child)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            found += parts_of(child, tag)
    return found


def is_left_out(row: Element) -> bool:
    properties = row.find(qn("w:trPr"))
    deleted = properties is not None and properties.find(qn("w:del")) is not None
    return deleted or (properties is not None and is_on(properties.find(qn("w:hidden"))))


def is_painted_cell(cell: Element) -> bool:
    return is_shaded(cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}"))


def is_contents(control: Element) -> bool:
    gallery = control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and "contents" in (gallery.get(qn("w:val")) or "").lower()


def is_all_bold(paragraph: Element, styles: Styles) -> bool:
    runs = [run for run in paragraph.iter(qn("w:r")) if any((text.text or "").strip() for text in run.iter(qn("w:t")))]
    return bool(runs) and all(is_on(styles.run_property(run, paragraph, "w:b")) for run in runs)


def could_be_heading(text: str) -> bool:
    return (
        len(text.split()) <= MOST_WORDS_OF_HEADING
        and text[-1] not in ".;,:"
        and re.search(r"[^\W\d_]{2}", text) is not None
    )


def notes_of(root: Element | None) -> dict[str, Element]:
    """Without those that only draw the line above the others."""
    if root is None:
        return {}
    return {note.get(qn("w:id"), ""): note for note in root if note.get(qn("w:type")) in (None, "normal")}


def part_root(part: DocumentPart, kind: str) -> Element | None:
    for relation in part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def title_of(part: DocumentPart, blocks: list[Block], titled: str) -> str:
    first = next((block.text for block in blocks if block.kind == "heading"), "")
    stated = part.package.core_properties.title if has_properties(part) else ""
    if titled or first:
        return titled or first
    return "" if NOT_A_TITLE.search(stated) else " ".join(stated.split())


def has_properties(part: DocumentPart) -> bool:
    return any(r.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for r in part.package.rels.values())
