"""One conversation as plain data: what is known of the case, what was asked, and what was said. Survives a refresh."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from sharebot.errors import AnswerError
from sharebot.framework.model import Known

MOST_STEPS_BACK = 20


@dataclass(frozen=True)
class Conversation:
    """The state of one conversation. It is never changed; each step makes a new one.

    `likely` holds, for some facts, values in the order reading thinks them likely. `before` holds earlier cases, the
    newest last, for going back a step. `messages` are masked.
    """

    area: str = ""
    sector: str = ""
    case: dict[str, Known] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    question: str | None = None
    likely: dict[str, tuple[str, ...]] = field(default_factory=dict)
    before: tuple[dict[str, Known], ...] = ()
    record: str | None = None

    def knowing(self, facts: dict[str, Known]) -> Self:
        """With these facts learnt, and the case as it was kept for going back."""
        if not facts:
            return self
        before = (*self.before, self.case)[-MOST_STEPS_BACK:] if self.case or self.messages else self.before
        return replace(self, case={**self.case, **facts}, before=before)

    def one_step_back(self) -> Self:
        """As it was before the last facts were learnt."""
        return replace(self, case=self.before[-1], before=self.before[:-1], question=None) if self.before else self

    def recorded(self, record_id: str) -> Self:
        """With the id of the record in which the decision was kept."""
        return replace(self, record=record_id)

    def cleared(self) -> Self:
        """A new case in the same place of work."""
        return type(self)(area=self.area, sector=self.sector)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, for the conversation store."""
        return {
            "area": self.area,
            "sector": self.sector,
            "case": _case_out(self.case),
            "messages": list(self.messages),
            "asked": list(self.asked),
            "question": self.question,
            "likely": {fact: list(values) for fact, values in self.likely.items()},
            "before": [_case_out(case) for case in self.before],
            "record": self.record,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """What `to_json` wrote. Raises AnswerError when it is not a conversation of ours."""
        try:
            return cls(
                area=str(stored["area"]),
                sector=str(stored["sector"]),
                case=_case_in(stored["case"]),
                messages=tuple(stored["messages"]),
                asked=tuple(stored["asked"]),
                question=stored["question"],
                likely={fact: tuple(values) for fact, values in stored["likely"].items()},
                before=tuple(_case_in(case) for case in stored["before"]),
                record=stored["record"],
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise AnswerError("The stored conversation cannot be read. Start a new case; your records are safe.") from error


def _case_out(case: dict[str, Known]) -> dict[str, Any]:
    return {fact: {"values": sorted(k.values), "origin": k.origin, "words": k.words} for fact, k in case.items()}


def _case_in(stored: dict[str, Any]) -> dict[str, Known]:
    return {fact: Known(frozenset(row["values"]), str(row["origin"]), str(row["words"])) for fact, row in stored.items()}
