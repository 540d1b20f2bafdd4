"""One reply of the assistant, in the shape of the public interface `sharebot.turn/1`."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

SCHEMA = "sharebot.turn/1"

ROOMS = ("privacy", "reading", "framework", "retrieval", "answering", "total")
"""What a turn's milliseconds are counted for."""


class Status(StrEnum):
    """How a turn ended. Each has words in knowledge/wording.yaml."""

    RECOMMENDATION = "recommendation"
    QUESTION = "question"
    GUIDANCE = "guidance"
    EXPLANATION = "explanation"
    WORDS = "words"
    NOT_IN_GUIDANCE = "not-in-guidance"
    OUT_OF_SCOPE = "out-of-scope"
    REFUSED = "refused"
    PERSONAL_DATA = "personal-data"
    RECORDED = "recorded"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Citation:
    """A passage and the exact words relied on."""

    n: int
    passage_id: str
    source_id: str
    title: str
    publisher: str
    version: str
    section: str
    page: int | None
    url: str | None
    tier: str
    quote: str
    area: str | None = None
    jurisdiction: str = ""
    review_by: str | None = None
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why, with the rule it comes from and the citations behind it."""

    text: str
    rule: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True)
class Recommendation:
    """An outcome with everything the card shows."""

    outcome: str
    provisional: bool
    possible: tuple[str, ...]
    headline: str
    rule: str
    because: tuple[Reason, ...]
    share: tuple[str, ...]
    leave_out: tuple[dict[str, str], ...]
    with_whom: tuple[str, ...]
    tell: dict[str, Any]
    lawful_basis: tuple[dict[str, Any], ...]
    safeguards: tuple[str, ...]
    risks: dict[str, tuple[str, ...]]
    who_decides: dict[str, str]
    words: tuple[dict[str, str], ...]
    would_change: tuple[dict[str, str], ...]
    conflicts: tuple[dict[str, Any], ...] = ()
    differences: tuple[dict[str, Any], ...] = ()
    """Where the area's guidance differs from national guidance on this point; the numbers are of citations."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; `with` is a word of Python, so it is renamed here."""
        plain = asdict(self)
        plain["with"] = plain.pop("with_whom")
        return plain


@dataclass(frozen=True)
class Turn:
    """One reply. Every quote in `citations` stands word for word in its passage."""

    status: Status
    text: str
    facts: tuple[dict[str, Any], ...] = ()
    narrowed: tuple[dict[str, Any], ...] = ()
    question: dict[str, Any] | None = None
    recommendation: Recommendation | None = None
    citations: tuple[Citation, ...] = ()
    personal_data: tuple[dict[str, str], ...] = ()
    completeness: str = "none"
    versions: dict[str, str | None] = field(default_factory=dict)
    timing_ms: dict[str, float] = field(default_factory=lambda: dict.fromkeys(ROOMS, 0.0))
    record: dict[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        """The public JSON of a turn."""
        plain = {"schema": SCHEMA, **asdict(self)}
        plain["status"] = self.status.value
        plain["recommendation"] = self.recommendation.to_json() if self.recommendation else None
        return plain
