"""What the styles of an OpenDocument text say: which words are hidden, which list has figures."""

import re
from collections.abc import Iterator

from odfdo import Document, Element

from ingest.formats.figures import as_figure

SMALLEST = 2.0


class Styles:
    """What the styles say: which text is hidden, which list has figures."""

    def __init__(self, document: Document) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for part in (document.styles, document.content):
            for style in part.root.get_elements("//style:style | //text:list-style"):
                name = str(style.get_attribute("style:name") or "")
                (self._lists if style.tag == "text:list-style" else self._styles)[name] = style
        self._hidden: dict[str, bool] = {"": False}

    def is_title(self, name: str) -> bool:
        return any(one == "Title" for one in self._chain(name))

    def _chain(self, name: str) -> Iterator[str]:
        for _ in range(20):
            if name not in self._styles:
                return
            yield name
            name = str(self._styles[name].get_attribute("style:parent-style-name") or "")

    def is_hidden(self, name: str) -> bool:
        if name not in self._hidden:
            self._hidden[name] = any(self._hides(self._styles[one]) for one in self._chain(name))
        return self._hidden[name]

    def _hides(self, style: Element) -> bool:
        for properties in style.children:
            if properties.tag != "style:text-properties":
                continue
            if properties.get_attribute("text:display") == "none":
                return True
            size = re.fullmatch(r"([\d.]+)pt", str(properties.get_attribute("fo:font-size") or ""))
            white = re.fullmatch(
                r"#f[0-9a-f]f[0-9a-f]f[0-9a-f]", str(properties.get_attribute("fo:color") or "").lower()
            )
            behind = str(properties.get_attribute("fo:background-color") or "transparent")
            on_paper = behind in ("transparent", "#ffffff") and not self._is_painted(style)
            if (size and float(size[1]) <= SMALLEST) or (white and on_paper):
                return True
        return False

    def _is_painted(self, style: Element) -> bool:
        """A paragraph's own ground; a table's is not looked at, so a style used for cells is taken as painted."""
        grounds = [part.get_attribute("fo:background-color") for part in style.children]
        named = f"{style.get_attribute('style:name')} {style.get_attribute('style:parent-style-name')}".lower()
        return "table" in named or any(ground not in (None, "transparent", "#ffffff") for ground in grounds)

    def mark(self, name: str, depth: int, number: int) -> str:
        """A figure where the list has figures, else a dash."""
        found = self._lists.get(name)
        level = next((one for one in (found.children if found is not None else []) if _is_level(one, depth)), None)
        if level is None or level.tag != "text:list-level-style-number":
            return "-"
        kind = FIGURES.get(str(level.get_attribute("style:num-format") or ""))
        if kind is None:
            return "-"
        start = str(level.get_attribute("text:start-value") or "1")
        figure = as_figure(number + (int(start) if start.isdigit() else 1) - 1, kind)
        prefix, suffix = level.get_attribute("style:num-prefix") or "", level.get_attribute("style:num-suffix") or "."
        return f"{prefix}{figure}{suffix}".strip()


FIGURES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def _is_level(element: Element, depth: int) -> bool:
    return str(element.get_attribute("text:level") or "") == str(depth)
