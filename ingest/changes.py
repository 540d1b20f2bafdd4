"""What has changed since the library was published; quick, because it is asked at every start."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ingest.official.documents import documents
from ingest.sources import Found
from sharebot.errors import LibraryError
from sharebot.retrieval.manifest import FileState, Manifest, library_folder, read_manifest
from sharebot.retrieval.model_files import embedder_name
from sharebot.retrieval.store import FILE_NAME
from sharebot.settings import Settings

Report = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""

READERS = (
    "pypdf", "python-docx", "python-pptx", "openpyxl", "odfdo", "lxml", "beautifulsoup4", "langchain-text-splitters",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changes:
    """Files as they are now: those that need not be read again, with their state, and those that must be."""

    kept: dict[str, FileState]
    to_read: list[Found]
    touched: bool
    """Whether anything at all is different, if only a date."""

    @property
    def none(self) -> bool:
        return not self.to_read and not self.touched


def is_stale(settings: Settings) -> bool:
    """Whether `python -m ingest` has something to do for the settings' knowledge folder."""
    old = published(settings)
    if old is None or old.embedder != embedder_name(settings.embedder):
        return True
    found = documents(settings.knowledge, settings.data)
    return not compare(found, reusable(old, settings.knowledge)).none


def published(settings: Settings) -> Manifest | None:
    """The published library's manifest, if the library is there and whole."""
    try:
        manifest = read_manifest(settings)
    except LibraryError:
        return None
    folder = library_folder(settings) / manifest.folder
    whole = _holds(folder / FILE_NAME, manifest.passages)
    return manifest if whole and (settings.chroma_url or _holds(folder / "chroma" / "chroma.sqlite3")) else None


def reusable(manifest: Manifest | None, knowledge: Path) -> dict[str, FileState]:
    """The files whose passages can be taken over: none if other files or another way of reading made them."""
    if manifest is None or manifest.knowledge != str(knowledge) or manifest.recipe != recipe():
        return {}
    return manifest.files


def compare(found: list[Found], before: dict[str, FileState]) -> Changes:
    """A file of the same size and date is the same; one of another date may still be, by its contents."""
    kept: dict[str, FileState] = {}
    to_read: list[Found] = []
    touched = len(found) != len(before)
    for one in found:
        state = before.get(one.name)
        if state and (state.size, state.modified_ns) == (one.size, one.modified_ns):
            kept[one.name] = state
        elif state and state.sha256 == fingerprint(one):
            kept[one.name] = state.model_copy(update={"size": one.size, "modified_ns": one.modified_ns})
            touched = True
        else:
            to_read.append(one)
    if to_read or touched:
        # Whether a document stands depends on the others; the library before holds nothing of one that did not.
        to_read += [one for one in found if one.name in kept and kept[one.name].left_out]
        kept = {name: state for name, state in kept.items() if not state.left_out}
    return Changes(kept, to_read, touched)


def fingerprint(found: Found) -> str:
    """Of the file's contents; empty when it cannot be opened."""
    try:
        return found.fingerprint()
    except OSError:
        return ""


@cache
def recipe() -> str:
    """Names how documents are read and split: this program's own text and its readers' versions."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    digest.update(" ".join(version(name) for name in READERS).encode())
    return digest.hexdigest()[:12]


def _holds(file: Path, passages: int | None = None) -> bool:
    """Whether the database is there and sound, and holds that many passages."""
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            answers = connection.execute("pragma quick_check(1)").fetchall()
            if passages is not None:
                answers += connection.execute("select count(*) from passages").fetchall()
    except sqlite3.Error:
        return False
    return answers == [("ok",)] + ([] if passages is None else [(passages,)])
