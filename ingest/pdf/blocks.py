"""Lines and tables of a PDF to headings, paragraphs, list items and rows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median

from ingest.document import Block
from ingest.pdf.joining import joined
from ingest.pdf.labels import BULLET
from ingest.pdf.lines import Line, plain
from ingest.pdf.outline import Bookmark
from ingest.pdf.tables import Table, blocks_of_table, with_rest

ENUMERATED = re.compile(r"(\([a-z0-9]{1,4}\)|[a-z0-9]{1,3}[.)]|\d+(\.\d+)+\.?)\s+\S", re.I)
SENTENCE_END = re.compile(r"[.!?:;][’”'\")\]]*\d*$")
MOST_WORDS_OF_HEADING = 25
FEWEST_WORDS_OF_LINE = 6
"""A line with fewer may end where it ends, its sentence unfinished."""

NOTE_START = re.compile(r"\d{1,3}\s*[^\W\d_]|\d{1,3}\s+[“‘'\"(\[]")
NOTES = "Notes"
"""The heading under which footnotes are gathered, out of the way of the sentences they interrupt."""


def blocks_of(items: Sequence[Line | Table], outline: Sequence[Bookmark]) -> list[Block]:
    """In reading order; footnotes last."""
    layout = _Layout([line for item in items for line in ([item] if isinstance(item, Line) else item.lines())], outline)
    notes = _footnotes(items, layout)
    blocks: list[Block] = []

    def read(lines: Sequence[Line]) -> Iterator[Block]:
        return _blocks(lines, layout)

    for part in _parts(_with_tables_joined([item for item in items if id(item) not in notes])):
        blocks.extend(blocks_of_table(part, read) if isinstance(part, Table) else read(part))
    if notes:
        blocks.append(Block("heading", NOTES, 1))
        for note in _one_by_one([item for item in items if isinstance(item, Line) and id(item) in notes]):
            blocks.extend(read(note))
    return blocks


def _with_tables_joined(items: Sequence[Line | Table]) -> list[Line | Table]:
    """A table that goes on from the page before is one with it."""
    found: list[Line | Table] = []
    for item in items:
        before = found[-1] if found else None
        whole = with_rest(before, item) if isinstance(before, Table) and isinstance(item, Table) else None
        if whole:
            found[-1] = whole
        else:
            found.append(item)
    return found


def _one_by_one(notes: Sequence[Line]) -> Iterator[list[Line]]:
    """Footnotes apart, each beginning with its number."""
    note: list[Line] = []
    for line in notes:
        if note and NOTE_START.match(line.text):
            yield note
            note = []
        note.append(line)
    yield note


def _parts(items: Sequence[Line | Table]) -> Iterator[list[Line] | Table]:
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        yield lines
        yield item
        lines = []
    yield lines


class _Layout:
    """What is usual in this document: its letter size, its line spacing, how its headings look."""

    def __init__(self, lines: Sequence[Line], outline: Sequence[Bookmark]) -> None:
        sizes: Counter[float] = Counter()
        for line in [line for line in lines if not line.bold] or lines:
            sizes[line.size] += len(line.text)
        self.body = sizes.most_common(1)[0][0] if sizes else 0.0
        gaps = [a.height - b.height for a, b in pairwise(lines) if (a.page, a.flow) == (b.page, b.flow)]
        near = [gap for gap in gaps if 0.5 * self.body < gap < 2.5 * self.body]
        self.spacing = median(near) if near else 1.2 * self.body
        self.outline = {plain(mark.title): mark for mark in outline if plain(mark.title)}
        self._marked = {(plain(mark.title), mark.page) for mark in outline}
        self.words = Counter(re.findall(r"[\w-]+", " ".join(line.text for line in lines).lower()))
        self._levels = self._styles(lines)

    def _styles(self, lines: Sequence[Line]) -> dict[tuple[float, bool], int]:
        first = max((mark.level for mark in self.outline.values()), default=0) + 1
        styles = {(line.size, line.bold) for line in lines if self.stands_out(line)}
        return {style: first + rank for rank, style in enumerate(sorted(styles, reverse=True))}

    def stands_out(self, line: Line) -> bool:
        """Larger than the text, or bold; and short enough, and not a sentence's end."""
        if len(line.text.split()) > MOST_WORDS_OF_HEADING or not re.search(r"[^\W\d_]{2}", line.text):
            return False
        bold = line.bold and line.size >= 0.95 * self.body
        return self.is_larger(line) or (bold and not re.search(r"[.;,]$", line.text))

    def is_larger(self, line: Line) -> bool:
        return line.size >= 1.12 * self.body

    def is_heading(self, before: Line | None, line: Line, after: Line | None, below_heading: bool) -> bool:
        """Listed among the bookmarks, or standing out without being the bold part of a sentence."""
        if BULLET.match(line.text):
            return False
        if line.size >= 0.95 * self.body and (
            self.is_listed(line)
            or (after and self.is_listed(line, after))
            or (before and below_heading and self.is_listed(before, line))
        ):
            return True
        if self.is_larger(line) or not self.stands_out(line):
            return self.stands_out(line)
        continued = before is not None and self.continues(before, line) and not SENTENCE_END.search(before.text)
        goes_on = after is not None and self.continues(line, after) and not after.bold and not after.text[:1].isupper()
        return not (continued and not below_heading) and not goes_on

    def level(self, text: str, line: Line) -> int:
        mark = self.outline.get(plain(text))
        return min(6, mark.level if mark else self._levels.get((line.size, line.bold), 6))

    def is_listed(self, *lines: Line) -> bool:
        """Whether the bookmarks have a heading of these words, on this page as far as they tell."""
        text = plain("".join(line.text for line in lines))
        return (text, lines[0].page) in self._marked or (text, None) in self._marked

    def continues(self, before: Line, line: Line) -> bool:
        """Whether `line` goes on with the paragraph that `before` is part of."""
        if BULLET.match(line.text) or (ENUMERATED.match(line.text) and SENTENCE_END.search(before.text)):
            return False
        if (before.page, before.flow) != (line.page, line.flow):
            return not SENTENCE_END.search(before.text)
        gap = before.height - line.height
        unfinished = not SENTENCE_END.search(before.text)
        enumerated = ENUMERATED.match(line.text)
        if (
            unfinished
            and not enumerated
            and line.text[:1].islower()
            and len(before.text.split()) >= FEWEST_WORDS_OF_LINE
        ):
            return gap <= 2.2 * self.spacing
        return gap <= 1.25 * self.spacing and (gap >= 0 or unfinished)


def _footnotes(items: Sequence[Line | Table], layout: _Layout) -> set[int]:
    """Small print at the foot of a page."""
    notes: set[int] = set()
    pages: dict[int, list[Line | Table]] = {}
    for item in items:
        pages.setdefault(item.page, []).append(item)
    for here in pages.values():
        lines = [item for item in here if isinstance(item, Line)]
        rows = sum(len(item.rows) if isinstance(item, Table) else 1 for item in here)
        small = list(takewhile(lambda line: _is_small(line, layout), sorted(lines, key=lambda line: line.height)))
        # Where most of a page is in small print, it is an annex and not notes.
        notes |= {id(line) for line in small} if 2 * len(small) <= rows else set()
    return notes


def _is_small(line: Line, layout: _Layout) -> bool:
    return line.size <= 0.88 * layout.body and not layout.is_listed(line)


def _blocks(lines: Sequence[Line], layout: _Layout) -> Iterator[Block]:
    around = zip([None, *lines[:-1]], lines, [*lines[1:], None], strict=True) if lines else ()
    group: list[Line] = []
    heading = False
    for before, line, after in around:
        is_heading = layout.is_heading(before, line, after, heading)
        if group and not (is_heading == heading and _belongs(group, line, heading, layout)):
            yield from _block(group, heading, layout)
            group = []
        group.append(line)
        heading = is_heading
    if group:
        yield from _block(group, heading, layout)


def _belongs(group: Sequence[Line], line: Line, heading: bool, layout: _Layout) -> bool:
    before = group[-1]
    if not heading:
        return layout.continues(before, line) and not _falls_back(group, line)
    if layout.is_listed(before, line):
        return True
    alike = (before.size, before.bold, before.page) == (line.size, line.bold, line.page)
    near = 0 <= before.height - line.height <= 1.6 * max(line.size, 1.0)
    return alike and near and not layout.is_listed(before) and not ENUMERATED.match(line.text)


def _falls_back(group: Sequence[Line], line: Line) -> bool:
    """Whether a list item is over because the line starts further left than the item's text, or than its bullet."""
    first = group[0]
    if not BULLET.match(first.text) or (first.page, first.flow) != (line.page, line.flow):
        return False
    hangs = len(group) > 1 and group[1].left > first.left + 0.5 * first.size
    return line.left < first.left + (0.5 if hangs else -0.5) * first.size


def _block(group: list[Line], heading: bool, layout: _Layout) -> Iterator[Block]:
    first, text = group[0], joined([line.text for line in group], layout.words)
    if heading and len(text.split()) <= MOST_WORDS_OF_HEADING:
        if text.lower().strip(": ") not in ("contents", "table of contents"):
            yield Block("heading", text, layout.level(text, first), first.page, first.page_label)
        return
    bullet = BULLET.match(text)
    words = f"- {text[bullet.end() :]}" if bullet else text
    listed = bullet or re.match(r"(\([a-z0-9]{1,4}\)|[a-z0-9]{1,2}[.)])\s", text, re.I)
    yield Block("item" if listed else "paragraph", words, 0, first.page, first.page_label)
