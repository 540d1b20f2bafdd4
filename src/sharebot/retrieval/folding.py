"""Passages that say the same in nearly the same words, shown once."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sharebot.retrieval.passage import Hit

ALIKE = 0.8
"""Two passages that share this much of their runs of three words say the same."""

RUN = 3
REFERENCE = re.compile(r"\[[^\[\]]*\]")


def fold(hits: Sequence[Hit], top: int) -> list[Hit]:
    """The first `top` that are different; each names those folded under it."""
    kept: list[Hit] = []
    runs: list[frozenset[tuple[str, ...]]] = []
    for hit in hits:
        mine = _runs(hit.passage.text)
        same = next((number for number, other in enumerate(runs) if _alike(mine, other)), None)
        if same is not None:
            kept[same] = replace(kept[same], also=(*kept[same].also, hit.passage.id))
        elif len(kept) < top:
            kept.append(hit)
            runs.append(mine)
        else:
            break
    return kept


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", REFERENCE.sub(" ", text.lower()))
    return frozenset(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def _alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    smaller, larger = sorted((len(one), len(other)))
    # Passages of very different length cannot share that much; most pairs are settled here.
    if smaller < ALIKE * larger:
        return False
    shared = len(one & other)
    return shared >= ALIKE * (len(one) + len(other) - shared)
