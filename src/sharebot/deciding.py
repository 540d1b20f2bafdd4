"""What a worker decided, joined with the case and the recommendation into one decision record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sharebot.answering.turn import Turn
from sharebot.assistant.conversation import Conversation
from sharebot.errors import AnswerError
from sharebot.privacy.screen import screen
from sharebot.records.model import decision_record

UNVERIFIED = {"name": "not given", "role": "worker", "verified": False}
NO_MESSAGE = "(no message: facts were given directly)"
_KEPT_AS_WRITTEN = frozenset({"person_reference", "name"})
"""The worker's and the recipient's names belong in a record, and so does the reference of the person's own case."""

_AS_GIVEN = (
    "shared_at", "person_reference", "purpose", "departure_reason", "power_claimed", "request", "telling", "method",
    "urgency", "views", "consulted", "follow_up", "legal_power", "necessity",
)  # fmt: skip


def record_of(conversation: Conversation, turn: Turn, decision: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The content of a record. Free text is masked before it is kept.

    `decision` has `outcome` and `because`, and may have `shared` (items), `left_out`, `with`, `decided_by`, `extent`,
    `departure_reason` and other fields of the decision record by name. Raises CallerError with one sentence on what to
    put right.
    """
    if not decision.get("outcome") or not str(decision.get("because") or "").strip():
        raise AnswerError('A decision needs an outcome and a reason: {"decide": {"outcome": "share", "because": "…"}}.')
    said = _masked(dict(decision))
    values = {**_decided(said), **_advised(turn, decision["outcome"])}
    if not values["followed"]:
        values.setdefault("departure_reason", said["because"])
    values |= {
        "decided_at": now,
        "area": conversation.area or None,
        "message": "\n".join(conversation.messages) or NO_MESSAGE,
    }
    return decision_record(values).content()


def _decided(said: Mapping[str, Any]) -> dict[str, Any]:
    """The worker's side of the record."""
    return {
        "decided_by": said.get("decided_by") or UNVERIFIED,
        "decision": {"outcome": said["outcome"], "because": said["because"], "extent": said.get("extent")},
        "shared": _listed(said.get("shared")),
        "left_out": _listed(said.get("left_out")),
        "recipient": _recipient(said.get("with")),
        **{name: said[name] for name in _AS_GIVEN if said.get(name)},
    }


def _advised(turn: Turn, outcome: object) -> dict[str, Any]:
    """What sharebot said, and whether the worker followed it."""
    plain = turn.to_json()
    recommended = plain["recommendation"]
    return {
        "facts": plain["facts"],
        "recommendation": recommended,
        "followed": recommended is None or recommended["outcome"] == outcome,
        "citations": plain["citations"],
        "versions": plain["versions"],
        "risks": recommended["risks"] if recommended else None,
    }


def _masked(value: Any) -> Any:
    """Free text with personal identifiers masked, however deep it lies."""
    if isinstance(value, str):
        return screen(value).text_masked
    if isinstance(value, Mapping):
        return {key: inner if key in _KEPT_AS_WRITTEN else _masked(inner) for key, inner in value.items()}
    return [_masked(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _listed(value: Any) -> list[Any]:
    """Items as the record keeps them: a plain sentence stands for an item of which nothing more is known."""
    rows = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
    return [dict(row) if isinstance(row, Mapping) else {"item": str(row)} for row in rows]


def _recipient(value: Any) -> dict[str, Any] | None:
    if isinstance(value, Mapping):
        return dict(value) or None
    named = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")
    return {"role": named} if named else None
