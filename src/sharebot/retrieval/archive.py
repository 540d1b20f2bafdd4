"""Passages that have left the library, kept so that whoever reads an old record can still read what it relied on."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Literal

from sharebot.errors import LibraryError
from sharebot.retrieval.manifest import library_folder
from sharebot.retrieval.passage import Passage
from sharebot.retrieval.store import LISTS
from sharebot.settings import Settings

Reason = Literal["changed", "superseded", "withdrawn"]
FILE_NAME = "archive.sqlite"
SCHEMA = "create table if not exists gone (id text primary key, reason text, until text, successor text, passage text)"
KEEP = (
    "insert into gone values (?, ?, ?, ?, ?) on conflict (id) do update set reason = excluded.reason, "
    "until = excluded.until, successor = excluded.successor "
    "where reason is not excluded.reason or successor is not excluded.successor"
)
PORTION = 500
"""Ids in one question to SQLite, which allows a limited number."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A passage that was in the library: why it left, on which day (UTC), and which document took its place."""

    passage: Passage
    reason: Reason
    until: str
    successor: str | None = None


def archive_file(settings: Settings) -> Path:
    """Beside the libraries, because it outlives each of them."""
    return library_folder(settings) / FILE_NAME


def keep(settings: Settings, leaving: Iterable[Gone], present: Collection[str]) -> None:
    """Add passages that leave, and drop those of the library's `present` ids, which are back. All or nothing.

    One that is out already for the same reason keeps its day. Raises sqlite3.Error.
    """
    rows = [(g.passage.id, g.reason, g.until, g.successor, _as_text(g.passage)) for g in leaving]
    if not rows and not archive_file(settings).is_file():
        return
    with closing(sqlite3.connect(archive_file(settings))) as connection, connection:
        connection.execute(SCHEMA)
        connection.executemany(KEEP, rows)
        back = [(one,) for (one,) in connection.execute("select id from gone").fetchall() if one in present]
        connection.executemany("delete from gone where id = ?", back)


def gone(settings: Settings, ids: Collection[str]) -> dict[str, Gone]:
    """Of these passages, those that have left. Raises LibraryError when the archive cannot be read."""
    file, wanted = archive_file(settings), list(ids)
    found: dict[str, Gone] = {}
    if not wanted or not file.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            for start in range(0, len(wanted), PORTION):
                part = wanted[start : start + PORTION]
                marks = ",".join("?" * len(part))
                rows = connection.execute(f"select * from gone where id in ({marks})", part)  # noqa: S608  (marks only)
                found |= {row[0]: _gone(*row[1:]) for row in rows}
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise LibraryError(f"The archive of former guidance {file} cannot be read ({error}).") from error
    return found


def _gone(reason: Reason, until: str, successor: str | None, text: str) -> Gone:
    known = {field.name for field in fields(Passage)}
    values = {name: value for name, value in json.loads(text).items() if name in known}
    passage = Passage(**values | {name: tuple(values.get(name, ())) for name in LISTS})
    return Gone(replace(passage, status=reason), reason, until, successor)


def _as_text(passage: Passage) -> str:
    return json.dumps(asdict(passage), ensure_ascii=False)
