"""What is indexed and how to ask it."""

import threading
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any, Self

from sharebot.errors import LibraryError
from sharebot.retrieval.archive import Gone, gone
from sharebot.retrieval.differences import AreaDifferences
from sharebot.retrieval.differences import load as load_differences
from sharebot.retrieval.edition import Edition, current_stamp
from sharebot.retrieval.embedder import Embedder
from sharebot.retrieval.manifest import BUILD, Manifest, library_folder
from sharebot.retrieval.passage import Hit, Passage
from sharebot.retrieval.search import Wanted, search
from sharebot.settings import Settings

MOST_CHARACTERS = 20_000
"""Of a query; the rest is not read."""


class Library:
    """The published guidance. Safe to use from any thread.

    A library published while this one is open is noticed at the next call, so an app need not be started again.
    """

    def __init__(self, settings: Settings, embedder: Embedder | Callable[[], Embedder]) -> None:
        self._settings = settings
        self._embedder = embedder
        self._lock = threading.Lock()
        self._retired: Edition | None = None
        self._edition = self._opened()

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder | Callable[[], Embedder]) -> Self:
        """The library in the data folder of `settings`; neither Chroma nor the embedder is loaded yet.

        Raises LibraryError when it is missing, damaged, or was built with another embedder. Where `embedder` is a
        function, it is called by the first search, and only then is the last of these known.
        """
        return cls(settings, embedder)

    @property
    def version(self) -> str:
        """Named for what is in it: the same passages have the same version."""
        return self._current().manifest.version

    @property
    def built_at(self) -> str:
        return self._current().manifest.built_at

    @property
    def passages_count(self) -> int:
        return self._current().manifest.passages

    def passage(self, passage_id: str) -> Passage:
        """One passage whole, from the archive when it has left the library: then its status says why.

        Raises LibraryError when neither knows it.
        """
        found = self._current().store.passages([passage_id])
        if passage_id in found:
            return found[passage_id]
        left = self.gone([passage_id])
        if passage_id not in left:
            raise LibraryError(f"The guidance library holds no passage '{passage_id}', and never held it.")
        return left[passage_id].passage

    def present(self, ids: Collection[str]) -> set[str]:
        """Of these ids, those of passages that are in the library today."""
        return self._current().store.present(ids)

    def gone(self, ids: Collection[str]) -> dict[str, Gone]:
        """Of these passages, those that are no longer in the library."""
        present = self.present(ids)
        return gone(self._settings, [one for one in ids if one not in present])

    def around(self, passage_id: str, before: int = 1, after: int = 1) -> list[Passage]:
        """A passage in its place: up to so many of its document before it, itself, and up to so many after.

        One that has left the library stands alone. Raises LibraryError when it never was there.
        """
        return self._current().store.around(passage_id, before, after) or [self.passage(passage_id)]

    def passages_of(self, source_id: str) -> list[Passage]:
        """A document's passages in its own order; none when there is no such document."""
        return self._current().store.passages_of(source_id)

    def documents(self) -> list[dict[str, Any]]:
        """Every document: source_id, file, title, tier, area, version, review_by, passages."""
        return self._current().store.documents()

    def status(self) -> dict[str, Any]:
        """What is indexed, by what, since when, and what could not be read."""
        manifest = self._current().manifest
        return {
            "version": manifest.version,
            "embedder": manifest.embedder,
            "built_at": manifest.built_at,
            "knowledge": manifest.knowledge,
            "passages": manifest.passages,
            "documents": self.documents(),
            "unreadable": [document.model_dump() for document in manifest.unreadable],
            "left_out": [one.model_dump() for one in manifest.left_out],
            "noticed": [one.model_dump() for one in manifest.noticed],
        }

    def differences(self, area: str) -> AreaDifferences | None:
        """Where an area's guidance differs from national guidance; None for an area that has none here.

        Raises LibraryError when the two have not been compared.
        """
        return load_differences(library_folder(self._settings) / self._current().manifest.folder).get(area)

    def search(
        self,
        query: str,
        top: int = 10,
        area: str | None = None,
        tiers: Collection[str] | None = None,
        jurisdictions: Collection[str] | None = None,
    ) -> list[Hit]:
        """The passages that fit `query` best, best first; local guidance of `area` only.

        Waits for the embedder. Finding nothing is an empty list; not being able to look is a LibraryError.
        """
        asked = query[:MOST_CHARACTERS].encode("utf-8", "replace").decode().strip()
        if not asked or top < 1 or (tiers is not None and not tiers):
            return []
        wanted = Wanted(asked, top, area or "", tiers, jurisdictions, datetime.now(UTC).date())
        edition = self._current()
        try:
            return search(edition, self._ready_embedder(edition.manifest), wanted)
        except LibraryError:
            newer = self._current()
            if newer is edition:
                raise
            return search(newer, self._ready_embedder(newer.manifest), wanted)

    def close(self) -> None:
        with self._lock:
            for edition in (self._retired, self._edition):
                if edition is not None:
                    edition.close()

    def _ready_embedder(self, manifest: Manifest) -> Embedder:
        with self._lock:
            if not isinstance(self._embedder, Embedder):
                self._embedder = self._embedder()
            _check(self._embedder, manifest)
            return self._embedder

    def _current(self) -> Edition:
        if current_stamp(self._settings) == self._edition.stamp:
            return self._edition
        with self._lock:
            if current_stamp(self._settings) != self._edition.stamp:
                newer = self._opened()
                # Another thread may still be searching the one before; the one before that is idle.
                if self._retired is not None:
                    self._retired.close()
                self._retired, self._edition = self._edition, newer
            return self._edition

    def _opened(self) -> Edition:
        edition = Edition(self._settings)
        if isinstance(self._embedder, Embedder):
            _check(self._embedder, edition.manifest)
        return edition


def _check(embedder: Embedder, manifest: Manifest) -> None:
    if embedder.name != manifest.embedder:
        raise LibraryError(
            f"The guidance library was built with the embedder {manifest.embedder}, not with {embedder.name}. {BUILD}"
        )
