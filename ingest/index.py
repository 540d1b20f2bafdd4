"""Passages in, a published library out; only words that are new are embedded."""

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from ingest.changes import Report
from ingest.draft import HEADING, Draft, embedded_text
from sharebot.errors import LibraryError
from sharebot.retrieval.embedder import Embedder
from sharebot.retrieval.manifest import Manifest, library_folder
from sharebot.retrieval.passage import Passage
from sharebot.retrieval.store import FILE_NAME, to_passage
from sharebot.retrieval.vectors import Vectors, drop_collection
from sharebot.settings import Settings

BATCH = 256
MOST_HEADINGS = 5_000
"""Remembered at a time, so that memory does not grow with the library."""

log = logging.getLogger(__name__)


def embed(draft: Draft, settings: Settings, old: Manifest | None, embedder: Embedder, report: Report) -> int:
    """Give every passage its vector, from the published library where it has one. Returns how many are new."""
    embedded = done = 0
    published, meanings = _Published(settings, old, embedder), _Meanings(embedder)
    with closing(published), closing(Vectors.create(settings, draft.folder)) as vectors:
        for rows in draft.rows_by_length(BATCH):
            known = published.vectors({row[-1] for row in rows})
            new = {row[-1]: to_passage(row[:-2]) for row in rows if row[-1] not in known}
            if new:
                known |= dict(zip(new, meanings.of(list(new.values())), strict=True))
            passages = [to_passage(row[:-2]) for row in rows]
            places = [{"tier": one.tier, "area": one.area or ""} for one in passages]
            vectors.add([one.id for one in passages], [known[row[-1]] for row in rows], places)
            embedded += len(new)
            done += len(rows)
            report("Embedding", done, draft.passages)
    return embedded


class _Meanings:
    """Passages to vectors. A heading stands over many passages and is embedded once, as long as it is remembered."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._headings: dict[str, Any] = {}

    def of(self, passages: list[Passage]) -> Iterator[Any]:
        """Not of length 1: headings that agree with the words give a longer vector, and so a closer one."""
        if len(self._headings) > MOST_HEADINGS:
            self._headings.clear()
        missing = list(dict.fromkeys(one.section for one in passages if one.section not in self._headings))
        vectors = np.asarray(self._embedder.embed_passages([*map(embedded_text, passages), *missing]))
        self._headings |= dict(zip(missing, vectors[len(passages) :], strict=True))
        for passage, vector in zip(passages, vectors[: len(passages)], strict=True):
            yield (1 - HEADING) * vector + HEADING * self._headings[passage.section]


class _Published:
    """The vectors of the published library, by the words they stand for; none if it was made by another embedder."""

    def __init__(self, settings: Settings, manifest: Manifest | None, embedder: Embedder) -> None:
        self._ids: dict[str, str] = {}
        self._vectors: Vectors | None = None
        if manifest is None or manifest.embedder != embedder.name:
            return
        try:
            self._vectors = Vectors.open(settings, manifest)
            self._ids = _ids_by_key(library_folder(settings) / manifest.folder / FILE_NAME)
        except (LibraryError, sqlite3.Error) as error:
            log.warning("The vectors of the library before cannot be used again: %s", error)

    def vectors(self, keys: set[str]) -> dict[str, Any]:
        """Of these words, those it holds."""
        ids = {self._ids[key]: key for key in keys if key in self._ids}
        if self._vectors is None or not ids:
            return {}
        return {ids[passage_id]: vector for passage_id, vector in self._vectors.stored(list(ids))}

    def close(self) -> None:
        if self._vectors is not None:
            self._vectors.close()


def _ids_by_key(file: Path) -> dict[str, str]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return dict(connection.execute("select vector_key, id from passages"))


def tidy(settings: Settings, keep: str | None) -> None:
    """Remove libraries that are not the published one: yesterday's, and what failed runs left."""
    folder = library_folder(settings)
    for other in folder.iterdir():
        if other.is_dir() and other.name != keep:
            drop_collection(settings, other.name)
            shutil.rmtree(other)
