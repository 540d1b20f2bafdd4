"""A conversation and its turns as they are kept through a refresh, and taken up again."""

from typing import Any

from sharebot.assistant.conversation import UNREADABLE, Conversation
from sharebot.errors import AnswerError
from sharebot.framework.assess import check_case
from sharebot.framework.model import Framework

Turns = list[dict[str, Any]]


def as_kept(conversation: Conversation, turns: Turns) -> dict[str, Any]:
    """Plain JSON values."""
    return {"conversation": conversation.to_json(), "turns": turns}


def taken_up(framework: Framework, kept: dict[str, Any]) -> tuple[Conversation, Turns]:
    """What `as_kept` wrote. Raises AnswerError when it is not ours, or no longer fits this framework."""
    conversation, turns = Conversation.from_json(kept.get("conversation")), kept.get("turns")
    if not isinstance(turns, list):
        raise AnswerError(UNREADABLE)
    try:
        for case in (conversation.case, *conversation.before):
            check_case(framework, case)
    except AnswerError as error:
        raise AnswerError(UNREADABLE) from error
    return conversation, turns
