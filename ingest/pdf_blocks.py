"""Lines of a PDF to headings, paragraphs and list items."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from ingest.document import Block
from ingest.pdf_lines import Line, plain

BULLET = re.compile(r"[•●▪■◦‣∙·○➢✓](?:\s+|(?=\w))|[-–o*](?=\s)\s+")
ENUMERATED = re.compile(r"(\([a-z0-9]{1,4}\)|[a-z0-9]{1,3}[.)]|\d+(\.\d+)+\.?)\s+\S", re.I)
SENTENCE_END = re.compile(r"[.!?:;][’”'\")\]]*\d*$")
KEPT_HYPHEN = {"self", "non", "multi", "inter", "co", "well", "cross", "anti", "post", "pre", "semi", "ex", "sub"}
MOST_WORDS_OF_HEADING = 25
NOTES = "Notes"
"""The heading under which footnotes are gathered, out of the way of the sentences they interrupt."""


def blocks_of(lines: list[Line], outline: list[tuple[str, int]]) -> list[Block]:
    """In reading order; footnotes last."""
    written = [line for line in lines if line.text]
    layout = _Layout(written, outline)
    notes = _footnotes(written, layout)
    text = [line for line in lines if id(line) not in notes]
    blocks = list(_blocks(text, layout))
    if notes:
        blocks.append(Block("heading", NOTES, 1))
        blocks.extend(_blocks([line for line in lines if id(line) in notes], layout))
    return blocks


class _Layout:
    """What is usual in this document: its letter size, its line spacing, how its headings look."""

    def __init__(self, lines: list[Line], outline: list[tuple[str, int]]) -> None:
        sizes: Counter[float] = Counter()
        for line in [line for line in lines if not line.bold] or lines:
            sizes[line.size] += len(line.text)
        self.body = sizes.most_common(1)[0][0] if sizes else 0.0
        gaps = [a.height - b.height for a, b in pairwise(lines) if a.page == b.page]
        near = [gap for gap in gaps if 0.5 * self.body < gap < 2.5 * self.body]
        self.spacing = median(near) if near else 1.2 * self.body
        self.outline = {plain(title): level for title, level in outline if plain(title)}
        self.words = Counter(re.findall(r"[\w-]+", " ".join(line.text for line in lines).lower()))
        self._levels = self._styles(lines)

    def _styles(self, lines: list[Line]) -> dict[tuple[float, bool], int]:
        first = max(self.outline.values(), default=0) + 1
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
            self.is_listed(line.text)
            or (after and self.is_listed(line.text + after.text))
            or (before and below_heading and self.is_listed(before.text + line.text))
        ):
            return True
        if self.is_larger(line) or not self.stands_out(line):
            return self.stands_out(line)
        continued = before is not None and self.continues(before, line) and not SENTENCE_END.search(before.text)
        goes_on = after is not None and self.continues(line, after) and not after.bold and not after.text[:1].isupper()
        return not (continued and not below_heading) and not goes_on

    def level(self, text: str, line: Line) -> int:
        return min(6, self.outline.get(plain(text), self._levels.get((line.size, line.bold), 6)))

    def is_listed(self, text: str) -> bool:
        return plain(text) in self.outline

    def continues(self, before: Line, line: Line) -> bool:
        """Whether `line` goes on with the paragraph that `before` is part of."""
        if BULLET.match(line.text) or (ENUMERATED.match(line.text) and SENTENCE_END.search(before.text)):
            return False
        if before.page != line.page:
            return not SENTENCE_END.search(before.text)
        gap = before.height - line.height
        return gap <= 1.25 * self.spacing and (gap >= 0 or not SENTENCE_END.search(before.text))


def _footnotes(lines: list[Line], layout: _Layout) -> set[int]:
    """Small print at the foot of a page."""
    notes: set[int] = set()
    for page in {line.page for line in lines}:
        here = sorted((line for line in lines if line.page == page), key=lambda line: line.height)
        for line in here:
            if line.size > 0.88 * layout.body or layout.is_listed(line.text):
                break
            notes.add(id(line))
    return notes


def _blocks(lines: list[Line], layout: _Layout) -> Iterator[Block]:
    written = [line for line in lines if line.text]
    around = zip([None, *written[:-1]], written, [*written[1:], None], strict=True)
    group: list[Line] = []
    heading = False
    for before, line, after in around:
        is_heading = layout.is_heading(before, line, after, heading)
        if group and not (is_heading == heading and _belongs(group[-1], line, heading, layout)):
            yield from _block(group, heading, layout)
            group = []
        group.append(line)
        heading = is_heading
    if group:
        yield from _block(group, heading, layout)


def _belongs(before: Line, line: Line, heading: bool, layout: _Layout) -> bool:
    if not heading:
        return layout.continues(before, line)
    if layout.is_listed(before.text + line.text):
        return True
    alike = (before.size, before.bold, before.page) == (line.size, line.bold, line.page)
    near = 0 <= before.height - line.height <= 1.6 * max(line.size, 1.0)
    return alike and near and not layout.is_listed(before.text) and not ENUMERATED.match(line.text)


def _block(group: list[Line], heading: bool, layout: _Layout) -> Iterator[Block]:
    first, text = group[0], _joined([line.text for line in group], layout.words)
    if heading and len(text.split()) <= MOST_WORDS_OF_HEADING:
        if text.lower().strip(": ") not in ("contents", "table of contents"):
            yield Block("heading", text, layout.level(text, first), first.page, first.page_label)
        return
    bullet = BULLET.match(text)
    words = f"- {text[bullet.end() :]}" if bullet else text
    listed = bullet or re.match(r"(\([a-z0-9]{1,4}\)|[a-z0-9]{1,2}[.)])\s", text, re.I)
    yield Block("item" if listed else "paragraph", words, 0, first.page, first.page_label)


def _joined(texts: list[str], words: Counter[str]) -> str:
    whole = texts[0]
    for text in texts[1:]:
        broken = re.search(r"(\w+)[-\u00ad]$", whole)
        rest = re.match(r"[a-z]+", text)
        whole = (_mended(whole, broken[1].lower(), rest[0], words) if broken and rest else f"{whole} ") + text
    return whole.replace("\u00ad", "")


def _mended(whole: str, start: str, rest: str, words: Counter[str]) -> str:
    """Keep the hyphen at a line's end where the word has one elsewhere, or usually does."""
    usual = words[f"{start}-{rest}"] > words[f"{start}{rest}"] or (start in KEPT_HYPHEN and not words[f"{start}{rest}"])
    return whole if usual and whole.endswith("-") else whole[:-1]
