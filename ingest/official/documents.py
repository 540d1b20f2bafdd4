"""Fetched official documents as the library's own: found in the data folder, described by the register of today."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from ingest.official.fetch_keep import FOLDER, RECORD, Fetched, Kept
from ingest.official.register import FILE_NAME, OPEN, Entry, load_register
from ingest.sources import Found, find
from ingest.succession import BEFORE, WITHDRAWN
from sharebot.errors import KnowledgeError, LibraryError
from sharebot.yamltext import parse_yaml

PREFIX = "official:"
"""Of a document's name in the library; no file of a knowledge folder is called so."""


def documents(knowledge: Path, data: Path) -> list[Found]:
    """What a library over this folder is made of: its own documents, and the official ones fetched for its register."""
    return find(knowledge, data) + find_official(data, knowledge)


def find_official(data: Path, knowledge: Path) -> list[Found]:
    """Every fetched document that the register still names and whose licence still allows a copy.

    The description beside each document is brought up to date with the register first. Raises KnowledgeError when
    the register cannot be read, LibraryError when a description cannot be written.
    """
    place = data / FOLDER
    folders = sorted(one for one in place.iterdir() if (one / RECORD).is_file()) if place.is_dir() else []
    if not folders or not (knowledge / FILE_NAME).is_file():
        return []
    register = load_register(knowledge)
    found = []
    for folder in folders:
        entry, record = register.get(folder.name), _record(folder)
        if entry and record and entry.licence == OPEN and not entry.fetch.withheld:
            found.append(_described(folder, entry, record, data))
    return found


def description(entry: Entry, record: Fetched, withdrawal: Mapping[str, str]) -> str:
    """What the library says of a document: the register's words, the day it was fetched, and that it is withdrawn."""
    told = {
        "id": entry.id, "tier": "official", "title": entry.title, "publisher": entry.publisher,
        "version": f"{entry.version}; fetched {record.fetched[:10]}", "url": entry.url,
        "jurisdiction": entry.jurisdiction, "review_by": entry.review_by.isoformat(), "status": entry.status,
        "supersedes": list(entry.supersedes),
    }  # fmt: skip
    if withdrawal:
        told |= {**withdrawal, BEFORE: entry.status}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=1000)


def sidecar_of(data: Path, name: str) -> Path | None:
    """The description beside an official document of that name; None when the name is another document's."""
    return data / FOLDER / f"{name.removeprefix(PREFIX)}.yaml" if name.startswith(PREFIX) else None


def _withdrawal(text: str) -> dict[str, str]:
    """What `python -m ingest withdraw` wrote into a description; empty when the document is in use."""
    if WITHDRAWN not in text:
        return {}  # this is asked of every document at every start, and reading YAML is slow
    try:
        told = parse_yaml(text, "description")
    except KnowledgeError:
        return {}
    if not isinstance(told, dict) or told.get("status") != WITHDRAWN:
        return {}
    return {key: str(told[key]) for key in ("status", "withdrawn", "withdrawn_because") if key in told}


def _record(folder: Path) -> Fetched | None:
    """As fetched.json tells it; the words themselves are checked when they are read, not at every start."""
    return Kept(folder.parent.parent, folder.name).told()


def _described(folder: Path, entry: Entry, record: Fetched, data: Path) -> Found:
    document = folder / record.document
    beside = document.with_name(f"{document.name}.yaml")
    try:
        before = beside.read_text(encoding="utf-8") if beside.is_file() else ""
        text = description(entry, record, _withdrawal(before))
        if before != text:
            draft = beside.with_name(f".{beside.name}.new")
            draft.write_text(text, encoding="utf-8")
            draft.replace(beside)
        now, told = document.stat(), beside.stat()
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(f"The description of {entry.id} in {folder} cannot be written ({error}).") from error
    name = document.relative_to(data / FOLDER).as_posix()
    return Found(document, PREFIX + name, now.st_size + told.st_size, max(now.st_mtime_ns, told.st_mtime_ns))
