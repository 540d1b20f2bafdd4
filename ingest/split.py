"""A Document in, Passages out, along its own headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.document import Block, Document, Source
from sharebot.retrieval.embedder import MOST_WORD_PIECES, word_pieces
from sharebot.retrieval.passage import Passage, passage_id

MOST_WORDS = 220
FEWEST_WORDS = 60
"""A new page starts a new passage only after this many, so that pages are exact and passages still say something."""

MOST_PIECES = MOST_WORD_PIECES - 6
"""A little less than the embedder reads."""

MOST_WORDS_OF_LEAD_IN = 40
BETWEEN_HEADINGS = " › "
REFERENCE = re.compile(r"\[([^\[\]]{2,300})\]")


@dataclass(slots=True)
class _Section:
    """A heading path and what stands under it."""

    path: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A block, or part of a long one, that is not cut further."""

    block: Block
    words: int
    pieces: int
    lead_in: str = ""
    """The line before a list or the header of a table, without which the item says little."""


def split(document: Document) -> list[Passage]:
    """In the document's order. The same words under the same heading on the same page are one passage."""
    passages: dict[str, Passage] = {}
    for section in _sections(document):
        for units in _groups(_units(section.blocks)):
            passage = _passage(document.source, section.path, units)
            passages.setdefault(passage.id, passage)
    return list(passages.values())


def _sections(document: Document) -> Iterator[_Section]:
    section = _Section(())
    levels: list[tuple[int, str]] = []
    for block in _without_idle_headings(document):
        if block.kind != "heading":
            section.blocks.append(block)
            continue
        yield section
        levels = [(level, text) for level, text in levels if level < block.level]
        if not _same(block.text, document.source.title):
            levels.append((block.level, block.text))
        section = _Section(tuple(text for _, text in levels))
    yield section


def _without_idle_headings(document: Document) -> list[Block]:
    """A heading with nothing under it is a line of text: its words must not be lost."""
    blocks = list(document.blocks)
    for number, (block, following) in enumerate(pairwise([*blocks, Block("heading", "", 0)])):
        idle = block.kind == "heading" and following.kind == "heading" and following.level <= block.level
        if idle and (not _same(block.text, document.source.title) or len(blocks) == 1):
            blocks[number] = replace(block, kind="paragraph")
    return blocks


def _units(blocks: list[Block]) -> list[_Unit]:
    lead_in = ""
    found: list[tuple[Block, str]] = []
    for number, block in enumerate(blocks):
        if block.kind == "header" or (block.kind == "paragraph" and _leads_in(blocks, number)):
            lead_in = block.text
            found.append((block, ""))
        elif block.kind == "paragraph":
            lead_in = ""
            found.append((block, ""))
        else:
            found.append((block, lead_in))
    pieces = word_pieces([block.text for block, _ in found]) if found else []
    return [unit for (block, led), count in zip(found, pieces, strict=True) for unit in _cut(block, led, count)]


def _leads_in(blocks: list[Block], number: int) -> bool:
    before_list = number + 1 < len(blocks) and blocks[number + 1].kind in ("item", "row")
    text = blocks[number].text
    return before_list and text.endswith((":", "–", "—")) and len(text.split()) <= MOST_WORDS_OF_LEAD_IN


def _cut(block: Block, lead_in: str, pieces: int) -> Iterator[_Unit]:
    words = len(block.text.split())
    if words <= MOST_WORDS and pieces <= MOST_PIECES:
        yield _Unit(block, words, pieces, lead_in)
        return
    for text, count in _parts(block.text):
        yield _Unit(replace(block, text=text), len(text.split()), count, lead_in)


def _parts(text: str) -> list[tuple[str, int]]:
    """A long block cut at sentence ends; at words or letters only where there is no sentence end."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=MOST_PIECES,
        chunk_overlap=0,
        length_function=lambda part: max(word_pieces([part])[0], len(part.split())),
        separators=[r"(?<=[.!?])\s+(?=\S)", r"(?<=[;:,])\s+", r"\s+", ""],
        is_separator_regex=True,
        keep_separator="end",
    )
    parts = [" ".join(part.split()) for part in splitter.split_text(text)]
    return list(zip(parts, word_pieces(parts), strict=True)) if parts else []


def _groups(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Units put together into passages: all that fit, or else parts of about equal length."""
    limit = _even_limit(units)
    group: list[_Unit] = []
    for unit in units:
        if group and _is_full(group, unit, limit):
            # A line that introduces a list goes with the list.
            carried = [group.pop()] if len(group) > 1 and unit.lead_in == group[-1].block.text else []
            yield group
            group = carried
        group.append(unit)
    if group:
        yield group


def _even_limit(units: list[_Unit]) -> int:
    words, pieces = sum(unit.words for unit in units), sum(unit.pieces for unit in units)
    parts = max(-(-words // MOST_WORDS), -(-pieces // MOST_PIECES), 1)
    return MOST_WORDS if parts == 1 else -(-words // parts)


def _is_full(group: list[_Unit], unit: _Unit, limit: int) -> bool:
    words, pieces = sum(one.words for one in group), sum(one.pieces for one in group)
    new_page = unit.block.page != group[0].block.page and words >= FEWEST_WORDS
    too_long = words + unit.words > MOST_WORDS or pieces + unit.pieces > MOST_PIECES
    return new_page or too_long or (words >= limit)


def _passage(source: Source, path: tuple[str, ...], units: list[_Unit]) -> Passage:
    first, text = units[0].block, _text(units)
    section = BETWEEN_HEADINGS.join(path) or source.title
    refs = tuple(dict.fromkeys(_references(text, source)))
    address = source.url or next((source.addresses[ref] for ref in refs if source.addresses[ref]), None)
    return Passage(
        id=passage_id(source.source_id, section, first.page, text), source_id=source.source_id, title=source.title,
        publisher=source.publisher, version=source.version, section=section, page=first.page,
        page_label=first.page_label, url=address, tier=source.tier, area=source.area,
        jurisdiction=source.jurisdiction, review_by=source.review_by, text=text, status=source.status, refs=refs,
    )  # fmt: skip


def _text(units: list[_Unit]) -> str:
    """What the worker sees: paragraphs apart, list items on lines of their own under what introduces them."""
    lead_in = units[0].lead_in
    text = f"{lead_in}\n{units[0].block.text}" if lead_in else units[0].block.text
    for before, unit in pairwise(units):
        tight = unit.block.kind in ("item", "row") and (before.block.kind == unit.block.kind or bool(unit.lead_in))
        text += ("\n" if tight else "\n\n") + unit.block.text
    return text


def _references(text: str, source: Source) -> Iterator[str]:
    """The sources cited in square brackets, of those the document lists."""
    for bracket in REFERENCE.findall(text):
        for part in re.split(r"[;,]\s*|:\s+", bracket):
            name = part.split(" ")[0]
            if name in source.addresses:
                yield name


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).lower() == re.sub(r"\W+", "", other).lower()
