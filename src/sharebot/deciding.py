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
_PLAIN = ("shared_at", "person_reference", "purpose", "departure_reason", "power_claimed")
_PARTS = ("request", "telling", "method", "urgency", "views", "consulted", "follow_up", "legal_power", "necessity")


def record_of(conversation: Conversation, turn: Turn, decision: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The content of a record. Free text is masked before it is kept.

    `decision` has `outcome` and `because`, and may have `shared` (items), `left_out`, `with`, `decided_by`, `extent`,
    `departure_reason` and other fields of the decision record by name. Raises CallerError with one sentence on what to
    put right.
    """
    if "outcome" not in decision or not str(decision.get("because", "")).strip():
        raise AnswerError("A decision needs an outcome and a reason: {\"decide\": {\"outcome\": \"share\", \"because\": \"…\"}}.")
    recommended = turn.recommendation.to_json() if turn.recommendation else None
    followed = recommended is None or recommended["outcome"] == decision["outcome"]
    said = _masked(dict(decision))
    values: dict[str, Any] = {
        "decided_at": now,
        "decided_by": said.get("decided_by", UNVERIFIED),
        "area": conversation.area or None,
        "message": "\n".join(conversation.messages) or "(no message: facts were given directly)",
        "facts": list(turn.facts),
        "decision": {"outcome": said["outcome"], "because": said["because"], "extent": said.get("extent")},
        "shared": [_item(item) for item in _listed(said.get("shared"))],
        "left_out": [_item(item) for item in _listed(said.get("left_out"))],
        "recipient": _recipient(said.get("with")),
        "recommendation": recommended,
        "followed": followed,
        "citations": turn.to_json()["citations"],
        "versions": turn.versions,
        "risks": recommended["risks"] if recommended else None,
        **{name: said[name] for name in (*_PLAIN, *_PARTS) if said.get(name)},
    }
    if not followed:
        values.setdefault("departure_reason", said["because"])
    return decision_record(values).content()


def _masked(value: Any) -> Any:
    """Free text with personal identifiers masked, however deep it lies. References to a person's own case are kept."""
    if isinstance(value, str):
        return screen(value).text_masked
    if isinstance(value, Mapping):
        return {key: inner if key in {"person_reference", "name"} else _masked(inner) for key, inner in value.items()}
    return [_masked(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _item(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {"item": str(value)}


def _recipient(value: Any) -> dict[str, Any] | None:
    if value in (None, "", []):
        return None
    if isinstance(value, Mapping):
        return dict(value)
    return {"role": ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)}
