"""How long each room took during one turn."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sharebot.answering.turn import ROOMS


@dataclass
class Clock:
    """Milliseconds by room, summed over every visit to it."""

    spent: dict[str, float] = field(default_factory=lambda: dict.fromkeys(ROOMS, 0.0))

    @contextmanager
    def __call__(self, room: str) -> Iterator[None]:
        """Count the time of what follows for `room`."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.spent[room] = round(self.spent[room] + (time.perf_counter() - started) * 1000, 2)
