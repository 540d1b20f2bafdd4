"""What a Word file's styles say of a paragraph or a run: is it a heading, is it hidden, how is it coloured?"""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

HEADING = re.compile(r"heading ([1-9])$", re.I)
CONTENTS = re.compile(r"(toc( heading| ?\d)|table of (figures|authorities)|index( heading| ?\d)?)$", re.I)
MOST_LEVEL = 6
MOST_STYLES_DEEP = 30
BODY_LEVEL = 9
SMALLEST = 4
"""In half points: two points, which nobody can read."""
WHITE = 0xF0
OFF = ("0", "false", "off", "none")

Element = Any


class Styles:
    """The styles of one file. Their names are English in files of every language; their ids are not."""

    def __init__(self, root: Element | None) -> None:
        found = root.findall(qn("w:style")) if root is not None else []
        self._styles = {style.get(qn("w:styleId")): style for style in found}
        self._default = next((s.get(qn("w:styleId")) for s in found if _is_default(s)), None)
        self._levels: dict[str | None, int | None] = {}

    def chain(self, style_id: str | None) -> Iterator[Element]:
        """The style and those it is based on."""
        for _ in range(MOST_STYLES_DEEP):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = _value(style.find(qn("w:basedOn")))

    def of(self, paragraph: Element) -> str | None:
        """The id of the paragraph's style."""
        return _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) or self._default

    def names(self, style_id: str | None) -> list[str]:
        return [_value(style.find(qn("w:name"))) or "" for style in self.chain(style_id)]

    def is_title(self, style_id: str | None) -> bool:
        return next(iter(self.names(style_id)), "").lower() == "title"

    def is_contents(self, style_id: str | None) -> bool:
        """Whether it is for a line of a table of contents, which says nothing of its own."""
        return any(CONTENTS.match(name) for name in self.names(style_id))

    def is_list(self, style_id: str | None) -> bool:
        return any(re.match(r"list (bullet|number|continue)", name, re.I) for name in self.names(style_id))

    def level(self, paragraph: Element) -> int | None:
        """A heading's level: by the paragraph's own outline level, its style's name or what that style is based on."""
        own = _outline(paragraph)
        if own is not None:
            return None if own >= BODY_LEVEL else min(own + 1, MOST_LEVEL)
        style_id = self.of(paragraph)
        if style_id not in self._levels:
            self._levels[style_id] = self._level(style_id)
        return self._levels[style_id]

    def _level(self, style_id: str | None) -> int | None:
        for style in self.chain(style_id):
            outline = _outline(style)
            if outline is not None:
                return None if outline >= BODY_LEVEL else min(outline + 1, MOST_LEVEL)
            named = HEADING.match(_value(style.find(qn("w:name"))) or "")
            if named:
                return min(int(named[1]), MOST_LEVEL)
        return None

    def run_property(self, run: Element, paragraph: Element, name: str) -> Element | None:
        """The run's own, else its style's, else its paragraph's style's."""
        own = run.find(qn("w:rPr"))
        found = own.find(qn(name)) if own is not None else None
        if found is not None:
            return found
        run_style = _value(own.find(qn("w:rStyle"))) if own is not None else None
        for style_id in (run_style, self.of(paragraph)):
            for style in self.chain(style_id):
                found = style.find(f"{qn('w:rPr')}/{qn(name)}")
                if found is not None:
                    return found
        return None

    def is_hidden(self, run: Element, paragraph: Element) -> bool:
        """Marked as hidden, or too small to be seen."""
        vanish = self.run_property(run, paragraph, "w:vanish")
        if vanish is not None and (_value(vanish) or "1").lower() not in OFF:
            return True
        size = self.run_property(run, paragraph, "w:sz")
        return size is not None and (_value(size) or "").isdigit() and int(_value(size) or 0) <= SMALLEST

    def is_white(self, run: Element, paragraph: Element) -> bool:
        """White, with nothing dark set behind it by the run, the paragraph or their styles."""
        colour = _value(self.run_property(run, paragraph, "w:color")) or ""
        if not _is_white(colour) or self.run_property(run, paragraph, "w:highlight") is not None:
            return False
        shades = [self.run_property(run, paragraph, "w:shd"), paragraph.find(f"{qn('w:pPr')}/{qn('w:shd')}")]
        shades += [style.find(f"{qn('w:pPr')}/{qn('w:shd')}") for style in self.chain(self.of(paragraph))]
        return not any(is_shaded(shade) for shade in shades)


def is_shaded(shade: Element | None) -> bool:
    """Whether something that is not white is painted."""
    if shade is None:
        return False
    fill, pattern = shade.get(qn("w:fill")) or "auto", _value(shade) or "clear"
    return (
        shade.get(qn("w:themeFill")) is not None
        or pattern not in ("clear", "nil")
        or not (fill.lower() == "auto" or _is_white(fill))
    )


def is_on(element: Element | None) -> bool:
    """A switch such as bold: there, and not turned off."""
    return element is not None and (_value(element) or "1").lower() not in OFF


def _is_white(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    return all(int(colour[at : at + 2], 16) >= WHITE for at in (0, 2, 4))


def _is_default(style: Element) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")


def _outline(element: Element) -> int | None:
    value = _value(element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
    return int(value) if value and value.isdigit() else None


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(qn("w:val"))
