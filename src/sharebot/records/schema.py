"""The published JSON Schema of a decision record; `python -m sharebot.records.schema [FILE]` writes it."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from sharebot.records.document import SCHEMA
from sharebot.records.fields import Part
from sharebot.records.model import DecisionRecord
from sharebot.settings import ROOT

SCHEMA_FILE = ROOT / "docs" / "schema" / "decision-record-1.json"

Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
RecordId = Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$")]


class ChainPlace(Part):
    """Where the record stands in the chain, and where the chain stood when this was written out."""

    seq: int
    digest: Digest
    head: Digest
    entries: int
    as_at: Moment


class TimelineEntry(Part):
    """One entry of the record, with what is needed to work out its digest again."""

    seq: int
    format: str
    kind: str
    at: Moment
    versions: dict[str, Any]
    content_digest: Digest
    previous: Digest
    digest: Digest
    salt: str | None
    content: dict[str, Any] | None


class Erasure(Part):
    """Who erased the content of the record, when and why."""

    by: str
    why: str
    at: Moment


class RecordedDecision(DecisionRecord):
    """A decision as it stands in the log."""

    record_id: RecordId
    recorded_at: Moment
    chain: ChainPlace
    timeline: tuple[TimelineEntry, ...]


class ErasedRecord(Part):
    """A record whose content was lawfully erased: what is left proves that it was there and was not changed."""

    schema_: Literal["sharebot.decision-record/1"] = Field(default=SCHEMA, alias="schema")
    record_id: RecordId
    recorded_at: Moment
    chain: ChainPlace
    timeline: tuple[TimelineEntry, ...]
    erased: Erasure


def published_schema() -> dict[str, Any]:
    """The schema as JSON Schema 2020-12."""
    either: TypeAdapter[RecordedDecision | ErasedRecord] = TypeAdapter(RecordedDecision | ErasedRecord)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "sharebot decision record",
        **either.json_schema(),
    }


def schema_text() -> str:
    """The file, to the byte."""
    return json.dumps(published_schema(), indent=2, ensure_ascii=False) + "\n"


def write(file: Path = SCHEMA_FILE) -> None:
    """Write the schema to its file in docs/schema, or to another."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:2]))
