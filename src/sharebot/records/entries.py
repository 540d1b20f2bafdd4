"""What the log is made of: an entry, a record with its timeline, a checkpoint."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import Row

from sharebot.errors import CallerError
from sharebot.records.canonical import digest

FORMAT = "sharebot.chain/1"
"""How an entry's digest is worked out; a change of the way gets a new number."""
ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the chain. `content` is None once it has been erased, by the entry numbered `erased_by`."""

    seq: int
    format: str
    record_id: str
    kind: str
    at: datetime
    versions: dict[str, Any]
    content_digest: str
    previous: str
    digest: str
    salt: str | None
    content: dict[str, Any] | None
    erased_by: int | None


@dataclass(frozen=True, slots=True)
class Record:
    """A decision and everything said about it since, oldest first."""

    id: str
    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The entry that made the record."""
        return self.entries[0]

    @property
    def content(self) -> dict[str, Any] | None:
        """What was first recorded; None once erased."""
        return self.first.content

    @property
    def tombstone(self) -> Entry | None:
        """Who erased the content, when and why, if somebody did."""
        return next((entry for entry in reversed(self.entries) if entry.kind == ERASED), None)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long the chain was and how it ended: keep it elsewhere, and a cut tail is noticed."""

    entries: int
    head: str

    def __str__(self) -> str:
        return f"{self.entries} {self.head}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read what `str` wrote. Raises CallerError."""
        match = re.fullmatch(r"(\d{1,18})\s+(sha256:[0-9a-f]{64})", written.strip())
        if match is None:
            raise CallerError('A checkpoint is a number and a digest, like "120 sha256:9f2c…"; copy it from an export.')
        return cls(int(match[1]), match[2])


def written_time(at: datetime) -> str:
    """A time as it is stored: UTC, always the same length, so that text sorts as time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_time(written: str) -> datetime:
    """A stored time."""
    return datetime.fromisoformat(written)


def content_digest(salt: str, body: str, labels: dict[str, str | None]) -> str:
    """Covers the content, its labels and a salt without which the digest of an erased text could be guessed."""
    return digest([salt, body, labels["outcome"], labels["author"], labels["area"]])


def entry_digest(values: dict[str, Any]) -> str:
    """Covers everything about an entry but the digest itself."""
    keys = ("seq", "format", "record_id", "kind", "at", "versions", "content_digest", "previous")
    return digest({key: values[key] for key in keys})


def entry_of(row: Row[Any]) -> Entry:
    """An entry from its two rows."""
    return Entry(
        seq=row.seq,
        format=row.format,
        record_id=row.record_id,
        kind=row.kind,
        at=read_time(row.at),
        versions=json.loads(row.versions),
        content_digest=row.content_digest,
        previous=row.previous,
        digest=row.digest,
        salt=row.salt,
        content=None if row.body is None else json.loads(row.body),
        erased_by=row.erased_by,
    )


def records_of(entries: Iterable[Entry]) -> dict[str, Record]:
    """Entries gathered into records."""
    gathered: dict[str, list[Entry]] = {}
    for entry in entries:
        gathered.setdefault(entry.record_id, []).append(entry)
    return {record_id: Record(record_id, tuple(found)) for record_id, found in gathered.items()}
