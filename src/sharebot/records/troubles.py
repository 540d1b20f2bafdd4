"""What can go wrong between us and a database, in words a worker can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy.exc import InvalidRequestError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from sharebot.errors import RecordError


class Trouble(NamedTuple):
    """What is wrong, and when it is worth trying again."""

    reason: str
    until: str


FULL = Trouble("the disk is full", "there is room on it")
READ_ONLY = Trouble("the database can only be read", "it can be written to again")
BUSY = Trouble("the database is busy", "a minute has passed")
GONE = Trouble("the database cannot be reached", "it is back")
DISK = Trouble("the disk does not answer as it should", "it has been checked")
DAMAGED = Trouble("the database file is damaged", "it has been restored from a backup")
FORBIDDEN = Trouble("the database does not let sharebot do this", "its rights have been set right")
REFUSED = Trouble("the database refused it", "the person who looks after sharebot has seen its log")

_BY_CODE = {
    "SQLITE_FULL": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_CANTOPEN": GONE,
    "SQLITE_IOERR": DISK,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_PERM": FORBIDDEN,
    "SQLITE_AUTH": FORBIDDEN,
    "531": FULL,
    "53": BUSY,
    "25006": READ_ONLY,
    "55P03": BUSY,
    "57014": BUSY,
    "40": BUSY,
    "42501": FORBIDDEN,
    "28": FORBIDDEN,
    "08": GONE,
    "57P": GONE,
    "3D": GONE,
}
"""SQLite result codes and PostgreSQL SQLSTATE classes, by how they begin; the longest that fits counts."""


@contextmanager
def in_words(failed: str, advice: str) -> Iterator[None]:
    """Turn every failure of the database into a RecordError: "{failed}: {reason}. {advice} when …"."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        trouble = trouble_of(error)
        raise RecordError(f"{failed}: {trouble.reason}. {advice} when {trouble.until}.") from error


def trouble_of(error: Exception) -> Trouble:
    """Which trouble an error stands for."""
    if isinstance(error, PoolTimeoutError):
        return BUSY
    original = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None)
    if code is None:
        return _without_code(error)
    fitting = [start for start in _BY_CODE if code.startswith(start)]
    return _BY_CODE[max(fitting, key=len)] if fitting else REFUSED


def _without_code(error: Exception) -> Trouble:
    """A lost connection has no code; a file system names its trouble itself."""
    if isinstance(error, OSError):
        return {28: FULL, 30: READ_ONLY, 13: FORBIDDEN, 1: FORBIDDEN}.get(error.errno or 0, GONE)
    return REFUSED if isinstance(error, InvalidRequestError) else GONE
