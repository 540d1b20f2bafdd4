"""Units put together into passages: all that fit, or else parts of about equal length, cut where it does least harm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self

from ingest.document import Block


class Size(NamedTuple):
    """How long a text is, in each way that is limited."""

    words: int
    pieces: int
    """Of the embedder's, its two marks included."""
    characters: int

    def less(self, other: Self) -> "Size":
        return Size(*(one - taken for one, taken in zip(self, other, strict=True)))

    def fits(self, most: Self) -> bool:
        return self.words <= most.words and self.pieces <= most.pieces and self.characters <= most.characters


NOTHING = Size(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Unit:
    """A block, or a sentence of a long one, that is not cut further."""

    block: Block
    size: Size
    number: str = ""
    paragraph: int = -1
    lead_in: str = ""
    """What comes before a list or a table, without which the item says little; said again where a passage begins."""
    lead_in_size: Size = NOTHING
    keeps_next: bool = False
    """A lead-in, a question or a caption, which is not left behind by what it belongs to."""
    joint: str | None = None
    """What stood between it and the sentence before, in the same block; None where it begins a block."""


FEWEST_WORDS = 60
"""A new page starts a new passage only after this many, so that pages are exact and passages still say something."""

ORPHAN = 25
"""Words. A part this short joins its neighbour if it can."""

# What each thing costs that one would rather not have; a passage of its own costs 1, so as few as possible are made.
OF_AN_ORPHAN = 3.0
OF_A_PAGE_CROSSED = 2.0
OF_LEAVING_BEHIND = 8.0
OF_CUTTING_A_PARAGRAPH = 2.5
OF_CUTTING_A_BLOCK = 1.5
OF_CUTTING_A_LIST = 0.1
OF_MIXING = 1.0
"""Part of a numbered paragraph together with something else."""


def groups(units: Sequence[Unit], most: Size) -> Iterator[list[Unit]]:
    """In order, none longer than `most`; a unit is taken to fit by itself, with its lead-in."""
    total = Size(*(sum(amounts) for amounts in zip(*(unit.size for unit in units), strict=True))) if units else NOTHING
    if total.fits(most) and len({unit.block.page for unit in units}) <= 1:
        yield from [list(units)] if units else []
        return
    between = [0.0, *(_cost_of_cutting(before, unit) for before, unit in pairwise(units)), 0.0]
    ideal = total.words / max(-(-amount // limit) for amount, limit in zip(total, most, strict=True))
    # The cheapest way to divide all units before each place, and where the last passage of it begins.
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(units)
    for start in range(len(units)):
        for end, cost in _passages_from(units, start, most, ideal):
            if (so_far := best[start][0] + cost + between[end]) < best[end][0]:
                best[end] = (so_far, start)
    ends = [len(units)]
    while ends[-1]:
        ends.append(best[ends[-1]][1])
    for end, start in reversed([*pairwise(ends)]):
        yield list(units[start:end])


def _passages_from(units: Sequence[Unit], start: int, most: Size, ideal: float) -> Iterator[tuple[int, float]]:
    """Every passage that can begin here: where it ends, and what it costs."""
    page, (words, pieces, characters), crossed = units[start].block.page, units[start].lead_in_size, False
    for end in range(start + 1, len(units) + 1):
        unit = units[end - 1]
        crossed = crossed or (words >= FEWEST_WORDS and unit.block.page != page)
        words, pieces, characters = words + unit.size[0], pieces + unit.size[1], characters + unit.size[2]
        if end > start + 1 and (words > most.words or pieces > most.pieces or characters > most.characters):
            return
        orphan = words < ORPHAN and not (start == 0 and end == len(units))
        cost = 1.0 + ((words - ideal) / ideal) ** 2 + OF_A_PAGE_CROSSED * crossed + OF_AN_ORPHAN * orphan
        yield end, cost + _cost_of_mixing(units, start, end)


def _cost_of_mixing(units: Sequence[Unit], start: int, end: int) -> float:
    first, last = units[start].paragraph, units[end - 1].paragraph
    cut_before = start > 0 and first >= 0 and units[start - 1].paragraph == first
    cut_after = end < len(units) and last >= 0 and units[end].paragraph == last
    return OF_MIXING * (first != last and (cut_before or cut_after))


def _cost_of_cutting(before: Unit, unit: Unit) -> float:
    cost = OF_LEAVING_BEHIND * before.keeps_next + OF_CUTTING_A_BLOCK * (unit.joint is not None)
    cost += OF_CUTTING_A_LIST * (unit.block.kind in ("item", "row") and before.block.kind == unit.block.kind)
    return cost + OF_CUTTING_A_PARAGRAPH * (unit.paragraph >= 0 and unit.paragraph == before.paragraph)
