"""Medians in milliseconds."""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

T = TypeVar("T")
ROUNDS = 5


def median_ms(do: Callable[[T], object], things: Sequence[T], rounds: int = ROUNDS) -> float:
    """The median over every thing, several rounds; the first round warms up and is not counted."""
    return medians_ms([do], things, rounds)[0]


def medians_ms(ways: Sequence[Callable[[T], object]], things: Sequence[T], rounds: int = ROUNDS) -> list[float]:
    """The same of several ways. They take turns, so that a busy machine is busy for all."""
    times: list[list[float]] = [[] for _ in ways]
    for number in range(rounds + 1):
        for thing in things:
            for do, kept in zip(ways, times, strict=True):
                began = time.perf_counter()
                do(thing)
                if number:
                    kept.append(time.perf_counter() - began)
    return [1000 * median(one) for one in times]
