"""Passage, the smallest citable block of guidance, and Hit, a passage found by a search."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one document in one place: under a heading path, on a page, or both."""

    id: str
    source_id: str
    title: str
    publisher: str
    version: str
    section: str
    page: int | None
    page_label: str | None
    url: str | None
    tier: str
    area: str | None
    jurisdiction: str
    review_by: str | None
    text: str
    status: str = ""
    """What the document says of itself (digest, current, check-commencement); for a passage that is no longer in the
    library: changed, superseded or withdrawn."""
    paragraphs: tuple[str, ...] = ()
    """Numbers of the numbered paragraphs in it or over it, as printed without brackets or full stop: 1.128, 5, 43."""
    refs: tuple[str, ...] = ()
    """Sources the words themselves name in square brackets, in the order they are named."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, and how well it fits the query: 0 not at all, 1 as well as can be."""

    passage: Passage
    score: float
    meaning: float = 0.0
    """How close the meanings are: a cosine."""
    words: float = 0.0
    """The share of the query's weight that the passage's words carry."""
    standing: float = 0.0
    """What authority, area and freshness added or took away."""
    also: tuple[str, ...] = ()
    """Passages that say the same in nearly the same words and were not shown."""


def passage_id(source_id: str, section: str, page: int | None, text: str) -> str:
    """Same words from the same place, same id; so a re-run changes only what changed."""
    place = "\x1f".join((source_id, section, "" if page is None else str(page), text))
    return hashlib.sha256(place.encode()).hexdigest()[:16]
