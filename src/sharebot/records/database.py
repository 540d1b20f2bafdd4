"""The database under the log: one place for connections, locks and durability on SQLite and PostgreSQL."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from sharebot.errors import RecordError
from sharebot.records import sqlite
from sharebot.records.tables import create_all, is_complete
from sharebot.records.troubles import in_words

PATIENCE = 20
"""Seconds a writer waits for its turn before it gives up."""
_TURN = 0x5AA3_B07
"""The number of PostgreSQL's advisory lock for writing to the chain."""


class Database:
    """Transactions for writing and for reading; every failure comes out as a RecordError in plain words."""

    def __init__(self, url: str) -> None:
        """Nothing is opened before the first use, so that sharebot starts and answers while the database is down."""
        self.url = _parsed(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = self._sqlite() if self.is_sqlite else _postgresql(self.url)
        self._turn: AbstractContextManager[Any] = threading.Lock() if self.is_sqlite else nullcontext()
        self._preparing = threading.Lock()
        self._prepared = False

    @contextmanager
    def write(self, failed: str, *, ordered: bool = False) -> Iterator[Connection]:
        """A transaction that is on disk when the block ends, or did not happen.

        `ordered` takes the chain's turn first, so that the last entry read in the block is still the last when it
        commits. On SQLite every writer takes it.
        """
        with in_words(failed, "Nothing was lost; try again"):
            self._prepare()
            with self._writing(ordered) as connection:
                yield connection

    @contextmanager
    def read(self, failed: str) -> Iterator[Connection]:
        """A transaction that sees one moment of the database from its first query to its last."""
        with in_words(failed, "Try again"):
            self._prepare()
            with self._reading() as connection:
                yield connection

    @contextmanager
    def _writing(self, ordered: bool) -> Iterator[Connection]:
        options: dict[str, Any] = {"sharebot_write": True}
        if not self.is_sqlite:
            options["isolation_level"] = "READ COMMITTED"
        with self._turn, self.engine.connect() as connection, connection.execution_options(**options).begin():
            if not self.is_sqlite:
                _wait_for_turn(connection, ordered)
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        one_moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        settings: dict[str, Any] = {} if self.is_sqlite else one_moment
        with self.engine.connect() as connection, connection.execution_options(**settings).begin():
            yield connection

    def _prepare(self) -> None:
        """On first use: the file, the tables and the triggers, where they are missing."""
        with self._preparing:
            if self._prepared:
                return
            if self.is_sqlite and not self._only_read:
                sqlite.make(sqlite.path_of(self.url), PATIENCE)
            with self._reading() as connection:
                complete = is_complete(connection)
            if not complete:
                with self._writing(ordered=True) as connection:
                    create_all(connection)
            self._prepared = True

    def _sqlite(self) -> Engine:
        return sqlite.engine(sqlite.path_of(self.url), "ro" if self._only_read else "rw", PATIENCE)

    @property
    def _only_read(self) -> bool:
        return self.url.query.get("mode") == "ro"

    def forget_deleted(self) -> None:
        """Empty SQLite's write-ahead log, where erased text could otherwise still be read."""
        if self.is_sqlite:
            with in_words("The erased text may still be in the write-ahead log", "Erase again"):
                sqlite.truncate_log(self.engine)

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError as error:
        raise RecordError("SHAREBOT_DATABASE_URL is not a database address such as postgresql://host/name.") from error
    if backend not in ("sqlite", "postgresql"):
        raise RecordError("Records can be kept in SQLite or PostgreSQL; set SHAREBOT_DATABASE_URL to one of these.")
    return parsed.set(drivername="postgresql+psycopg") if backend == "postgresql" else parsed


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, pool_timeout=PATIENCE, connect_args={"connect_timeout": 5})
    except ModuleNotFoundError as error:
        raise RecordError(
            "Keeping records in PostgreSQL needs the package psycopg; install psycopg[binary]."
        ) from error


def _wait_for_turn(connection: Connection, ordered: bool) -> None:
    """Durable commits whatever the server's default, no endless waiting, and the chain's turn if asked for."""
    connection.execute(
        text("SELECT set_config('lock_timeout', :wait, true), set_config('synchronous_commit', 'on', true)"),
        {"wait": f"{PATIENCE}s"},
    )
    if ordered:
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
