"""A Document in, Passages out, along its own headings, numbered paragraphs, lists and tables."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from langchain_text_splitters import RecursiveCharacterTextSplitter

from ingest.document import Document, Source
from ingest.splitting.groups import NOTHING, Size, Unit, groups
from ingest.splitting.leads import led
from ingest.splitting.sections import Section, sections
from ingest.splitting.sentences import sentences
from sharebot.retrieval.embedder import MOST_WORD_PIECES, word_pieces
from sharebot.retrieval.passage import Passage, passage_id

MOST_WORDS = 220

MOST_PIECES = MOST_WORD_PIECES - 6
"""A little less than the embedder reads."""

MOST_CHARACTERS = 2500
"""Of text without spaces, which the embedder may take for one word."""

MOST = Size(MOST_WORDS, MOST_PIECES, MOST_CHARACTERS)
BATCH = 500
"""Texts measured at once: enough to be quick, few enough to be small."""

MOST_OF_LEAD_IN = Size(*(amount // 3 for amount in MOST))
PIECES_TO_A_PASSAGE = 5
"""Of a text without sentence ends."""

FINENESS = 100_000
"""In how many parts the room for a piece is measured, because lengths must be whole numbers."""

BETWEEN_HEADINGS = " › "
REFERENCE = re.compile(r"\[([^\[\]]{2,300})\]")


def split(document: Document) -> list[Passage]:
    """In the document's order. The same words under the same heading on the same page are one passage."""
    passages: dict[str, Passage] = {}
    found = sections(document)
    sizes = _Sizes([placed.block.text for section in found for placed in section.blocks])
    for section in found:
        for units in groups(list(_units(section, sizes)), MOST):
            passage = _passage(document.source, section.path, units)
            passages.setdefault(passage.id, passage)
    return list(passages.values())


class _Sizes(dict[str, Size]):
    """Sizes of texts; measured together, which is quicker, or when first asked for."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__(zip(texts, _measured(texts), strict=True))

    def __missing__(self, text: str) -> Size:
        [self[text]] = _measured([text])
        return self[text]


def _measured(texts: list[str]) -> list[Size]:
    batches = (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))
    pieces = [count for batch in batches for count in word_pieces(batch)]
    return [Size(len(text.split()), count, len(text)) for text, count in zip(texts, pieces, strict=True)]


def _units(section: Section, sizes: _Sizes) -> Iterator[Unit]:
    for placed, of in zip(section.blocks, led([one.block for one in section.blocks]), strict=True):
        leading = sizes[of.lead_in] if of.lead_in else NOTHING
        lead_in = of.lead_in
        if not leading.fits(MOST_OF_LEAD_IN):
            lead_in, leading = "", NOTHING
        size = sizes[placed.block.text]
        unit = Unit(placed.block, size, placed.number, placed.paragraph, lead_in, leading, of.keeps_next)
        room = MOST.less(leading)
        yield from (unit,) if size.fits(room) else _cut(unit, room)


def _cut(unit: Unit, room: Size) -> Iterator[Unit]:
    """The sentences of a block that is too long."""
    parts = list(_parts(unit.block.text, room))
    measured = _measured([text for _, text in parts])
    for number, ((joint, text), size) in enumerate(zip(parts, measured, strict=True), start=1):
        keeps_next = unit.keeps_next and number == len(parts)
        yield replace(unit, block=replace(unit.block, text=text), size=size, joint=joint, keeps_next=keeps_next)


def _parts(text: str, room: Size) -> Iterator[tuple[str | None, str]]:
    """The sentences of a long block, a longer one cut at words or letters, each with what stood before it."""
    cut = sentences(text)
    place = 0
    for sentence, size in zip(cut, _measured(cut), strict=True):
        for part in [sentence] if size.fits(room) else _pieces(sentence, room):
            start = text.index(part, place)
            yield text[place:start] if place else None, part
            place = start + len(part)


def _pieces(text: str, room: Size) -> list[str]:
    """A text that has no sentence end, in pieces small enough to be put together again into even parts.

    Letters are parted only where there is no space.
    """
    most = Size(*(amount // PIECES_TO_A_PASSAGE for amount in room))

    @cache
    def share(part: str) -> int:
        # Without the two marks, because the splitter adds up the lengths of what it joins.
        pieces = word_pieces([part])[0] - 2 if len(part) > 1 else 1
        return int(
            FINENESS * max(len(part.split()) / most.words, pieces / (most.pieces - 2), len(part) / most.characters)
        )

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=FINENESS,
        chunk_overlap=0,
        length_function=share,
        separators=[r"(?<=[;:,])\s+", r"\s+", ""],
        is_separator_regex=True,
        keep_separator="end",
    )
    return splitter.split_text(text)


def _passage(source: Source, path: tuple[str, ...], units: list[Unit]) -> Passage:
    first, text = units[0].block, _text(units)
    section = BETWEEN_HEADINGS.join(path) or source.title
    refs = tuple(dict.fromkeys(_references(text, source)))
    address = source.url or next((source.addresses[ref] for ref in refs if source.addresses[ref]), None)
    return Passage(
        id=passage_id(source.source_id, section, first.page, text), source_id=source.source_id, title=source.title,
        publisher=source.publisher, version=source.version, section=section, page=first.page,
        page_label=first.page_label, url=address, tier=source.tier, area=source.area,
        jurisdiction=source.jurisdiction, review_by=source.review_by, text=text, status=source.status,
        paragraphs=tuple(dict.fromkeys(unit.number for unit in units if unit.number)), refs=refs,
    )  # fmt: skip


def _text(units: list[Unit]) -> str:
    """What the worker sees: paragraphs apart, list items on lines of their own under what introduces them."""
    lead_in = units[0].lead_in
    text = f"{lead_in}\n{units[0].block.text}" if lead_in else units[0].block.text
    for before, unit in pairwise(units):
        listed = unit.block.kind in ("item", "row") and unit.paragraph == before.paragraph
        tight = listed and (before.block.kind == unit.block.kind or bool(unit.lead_in))
        joint = unit.joint if unit.joint is not None else "\n" if tight else "\n\n"
        text += joint + unit.block.text
    return text


def _references(text: str, source: Source) -> Iterator[str]:
    """The sources cited in square brackets, of those the document lists."""
    for bracket in REFERENCE.findall(text):
        for part in re.split(r"[;,]\s*|:\s+", bracket):
            name = part.split(" ")[0]
            if name in source.addresses:
                yield name
