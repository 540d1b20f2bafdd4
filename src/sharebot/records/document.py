"""A record in the form the world outside sees: the decision, its timeline and its place in the chain."""

from typing import Any, Final

from sharebot.records.entries import Checkpoint, Entry, Record, written_time

SCHEMA: Final = "sharebot.decision-record/1"


def as_document(record: Record, state: Checkpoint, at: str) -> dict[str, Any]:
    """The document `docs/schema/decision-record-1.json` describes, for one record as it stands at a moment."""
    document: dict[str, Any] = {
        **(record.content or {}),
        "schema": SCHEMA,
        "record_id": record.id,
        "recorded_at": written_time(record.first.at),
        "chain": {
            "seq": record.first.seq,
            "digest": record.first.digest,
            "head": state.head,
            "entries": state.entries,
            "as_at": at,
        },
        "timeline": [_timeline_entry(entry) for entry in record.entries],
    }
    if record.tombstone is not None and record.tombstone.content is not None:
        said = record.tombstone.content
        document["erased"] = {"by": said["by"], "why": said["why"], "at": written_time(record.tombstone.at)}
    return document


def _timeline_entry(entry: Entry) -> dict[str, Any]:
    """Everything needed to work out the entry's digest again; the first entry's content is the document itself."""
    return {
        "seq": entry.seq,
        "format": entry.format,
        "kind": entry.kind,
        "at": written_time(entry.at),
        "versions": entry.versions,
        "content_digest": entry.content_digest,
        "previous": entry.previous,
        "digest": entry.digest,
        "salt": entry.salt,
        "content": None if entry.kind == "decision" else entry.content,
    }
