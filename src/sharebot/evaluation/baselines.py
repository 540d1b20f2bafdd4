"""Three ways to answer without reading or rules: always share, always get advice first, and as the nearest case went."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sharebot.answering.turn import Status
from sharebot.evaluation.hearing import Hearing
from sharebot.evaluation.labelled import Labelled
from sharebot.evaluation.verdicts import ADVICE, Verdict

INSTEAD = {"question": Status.GUIDANCE.value, "out-of-scope": Status.OUT_OF_SCOPE.value}
"""What is given for a message that is not about a case."""


def always(outcome: str, rows: Sequence[Labelled]) -> list[Verdict]:
    """The same outcome whatever is asked."""
    return [Verdict(row, outcome) for row in rows]


@dataclass(frozen=True)
class Nearest:
    """The build messages as vectors: a message is answered as the one most like it is labelled."""

    rows: tuple[Labelled, ...]
    vectors: npt.NDArray[np.float32]

    def verdict(self, row: Labelled, vector: Sequence[float]) -> Verdict:
        """What the label of the nearest build message gives. Vectors have length 1, so their product is the cosine."""
        like = self.rows[int((self.vectors @ np.asarray(vector, dtype=np.float32)).argmax())]
        return Verdict(row, like.outcome or INSTEAD[like.intent])


def nearest(build: Sequence[Labelled], hearing: Hearing) -> Nearest:
    """Embed the build messages."""
    return Nearest(tuple(build), np.array([hearing.vector(row.message) for row in build], dtype=np.float32))


def baselines(rows: Sequence[Labelled], like: Nearest | None, hearing: Hearing) -> dict[str, list[Verdict]]:
    """What each gives for the rows; the nearest case only where there are build messages."""
    simple = {"always share": always("share", rows), "always get advice first": always(ADVICE, rows)}
    if like is None:
        return simple
    return {**simple, "nearest build case": [like.verdict(row, hearing.vector(row.message)) for row in rows]}
