"""A run from beginning to end: look what changed, and build and publish a library if anything did."""

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.changes import Report, compare, is_stale, published, reusable
from ingest.lock import only_run
from ingest.official.documents import documents
from ingest.summary import Summary, unchanged
from sharebot.errors import CallerError, LibraryError
from sharebot.retrieval.manifest import library_folder
from sharebot.retrieval.model_files import embedder_name
from sharebot.settings import Settings

if TYPE_CHECKING:
    from sharebot.retrieval.embedder import Embedder

__all__ = ["is_stale", "run"]


def run(
    settings: Settings, knowledge: Path, report: Report, embedder: "Embedder | None" = None, afresh: bool = False
) -> Summary:
    """Bring the library up to date with the documents in `knowledge`. The library before works until it is replaced.

    `afresh` reads and embeds everything again. Raises CallerError when there is no such folder, and LibraryError
    when nothing can be read, nothing can be written, or another run is under way.
    """
    if not knowledge.is_dir():
        raise CallerError(f"There is no folder {knowledge}. Give --knowledge the folder that holds the documents.")
    try:
        with only_run(library_folder(settings)):
            return _run(settings, knowledge.resolve(), report, embedder, afresh)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise LibraryError(
            f"The library could not be written to {settings.data} ({reason}). If there was one before, it still works."
        ) from error


def _run(settings: Settings, knowledge: Path, report: Report, embedder: "Embedder | None", afresh: bool) -> Summary:
    begun = time.monotonic()
    name = embedder.name if embedder else embedder_name(settings.embedder)
    old = published(settings)
    changes = compare(documents(knowledge, settings.data), {} if afresh else reusable(old, knowledge))
    if old and not afresh and old.embedder == name and changes.none:
        return unchanged(old, time.monotonic() - begun)
    # What reads, splits and embeds takes a second to import; a run with nothing to do must not wait for it.
    from ingest.build import Build
    from sharebot.retrieval.embedder import load_embedder

    return Build(settings, knowledge, old, embedder or load_embedder(settings.embedder), report).run(changes, afresh)
