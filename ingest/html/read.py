"""HTML to blocks: the main content, not the site around it; and pages of one publication joined."""

import re
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning

from ingest.document import Block, Read
from ingest.formats.hidden import Hidden
from ingest.formats.text import decode
from ingest.html.main import main_content
from ingest.html.site import without_site, without_site_words
from ingest.html.text import folded, text_of
from ingest.html.walk import Walk
from sharebot.errors import DocumentError

NOTES = "Notes"
MOST_DEEP = 300
NESTED = re.compile(
    r"<(/?)(?:div|section|article|span|table|[uod]l|blockquote|font|[abiu]|em|strong|center|form|details)\b", re.I
)
FOOTNOTES = "[role=doc-endnotes], .footnotes, .footnote-list, section.footnotes"


def read_html(file: Path) -> Read:
    """The page's title and its blocks."""
    return html_blocks(decode(file.read_bytes()))


def read_pages(pages: Sequence[tuple[str, bytes]]) -> Read:
    """One publication from its pages, each an address or name and its bytes, in order.

    What stands on every page is said once. Raises DocumentError naming the page that cannot be read.
    """
    reads = []
    for name, data in pages:
        try:
            reads.append(html_blocks(decode(data)))
        except DocumentError as error:
            raise DocumentError(f"its page {name} cannot be read: {error}") from error
    if not reads:
        raise DocumentError("it has no pages")
    repeated = _repeated(reads)
    same_title = len({one.title for one in reads}) == 1
    blocks: list[Block] = []
    for number, one in enumerate(reads):
        kept = [block for block in one.blocks if not number or _key(block) not in repeated]
        # A page with a title of its own is a chapter of the publication that the first page names.
        blocks += kept if same_title or not number else [_lower(block) for block in kept]
    notes = tuple(dict.fromkeys(note for one in reads for note in one.notes))
    return Read(reads[0].title, blocks, notes)


def _repeated(reads: list[Read]) -> set[tuple[str, str]]:
    """What stands on nearly every page; rows of tables are left alone, for their header may well come back."""
    counts = Counter(
        key for one in reads for key in {_key(b) for b in one.blocks if b.kind in ("heading", "paragraph", "item")}
    )
    most = len(reads) if len(reads) < 4 else 0.8 * len(reads)
    return {key for key, count in counts.items() if len(reads) > 1 and count >= most}


def _key(block: Block) -> tuple[str, str]:
    return block.kind, block.text


def _lower(block: Block) -> Block:
    return replace(block, level=min(block.level + 1, 6)) if block.kind == "heading" else block


def html_blocks(text: str) -> Read:
    """What a page in HTML says."""
    if _depth(text) > MOST_DEEP:
        raise DocumentError("it is nested too deeply to be read safely")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        page = BeautifulSoup(text, "lxml")
    if _depth_of(page) > MOST_DEEP:
        raise DocumentError("it is nested too deeply to be read safely")
    named = page.title.get_text(" ") if page.title else ""
    hidden = Hidden()
    first = page.find("h1")
    heading = folded(first.get_text(" ")) if first else ""
    main = main_content(page, hidden)
    own = main.find("h1")
    title = text_of(own) if own else heading or without_site(folded(named))
    notes = [
        note.extract()
        for note in main.select(FOOTNOTES)
        if note is not main and note.find_parent(class_="footnotes") is None
    ]
    blocks = list(Walk(main).blocks())
    if notes:
        blocks += [
            Block("heading", NOTES, 2),
            *(b for note in notes for b in Walk(note).blocks() if b.kind != "heading"),
        ]
    return Read(title, list(without_site_words(blocks)), hidden.notes())


def _depth(text: str) -> int:
    """How deep the deepest part lies, counted before a parser has to follow."""
    deep = deepest = 0
    for match in NESTED.finditer(text):
        deep = max(deep + (-1 if match[1] else 1), 0)
        deepest = max(deep, deepest)
    return deepest


def _depth_of(page: BeautifulSoup) -> int:
    """The same of what the parser made of it: any mistyped or unclosed mark can nest."""
    deepest = 0
    level: list[Tag] = [page]
    while level:
        deepest += 1
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
    return deepest
