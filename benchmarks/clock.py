"""Medians in milliseconds."""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

T = TypeVar("T")
ROUNDS = 5


def median_ms(do: Callable[[T], object], things: Sequence[T], rounds: int = ROUNDS) -> float:
    """The median over every thing, several rounds; the first round warms up and is not counted."""
    times = []
    for number in range(rounds + 1):
        for thing in things:
            began = time.perf_counter()
            do(thing)
            if number:
                times.append(time.perf_counter() - began)
    return 1000 * median(times)
