"""Labelled messages: JSON Lines of messages with their facts, the answers to questions, and the outcome."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharebot.errors import KnowledgeError
from sharebot.framework.cases import load_cases


@dataclass(frozen=True)
class Labelled:
    """One message with everything a scorer needs. `said` are the facts the message itself states."""

    id: str
    message: str
    sector: str
    register: str
    intent: str
    said: dict[str, str]
    truth: dict[str, tuple[str, ...]]
    outcome: str
    acceptable: frozenset[str]
    critical: frozenset[str]


def load_labelled(path: Path) -> list[Labelled]:
    """Read a file of labelled messages. Raises KnowledgeError naming the line that cannot be read."""
    return list(_rows(path))


def _rows(path: Path) -> Iterator[Labelled]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield _labelled(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise KnowledgeError(f"{path.name}, line {number}: {error!r}.") from error


def _labelled(row: dict[str, Any]) -> Labelled:
    said = {fact["id"]: fact["value"] for fact in row["facts"]}
    truth = {**row.get("answers", {}), **said}
    return Labelled(
        id=row["id"],
        message=row["message"],
        sector=row.get("sector", ""),
        register=row.get("register", ""),
        intent=row["intent"],
        said=said,
        truth={fact: (value,) for fact, value in truth.items()},
        outcome=row["outcome"],
        acceptable=frozenset([*row["acceptable"], *([row["outcome"]] if row["outcome"] else [])]),
        critical=frozenset(row.get("critical", [])),
    )


def worked_cases(folder: Path) -> list[Labelled]:
    """The 58 worked cases of the fact base as labelled messages; the further cases beside them are not scored."""
    return [
        Labelled(
            id=case.id,
            message=case.message,
            sector="",
            register="",
            intent="case",
            said={},
            truth={**case.facts, **({"sharer": (case.sharer,)} if case.sharer else {})},
            outcome=case.outcome,
            acceptable=case.accepted,
            critical=_critical(case.outcome, case.accepted),
        )
        for case in load_cases(folder)
        if case.id[0] in "WC" and case.id[1:].isdigit()
    ]


def _critical(outcome: str, accepted: frozenset[str]) -> frozenset[str]:
    """A danger case that gets neither share-now nor share; a do-not-share case that gets share."""
    if outcome == "share-now":
        return frozenset({"share-with-agreement", "get-advice-first", "do-not-share"}) - accepted
    return frozenset({"share", "share-now"}) - accepted if outcome == "do-not-share" else frozenset()
