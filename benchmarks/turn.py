"""A whole turn, message to card, against the tutorial pipeline's search alone; and what must need nothing.

Times are with everything loaded, as in an app that has been running for a minute.
"""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import median_ms
from benchmarks.rooms import RoomFigures, rooms
from benchmarks.search import QUESTIONS
from sharebot.bootstrap import build
from sharebot.service import Sharebot
from sharebot.settings import Settings

ALLOWED_MS = 100
"""What a whole turn may take longer than the tutorial pipeline's search alone."""

AREA = "invermorran"
DANGER = "he has a knife and says he will kill her right now, can i phone the police"


@dataclass(frozen=True, slots=True)
class TurnFigures:
    """Medians in milliseconds, and what a danger answer made use of."""

    turn_ms: float
    turn_in_an_area_ms: float
    danger_without_library_ms: float
    danger_outcome: str
    danger_library: str | None
    rooms: RoomFigures


def measure(settings: Settings, nowhere: Path, questions: tuple[str, ...] = QUESTIONS) -> TurnFigures:
    """Ask every question as the first message of a case, over the library in `settings`; and danger over none."""
    bot = build(settings)
    bare = build(Settings(data=nowhere, knowledge=settings.knowledge))
    _, danger = bare.ask(bare.conversation(), DANGER)
    return TurnFigures(
        turn_ms=_turn_ms(bot, "", questions),
        turn_in_an_area_ms=_turn_ms(bot, AREA, questions),
        danger_without_library_ms=median_ms(lambda message: bare.ask(bare.conversation(), message), (DANGER,)),
        danger_outcome=danger.recommendation.outcome if danger.recommendation else "none",
        danger_library=danger.versions["library"],
        rooms=rooms(bot, settings),
    )


def _turn_ms(bot: Sharebot, area: str, questions: tuple[str, ...]) -> float:
    return median_ms(lambda message: bot.ask(bot.conversation(area=area), message), questions)
