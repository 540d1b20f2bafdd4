"""What introduces a list or a table, so that no part of it stands without."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ingest.document import Block
from ingest.splitting.marks import LEADING_IN
from ingest.splitting.sentences import sentences

MOST_WORDS_OF_LEAD_IN = 40
CAPTION = re.compile(r"(?:table|figure|box|chart)\s+[\w.]{1,6}\b", re.I)
MARKER = re.compile(r"([-•*–])\s|(\(?)([a-z]{1,5}|\d{1,3})([.)])\s", re.I)
ROMAN = re.compile(r"[ivx]+", re.I)


@dataclass(frozen=True, slots=True)
class Led:
    """What a block belongs to."""

    lead_in: str = ""
    """Said again where a passage begins with this block."""
    keeps_next: bool = False
    """Whether the block is left with nothing to say without the next one."""


def led(blocks: Sequence[Block]) -> list[Led]:
    """For each block of a section, what introduces it, and whether it introduces the next."""
    reader = _Leads()
    return [reader.take(block, following) for block, following in zip_longest(blocks, blocks[1:]) if block]


class _Leads:
    """What a list or a table is introduced by, as far as it has been read."""

    def __init__(self) -> None:
        self._list = ""
        self._table = ""
        self._caption = ""
        self._marker = ("", "")
        self._inner: tuple[str, str] | None = None
        """The marks of the items that introduce a list of their own, and the lead-in of that list."""

    def take(self, block: Block, following: Block | None) -> Led:
        if block.kind == "item":
            return self._item(block, following)
        if block.kind == "row":
            return Led(self._table)
        if block.kind == "header":
            self._table, self._caption, self._list = _joined(self._caption, block.text), "", ""
            return Led(keeps_next=following is not None and following.kind == "row")
        self._inner = None
        return self._paragraph(block.text, following)

    def _paragraph(self, text: str, following: Block | None) -> Led:
        self._list = self._table = self._caption = ""
        if following is None:
            return Led()
        leads_in = text.endswith(LEADING_IN)
        if leads_in or CAPTION.match(text):
            self._caption = _short(text)
        if leads_in:
            self._list = self._table = self._caption
        captions = following.kind in ("header", "row") and bool(self._caption)
        question = text.endswith("?") and following.kind != "item"
        return Led(keeps_next=leads_in or question or captions)

    def _item(self, block: Block, following: Block | None) -> Led:
        self._marker = marker = _marker(block.text, self._marker)
        if self._inner and self._inner[0] == marker[0]:
            self._inner = None
        led = Led(self._inner[1] if self._inner else self._list)
        if following is None or following.kind != "item" or not block.text.endswith(LEADING_IN):
            return led
        if not self._inner and _marker(following.text, marker)[0] != marker[0]:
            self._inner = (marker[0], _joined(self._list, block.text))
        return Led(led.lead_in, keeps_next=True)


def _short(text: str) -> str:
    """As much of a line before a list as is worth saying again: all of it, or its last sentence, or nothing."""
    last = text if len(text.split()) <= MOST_WORDS_OF_LEAD_IN else sentences(text)[-1]
    return last if len(last.split()) <= MOST_WORDS_OF_LEAD_IN else ""


def _joined(outer: str, text: str) -> str:
    both = f"{outer}\n{text}" if outer else text
    return both if len(both.split()) <= MOST_WORDS_OF_LEAD_IN else _short(text)


def _marker(text: str, before: tuple[str, str]) -> tuple[str, str]:
    """How an item is marked, and with what: (a) and (b) alike, (i) and 1. otherwise; (i) after (h) is a letter."""
    match = MARKER.match(text)
    if not match or match[1]:
        return ("-", "")
    mark = match[3].lower()
    next_letter = len(mark) == 1 == len(before[1]) and ord(mark) == ord(before[1]) + 1
    kind = "1" if mark.isdigit() else "i" if ROMAN.fullmatch(mark) and not next_letter else "a"
    kind = before[0][1:2] if next_letter and before[0][1:2] in ("a", "i") and not mark.isdigit() else kind
    return (f"{match[2] or '.'}{kind}{match[4]}", mark)
