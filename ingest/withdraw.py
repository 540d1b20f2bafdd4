"""Take a document out of use, or back into it, by a word in the file beside it; nothing is deleted."""

import os
from datetime import UTC, datetime
from pathlib import Path

import yaml

from ingest.changes import published
from ingest.official.documents import sidecar_of
from ingest.succession import BEFORE, WITHDRAWN
from sharebot.errors import CallerError
from sharebot.settings import Settings
from sharebot.yamltext import parse_yaml


def withdraw(settings: Settings, source_id: str, why: str = "") -> Path:
    """Mark the document as withdrawn. Returns the file that says so.

    Raises CallerError when the library has no such document or it is withdrawn already.
    """
    sidecar = _sidecar(settings, source_id)
    told = _told(sidecar)
    if told.get("status") == WITHDRAWN:
        raise CallerError(f"'{source_id}' is withdrawn already.")
    before = {BEFORE: told["status"]} if told.get("status") else {}
    day = datetime.now(UTC).date().isoformat()
    reason = {"withdrawn_because": why} if why else {}
    return _write(sidecar, told | before | {"status": WITHDRAWN, "withdrawn": day} | reason)


def restore(settings: Settings, source_id: str) -> Path:
    """Undo `withdraw`. Returns the file that said so. Raises CallerError when the document is not withdrawn."""
    sidecar = _sidecar(settings, source_id)
    told = _told(sidecar)
    if told.get("status") != WITHDRAWN:
        raise CallerError(f"'{source_id}' is not withdrawn.")
    kept = {key: told[key] for key in told if key not in ("status", BEFORE, "withdrawn", "withdrawn_because")}
    if told.get(BEFORE):
        kept["status"] = told[BEFORE]
    return _write(sidecar, kept)


def _sidecar(settings: Settings, source_id: str) -> Path:
    manifest = published(settings)
    files = manifest.files if manifest else {}
    name = next((name for name, state in files.items() if state.source_id == source_id), None)
    if manifest is None or name is None:
        raise CallerError(f"The library has no document '{source_id}'. See: sharebot library list")
    if beside := sidecar_of(settings.data, name):
        return beside
    return Path(manifest.knowledge) / f"{name}.yaml"


def _told(sidecar: Path) -> dict[str, object]:
    told = parse_yaml(sidecar.read_text(encoding="utf-8"), sidecar.name) if sidecar.is_file() else {}
    if not isinstance(told or {}, dict):
        raise CallerError(f"{sidecar} must hold keys and values, such as 'title: …'. Put it right first.")
    return dict(told or {})


def _write(sidecar: Path, told: dict[str, object]) -> Path:
    """In one step, so that a full disk cannot leave half a description; with nothing to say, no file."""
    if not told:
        sidecar.unlink(missing_ok=True)
        return sidecar
    draft = sidecar.with_name(f".{sidecar.name}.new")
    with draft.open("w", encoding="utf-8") as stream:
        yaml.safe_dump(told, stream, allow_unicode=True, sort_keys=False)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(sidecar)
    return sidecar
