"""The words of one Word paragraph: what a reader of the printed page sees, and what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from ingest.formats.hidden import Hidden
from ingest.word.styles import Styles

Element = Any

LEFT_OUT = {qn(name) for name in (
    "w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:instrText", "w:delText", "w:delInstrText",
    "w:commentReference", "w:annotationRef", "w:rubyPr", "w:rt", "w:object", "w:fldData", "m:oMathParaPr",
)} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
"""Deleted text, properties, field codes, and the second of two ways to show the same thing."""

SIGNS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-", qn("w:ptab"): " "}
BOX = qn("w:txbxContent")
NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
TICKED = {"F0FE": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "2612": "☒", "2610": "☐"}
PAINTED = ("solidFill", "gradFill", "blipFill", "pattFill")


@dataclass(slots=True)
class Words:
    """What was found in a paragraph."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    """Text boxes anchored in it."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes and endnotes called in it: kind and id."""


class Reader:
    """Reads paragraphs one after another; gathers what is hidden in them."""

    def __init__(self, styles: Styles, white_page: bool = True) -> None:
        self._styles = styles
        self._white_page = white_page
        self.hidden = Hidden()

    def words(self, paragraph: Element, on_white: bool = True) -> Words:
        """`on_white`: nothing is painted behind the paragraph, so white letters cannot be seen."""
        found = Words()
        pieces: list[str] = []
        hidden_before = False
        for run, text in self._pieces(paragraph, found):
            hidden = bool(text.strip()) and self._is_hidden(run, paragraph, on_white)
            if hidden:
                self.hidden.add(text, goes_on=hidden_before)
            else:
                pieces.append(text)
            hidden_before = hidden or (hidden_before and not text.strip())
        found.text = " ".join("".join(pieces).split())
        return found

    def _is_hidden(self, run: Element | None, paragraph: Element, on_white: bool) -> bool:
        if run is None:
            return False
        white = on_white and self._white_page and self._styles.is_white(run, paragraph)
        return white or self._styles.is_hidden(run, paragraph)

    def _pieces(self, element: Element, found: Words) -> Iterator[tuple[Element | None, str]]:
        """Every piece of text with the run that it stands in."""
        stack: list[tuple[Element, Element | None]] = [(child, None) for child in reversed(element)]
        while stack:
            one, run = stack.pop()
            if not isinstance(one.tag, str) or one.tag in LEFT_OUT:
                continue
            run = one if one.tag == qn("w:r") else run
            if one.tag == BOX:
                found.boxes.append(one)
            elif one.tag in NOTES:
                found.notes.append((NOTES[one.tag], one.get(qn("w:id"), "")))
            elif text := _own_text(one):
                yield run, text
            else:
                stack += [(child, run) for child in reversed(one)]


def _own_text(element: Element) -> str:
    if element.tag in (qn("w:t"), qn("m:t")):
        return element.text or ""
    if element.tag == qn("w:sym"):
        return TICKED.get(element.get(qn("w:char"), "").upper(), " ")
    return SIGNS.get(element.tag, "")


def is_painted(box: Element) -> bool:
    """Whether the shape around a text box is filled, so that white letters can be read in it."""
    for above in box.iterancestors():
        name = above.tag.rpartition("}")[2] if isinstance(above.tag, str) else ""
        if name in ("wsp", "shape", "rect", "roundrect"):
            filled = any(child.tag.rpartition("}")[2] in PAINTED for part in above for child in part if _is_tag(child))
            styled = any(part.tag.rpartition("}")[2] == "style" for part in above if _is_tag(part))
            return filled or styled or above.get("fillcolor", "white").lower() not in ("white", "#ffffff", "#fff")
    return False


def _is_tag(element: Element) -> bool:
    return isinstance(element.tag, str)
