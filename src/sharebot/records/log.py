"""The decision log: append, read back, erase, and prove that nothing was changed."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, Select, func, select

from sharebot.errors import RecordError
from sharebot.records.canonical import NO_DIGEST
from sharebot.records.database import Database
from sharebot.records.document import as_document
from sharebot.records.entries import Checkpoint, Entry, Record, entry_of, records_of, written_time
from sharebot.records.ids import new_record_id, tidy_record_id
from sharebot.records.tables import chain, content
from sharebot.records.verification import Checker, Verification
from sharebot.records.writing import Draft, erase_record, write_draft

_SIDE_BY_SIDE = select(chain, content, content.c.seq.label("content_seq")).outerjoin(
    content, content.c.seq == chain.c.seq
)
_UNREADABLE = "The records cannot be read"
_BATCH = 500


class Filters(TypedDict, total=False):
    """What a list of records may be narrowed by. `author` is the decision maker's name."""

    kind: str
    outcome: str
    author: str
    area: str
    since: datetime
    until: datetime


class RecordLog:
    """Append-only, chained by digest, on SQLite or PostgreSQL; safe for many threads and processes at once.

    Every method raises RecordError, in words, if the database fails.
    """

    def __init__(self, url: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = Database(url)
        self._clock = clock

    def new_id(self) -> str:
        """A number for a record yet to be made. Given to `append`, it makes a repeated click record once."""
        return new_record_id(self._clock())

    def append(
        self,
        content: Mapping[str, Any],
        kind: str = "decision",
        record_id: str | None = None,
        versions: Mapping[str, Any] | None = None,
    ) -> Entry:
        """Add an entry; it is on disk when this returns.

        A decision makes a new record, with the number given or one of its own; the same decision under the same
        number again is answered with the entry already there. Any other kind with a number joins that record.
        Raises RecordError if the record is not there, holds another decision, or was erased.
        """
        known = versions if versions is not None else content.get("versions")
        draft = Draft.of(content, kind, record_id and tidy_record_id(record_id), known if known else {})
        what = "The decision" if kind == "decision" else "The entry"
        with self._database.write(f"{what} was not recorded", ordered=True) as connection:
            seq = write_draft(connection, draft, self._clock())
            return _entry(connection, seq)

    def erase(self, record_id: str, by: str, why: str) -> Entry:
        """Erase what a record says, for good, and leave a tombstone in its place; the chain still verifies.

        Raises RecordError if the record is not there or was erased before, or `by` or `why` is empty.
        """
        tidy = tidy_record_id(record_id)
        with self._database.write(f"Record {tidy} was not erased", ordered=True) as connection:
            tombstone = _entry(connection, erase_record(connection, tidy, by, why, self._clock()))
        self._database.forget_deleted()
        return tombstone

    def get(self, record_id: str) -> Record:
        """A record with its timeline. Raises RecordError if there is none."""
        tidy = tidy_record_id(record_id)
        with self._database.read(_UNREADABLE) as connection:
            return _record(connection, tidy)

    def list(self, limit: int = 50, offset: int = 0, **filters: Unpack[Filters]) -> tuple[Record, ...]:
        """Records, newest first; decisions unless another kind is asked for."""
        ids = _matching(select(chain.c.record_id), filters).order_by(chain.c.seq.desc())
        with self._database.read(_UNREADABLE) as connection:
            wanted = connection.execute(ids.limit(max(0, limit)).offset(max(0, offset))).scalars().all()
            rows = connection.execute(_SIDE_BY_SIDE.where(chain.c.record_id.in_(wanted)).order_by(chain.c.seq))
            found = records_of(entry_of(row) for row in rows)
        return tuple(found[record_id] for record_id in wanted)

    def count(self, **filters: Unpack[Filters]) -> int:
        """How many records match."""
        with self._database.read(_UNREADABLE) as connection:
            return int(connection.execute(_matching(select(func.count()).select_from(chain), filters)).scalar_one())

    def checkpoint(self) -> Checkpoint:
        """How long the chain is and how it ends. Keep it elsewhere, for `verify`."""
        with self._database.read(_UNREADABLE) as connection:
            return _checkpoint(connection)

    def verify(self, checkpoint: Checkpoint | None = None) -> Verification:
        """Check every entry and its content. Only with a checkpoint can a tail that was cut off be noticed."""
        strays = select(content.c.seq).where(~select(chain.c.seq).where(chain.c.seq == content.c.seq).exists())
        with self._database.read(_UNREADABLE) as connection:
            lost = connection.execute(strays).scalars().all()
            in_order = _SIDE_BY_SIDE.order_by(chain.c.seq).execution_options(yield_per=_BATCH)
            with connection.execute(in_order) as rows:
                return Checker(checkpoint).check(rows, lost)

    def document(self, record_id: str) -> dict[str, Any]:
        """One record in the published form, `docs/schema/decision-record-1.json`."""
        tidy = tidy_record_id(record_id)
        with self._database.read(_UNREADABLE) as connection:
            return as_document(_record(connection, tidy), _checkpoint(connection), written_time(self._clock()))

    def export(self, **filters: Unpack[Filters]) -> Iterator[str]:
        """Records as JSON Lines, one in the published form a line, with the chain's head and the time on each."""
        for document in self.documents(**filters):
            yield json.dumps(document, ensure_ascii=False) + "\n"

    def documents(self, **filters: Unpack[Filters]) -> Iterator[dict[str, Any]]:
        """Records in the published form, oldest first, all as of one moment."""
        with self._database.read(_UNREADABLE) as connection:
            state, at = _checkpoint(connection), written_time(self._clock())
            ids = connection.execute(_matching(select(chain.c.record_id), filters).order_by(chain.c.seq)).scalars()
            for record_id in ids.all():
                yield as_document(_record(connection, record_id), state, at)

    def close(self) -> None:
        """Let every connection go."""
        self._database.close()


def _matching(query: Select[Any], filters: Filters) -> Select[Any]:
    """The first entries of records that fit the filters."""
    query = query.outerjoin(content, content.c.seq == chain.c.seq).where(
        chain.c.kind == filters.get("kind", "decision")
    )
    for label in ("outcome", "author", "area"):
        if label in filters:
            query = query.where(content.c[label] == filters[label])
    if "since" in filters:
        query = query.where(chain.c.at >= written_time(filters["since"]))
    if "until" in filters:
        query = query.where(chain.c.at < written_time(filters["until"]))
    return query


def _entry(connection: Connection, seq: int) -> Entry:
    return entry_of(connection.execute(_SIDE_BY_SIDE.where(chain.c.seq == seq)).one())


def _record(connection: Connection, record_id: str) -> Record:
    rows = connection.execute(_SIDE_BY_SIDE.where(chain.c.record_id == record_id).order_by(chain.c.seq))
    found = records_of(entry_of(row) for row in rows)
    if record_id not in found:
        raise RecordError(f"There is no record {record_id}; check the number.")
    return found[record_id]


def _checkpoint(connection: Connection) -> Checkpoint:
    last = connection.execute(select(chain.c.seq, chain.c.digest).order_by(chain.c.seq.desc()).limit(1)).first()
    return Checkpoint(last.seq, last.digest) if last else Checkpoint(0, NO_DIGEST)
