"""Which text of a PDF page a reader of the page would see."""

from dataclasses import dataclass

from ingest.pdf.geometry import Box
from ingest.pdf.state import WHITE, Colour, Drawn, Picture, Piece

SMALLEST_READABLE = 2.0
"""Points. No printed text is that small."""

TOO_ALIKE = 0.1
"""Of full strength: two colours no further apart in red, green and blue cannot be told apart."""

SQUEEZED = 0.06
"""Of the letter size: letters this narrow on average lie on top of each other."""

MOSTLY = 0.6
PART_OF_PAGE = 0.25


@dataclass(frozen=True, slots=True)
class Seen:
    """A page's text, divided by whether it shows."""

    shown: list[Piece]
    layer: list[Piece]
    """Invisible text over, or visible text under, the picture of a page: what somebody's text recognition found."""
    hidden: list[Piece]


def look_at(drawn: Drawn) -> Seen:
    """Divide what is drawn into what shows, what was recognised, and what is hidden."""
    seen = Seen([], [], [])
    for piece in drawn.pieces:
        if _is_out_of_sight(piece, drawn.page):
            seen.hidden.append(piece)
        elif piece.invisible or _is_under_picture(piece, drawn):
            over = any(picture.box.holds(piece.box.middle, 2) for picture in _scans(drawn))
            (seen.layer if over else seen.hidden).append(piece)
        elif not piece.text.isspace() and _is_unseen(piece, drawn):
            seen.hidden.append(piece)
        else:
            seen.shown.append(piece)
    return seen


def is_picture_of_page(drawn: Drawn) -> bool:
    """Whether pictures cover most of the page."""
    whole = drawn.page.width * drawn.page.height
    area = sum((part := picture.box.shared(drawn.page)).width * part.height for picture in drawn.pictures)
    return area >= MOSTLY * whole > 0


def _scans(drawn: Drawn) -> list[Picture]:
    whole = drawn.page.width * drawn.page.height
    return [p for p in drawn.pictures if p.box.width * p.box.height >= PART_OF_PAGE * whole]


def _is_out_of_sight(piece: Piece, page: Box) -> bool:
    middle = piece.box.middle
    if not page.holds(middle, 1) or (piece.clip is not None and not piece.clip.holds(middle, 2)):
        return True
    squeezed = piece.turn == 0 and len(piece.text) > 3 and piece.box.width < SQUEEZED * piece.size * len(piece.text)
    return piece.size < SMALLEST_READABLE or squeezed


def _is_under_picture(piece: Piece, drawn: Drawn) -> bool:
    later = [picture for picture in _scans(drawn) if picture.order > piece.order]
    return any(picture.box.holds(piece.box.middle) for picture in later)


def _is_unseen(piece: Piece, drawn: Drawn) -> bool:
    """Painted over afterwards, or in the colour of what it stands on."""
    middle = piece.box.middle
    ground: Colour | None = WHITE
    painted = 0
    for fill in drawn.fills:
        if not fill.box.holds(middle):
            continue
        if fill.order > piece.order:
            if fill.covers and fill.box.shared(piece.box).width >= MOSTLY * piece.box.width:
                return True
        else:
            ground, painted = fill.colour, fill.order
    if piece.colour is None or ground is None:
        return False
    if max(abs(one - other) for one, other in zip(piece.colour, ground, strict=True)) >= TOO_ALIKE:
        return False
    return not any(painted < p.order < piece.order and p.box.holds(middle) for p in drawn.pictures)
