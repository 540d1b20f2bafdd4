"""The bookmarks of a PDF: its own list of headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import PyPdfError


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading, how deep it stands, and the page it points to; no page if that cannot be told."""

    title: str
    level: int
    page: int | None


def bookmarks(reader: pypdf.PdfReader) -> list[Bookmark]:
    """None if the list is damaged: headings are then found by how they look."""
    try:
        return list(_flattened(reader.outline, 1, _page_numbers(reader)))
    except (PyPdfError, KeyError, TypeError, ValueError, AttributeError):
        return []


def _page_numbers(reader: pypdf.PdfReader) -> dict[int, int]:
    references = [page.indirect_reference for page in reader.pages]
    return {reference.idnum: number for number, reference in enumerate(references, start=1) if reference is not None}


def _flattened(entries: Any, level: int, pages: dict[int, int]) -> Iterator[Bookmark]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flattened(entry, level + 1, pages)
        elif entry.title:
            yield Bookmark(str(entry.title), level, pages.get(getattr(entry.page, "idnum", -1)))
