"""What passes from reading to splitting: what a reader Read, a Source, and the two together as a Document."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Self

Kind = Literal["heading", "paragraph", "item", "header", "row"]
"""`header` is a table's first row and `row` any other."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item or a row of a table, in the order of the document."""

    kind: Kind
    text: str
    level: int = 0
    """Of a heading: 1 is the highest."""
    page: int | None = None
    page_label: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader found in a file."""

    title: str
    blocks: list[Block]
    notes: tuple[str, ...] = ()
    """What whoever owns the document should know, a plain sentence each, such as "pages 3–9 hold no text"."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, and what is known about the document in it."""

    file: Path
    name: str
    """The file's path inside the knowledge folder."""
    tier: str
    area: str | None = None
    source_id: str = ""
    title: str = ""
    publisher: str = ""
    version: str = ""
    url: str | None = None
    jurisdiction: str = ""
    review_by: str | None = None
    status: str = ""
    withdrawn: str = ""
    """The day it was taken out of use, where it was, and why."""
    withdrawn_because: str = ""
    supersedes: tuple[str, ...] = ()
    """Ids of the documents that this one takes the place of."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Published addresses of the sources the document itself refers to."""

    def with_title(self, found: str) -> Self:
        """A title that was given stays; one found in the document is next best; the file's name is last."""
        return replace(self, title=self.title or found or self.file.stem.replace("-", " ").replace("_", " ").strip())


@dataclass(frozen=True, slots=True)
class Document:
    """A source that has been read."""

    source: Source
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
