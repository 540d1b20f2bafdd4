"""A part of a web page to blocks, from top to bottom."""

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import PageElement

from ingest.document import Block
from ingest.formats.figures import as_figure
from ingest.formats.tables import table_blocks
from ingest.html.table import is_layout, rows_of
from ingest.html.text import BLOCKS, HEADINGS, joined, text_of

OWN_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)\s")
FIGURES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class Walk:
    """Goes through a part of a page from top to bottom."""

    def __init__(self, main: Tag) -> None:
        self._main = main
        self._holding = {id(main)}
        for tag in main.find_all(BLOCKS):
            above = tag.parent
            while above is not None and id(above) not in self._holding:
                self._holding.add(id(above))
                above = above.parent

    def blocks(self) -> Iterator[Block]:
        return (block for block in self._within(self._main) if block.text)

    def _within(self, tag: Tag) -> Iterator[Block]:
        loose: list[PageElement] = []
        for child in list(tag.children):
            if isinstance(child, Tag) and (child.name in BLOCKS or id(child) in self._holding):
                yield Block("paragraph", joined(loose))
                loose = []
                yield from self._part(child)
            else:
                loose.append(child)
        yield Block("paragraph", joined(loose))

    def _part(self, tag: Tag) -> Iterator[Block]:
        if tag.name in HEADINGS:
            yield Block("heading", text_of(tag), HEADINGS[tag.name])
        elif tag.name == "table" and not is_layout(tag):
            caption = tag.find("caption")
            yield Block("paragraph", text_of(caption) if caption else "")
            yield from table_blocks(rows_of(tag, text_of))
        elif tag.name in ("ul", "ol"):
            yield from self._list(tag)
        elif tag.name == "dl":
            yield from self._definitions(tag)
        elif tag.name == "li":
            yield from self._item(tag, "-")
        elif id(tag) in self._holding:
            yield from self._within(tag)
        else:
            yield Block("paragraph", text_of(tag))

    def _list(self, tag: Tag) -> Iterator[Block]:
        items = tag.find_all("li", recursive=False)
        if _is_contents(items):
            return
        number = _whole(tag.get("start"), 1)
        for child in [child for child in tag.children if isinstance(child, Tag)]:
            if child.name != "li":
                yield from self._part(child)
                continue
            number = _whole(child.get("value"), number)
            yield from self._item(child, _mark(tag, number))
            number += 1

    def _item(self, item: Tag, mark: str) -> Iterator[Block]:
        nested = [
            part
            for part in item.find_all(["ul", "ol", "dl", "table"])
            if part.find_parent(["li", "table", "dl"]) is item
        ]
        if item.find([*HEADINGS]) is not None:
            yield from self._within(item)
            return
        for part in nested:
            part.extract()
        words = text_of(item)
        numbered = OWN_NUMBER.match(words)
        yield Block("item", words if numbered else f"{mark} {words}" if words else "")
        for part in nested:
            yield from self._part(part)

    def _definitions(self, tag: Tag) -> Iterator[Block]:
        term = ""
        for part in tag.find_all(["dt", "dd"]):
            if part.find_parent("dl") is not tag:
                continue
            if part.name == "dt":
                yield Block("paragraph", term)
                term = text_of(part)
            elif id(part) in self._holding and len(part.find_all(["p", "li"])) > 1:
                yield Block("paragraph", term)
                yield from self._within(part)
                term = ""
            else:
                words = text_of(part)
                yield Block(
                    "item", f"- {term}: {words}" if term and words else f"- {term or words}" if term or words else ""
                )
                term = ""
        yield Block("paragraph", term)


def _is_contents(items: list[Tag]) -> bool:
    """Whether nearly every item is a link to a place on the same page and nothing else."""
    leading = [item for item in items if _is_only_a_link(item)]
    return len(items) > 2 and len(leading) >= 0.8 * len(items)


def _is_only_a_link(item: Tag) -> bool:
    link = item.find("a")
    return (
        link is not None
        and str(link.get("href", "")).startswith("#")
        and len(text_of(link)) >= 0.8 * len(text_of(item).split("\n")[0])
    )


def _mark(tag: Tag, number: int) -> str:
    """What the browser shows in front of an item."""
    if tag.name == "ul" or "list-style" in str(tag.get("style", "")):
        return "-"
    return f"{as_figure(number, FIGURES.get(str(tag.get('type', '')), 'decimal'))}."


def _whole(value: object, otherwise: int) -> int:
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,5}", value) else otherwise
