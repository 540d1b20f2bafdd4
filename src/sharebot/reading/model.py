"""What reading finds: facts with the worker's words, and what the message wants."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

OUTCOME = "outcome"
"""Among the chances of a reading: what messages worded like this one came out as. A hint for the steer, no more."""

INTENT = "intent"
"""Among what the helper predicts: what a first message wants."""


class Intent(StrEnum):
    """What a message wants of sharebot."""

    CASE = "case"
    QUESTION = "question"
    WHY = "why"
    WHAT_IF = "what-if"
    WORDS = "words"
    RESTART = "restart"
    BACK = "back"
    CORRECTION = "correction"
    OUT_OF_SCOPE = "out-of-scope"


@dataclass(frozen=True)
class Found:
    """A fact read from a message: the values it may have, the words it rests on, and how sure reading is (0 to 1).

    One value with origin `said` was stated; `inferred` was concluded. Several values mean the fact was raised or
    narrowed but not settled, so it may not be taken for granted.
    """

    fact: str
    values: frozenset[str]
    words: str
    origin: str = "said"
    sure: float = 1.0

    @property
    def value(self) -> str | None:
        """The value, when there is one."""
        return next(iter(self.values)) if len(self.values) == 1 else None


@dataclass(frozen=True)
class Reading:
    """Everything found in one message.

    `contradictions` are facts the message says in two ways. `chances` are, for some facts, how likely each value is.
    """

    intent: Intent
    found: Mapping[str, Found]
    contradictions: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    chances: Mapping[str, dict[str, float]] = field(default_factory=dict)
