"""What no reader may pass on, whatever the format: invisible characters, and text that speaks to a program."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.document import Block, Read
from ingest.reading.addressed import could_be_addressed, is_addressed_to_a_program
from ingest.reading.invisible import visible

FIRST_WORDS = 8
MOST_OF_FIRST_WORDS = 60
MOST_WORDS_OF_SPLIT = 12
MOST_BLOCKS_OF_SPLIT = 4
MOST_NOTED = 5
"""So many of one kind are named; of the rest their number is enough."""


def neutralise(read: Read) -> Read:
    """The same without either, and notes for the owner of the document saying what is missing and where."""
    title = visible(read.title)
    seen = [(block, visible(block.text)) for block in read.blocks]
    hiding = [block for block, one in seen if one.hid]
    blocks = [replace(block, text=one.text, page_label=_label(block)) for block, one in seen if one.text]
    out = set(_addressed(blocks))
    notes = [*(visible(note).text for note in read.notes)]
    if hiding or title.hid:
        notes.append(f"invisible characters that hid words were left out{_on_pages(hiding)}")
    notes += _told([block for number, block in enumerate(blocks) if number in out])
    kept = [block for number, block in enumerate(blocks) if number not in out]
    return Read("" if is_addressed_to_a_program(title.text) else title.text, kept, tuple(notes))


def _label(block: Block) -> str | None:
    return visible(block.page_label).text if block.page_label else block.page_label


def _addressed(blocks: list[Block]) -> Iterator[int]:
    """The numbers of blocks that speak to a program, also where the sentence is dealt out over several short blocks."""
    told = [is_addressed_to_a_program(block.text) for block in blocks]
    yield from (number for number, one in enumerate(told) if one)
    parts = [_is_short(block) and not one for block, one in zip(blocks, told, strict=True)]
    hints = [part and could_be_addressed(block.text) for block, part in zip(blocks, parts, strict=True)]
    for last in range(1, len(blocks)):
        first = max(last - MOST_BLOCKS_OF_SPLIT + 1, 0)
        if parts[last] and any(hints[first : last + 1]):
            yield from _dealt_out(blocks, parts, last)


def _dealt_out(blocks: list[Block], parts: list[bool], last: int) -> Iterator[int]:
    """The fewest short blocks up to this one that together speak to a program, though none does alone."""
    before = ""
    for first in range(last - 1, max(last - MOST_BLOCKS_OF_SPLIT, -1), -1):
        if not parts[first]:
            return
        before = f"{blocks[first].text.removeprefix('- ')} {before}"
        if is_addressed_to_a_program(before):
            return  # without the last, and so found before
        if is_addressed_to_a_program(before + blocks[last].text.removeprefix("- ")):
            yield from range(first, last + 1)
            return


def _is_short(block: Block) -> bool:
    return block.text.count(" ") < MOST_WORDS_OF_SPLIT


def _told(left_out: list[Block]) -> Iterator[str]:
    for block in left_out[:MOST_NOTED]:
        page = f"page {block.page_label or block.page}: " if block.page else ""
        yield f"text that speaks to a program, not to a reader, was left out ({page}“{first_words(block.text)}”)"
    more = len(left_out) - MOST_NOTED
    if more > 0:
        yield f"text that speaks to a program was left out in {more} more place{'s' if more > 1 else ''}"


def first_words(text: str) -> str:
    """Enough of a text to find it by."""
    words = text.split()
    start = " ".join(words[:FIRST_WORDS])
    cut = len(words) > FIRST_WORDS or len(start) > MOST_OF_FIRST_WORDS
    return f"{start[:MOST_OF_FIRST_WORDS].rstrip()}…" if cut else start


def _on_pages(blocks: list[Block]) -> str:
    pages = sorted({block.page for block in blocks if block.page})
    if not pages:
        return ""
    return f" ({'page' if len(pages) == 1 else 'pages'} {', '.join(_ranges(pages))})"


def _ranges(pages: list[int]) -> Iterator[str]:
    start = pages[0]
    for page, following in pairwise([*pages, pages[-1] + 2]):
        if following != page + 1:
            yield f"{start}" if start == page else f"{start}–{page}"
            start = following
