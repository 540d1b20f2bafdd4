"""One conversation as plain data: what is known of the case, what was asked, and what was said. Survives a refresh."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Self

from pydantic import TypeAdapter, ValidationError

from sharebot.errors import AnswerError
from sharebot.framework.model import Known

MOST_STEPS_BACK = 20
UNREADABLE = "The stored conversation cannot be read. Start a new case; your records are safe."


@dataclass(frozen=True)
class Conversation:
    """The state of one conversation. It is never changed; each step makes a new one.

    `disputed` holds facts that were said in more than one way, with the values said, until one is chosen.
    `chances` holds, for some facts, how likely reading thinks each value is. `before` holds earlier cases, the
    newest last, for going back a step. `messages` are masked.
    """

    area: str = ""
    sector: str = ""
    case: dict[str, Known] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    question: str | None = None
    disputed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    chances: dict[str, dict[str, float]] = field(default_factory=dict)
    before: tuple[dict[str, Known], ...] = ()
    record: str | None = None

    @property
    def is_open(self) -> bool:
        """True once there is a case to come back to."""
        return bool(self.case or self.messages)

    def knowing(self, facts: dict[str, Known]) -> Self:
        """With these facts learnt, and the case as it was kept for going back."""
        if not facts:
            return self
        news = any(fact not in self.case or self.case[fact].values != known.values for fact, known in facts.items())
        before = (*self.before, self.case)[-MOST_STEPS_BACK:] if self.is_open and news else self.before
        return replace(self, case={**self.case, **facts}, before=before)

    def one_step_back(self) -> Self:
        """As it was before the last facts were learnt; a question answered since then counts as not asked."""
        if not self.before:
            return self
        case = self.before[-1]
        asked = tuple(fact for fact in self.asked if fact in case)
        disputed = {fact: said for fact, said in self.disputed.items() if case.get(fact) == self.case.get(fact)}
        return replace(self, case=case, before=self.before[:-1], asked=asked, question=None, disputed=disputed)

    def settled(self, facts: Collection[str]) -> Self:
        """With these facts no longer in dispute."""
        return replace(self, disputed={fact: said for fact, said in self.disputed.items() if fact not in facts})

    def cleared(self) -> Self:
        """A new case in the same place of work."""
        return type(self)(area=self.area, sector=self.sector)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, for the conversation store."""
        plain: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, stored: object) -> "Conversation":
        """What `to_json` wrote. Raises AnswerError when it is not a conversation of ours."""
        try:
            return _adapter().validate_python(stored)
        except ValidationError as error:
            raise AnswerError(UNREADABLE) from error


@cache
def _adapter() -> TypeAdapter[Conversation]:
    return TypeAdapter(Conversation)
