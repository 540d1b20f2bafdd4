"""Where in a text something was found, and how the finds are put together into one masked text."""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass

OPAQUE = "\ue000"
"""Stands in for every character of a mask while we look, so that a mask is never read as words."""

MASKS = {
    "CHI number": "CHI",
    "NHS number": "NHS number",
    "National Insurance number": "NI number",
    "e-mail address": "e-mail",
    "phone number": "phone",
    "date of birth": "date of birth",
    "vehicle registration": "vehicle",
    "case reference": "case reference",
    "address": "address",
    "postcode": "postcode",
    "name": "name",
}
"""Every kind in the order of its claim: where two overlap, the earlier kind wins."""

_TOKEN = re.compile(r"\[(?:" + "|".join(MASKS.values()) + r")(?: \d{1,4})?\]")
_NAME_TOKEN = re.compile(r"\[name(?: (\d{1,4}))?\]")
_CLAIM = {kind: place for place, kind in enumerate(MASKS)}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text that identifies somebody."""

    start: int
    end: int
    kind: str
    sure: bool


def hide_masks(text: str) -> str:
    """The same length of text with every mask made opaque."""
    return _TOKEN.sub(lambda match: OPAQUE * len(match.group()), text)


def settle(spans: Iterable[Span]) -> list[Span]:
    """Overlapping finds settled: the stronger kind wins, then the longer; in order of the text."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (_CLAIM[s.kind], s.start - s.end, s.start, not s.sure)):
        place = bisect_right(kept, span.start, key=lambda s: s.start)
        clear_before = place == 0 or kept[place - 1].end <= span.start
        if clear_before and (place == len(kept) or span.end <= kept[place].start):
            insort(kept, span)
    return kept


class _People:
    """Numbers for distinct names; a first name alone is the person of that first name met in full."""

    def __init__(self, first: int) -> None:
        self.next = first
        self.by_name: dict[str, int] = {}
        self.by_first_word: dict[str, set[int]] = {}

    def number(self, name: str) -> int:
        if name not in self.by_name:
            first_word, _, rest = name.partition(" ")
            alike = {self.by_name[first_word]} if rest and first_word in self.by_name else set()
            alike = alike or (set() if rest else self.by_first_word.get(name, set()))
            self.by_name[name] = min(alike) if len(alike) == 1 else self.next
            self.next = max(self.next, self.by_name[name] + 1)
            self.by_first_word.setdefault(first_word, set()).add(self.by_name[name])
        return self.by_name[name]


def masks_for(text: str, spans: list[Span]) -> list[str]:
    """The mask of each span; names are told apart by number when there is more than one."""
    taken = [int(number or 1) for number in _NAME_TOKEN.findall(text)]
    people = _People(first=max(taken, default=0) + 1)
    names = [" ".join(text[s.start : s.end].casefold().replace("’", "'").split()) for s in spans]
    numbers = [people.number(name) if s.kind == "name" else None for s, name in zip(spans, names, strict=True)]
    told_apart = bool(taken) or len(set(numbers) - {None}) > 1
    return [
        f"[{MASKS[span.kind]} {number}]" if number and told_apart else f"[{MASKS[span.kind]}]"
        for span, number in zip(spans, numbers, strict=True)
    ]


def render(text: str, spans: list[Span]) -> str:
    """The text with each span replaced by its mask."""
    out, last = [], 0
    for span, mask in zip(spans, masks_for(text, spans), strict=True):
        out += [text[last : span.start], mask]
        last = span.end
    return "".join([*out, text[last:]])


def back_to_original(found: Iterable[Span], text: str, spans: list[Span]) -> list[Span]:
    """Spans found in the rendered text, moved to where they lie in the original."""
    starts, shifts = [0], [0]
    for span, mask in zip(spans, masks_for(text, spans), strict=True):
        shifts.append(shifts[-1] + span.end - span.start - len(mask))
        starts.append(span.end - shifts[-1])
    moved = []
    for span in found:
        by = shifts[bisect_right(starts, span.start) - 1]
        moved.append(Span(span.start + by, span.end + by, span.kind, span.sure))
    return moved
