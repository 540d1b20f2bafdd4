"""HTML to blocks: the main content, not the site around it."""

import re
import warnings
from pathlib import Path

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString

from ingest.document import Block, Read
from ingest.read_text import decode
from ingest.read_word import table_blocks

NOT_CONTENT = (
    "script, style, noscript, template, svg, nav, header, footer, aside, form, button, iframe, "
    "[hidden], [role=navigation]"
)
PARTS = {"p", "pre", "blockquote", "dt", "dd", "figcaption", "address", "caption"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_html(file: Path) -> Read:
    """The page's title and its blocks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        page = BeautifulSoup(decode(file.read_bytes()), "lxml")
    heading = page.find("h1")
    title = heading.get_text(" ") if heading else page.title.get_text(" ") if page.title else ""
    main = page.select_one("main, [role=main], article") or page.body or page
    for part in main.select(NOT_CONTENT):
        part.decompose()
    blocks: list[Block] = []
    _walk(main, blocks)
    return Read(_folded(title), blocks)


def _walk(tag: Tag, blocks: list[Block]) -> None:
    loose: list[str] = []
    for child in tag.children:
        if isinstance(child, Tag) and (_is_part(child) or child.find(_is_part)):
            _add(blocks, Block("paragraph", _folded("".join(loose))))
            loose = []
            _take(child, blocks)
        elif isinstance(child, Tag):
            loose.append(child.get_text(""))
        elif type(child) is NavigableString:
            loose.append(str(child))
    _add(blocks, Block("paragraph", _folded("".join(loose))))


def _is_part(tag: Tag) -> bool:
    return tag.name in HEADINGS or tag.name in PARTS or tag.name in ("li", "table", "ul", "ol", "div", "section")


def _take(tag: Tag, blocks: list[Block]) -> None:
    if tag.name in HEADINGS:
        _add(blocks, Block("heading", _folded(tag.get_text(" ")), HEADINGS[tag.name]))
    elif tag.name == "table":
        rows = [[_folded(cell.get_text(" ")) for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
        blocks.extend(table_blocks(rows))
    elif tag.name == "li":
        _take_item(tag, blocks)
    elif tag.name in PARTS and not tag.find(_is_part):
        _add(blocks, Block("paragraph", _folded(tag.get_text(""))))
    else:
        _walk(tag, blocks)


def _take_item(tag: Tag, blocks: list[Block]) -> None:
    nested = tag.find_all(["ul", "ol"], recursive=False)
    for part in nested:
        part.extract()
    words = _folded(tag.get_text(" "))
    _add(blocks, Block("item", f"- {words}" if words else ""))
    for part in nested:
        _walk(part, blocks)


def _add(blocks: list[Block], block: Block) -> None:
    if block.text:
        blocks.append(block)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
