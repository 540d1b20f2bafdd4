"""Which national sentences speak of the same thing as a local one: by meaning, by telling words and by subject."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.comparing.slots import Said, said
from ingest.comparing.words import Weigher, cited, rarity, telling
from sharebot.retrieval.passage import Passage

NEAREST = 40
"""Passages closest in meaning whose sentences are looked at."""

FLOOR = 0.33
UNHEARD = 0.3
"""Of the weight of a rare word, for one that national guidance never uses: the name of a place says little."""

MEANING, WORDS, CONTEXT, ACTION = 0.4, 0.4, 0.2, 0.05

_CHILD = re.compile(
    r"\b(?:child|children|pupils?|young|school|baby|families|parents?|learners?|teenagers?)\b", re.IGNORECASE
)
_ADULT = re.compile(
    r"\b(?:adults?|capacity|attorneys?|guardians?|section 5|three[- ]point|gp practices?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence, where it stands, and what the headings above it add."""

    text: str
    passage: Passage
    refs: str
    context: frozenset[str]
    subjects: frozenset[str]

    @property
    def said(self) -> Said:
        """Taken apart when first asked for: most national sentences never are."""
        return said(self.text)

    @property
    def heading(self) -> str:
        """The last of the headings above it."""
        return self.passage.section.split("›")[-1].strip()


@dataclass(frozen=True, slots=True)
class Near:
    """A national sentence and how well it fits: 0 to 1."""

    score: float
    words: float
    around: float
    placed: Placed


def placed(passage: Passage) -> list[Placed]:
    """Every sentence of a passage."""
    heading = passage.section.split("›")[-1]
    context = telling(f"{passage.section} {passage.title}")
    return [
        Placed(text, passage, refs, context, _subjects(f"{text} {heading}") or _subjects(passage.title))
        for text, refs in cited(passage.text)
    ]


def _subjects(text: str) -> frozenset[str]:
    found = {"child"} if _CHILD.search(text) else set()
    return frozenset(found | ({"adult"} if _ADULT.search(text) else set()))


class National:
    """National guidance, ready to be compared with."""

    def __init__(self, passages: Sequence[Passage], vectors: Mapping[str, Any]) -> None:
        self._passages = [one for one in passages if one.id in vectors]
        width = len(next(iter(vectors.values()))) if vectors else 1
        rows = [vectors[one.id] for one in self._passages]
        self._rows = np.asarray(rows, dtype=np.float32) if rows else np.zeros((0, width), dtype=np.float32)
        self._weigher = Weigher(rarity(telling(one.text) for one in self._passages), UNHEARD)
        self._weighed: dict[str, list[_Weighed]] = {}

    def near(self, locals_: Sequence[Placed], vector: Any) -> list[list[Near]]:
        """For each local sentence of one passage the national ones that fit, best first."""
        closeness = self._rows @ np.asarray(vector, dtype=np.float32)
        nearest = np.argsort(-closeness, kind="stable")[:NEAREST]
        candidates = [(float(closeness[at]), one) for at in nearest for one in self._sentences(self._passages[at])]
        return [self._ranked(self._weigh(local), candidates) for local in locals_]

    def _sentences(self, passage: Passage) -> list["_Weighed"]:
        if passage.id not in self._weighed:
            self._weighed[passage.id] = [self._weigh(one) for one in placed(passage)]
        return self._weighed[passage.id]

    def _weigh(self, one: Placed) -> "_Weighed":
        words = telling(one.text)
        around = words | one.context
        return _Weighed(one, words, self._weigher.weight(words), around, self._weigher.weight(around))

    def _ranked(self, local: "_Weighed", candidates: Iterable[tuple[float, "_Weighed"]]) -> list[Near]:
        subjects = local.placed.subjects
        found = []
        for closeness, other in candidates:
            if subjects and other.placed.subjects and not subjects & other.placed.subjects:
                continue
            if near := self._near(local, other, closeness):
                found.append(near)
        return sorted(found, key=lambda one: (-one.score, one.placed.passage.id, one.placed.text))

    def _near(self, local: "_Weighed", other: "_Weighed", closeness: float) -> Near | None:
        words = self._weigher.overlap(local.words, local.weight, other.words, other.weight)
        around = self._weigher.overlap(local.around, local.around_weight, other.around, other.around_weight)
        score = MEANING * closeness + WORDS * words + CONTEXT * around
        if score + ACTION < FLOOR:
            return None
        score += ACTION if local.placed.said.actions & other.placed.said.actions else 0.0
        return None if score < FLOOR else Near(score, words, around, other.placed)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence with its words, alone and with the headings above it, and what they weigh."""

    placed: Placed
    words: frozenset[str]
    weight: float
    around: frozenset[str]
    around_weight: float
