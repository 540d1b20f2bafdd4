"""Writing an entry and a tombstone, inside a transaction that holds the chain's turn."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Connection, insert, select, update

from sharebot.errors import RecordError
from sharebot.records.canonical import NO_DIGEST, canonical_json, labels_of
from sharebot.records.entries import ERASED, FORMAT, content_digest, entry_digest, written_time
from sharebot.records.ids import new_record_id
from sharebot.records.tables import ERASABLE, chain, content

DECISION = "decision"
_KIND = re.compile(r"[a-z][a-z-]{1,38}[a-z]")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has a place in the chain."""

    kind: str
    record_id: str | None
    versions: str
    body: str
    labels: dict[str, str | None]

    @classmethod
    def of(cls, said: Mapping[str, Any], kind: str, record_id: str | None, versions: Mapping[str, Any]) -> Self:
        """Raises RecordError for content that is not JSON and for a kind that is not a plain word."""
        if _KIND.fullmatch(kind) is None or kind == ERASED:
            raise RecordError("Nothing was recorded: the kind of an entry is a word in small letters, like correction.")
        return cls(kind, record_id, canonical_json(dict(versions)), canonical_json(dict(said)), labels_of(said))


def write_draft(connection: Connection, draft: Draft, now: datetime) -> int:
    """The sequence number of the entry written, or of the same decision written before."""
    if draft.record_id is None:
        return _write(connection, draft, _unused_id(connection, now), now)
    rows = connection.execute(
        select(chain.c.seq, chain.c.kind, content.c.body)
        .outerjoin(content, content.c.seq == chain.c.seq)
        .where(chain.c.record_id == draft.record_id)
        .order_by(chain.c.seq)
    ).all()
    if draft.kind == DECISION and rows:
        if rows[0].kind == DECISION and rows[0].body == draft.body:
            return int(rows[0].seq)
        raise RecordError(f"Nothing was recorded: record {draft.record_id} already holds another decision.")
    if draft.kind != DECISION and not rows:
        raise RecordError(f"Nothing was recorded: there is no record {draft.record_id} to add to.")
    if any(row.kind == ERASED for row in rows):
        raise RecordError(f"Nothing was recorded: the content of record {draft.record_id} was erased.")
    return _write(connection, draft, draft.record_id, now)


def erase_record(connection: Connection, record_id: str, by: str, why: str, now: datetime) -> int:
    """Write the tombstone, empty the record's contents, and give the tombstone's sequence number."""
    if not by.strip() or not why.strip():
        raise RecordError("Nothing was erased: say who is erasing and why; both stay in the record.")
    rows = connection.execute(
        select(chain.c.seq, chain.c.kind).where(chain.c.record_id == record_id).order_by(chain.c.seq)
    ).all()
    if not rows:
        raise RecordError(f"There is no record {record_id}; check the number.")
    if any(row.kind == ERASED for row in rows):
        raise RecordError(f"The content of record {record_id} was erased before.")
    gone = [row.seq for row in rows]
    said = {"by": by.strip(), "why": why.strip(), "entries": gone}
    tombstone = Draft(ERASED, record_id, canonical_json({}), canonical_json(said), labels_of(said))
    seq = _write(connection, tombstone, record_id, now)
    emptied = dict.fromkeys(ERASABLE) | {"erased_by": seq}
    connection.execute(update(content).where(content.c.seq.in_(gone)).values(emptied))
    return seq


def _unused_id(connection: Connection, now: datetime) -> str:
    while True:
        record_id = new_record_id(now)
        if connection.execute(select(chain.c.seq).where(chain.c.record_id == record_id)).first() is None:
            return record_id


def _write(connection: Connection, draft: Draft, record_id: str, now: datetime) -> int:
    last = connection.execute(select(chain.c.seq, chain.c.digest).order_by(chain.c.seq.desc()).limit(1)).first()
    salt = secrets.token_hex(16)
    link: dict[str, Any] = {
        "seq": last.seq + 1 if last else 1,
        "format": FORMAT,
        "record_id": record_id,
        "kind": draft.kind,
        "at": written_time(now),
        "versions": draft.versions,
        "content_digest": content_digest(salt, draft.body, draft.labels),
        "previous": last.digest if last else NO_DIGEST,
    }
    connection.execute(insert(chain).values(**link, digest=entry_digest(link)))
    connection.execute(insert(content).values(seq=link["seq"], salt=salt, body=draft.body, **draft.labels))
    return int(link["seq"])
