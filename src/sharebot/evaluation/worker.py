"""A simulated worker: types the message, then answers each question from what is true of the case."""

from collections.abc import Mapping
from dataclasses import dataclass

from sharebot.answering.turn import Status, Turn
from sharebot.framework.model import NOT_SURE, Known
from sharebot.service import Sharebot

UNSAID = {"danger": "no", "child_concern": "no", "adult_at_risk": "no", "others_risk": "none", "recipient_risk": "no"}
"""What a worker answers about a risk the case does not mention: the case tells every risk there is."""

MOST_ANSWERS = 12


@dataclass(frozen=True)
class Interview:
    """How one case went: the steer on the first message, the end, and the questions between.

    `found` is what was known of the case after the first message, before anything was asked.
    """

    first: Turn
    last: Turn
    asked: tuple[str, ...]
    found: Mapping[str, Known]

    @property
    def first_outcome(self) -> str | None:
        """The outcome, provisional or not, on the message alone."""
        return self.first.recommendation.outcome if self.first.recommendation else None

    @property
    def outcome(self) -> str | None:
        """The outcome after the questions."""
        return self.last.recommendation.outcome if self.last.recommendation else None


def interview(bot: Sharebot, message: str, truth: Mapping[str, tuple[str, ...]]) -> Interview:
    """Put `message` and answer from `truth`; what the case does not say is answered 'not sure'."""
    conversation, turn = bot.ask(bot.conversation(), message)
    first, found = turn, conversation.case
    asked: list[str] = []
    while turn.status is Status.QUESTION and turn.question is not None and len(asked) < MOST_ANSWERS:
        fact = turn.question["fact"]
        asked.append(fact)
        options = {option["value"] for option in turn.question["options"]}
        conversation, turn = bot.answer(conversation, fact, truthful(fact, truth, options))
    return Interview(first, turn, tuple(asked), found)


def truthful(fact: str, truth: Mapping[str, tuple[str, ...]], options: set[str]) -> str:
    """What the worker answers when asked for `fact`."""
    values = truth.get(fact, ())
    if len(values) == 1 and values[0] in options:
        return values[0]
    return NOT_SURE if values else UNSAID.get(fact, NOT_SURE)
