"""Which files are documents, and what is known of each from its place, its front matter or its sidecar."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.document import Source
from sharebot.errors import DocumentError, KnowledgeError
from sharebot.yamltext import parse_yaml

MARKDOWN = (".md", ".markdown")
TEXT = (".txt", *MARKDOWN)
BINARY = (".pdf", ".docx", ".docm", ".pptx", ".pptm", ".xlsx", ".xlsm", ".odt", ".eml")
READABLE = (*TEXT, ".html", ".htm", ".csv", *BINARY)
OTHER_KINDS = {
    ".doc": ("an old Word file", ".docx"), ".dot": ("an old Word file", ".docx"), ".dotx": ("a Word template", ".docx"),
    ".rtf": ("a rich text file", ".docx"), ".pages": ("a Pages file", ".docx or PDF"),
    ".wpd": ("a WordPerfect file", ".docx"), ".ppt": ("an old PowerPoint file", ".pptx"),
    ".ppsx": ("a PowerPoint show", ".pptx"), ".key": ("a Keynote file", ".pptx"),
    ".odp": ("an OpenDocument presentation", ".pptx or PDF"), ".xls": ("an old Excel file", ".xlsx"),
    ".xlsb": ("a binary Excel file", ".xlsx"), ".ods": ("an OpenDocument spreadsheet", ".xlsx"),
    ".numbers": ("a Numbers file", ".xlsx"), ".epub": ("an e-book", "PDF, Word (.docx) or HTML"),
    ".msg": ("an Outlook message", ".eml, or as text"), ".mht": ("a web archive", "HTML or PDF"),
    ".mhtml": ("a web archive", "HTML or PDF"),
}  # fmt: skip
"""What files of other kinds are, and what to save them as."""
MOST_OF_SIDECAR = 1_000_000
MOST_FINGERPRINTED = 200_000_000
"""Bytes. A larger file is refused unread, whatever is in it."""
NEVER = ("readme.md", "changelog.md")
NEVER_FOLDERS = ("framework", "scenarios")
TIER_OF_FOLDER = {"code-of-practice": "code", "toolkits": "toolkit", "local": "local"}
FRONT_MATTER_TIERS = ("code", "toolkit", "local", "official")


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a document, as cheaply as a folder listing tells it."""

    file: Path
    name: str
    size: int
    modified_ns: int

    @property
    def sidecar(self) -> Path:
        return self.file.with_name(f"{self.file.name}.yaml")

    def fingerprint(self) -> str:
        """Of the document's bytes and those of its sidecar; empty for what is not an ordinary file."""
        if not self.file.is_file():
            return ""
        size = self.file.stat().st_size
        if size > MOST_FINGERPRINTED:
            return hashlib.sha256(b"%d bytes" % size).hexdigest()
        with self.file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
        if self.sidecar.is_file():
            digest.update(b"\0sidecar\0" + self.sidecar.read_bytes())
        return digest.hexdigest()


def find(knowledge: Path, but_not: Path) -> list[Found]:
    """Every document in the folder, and every file that looks like one but is of a kind sharebot does not read.

    `but_not` is the data folder, which may lie inside.
    """
    found = []
    for folder, folders, names in os.walk(knowledge):
        here = Path(folder)
        folders[:] = [name for name in folders if _is_searched(here / name, knowledge, but_not)]
        sidecars = {name for name in names if name.endswith(".yaml")}
        for name in names:
            if _is_document(name):
                found.append(_found(here / name, knowledge, f"{name}.yaml" in sidecars))
    return sorted(found, key=lambda one: one.name)


def _is_searched(folder: Path, knowledge: Path, but_not: Path) -> bool:
    hidden = folder.name.startswith(".")
    ours = folder.parent == knowledge and folder.name in NEVER_FOLDERS
    return not hidden and not ours and folder.resolve() != but_not


def _is_document(name: str) -> bool:
    suffix = PurePosixPath(name).suffix.lower()
    hidden = name.startswith((".", "~$"))
    return (suffix in READABLE or suffix in OTHER_KINDS) and not hidden and name.lower() not in NEVER


def _found(file: Path, knowledge: Path, has_sidecar: bool) -> Found:
    state = file.stat() if file.exists() else file.lstat()
    size, modified = state.st_size, state.st_mtime_ns
    if has_sidecar:
        beside = file.with_name(f"{file.name}.yaml").stat()
        size, modified = size + beside.st_size, max(modified, beside.st_mtime_ns)
    return Found(file, file.relative_to(knowledge).as_posix(), size, modified)


def describe(found: Found, front_matter: dict[str, Any]) -> Source:
    """What the document says of itself in its front matter, a sidecar having the last word.

    Raises DocumentError when a key has a value that cannot be used.
    """
    told = front_matter | _sidecar(found)
    cited = _cited(told.get("sources"))
    source_id = _text(told, "id")
    if any(character in source_id for character in "\n\t\0"):
        raise DocumentError("its id must be one line of text")
    replaced = told.get("supersedes", [])
    return Source(
        file=found.file, name=found.name, tier=_tier(found, told), area=_area(found, told), source_id=source_id,
        title=_text(told, "title"), publisher=_text(told, "publisher"),
        version=_text(told, "version") or _text(told, "checked"),
        url=_text(told, "url") or None,
        jurisdiction=_text(told, "jurisdiction"), review_by=_text(told, "review_by") or None,
        status=_text(told, "status"), withdrawn=_text(told, "withdrawn"),
        withdrawn_because=_text(told, "withdrawn_because"), supersedes=_ids(replaced), addresses=cited,
    )  # fmt: skip


def _sidecar(found: Found) -> dict[str, Any]:
    if not found.sidecar.is_file():
        return {}
    if found.sidecar.stat().st_size > MOST_OF_SIDECAR:
        raise DocumentError("its description is far larger than a description should be")
    try:
        return as_mapping(parse_yaml(found.sidecar.read_text(encoding="utf-8"), found.sidecar.name), found.sidecar.name)
    except (KnowledgeError, UnicodeDecodeError, OSError) as error:
        raise DocumentError(f"its description cannot be used: {error}") from error


def as_mapping(value: Any, name: str) -> dict[str, Any]:
    """Keys and values, or DocumentError."""
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise DocumentError(f"{name} must hold keys and values, such as 'title: …'")
    return value


def _text(told: dict[str, Any], key: str) -> str:
    value = told.get(key, "")
    if not isinstance(value, str):
        raise DocumentError(f"its '{key}' must be a text, not a list")
    return " ".join(value.split())


def _ids(listed: Any) -> tuple[str, ...]:
    """One id or a list of them."""
    ids = [listed] if isinstance(listed, str) else listed
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise DocumentError("its 'supersedes' must be the id of a document, or a list of ids")
    return tuple(one for one in ids if one)


def _cited(entries: Any) -> dict[str, str]:
    listed = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return {str(entry["id"]): str(entry.get("url", "")) for entry in listed if entry.get("id")}


def _tier(found: Found, told: dict[str, Any]) -> str:
    by_folder = TIER_OF_FOLDER.get(PurePosixPath(found.name).parts[0])
    stated = _text(told, "tier")
    if stated and stated not in FRONT_MATTER_TIERS:
        raise DocumentError(f"its tier '{stated}' is none of {', '.join(FRONT_MATTER_TIERS)}")
    return by_folder or ("official" if stated == "official" else "toolkit")


def _area(found: Found, told: dict[str, Any]) -> str | None:
    parts = PurePosixPath(found.name).parts
    by_folder = parts[1] if parts[0] == "local" and len(parts) > 2 else ""
    return _text(told, "area") or by_folder or None


def named(source_id: str, name: str, taken: set[str]) -> str:
    """The document's own id, else its path without the ending, or with it.

    Raises DocumentError when its own is taken.
    """
    if source_id and source_id in taken:
        raise DocumentError(f"its id '{source_id}' is already used by another document")
    stem = str(PurePosixPath(name).with_suffix(""))
    return source_id or (name if stem in taken else stem)


def unread_kind(found: Found) -> str | None:
    """Why a file of this kind is not read; None when it is."""
    kind, ending = OTHER_KINDS.get(found.file.suffix.lower(), ("", ""))
    return f"it is {kind}, which sharebot does not read; save it as {ending}" if kind else None
