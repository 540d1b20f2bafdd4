"""Measures as plain arithmetic: shares with Wilson intervals, percentiles, and how well being sure fits being right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import fmean

Z = 1.959964
"""Standard errors either side that hold 95% of a normal distribution."""

BINS = 10


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None when there was nothing to count."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% Wilson score interval (Wilson 1927), which stays between 0 and 1 and holds for few cases too."""
        if not self.whole:
            return None
        share, square = self.part / self.whole, Z * Z / self.whole
        middle = (share + square / 2) / (1 + square)
        reach = Z * sqrt(share * (1 - share) / self.whole + square / (4 * self.whole)) / (1 + square)
        return max(0.0, middle - reach), min(1.0, middle + reach)


def share_of(answers: Iterable[bool]) -> Share:
    """How many are true."""
    kept = list(answers)
    return Share(sum(kept), len(kept))


def percentile(numbers: Sequence[int], share: float) -> int:
    """The smallest number that at least `share` of them do not exceed; 0 when there are none."""
    return sorted(numbers)[max(0, ceil(share * len(numbers)) - 1)] if numbers else 0


@dataclass(frozen=True)
class Bin:
    """Facts whose `sure` lies between two tenths."""

    low: float
    high: float
    right: Share
    sure: float
    """The mean of how sure reading was of them."""


@dataclass(frozen=True)
class Calibration:
    """The bins that hold anything, and the gap between sure and right over all facts."""

    bins: tuple[Bin, ...]
    error: float | None


def calibration(facts: Iterable[tuple[float, bool]]) -> Calibration:
    """The expected calibration error: in each of ten bins the gap between mean `sure` and share right, by size."""
    binned: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for sure, right in facts:
        binned[min(BINS - 1, int(sure * BINS))].append((sure, right))
    bins = tuple(_bin(place, rows) for place, rows in enumerate(binned) if rows)
    total = sum(one.right.whole for one in bins)
    gaps = sum(abs(one.sure * one.right.whole - one.right.part) for one in bins)
    return Calibration(bins, gaps / total if total else None)


def _bin(place: int, rows: list[tuple[float, bool]]) -> Bin:
    return Bin(place / BINS, (place + 1) / BINS, share_of(right for _, right in rows), fmean(sure for sure, _ in rows))


def harmonic_mean(first: float | None, second: float | None) -> float | None:
    """F1 of a precision and a recall; None when either was not measured."""
    if first is None or second is None:
        return None
    return 2 * first * second / (first + second) if first + second else 0.0
