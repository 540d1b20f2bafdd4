"""The pages of one publication as one page: what repeats on each left out, headings beneath the publication's title."""

import html
from collections import Counter
from collections.abc import Sequence

from bs4 import Tag

from ingest.official.fetch_pages import Page

HEADINGS = [f"h{level}" for level in range(1, 7)]
MAY_REPEAT = [*HEADINGS, "p", "ul", "ol", "nav", "header", "footer", "aside", "section", "div"]
FEWEST_PAGES = 3
"""Something that stands on each of so many pages belongs to the site and not to any of them."""


def joined_pages(pages: Sequence[Page]) -> bytes:
    """One HTML page with the main content of each, in order."""
    if len(pages) == 1:
        return pages[0].data
    mains = [page.main for page in pages]
    title = _heading(mains[0]) or ""
    if len(mains) >= FEWEST_PAGES:
        _drop_repeated(mains)
    for main in mains:
        _place_headings(main, title)
    parts = "\n".join(f"<section>\n{main.decode_contents()}\n</section>" for main in mains)
    head = f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
    return f"{head}\n<body>\n<main>\n<h1>{html.escape(title)}</h1>\n{parts}\n</main>\n</body>\n</html>\n".encode()


def _drop_repeated(mains: Sequence[Tag]) -> None:
    texts = [{_text(tag) for tag in main.find_all(MAY_REPEAT)} for main in mains]
    counted = Counter(text for found in texts for text in found if text)
    repeated = {text for text, times in counted.items() if times == len(mains)}
    for main in mains[1:]:
        for tag in main.find_all(MAY_REPEAT):
            if not tag.decomposed and _text(tag) in repeated:
                tag.decompose()


def _place_headings(main: Tag, title: str) -> None:
    """The title stands once, above all; a page whose own heading is of the highest level goes one level down."""
    own = [tag for tag in main.find_all("h1") if _text(tag) != title]
    for tag in main.find_all("h1"):
        if _text(tag) == title:
            tag.decompose()
    if own:
        for tag in main.find_all(HEADINGS):
            tag.name = f"h{min(6, int(tag.name[1]) + 1)}"


def _heading(main: Tag) -> str | None:
    found = main.find("h1")
    return _text(found) if found else None


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())
