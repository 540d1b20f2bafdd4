"""Documents to split, block by block."""

from pathlib import Path

from ingest.document import Block, Document, Source
from ingest.split import split
from sharebot.retrieval.passage import Passage

SOURCE = Source(file=Path("a.md"), name="a.md", tier="code", source_id="a", title="Sharing")


def passages(*blocks: Block) -> list[Passage]:
    return split(Document(SOURCE, blocks))


def heading(text: str, level: int = 2, page: int | None = None) -> Block:
    return Block("heading", text, level, page)


def paragraph(text: str, page: int | None = None) -> Block:
    return Block("paragraph", text, 0, page, None if page is None else f"p{page}")


def item(text: str, page: int | None = None) -> Block:
    return Block("item", text, 0, page)


def header(text: str) -> Block:
    return Block("header", text)


def row(text: str) -> Block:
    return Block("row", text)


def words(count: int, word: str = "share") -> str:
    return " ".join([word] * count)


def numbers(found: list[Passage]) -> list[tuple[str, ...]]:
    """The numbered paragraphs of each passage."""
    return [one.paragraphs for one in found]
