"""What must be true of any file at all: it is read, or refused in one clear clause, in time; nothing else happens."""

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ingest.document import Document
from ingest.read import read
from ingest.reading.isolate import Limits
from ingest.sources import Found
from sharebot.errors import DocumentError
from tests.fuzz.mutations import damaged
from tests.fuzz.seeds import seeds

MOST_OF_REASON = 300
SECONDS = 20.0
SPARE = 10.0
LIMITS = Limits(seconds=SECONDS)
BROKEN = ("it needed more than", "reading it broke off", "it needs more memory")
"""Held by the limits, and so no failure; but worth knowing of."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    read: bool
    wrong: str = ""
    """Empty, or what should not have happened."""
    held: str = ""
    """The limit that ended it, if one did."""
    seconds: float = 0.0


def outcome(file: Path) -> Outcome:
    """Read the file as ingest would."""
    begun = time.monotonic()
    wrong, held, document = "", "", None
    try:
        document = read(Found(file, file.name, 0, 0), LIMITS)
    except DocumentError as error:
        reason = str(error)
        wrong = "" if _is_one_clause(reason) else f"the reason is not one clause: {reason!r}"
        held = reason if reason.startswith(BROKEN) else ""
    except Exception as error:  # noqa: BLE001  (whatever it is, it is the finding)
        wrong = f"{type(error).__name__}: {error}"
    seconds = time.monotonic() - begun
    if seconds > SECONDS + SPARE:
        wrong = wrong or f"it took {seconds:.0f} seconds"
    if document is not None:
        wrong = wrong or _unsound(document)
    return Outcome(document is not None, wrong, held, seconds)


def _is_one_clause(reason: str) -> bool:
    return 0 < len(reason) < MOST_OF_REASON and "\n" not in reason and not reason.endswith(".") and reason.isprintable()


def _unsound(document: Document) -> str:
    """What splitting and storing count on."""
    texts = [document.source.title, *document.notes, *(block.text for block in document.blocks)]
    try:
        for text in texts:
            text.encode()
    except UnicodeEncodeError:
        return "it holds half a character"
    if any("\n" in text or "\0" in text for text in texts):
        return "a text is not on one line"
    return "" if any(block.text for block in document.blocks) else "it was read, and is empty"


def outcomes(kind: str, numbers: range, kept: Path) -> list[tuple[int, Outcome]]:
    """Read the files of these numbers; files that show a fault, or ran into a limit, stay in `kept`."""
    found = []
    with tempfile.TemporaryDirectory() as place:
        sound = seeds(kind, Path(place))
        for number in numbers:
            file = Path(place) / f"{number}{kind}"
            file.write_bytes(damaged(sound, kind, number))
            result = outcome(file)
            if result.wrong or result.held:
                kept.mkdir(parents=True, exist_ok=True)
                file.rename(kept / file.name)
            else:
                file.unlink()
            found.append((number, result))
    return found
