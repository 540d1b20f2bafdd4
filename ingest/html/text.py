"""The words of a part of a web page, kept apart where the page shows them apart."""

import re

from bs4 import Tag
from bs4.element import CData, NavigableString, PageElement

HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARTS = {"p", "pre", "blockquote", "dt", "dd", "figcaption", "address", "caption", "summary", "legend"}
BLOCKS = {
    *HEADINGS, *PARTS, "li", "table", "ul", "ol", "dl", "div", "section", "article", "details", "figure", "tr", "td",
    "th", "main", "header", "footer", "form", "fieldset", "aside", "hgroup",
}  # fmt: skip
NUMBER = re.compile(r"\(?(?:\d{1,3}[A-Z]{0,2}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})\)?\.?")


def text_of(tag: Tag) -> str:
    """On one line."""
    return joined(tag.children)


def joined(elements: object) -> str:
    """The words of parts of a line, kept apart where the page shows them apart."""
    pieces: list[str] = []
    stack = list(reversed(list(elements)))  # type: ignore[call-overload]
    while stack:
        one = stack.pop()
        if isinstance(one, Tag):
            pieces.append(" " if one.name in BLOCKS or one.name in ("br", "hr", "img") or _follows_number(one) else "")
            stack.append(NavigableString(" ")) if one.name in BLOCKS else None
            stack.extend(reversed(list(one.children)))
        elif type(one) in (NavigableString, CData):
            pieces.append(f" {one}" if _follows_number(one) else str(one))
    return folded("".join(pieces))


def _follows_number(one: PageElement) -> bool:
    """After a number in an element of its own, which the site sets apart by its style: "5" and "Co-operation"."""
    before = one.previous_sibling
    if not isinstance(before, Tag) or before.name in ("sub", "sup") or not isinstance(one, Tag | NavigableString):
        return False
    starts = str(one)[:1].isupper() if isinstance(one, NavigableString) else one.name not in ("sub", "sup")
    return starts and NUMBER.fullmatch(before.get_text().strip()) is not None


def folded(text: str) -> str:
    """With single spaces."""
    return re.sub(r"\s+", " ", text).strip()
