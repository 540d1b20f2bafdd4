"""What a check of the rules found: a sentence that must hold, how it was looked at, and where it does not hold."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 5
"""Failures of one check that are told; the rest are counted."""

SEED = 20261122
"""Where the drawing of cases starts, so that every run looks at the same ones."""


@dataclass(frozen=True)
class Proof:
    """A sentence about the rules with every failure found, none when it holds. `budget` says how much was looked at."""

    id: str
    says: str
    budget: str
    failures: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """True when nothing was found against it."""
        return not self.failures

    @property
    def line(self) -> str:
        """One line for a person."""
        return f"{'ok' if self.holds else 'FAILS':5} {self.says} [{self.budget}]"

    @property
    def problems(self) -> tuple[str, ...]:
        """The failures, so many of them that a person reads them."""
        more = len(self.failures) - SHOWN
        rest = (f"{self.says}: {more} more like these.",) if more > 0 else ()
        return (*(f"{self.says}: {failure}" for failure in self.failures[:SHOWN]), *rest)


def exact(combinations: int) -> str:
    """The budget of an exact search."""
    return f"exact, over all {combinations:.1e} combinations of facts"


def unique(failures: Iterable[str]) -> tuple[str, ...]:
    """Each failure once, in the order found."""
    return tuple(dict.fromkeys(failures))
