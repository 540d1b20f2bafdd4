"""A document's sections: each heading path, and the blocks that stand under it with the number of their paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.document import Block, Document
from ingest.splitting.marks import WORD
from ingest.splitting.paragraphs import paragraph_numbers

LABEL = re.compile(
    rf"(?:(?:(?i:part|chapter|volume|schedule|annexe?|appendix)\s+|{WORD}|[§¶]\s*)[\w.]{{1,8}}[\s:.,–—]*)+"
)
"""A heading that only numbers what comes next: "Part 3", "Schedule 1 Regulation 6", "Article 15"."""

LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, and the numbered paragraph it is part of."""

    block: Block
    number: str = ""
    paragraph: int = -1
    """Which of the document's numbered paragraphs: the place where it begins; -1 where only headings have numbers."""


@dataclass(slots=True)
class Section:
    """A heading path and what stands under it."""

    path: tuple[str, ...]
    blocks: list[Placed] = field(default_factory=list)


def sections(document: Document) -> list[Section]:
    """In order, those with text; a document of nothing but headings has its headings as text."""
    title = document.source.title
    blocks = list(_with_labels([block for block in document.blocks if block.text.strip()]))
    found = [section for section in _sections(blocks, title) if section.blocks]
    return found or ([Section((), [Placed(replace(block, kind="paragraph")) for block in blocks])] if blocks else [])


def _with_labels(blocks: Sequence[Block]) -> Iterator[Block]:
    """ "Part 3" with its title as the next heading is one heading, unless the title's own level says so already."""
    label: Block | None = None
    for block in blocks:
        if label is not None and block.kind == "heading" and block.level <= label.level:
            block = replace(block, text=f"{label.text} {block.text}")
        elif label is not None:
            yield label
        is_label = block.kind == "heading" and len(block.text) <= LONGEST_LABEL and LABEL.fullmatch(block.text)
        label = block if is_label else None
        if label is None:
            yield block
    if label is not None:
        yield label


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    number: str


def _sections(blocks: list[Block], title: str) -> Iterator[Section]:
    numbers = paragraph_numbers(blocks)
    path: list[_Heading] = []
    section, number, paragraph = Section(()), "", -1
    for at, block in enumerate(blocks):
        if block.kind != "heading":
            number, paragraph = (numbers[at], at) if at in numbers else (number, paragraph)
            section.blocks.append(Placed(block, number, paragraph))
            continue
        idle, named = _is_idle(blocks, at), not same(block.text, title)
        if not (idle and named and (not path or path[-1].level < block.level)):
            yield section
            path = [above for above in path if above.level < block.level]
            path += [_Heading(block.level, block.text, numbers.get(at, ""))] if named and not idle else []
            section = Section(tuple(above.text for above in path))
        number, paragraph = next((above.number for above in reversed(path) if above.number), ""), -1
        if idle and named:
            # Its words are not lost: they are a line of what it stands under.
            section.blocks.append(Placed(replace(block, kind="paragraph"), numbers.get(at, number)))
    yield section


def _is_idle(blocks: Sequence[Block], at: int) -> bool:
    """A heading with nothing under it."""
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    return following is None or (following.kind == "heading" and following.level <= blocks[at].level)


def same(one: str, other: str) -> bool:
    """Whether two headings are the same but for their punctuation."""
    return re.sub(r"\W+", "", one).lower() == re.sub(r"\W+", "", other).lower()
