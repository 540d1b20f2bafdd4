"""SQLite as the log needs it: durable, watchful, and never quietly a new empty file."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DisconnectionError

from sharebot.errors import RecordError

_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON", "recursive_triggers = ON")
"""Full sync: what is acknowledged survives a power cut. Secure delete: erased text is overwritten in the file."""


def path_of(url: URL) -> Path:
    """The file a `sqlite:///` address names. Raises RecordError for a database in memory."""
    if url.database in (None, "", ":memory:"):
        raise RecordError("Records need a file: a database in memory keeps nothing.")
    return Path(str(url.database)).absolute()


def engine(path: Path, mode: str, patience: int) -> Engine:
    """An engine on a file that is there. Mode "ro" only reads; "rw" never makes a new file, so a log that has gone is
    an error and not the start of an empty one."""

    def connect() -> sqlite3.Connection:
        address = f"file:{quote(str(path))}?mode={mode}"
        return sqlite3.connect(address, uri=True, timeout=patience, check_same_thread=False, isolation_level=None)

    made = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=5, max_overflow=27, pool_timeout=patience
    )
    _watch(made, path)
    return made


def truncate_log(made: Engine) -> None:
    """Move the write-ahead log into the file and empty it."""
    with made.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)  # noqa: S101 - told to mypy; this engine makes no other
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def make(path: Path, patience: int) -> None:
    """The folder and the file, in write-ahead mode. Several processes may start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    give_up = time.monotonic() + patience
    while True:
        try:
            with closing(sqlite3.connect(path, timeout=patience)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # SQLite does not wait for others while it changes this mode
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > give_up:
                raise
            time.sleep(0.05)


def _watch(made: Engine, path: Path) -> None:
    """Settings for each connection, the write lock before the first read, and an eye on the file itself."""

    @event.listens_for(made, "connect")
    def set_up(raw: sqlite3.Connection, record: Any) -> None:
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        raw.text_factory = _readable
        record.info["file"] = _identity(path)

    @event.listens_for(made, "checkout")
    def same_file(_raw: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        # a file deleted or replaced while open would take writes that nobody ever sees again
        if record.info["file"] != _identity(path):
            raise DisconnectionError("the database file was replaced")

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("sharebot_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _readable(stored: bytes) -> str:
    """Text that was tampered with must still be readable for `verify` to name it."""
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored.decode(errors="surrogateescape")
