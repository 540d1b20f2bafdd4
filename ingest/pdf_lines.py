"""The lines of a PDF, and which of them are the page's and not the document's."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

EDGE = 3
"""How many lines at the top and at the bottom of a page may be a header or footer."""

PAGE_NUMBER = re.compile(r"(page |p\.? ?)?[-– ]*([0-9]{1,4}|[ivxl]{1,7})[-– ]*((of|/) ?[0-9]{1,4})?", re.I)
ENTRY = re.compile(r"(.+?)[ .…]+([0-9]{1,4}|[ivxl]+)", re.I)
CONTENTS_LINE = re.compile(r".*?(\.[ .]{3,}|…+ ?|_{4,})\s*[0-9ivxl]{1,5}$", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on its page; an empty text is a blank line."""

    text: str
    size: float
    bold: bool
    height: float
    """Above the foot of the page."""
    page: int
    page_label: str


def without_margins(lines: Iterable[Line], pages: int) -> list[Line]:
    """Without headers and footers that come back, lone page numbers, and the dotted lines of a table of contents."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    edges = {page: _edges(written) for page, written in by_page.items()}
    seen = Counter(shape for heights in edges.values() for shape in set(heights.values()))
    often = {shape for shape, count in seen.items() if _comes_back(count, pages)}
    contents = _pages_of_contents(by_page)
    return [
        line
        for page, written in by_page.items()
        if page not in contents
        for number, line in enumerate(written)
        if not _is_margin(line, edges[page].get(number), often)
    ]


def _edges(lines: list[Line]) -> dict[int, str]:
    """The lines nearest the top and the foot of the page, by position, each with its figures made alike."""
    written = sorted((number for number, line in enumerate(lines) if line.text), key=lambda n: lines[n].height)
    return {number: re.sub(r"\d+", "#", lines[number].text.lower()) for number in {*written[:EDGE], *written[-EDGE:]}}


def _comes_back(count: int, pages: int) -> bool:
    return count > 1 and (count == pages or (count >= 3 and count >= 0.3 * pages))


def _pages_of_contents(by_page: dict[int, list[Line]]) -> set[int]:
    """Pages where most lines are a heading of a later page, followed by a number."""
    standing = {plain(line.text): line.page for written in by_page.values() for line in written if line.text}
    pages = set()
    for page, written in by_page.items():
        named = [ENTRY.fullmatch(line.text) for line in written if line.text]
        pointing = [entry for entry in named if entry and standing.get(plain(entry[1]), 0) > page]
        if len(pointing) >= 3 and 2 * len(pointing) > len(named):
            pages.add(page)
    return pages


def plain(text: str) -> str:
    """Letters and figures only, for comparing headings."""
    return re.sub(r"\W+", "", text).lower()


def _is_margin(line: Line, shape: str | None, often: set[str]) -> bool:
    at_edge = shape is not None and (shape in often or PAGE_NUMBER.fullmatch(line.text) is not None)
    return at_edge or CONTENTS_LINE.fullmatch(line.text) is not None
