"""One run at a time: two would remove each other's work."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sharebot.errors import LibraryError


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Raises LibraryError when another run is under way.

    A locked database is a lock that the system takes away when its process dies, on every kind of machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "ingest.lock", timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise LibraryError("Another ingest is running here. Wait for it to finish, then try again.") from error
        yield
