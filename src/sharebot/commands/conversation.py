"""`ask` and `converse`: messages in, turns out."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from sharebot.answering.turn import Turn
from sharebot.assistant import Conversation
from sharebot.commands.common import out, say, the_service
from sharebot.errors import AnswerError, SharebotError
from sharebot.service import Sharebot
from sharebot.settings import load_settings

Step = tuple[Conversation, Turn]
LONGEST_LINE = 1_000_000
"""Of characters: room for the longest message with each of its letters written as a pair of JSON escapes."""

SHAPES = (
    '{"message": "…"}, {"answer": {"fact": "…", "value": "…"}}, {"change": {…}}, {"decide": {…}} or {"reset": true}'
)


def ask(arguments: argparse.Namespace) -> int:
    """One message in, one turn out."""
    bot = the_service()
    _, turn = bot.ask(_start(bot, arguments), arguments.message)
    if arguments.json:
        out(turn.to_json())
    else:
        say(turn.text)
    return 0


def converse(arguments: argparse.Namespace) -> int:
    """One JSON object a line in, one turn a line out. A line that cannot be used is answered with `refused`."""
    bot = the_service()
    conversation = _start(bot, arguments)
    for line in sys.stdin:
        if line.strip():
            conversation, turn = _step(bot, conversation, line)
            out(turn.to_json())
    return 0


def _start(bot: Sharebot, arguments: argparse.Namespace) -> Conversation:
    settings = load_settings()
    return bot.conversation(area=arguments.area or settings.area, sector=arguments.sector or settings.sector)


def _step(bot: Sharebot, conversation: Conversation, line: str) -> Step:
    try:
        kind, value = _parsed(line)
        return _HANDLERS[kind](bot, conversation, value)
    except SharebotError as error:
        return conversation, bot.failed(error)


def _parsed(line: str) -> tuple[str, Any]:
    if len(line) > LONGEST_LINE:
        raise AnswerError(f"That line is longer than {LONGEST_LINE:,} characters. Send one message a line.")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"That line is not JSON. Send one of: {SHAPES}.") from error
    if not isinstance(row, dict) or len(row) != 1 or next(iter(row)) not in _HANDLERS:
        raise AnswerError(f"Send one of: {SHAPES}.")
    return next(iter(row.items()))


def _message(bot: Sharebot, conversation: Conversation, value: Any) -> Step:
    if not isinstance(value, str):
        raise AnswerError('A message is text: {"message": "…"}.')
    return bot.ask(conversation, value)


def _fact(value: Any) -> tuple[str, str]:
    match value:
        case {"fact": str(fact), "value": str(chosen)}:
            return fact, chosen
    raise AnswerError('Name the fact and its value: {"fact": "agreement", "value": "refused"}.')


def _answer(bot: Sharebot, conversation: Conversation, value: Any) -> Step:
    return bot.answer(conversation, *_fact(value))


def _change(bot: Sharebot, conversation: Conversation, value: Any) -> Step:
    return bot.change(conversation, *_fact(value))


def _decide(bot: Sharebot, conversation: Conversation, value: Any) -> Step:
    if not isinstance(value, Mapping):
        raise AnswerError('A decision is an object: {"decide": {"outcome": "share", "because": "…"}}.')
    return bot.decide(conversation, value)


def _reset(bot: Sharebot, conversation: Conversation, value: Any) -> Step:
    if value is not True:
        raise AnswerError('To start again send {"reset": true}.')
    return bot.restart(conversation)


_HANDLERS: dict[str, Callable[[Sharebot, Conversation, Any], Step]] = {
    "message": _message,
    "answer": _answer,
    "change": _change,
    "decide": _decide,
    "reset": _reset,
}
