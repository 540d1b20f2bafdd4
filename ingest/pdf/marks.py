"""Small letters raised or lowered beside a word: the marks of footnotes, and others."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.state import Piece

SMALL = 0.8
"""Of the size of the letters beside it."""

RAISED, LOWERED = 0.6, 0.3
BESIDE = 0.6
MOST_LETTERS = 4
MARK = re.compile(r"\s*\d{1,3}\s*")


def without_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Raised small figures after a word mark footnotes and are left out; other raised letters join their line."""
    written = sorted((piece for piece in pieces if not piece.text.isspace()), key=_height)
    if not written:
        return list(pieces)
    sizes = Counter[float]()
    for piece in written:
        sizes[round(piece.size, 1)] += len(piece.text)
    usual = sizes.most_common(1)[0][0]
    largest = max(piece.size for piece in written)
    kept = []
    for piece in pieces:
        small = len(piece.text.strip()) <= MOST_LETTERS and piece.size < usual
        kept.append(_settled(piece, _beside(piece, written, largest)) if small else piece)
    return kept


def _height(piece: Piece) -> float:
    return piece.box.bottom


def _beside(small: Piece, written: Sequence[Piece], largest: float) -> list[Piece]:
    """The larger letters that a small piece stands beside; `written` is sorted by height."""
    first = bisect_left(written, small.box.bottom - RAISED * largest, key=_height)
    last = bisect_right(written, small.box.bottom + LOWERED * largest, key=_height)
    return [one for one in written[first:last] if _is_beside(small, one)]


def _is_beside(small: Piece, large: Piece) -> bool:
    lifted = small.box.bottom - large.box.bottom
    if small.size >= SMALL * large.size or not -LOWERED * large.size <= lifted <= RAISED * large.size:
        return False
    room = BESIDE * large.size
    return large.box.left - room <= small.box.right and small.box.left <= large.box.right + room


def _settled(small: Piece, beside: Sequence[Piece]) -> Piece:
    if not beside:
        return small
    ground = beside[0].box.bottom
    after_word = any(one.box.left < small.box.left for one in beside)
    is_mark = after_word and MARK.fullmatch(small.text) and small.box.bottom > ground
    # The place of a mark that is left out stays, so that no gap opens in the line.
    return replace(small, text="" if is_mark else small.text, box=replace(small.box, bottom=ground))
