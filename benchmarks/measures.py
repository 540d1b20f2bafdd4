"""Retrieval measures of one question, and of many; how sure a difference is."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

TOP = 10
RESAMPLES = 4000
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one search gave for one question, the best first."""

    right: tuple[bool, ...]
    """Whether each piece holds words that answer it."""
    right_page: tuple[bool, ...]
    """Whether each piece is from a page that does."""
    possible: int
    """How many pieces of all that could be found are right."""

    def hit(self, top: int) -> float:
        """1 if a right piece is among the first `top`, else 0."""
        return float(any(self.right[:top]))

    def page_hit(self, top: int) -> float:
        """The same for the page."""
        return float(any(self.right_page[:top]))

    def reciprocal_rank(self) -> float:
        return next((1 / rank for rank, right in enumerate(self.right[:TOP], 1) if right), 0.0)

    def ndcg(self) -> float:
        """At ten, a piece being right or not; 0 where there is nothing that could be found."""
        gained = sum(_gain(rank) for rank, right in enumerate(self.right[:TOP], 1) if right)
        ideal = sum(_gain(rank) for rank in range(1, min(TOP, self.possible) + 1))
        return gained / ideal if ideal else 0.0


def _gain(rank: int) -> float:
    return 1 / math.log2(rank + 1)


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over questions."""

    questions: int
    hit_1: float
    hit_3: float
    hit_10: float
    mrr: float
    ndcg: float
    page_3: float


def scores(outcomes: Sequence[Outcome]) -> Scores:
    """The measures of several questions."""
    return Scores(
        questions=len(outcomes),
        hit_1=_mean(one.hit(1) for one in outcomes),
        hit_3=_mean(one.hit(3) for one in outcomes),
        hit_10=_mean(one.hit(TOP) for one in outcomes),
        mrr=_mean(one.reciprocal_rank() for one in outcomes),
        ndcg=_mean(one.ndcg() for one in outcomes),
        page_3=_mean(one.page_hit(3) for one in outcomes),
    )


def _mean(values: Iterable[float]) -> float:
    gathered = list(values)
    return math.fsum(gathered) / len(gathered) if gathered else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference, question by question, and where 95% of its resamples lie."""

    mean: float
    low: float
    high: float

    @property
    def worse(self) -> bool:
        """Beyond noise."""
        return self.high < 0


def difference(ours: Sequence[Outcome], theirs: Sequence[Outcome]) -> Difference:
    """Of nDCG@10: above 0 where ours is better. The same outcomes give the same interval."""
    paired = np.array([one.ndcg() - other.ndcg() for one, other in zip(ours, theirs, strict=True)])
    drawn = np.random.default_rng(SEED).integers(len(paired), size=(RESAMPLES, len(paired)))
    low, high = np.quantile(paired[drawn].mean(axis=1), [0.025, 0.975])
    return Difference(float(paired.mean()), float(low), float(high))
