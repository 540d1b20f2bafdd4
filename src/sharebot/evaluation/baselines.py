"""Three ways to answer without reading or rules: always share, always get advice first, as the nearest case went."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sharebot.answering.turn import Status
from sharebot.evaluation.hearing import Hearing
from sharebot.evaluation.labelled import Labelled
from sharebot.evaluation.verdicts import ADVICE, Verdict

Vectors = npt.NDArray[np.float32]

INSTEAD = {"question": Status.GUIDANCE.value, "out-of-scope": Status.OUT_OF_SCOPE.value}
"""What is given for a message that is not about a case."""


def always(outcome: str, rows: Sequence[Labelled]) -> list[Verdict]:
    """The same outcome whatever is asked."""
    return [Verdict(row, outcome) for row in rows]


@dataclass(frozen=True)
class Nearest:
    """Messages as vectors: a message is answered as the one most like it is labelled."""

    rows: tuple[Labelled, ...]
    vectors: Vectors

    def verdicts(self, rows: Sequence[Labelled], vectors: Vectors) -> list[Verdict]:
        """What the label of the nearest message gives. Vectors have length 1, so their product is the cosine."""
        likest = (vectors @ self.vectors.T).argmax(axis=1)
        return [Verdict(row, _given(self.rows[place])) for row, place in zip(rows, likest.tolist(), strict=True)]


def nearest(build: Sequence[Labelled], hearing: Hearing) -> Nearest:
    """Embed the build messages."""
    return Nearest(tuple(build), _vectors(build, hearing))


def baselines(rows: Sequence[Labelled], like: Nearest | None, hearing: Hearing) -> dict[str, list[Verdict]]:
    """What each gives for the rows; the nearest case only where there are build messages."""
    simple = {"always share": always("share", rows), "always get advice first": always(ADVICE, rows)}
    if like is None or not rows:
        return simple
    return {**simple, "nearest build case": like.verdicts(rows, _vectors(rows, hearing))}


def _vectors(rows: Sequence[Labelled], hearing: Hearing) -> Vectors:
    return np.array(hearing.vectors(row.message for row in rows), dtype=np.float32)


def _given(row: Labelled) -> str:
    return row.outcome or INSTEAD[row.intent]
