"""Reading alone and the framework alone, over the tune messages, with the embedder warm."""

from dataclasses import dataclass

from benchmarks.clock import median_ms
from sharebot.assistant import Conversation
from sharebot.evaluation.hearing import Hearing
from sharebot.evaluation.labelled import load_labelled
from sharebot.evaluation.sets import tune_file
from sharebot.framework.assess import assess
from sharebot.retrieval.embedder import load_embedder
from sharebot.service import Sharebot
from sharebot.settings import Settings

READING_MS, FRAMEWORK_MS = 60, 20
ROUNDS = 1
"""There are enough messages for a steady median without more."""


@dataclass(frozen=True, slots=True)
class RoomFigures:
    """Medians in milliseconds."""

    reading_ms: float
    framework_ms: float


def rooms(bot: Sharebot, settings: Settings) -> RoomFigures:
    """Read every masked tune message, and put before the rules what is known after each that is about a case."""
    hearing = Hearing(bot.framework, settings.knowledge, load_embedder(settings.embedder))
    messages = [row.message for row in load_labelled(tune_file())]
    asked = [bot.ask(bot.conversation(), message)[0] for message in messages]
    return RoomFigures(
        reading_ms=median_ms(hearing.read, [hearing.masked(message) for message in messages], ROUNDS),
        framework_ms=median_ms(
            lambda one: _assess(bot, one), [conversation for conversation in asked if conversation.is_open], ROUNDS
        ),
    )


def _assess(bot: Sharebot, conversation: Conversation) -> object:
    return assess(bot.framework, conversation.case, chances=conversation.chances)
