"""One published library, opened: its manifest, its passages, its glossary and, once needed, its vectors."""

import threading
from pathlib import Path

from sharebot.glossary import glossary_if_any
from sharebot.retrieval.manifest import library_folder, manifest_file, read_manifest
from sharebot.retrieval.store import FILE_NAME, Store
from sharebot.retrieval.vectors import Vectors
from sharebot.settings import Settings

Stamp = tuple[int, int] | None


def current_stamp(settings: Settings) -> Stamp:
    """Changes whenever a library is published; None when there is none."""
    try:
        state = manifest_file(settings).stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns


class Edition:
    """Raises LibraryError when it is missing or damaged, KnowledgeError when its glossary is."""

    def __init__(self, settings: Settings) -> None:
        self.stamp = current_stamp(settings)
        self.manifest = read_manifest(settings)
        self.store = Store(library_folder(settings) / self.manifest.folder / FILE_NAME)
        self.glossary = glossary_if_any(Path(self.manifest.knowledge))
        self._settings = settings
        self._lock = threading.Lock()
        self._vectors: Vectors | None = None

    def vectors(self) -> Vectors:
        """Opened at the first call: reading passages must not wait for Chroma."""
        with self._lock:
            if self._vectors is None:
                self._vectors = Vectors.open(self._settings, self.manifest)
            return self._vectors

    def close(self) -> None:
        self.store.close()
        with self._lock:
            if self._vectors is not None:
                self._vectors.close()
                self._vectors = None
