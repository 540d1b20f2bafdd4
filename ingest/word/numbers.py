"""The numbers Word prints in front of paragraphs and does not keep in their text: "1.2", "(a)"."""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from ingest.formats.figures import as_figure
from ingest.word.styles import Styles

MOST_NUMBER = 10_000
LEVELS = 9

Element = Any


@dataclass(frozen=True, slots=True)
class Number:
    """What is printed in front of a paragraph."""

    text: str
    """Empty for a bullet, or where nothing is printed."""
    bullet: bool
    parts: int
    """How many levels it names: 2 in "1.2"."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    style: str | None
    legal: bool


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts as Word does, paragraph by paragraph, in the order of the document."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._root = root
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        linked: dict[str, str] = {}
        for abstract in root.findall(qn("w:abstractNum")):
            name = abstract.get(qn("w:abstractNumId"), "")
            self._lists[name] = _List(dict(_level(level) for level in abstract.findall(qn("w:lvl"))))
            for tag in ("w:styleLink", "w:numStyleLink"):
                if (link := _value(abstract.find(qn(tag)))) is not None:
                    linked[f"{tag} {link}"] = name
        for link, name in linked.items():
            if link.startswith("w:numStyleLink"):  # its levels are in the list that has the style
                source = linked.get(link.replace("w:numStyleLink", "w:styleLink"))
                self._lists[name] = self._lists[source] if source else self._lists[name]
        for number in root.findall(qn("w:num")):
            self._load_number(number)

    def _load_number(self, number: Element) -> None:
        name = number.get(qn("w:numId"), "")
        self._of_number[name] = _value(number.find(qn("w:abstractNumId"))) or ""
        for override in number.findall(qn("w:lvlOverride")):
            start = _value(override.find(qn("w:startOverride")))
            at = _whole(override.get(qn("w:ilvl")), 0)
            if start is not None:
                self._restarts.setdefault(name, {})[at] = _whole(start, 1)

    def next(self, paragraph: Element) -> Number | None:
        """The number of this paragraph; None when it has none. To be asked once of each."""
        found = self._found(paragraph)
        if found is None:
            return None
        name, at = found
        one = self._lists[self._of_number[name]]
        level = one.levels.get(at)
        if level is None:
            return None
        self._count(name, one, at, level)
        if level.format == "bullet" or not level.text:
            return Number("", level.format == "bullet", 0)
        return Number(_printed(one, level), False, len(set(re.findall(r"%\d", level.text))))

    def _count(self, name: str, one: _List, at: int, level: _Level) -> None:
        restart = self._restarts.get(name, {}).pop(at, None)
        one.counts[at] = restart if restart is not None else min(one.counts.get(at, level.start - 1) + 1, MOST_NUMBER)
        for deeper in [number for number in one.counts if number > at]:
            del one.counts[deeper]
        for higher in range(at):
            if higher not in one.counts and higher in one.levels:
                one.counts[higher] = one.levels[higher].start

    def _found(self, paragraph: Element) -> tuple[str, int] | None:
        """Which list, and how deep in it: from the paragraph itself, or from its style."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        name = _value(own.find(qn("w:numId"))) if own is not None else None
        at = _value(own.find(qn("w:ilvl"))) if own is not None else None
        style_id = self._styles.of(paragraph)
        if name is None:
            name, at = self._of_style(style_id, at)
        if name not in self._of_number or self._of_number[name] not in self._lists:
            return None
        return name, min(_whole(at, self._level_of_style(name, style_id)), LEVELS)

    def _of_style(self, style_id: str | None, at: str | None) -> tuple[str | None, str | None]:
        for style in self._styles.chain(style_id):
            numbered = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbered is not None and numbered.find(qn("w:numId")) is not None:
                return _value(numbered.find(qn("w:numId"))), at or _value(numbered.find(qn("w:ilvl")))
        return None, at

    def _level_of_style(self, name: str, style_id: str | None) -> int:
        levels = self._lists[self._of_number[name]].levels
        return next((at for at, level in levels.items() if style_id is not None and level.style == style_id), 0)


def _level(element: Element) -> tuple[int, _Level]:
    legal = element.find(qn("w:isLgl"))
    return _whole(element.get(qn("w:ilvl")), 0), _Level(
        start=_whole(_value(element.find(qn("w:start"))), 1),
        format=_value(element.find(qn("w:numFmt"))) or "decimal",
        text=(_value(element.find(qn("w:lvlText"))) or "")[:60],
        style=_value(element.find(qn("w:pStyle"))),
        legal=legal is not None and _value(legal) not in ("0", "false"),
    )


def _printed(one: _List, level: _Level) -> str:
    def figure(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        kind = one.levels[at].format if at in one.levels else "decimal"
        return as_figure(one.counts.get(at, 1), "decimal" if level.legal else kind)

    return "" if level.format == "none" else " ".join(re.sub(r"%([1-9])", figure, level.text).split())


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else otherwise


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(qn("w:val"))
