"""From which probability on a reading is stated, kept or concluded, so that it is right often enough out of fold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from sharebot.reading.reader import ORDINARY

SAID_PRECISION = 0.975
"""How often a fact stated as said must be right."""

KEEP_PRECISION = {
    "purpose": 0.88,
    "recipient": 0.92,
    "request": 0.90,
    "agreement": 0.92,
    **dict.fromkeys(ORDINARY, 0.70),
}
"""How often a cue must be right to be kept at all, as worked out rather than said; 0.95 unless named."""

INFER_PRECISION = {
    "purpose": 0.90,
    "recipient": 0.92,
    "request": 0.90,
    "sharer": 0.92,
    "age": 0.95,
    "agreement": 0.95,
    "child_concern": 0.998,
    "adult_at_risk": 0.99,
}
"""How often a value no cue found must be right to be concluded. Facts not named are never concluded from silence.

Danger is not among them: that nobody is in danger is asked, or follows from what the sharing is for.
"""

FEWEST = 8
"""A floor is set on no fewer messages than this; with fewer, nothing is concluded."""

NEVER = 2.0

Cued = list[str | None]
Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Floors:
    """The three floors of a head: see `sharebot.reading.classifier.Head`."""

    said: float
    keep: float
    infer: float


def keep_floor(fact: str, chances: Array, classes: Array, truth: Array, cued: Cued) -> tuple[float, float]:
    """From which probability of its own value on a cue is stated as said, and kept."""
    place = {str(name): column for column, name in enumerate(classes)}
    rows = [(chances[i, place[value]], value == truth[i]) for i, value in enumerate(cued) if value in place]
    said = lowest(rows, SAID_PRECISION, otherwise=0.99)
    return said, min(said, lowest(rows, KEEP_PRECISION.get(fact, 0.95), otherwise=0.99))


def infer_floor(fact: str, chances: Array, classes: Array, truth: Array, cued: Cued) -> float:
    """From which probability on the likeliest value is right often enough where no cue said it."""
    precision = INFER_PRECISION.get(fact)
    if precision is None:
        return NEVER
    top = chances.argmax(axis=1)
    likeliest = classes[top]
    rows = [(chances[i, top[i]], likeliest[i] == truth[i]) for i, said in enumerate(cued) if said != str(likeliest[i])]
    return lowest(rows, precision, otherwise=NEVER)


def lowest(rows: Iterable[tuple[float, bool]], precision: float, otherwise: float) -> float:
    """The lowest chance from which on at least `precision` of the rows are right."""
    ordered = sorted(((float(chance), bool(right)) for chance, right in rows), reverse=True)
    floor, right = otherwise, 0
    for count, (chance, is_right) in enumerate(ordered, 1):
        right += is_right
        if count >= FEWEST and right / count >= precision:
            floor = chance
    return floor
