"""Numbers and bullets that stand apart from the text they belong to."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.lines import Line

BULLET = re.compile(r"[•●▪■◦‣∙·○➢✓](?:\s+|(?=\w))|[-–o*](?=\s)\s+")
MARK = re.compile(r"[•●▪■◦‣∙·○➢✓–o*-]")
NUMBER = re.compile(
    r"\(?(\d{1,3}(\.\d{1,3}){0,4}|[a-z]|[ivx]{1,5})[.):]?|(annex|chapter|part|step|section) \w{1,3}:?", re.I
)
FURTHEST = 9.0
"""Of the letter size: a number stands no further from its text."""

SAME_LINE = 0.35
FEWEST_WORDS = 2


def with_labels(lines: Sequence[Line]) -> list[Line]:
    """Each number or bullet joined to the text beside it."""
    labels = [line for line in lines if is_label(line.text)]
    taken: set[int] = set()
    joined: dict[int, Line] = {}
    for label in labels:
        beside = _beside(label, lines)
        if beside is not None and id(beside) not in joined:
            taken.add(id(label))
            left = min(label.left, beside.left)
            joined[id(beside)] = replace(beside, text=f"{label.text} {beside.text}", left=left)
    return [joined.get(id(line), line) for line in lines if id(line) not in taken]


def is_label(text: str) -> bool:
    return MARK.fullmatch(text) is not None or NUMBER.fullmatch(text) is not None


def _beside(label: Line, lines: Sequence[Line]) -> Line | None:
    near = [line for line in lines if _is_near(label, line)]
    found = min(near, key=lambda line: line.left, default=None)
    if found is None or is_label(found.text):
        return None
    words = re.findall(r"[^\W\d_]{2,}", found.text)
    return found if words and (MARK.fullmatch(label.text) or len(words) >= FEWEST_WORDS) else None


def _is_near(label: Line, line: Line) -> bool:
    same = abs(label.height - line.height) <= SAME_LINE * max(label.size, line.size)
    return same and line is not label and -1 <= line.left - label.right <= FURTHEST * line.size
