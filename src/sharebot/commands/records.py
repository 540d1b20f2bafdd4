"""`records`: list, show, export, verify and erase decisions."""

import argparse
from dataclasses import asdict
from typing import Any

from sharebot.commands.common import out, say, the_service
from sharebot.errors import AnswerError
from sharebot.records.entries import Checkpoint, Record


def records_list(arguments: argparse.Namespace) -> int:
    """The newest records first."""
    if arguments.limit < 1:
        raise AnswerError("--limit must be 1 or more.")
    rows = [_line(record) for record in the_service().records().list(limit=arguments.limit)]
    if arguments.json:
        out({"records": rows})
    else:
        say("\n".join(_as_text(row) for row in rows) or "No records yet.")
    return 0


def records_show(arguments: argparse.Namespace) -> int:
    """One record whole: in the published form with --json, else as a case note."""
    bot = the_service()
    if arguments.json:
        out(bot.records().document(arguments.record_id))
    else:
        say(bot.case_note(bot.records().get(arguments.record_id)))
    return 0


def records_export(arguments: argparse.Namespace) -> int:
    """Every record as JSON Lines, each with the head of the chain and the time; with --json one document."""
    bot = the_service()
    if arguments.json:
        out({"records": list(bot.records().documents())})
        return 0
    for line in bot.exported():
        say(line)
    return 0


def records_verify(arguments: argparse.Namespace) -> int:
    """Prove that the log was not changed. Exit 1 when it was."""
    checkpoint = Checkpoint.parse(arguments.checkpoint) if arguments.checkpoint else None
    result = the_service().records().verify(checkpoint)
    if arguments.json:
        out({**asdict(result), "checkpoint": f"{result.entries} {result.head}"})
    elif result.ok:
        say(f"Whole: {result.entries} entries, head {result.head}.")
    else:
        say(f"NOT WHOLE: {result.reason}")
    return 0 if result.ok else 1


def records_erase(arguments: argparse.Namespace) -> int:
    """Erase what a record says; a tombstone says who, when and why."""
    entry = the_service().records().erase(arguments.record_id, arguments.by, arguments.why)
    if arguments.json:
        out({"id": entry.record_id, "erased_at": str(entry.at)})
    else:
        say(f"Erased {entry.record_id}. The chain still verifies.")
    return 0


def _line(record: Record) -> dict[str, Any]:
    content = record.content or {}
    decision = content.get("decision", {})
    return {
        "id": record.first.record_id,
        "decided_at": content.get("decided_at", str(record.first.at)),
        "outcome": decision.get("outcome"),
        "because": decision.get("because"),
        "followed": content.get("followed"),
        "erased": record.tombstone is not None,
    }


def _as_text(row: dict[str, Any]) -> str:
    return f"{row['id']}  {row['decided_at']}  {row['outcome'] or 'erased'}  {row['because'] or ''}"
