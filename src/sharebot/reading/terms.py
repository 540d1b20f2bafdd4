"""The words of a message as numbers: words, pairs of words, and pieces of words, the rarer the heavier.

Pieces (three to five letters) see through typing errors, endings and Scots spellings.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"[a-z0-9]+")
PIECE = "~"
SHORTEST, LONGEST = 3, 5


def words_and_pairs(normal: str) -> set[str]:
    """The words of a normal text and every two that stand together."""
    words = _WORD.findall(normal)
    return {*words, *(f"{first} {second}" for first, second in pairwise(words))}


def pieces(normal: str) -> set[str]:
    """Every three to five letters in a row within a word, its edges marked; each begins with PIECE."""
    found: set[str] = set()
    for word in set(_WORD.findall(normal)):
        edged = f"_{word}_"
        for size in range(SHORTEST, LONGEST + 1):
            found.update(PIECE + edged[start : start + size] for start in range(len(edged) - size + 1))
    return found


@dataclass(frozen=True)
class Terms:
    """The terms known, with how much each weighs (the logarithm of its rarity)."""

    names: tuple[str, ...]
    rarity: npt.NDArray[np.float32]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def of(self, normal: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """The places of the known terms in a text, and their weights: words together of length one, and pieces too."""
        parts = [self._unit(words_and_pairs(normal)), self._unit(pieces(normal))]
        return np.concatenate([places for places, _ in parts]), np.concatenate([weights for _, weights in parts])

    def _unit(self, terms: Iterable[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        places = np.array(sorted(self._places[term] for term in terms if term in self._places), dtype=np.int64)
        weights = self.rarity[places]
        length = float(np.sqrt((weights**2).sum())) or 1.0
        return places, (weights / length).astype(np.float32)


def learn_terms(texts: Iterable[str], words_in: int, pieces_in: int) -> Terms:
    """The terms that stand in at least so many of the texts."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(words_and_pairs(text) | pieces(text))
        total += 1
    kept = sorted(
        term for term, count in counts.items() if count >= (pieces_in if term.startswith(PIECE) else words_in)
    )
    rarity = np.array([1 + math.log((1 + total) / (1 + counts[term])) for term in kept], dtype=np.float32)
    return Terms(tuple(kept), rarity)
