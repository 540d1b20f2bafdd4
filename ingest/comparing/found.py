"""A difference as it is found, how well the two sides must fit, and how much each kind of difference matters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.comparing.align import Near, Placed
from ingest.comparing.slots import Said
from sharebot.retrieval.differences import Kind

SURE, LIKELY, PAIRED, SOME = 0.5, 0.44, 0.43, 0.38
"""How well a national sentence must fit: to be called in conflict, to be set beside, to have its figure set
against the local one, to count as speaking of it."""

SAME_WORDS = 0.4
"""Of what the two say so much must be said by both before one is called weaker than the other."""

SAME_POINT = 0.25
"""The same with their headings and titles: they speak of the same occasion."""

OF_A_KIND = 0.06
"""What a sentence gains in fit that is also of the kind looked for."""

CONFLICT, AGAINST, STEP, WRITTEN, DECIDER = 4.0, 3.0, 2.8, 2.7, 2.5
UNMATCHED_STEP, UNMATCHED_TIME, NUMBERED, NO_FIGURE = 2.4, 2.3, 2.2, 2.0
WORDED, FORM, NAMED, UNMATCHED_CONTACT = 1.4, 1.4, 1.2, 1.1
"""How much a difference matters; the fit is added where two sentences are set against each other."""


@dataclass(frozen=True, slots=True)
class Found:
    """One difference, before the differences of a section are chosen among."""

    kind: Kind
    variant: str
    local: Placed
    national: Placed | None
    weight: float
    values: dict[str, str] = field(default_factory=dict)
    conflict: bool = False


Rule = Callable[[Placed, Sequence[Near]], Iterator[Found]]


def best(near: Sequence[Near], least: float, fits: Callable[[Said], bool]) -> Near | None:
    """The first of those, best first, that fits as it must and is of the kind."""
    return next((one for one in near if one.score >= least and fits(one.placed.said)), None)


def liked(near: Sequence[Near], least: float, fits: Callable[[Said], bool]) -> Near | None:
    """The one that fits best, with a little put in for one that is also of the kind."""
    good = [one for one in near if one.score >= least]
    return max(good, key=lambda one: one.score + (OF_A_KIND if fits(one.placed.said) else 0.0), default=None)


def side(near: Near | None) -> Placed | None:
    """The national side, where there is one."""
    return near.placed if near else None
