"""One way to write a value down, so that the same value always has the same digest."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sharebot.errors import RecordError

ALGORITHM = "sha256"
NO_DIGEST = f"{ALGORITHM}:{'0' * 64}"
"""What the first entry of a chain follows."""

_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces. Raises RecordError for what JSON or UTF-8 cannot hold."""
    try:
        text = _ENCODER.encode(value)
        text.encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise RecordError(f"Nothing was recorded: the content cannot be written as JSON ({error}).") from error
    return text


def digest(value: Any) -> str:
    """The SHA-256 of a value's canonical JSON, tagged with the algorithm so that another can follow one day."""
    return f"{ALGORITHM}:{hashlib.sha256(canonical_json(value).encode()).hexdigest()}"


def labels_of(content: Mapping[str, Any]) -> dict[str, str | None]:
    """The few values lists are filtered by; they lie beside the content and are covered by its digest."""
    decision, author = content.get("decision"), content.get("decided_by")
    return {
        "outcome": _label(decision.get("outcome") if isinstance(decision, Mapping) else None),
        "author": _label(author.get("name") if isinstance(author, Mapping) else None),
        "area": _label(content.get("area")),
    }


def _label(value: Any) -> str | None:
    """Short and printable, because PostgreSQL holds no NUL in a text."""
    return "".join(c for c in value if c.isprintable())[:200] if isinstance(value, str) else None
