"""One library's vectors: the only door to Chroma, for ingest and for search."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from sharebot.errors import LibraryError
from sharebot.retrieval.manifest import BUILD, Manifest, library_folder
from sharebot.retrieval.scope import Scope
from sharebot.settings import Settings

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

FOLDER_NAME = "chroma"
_ONE_AT_A_TIME = threading.Lock()
"""Chroma counts its clients in a table that two threads opening or closing one together can spoil."""

BATCH = 1000
SEARCHED = 200
"""How many neighbours Chroma's graph looks through for a query; more finds more of the true nearest."""


class Vectors:
    """One vector a passage, under the passage's id, in two Chroma collections: for everybody, and for single areas.

    Safe to use from any thread.
    """

    def __init__(self, client: "Client", everybodys: "Collection", local: "Collection") -> None:
        self._client = client
        self._everybodys = everybodys
        self._local = local

    @classmethod
    def open(cls, settings: Settings, manifest: Manifest) -> "Vectors":
        """The published vectors. Raises LibraryError when Chroma or the collection is not there."""
        name, folder = collection_name(manifest.folder), library_folder(settings) / manifest.folder / FOLDER_NAME
        if not settings.chroma_url and not folder.is_dir():
            raise LibraryError(f"The guidance library's vectors in {folder} are missing. {BUILD}")
        client = connect(settings, folder)
        with _explained():
            return cls(client, *(client.get_collection(one, embedding_function=None) for one in _both(name)))

    @classmethod
    def create(cls, settings: Settings, folder: Path) -> "Vectors":
        """New, empty vectors for the library that is being built in `folder`."""
        client = connect(settings, folder / FOLDER_NAME)
        configuration: Any = {"hnsw": {"space": "ip", "ef_search": SEARCHED, "ef_construction": SEARCHED}}
        name = collection_name(folder.name)
        with _explained():
            made = (
                client.create_collection(one, configuration=configuration, embedding_function=None)
                for one in _both(name)
            )
            return cls(client, *made)

    def add(self, ids: list[str], vectors: Sequence[Sequence[float]], places: Sequence[Mapping[str, str]]) -> None:
        """Put in vectors, each with the tier and area that a search may be limited to."""
        for collection, wanted in ((self._everybodys, False), (self._local, True)):
            chosen = [number for number, place in enumerate(places) if bool(place["area"]) is wanted]
            for start in range(0, len(chosen), BATCH):
                part = chosen[start : start + BATCH]
                rows = np.asarray([vectors[number] for number in part], dtype=np.float32)
                names, where = [ids[number] for number in part], [places[number] for number in part]
                with _explained():
                    collection.add(ids=names, embeddings=rows, metadatas=[*where])

    def nearest(self, vector: Sequence[float], most: int, scope: Scope) -> dict[str, float]:
        """The passages within `scope` closest in meaning, with how close: 1 is the same."""
        query = np.asarray([vector], dtype=np.float32)
        found: dict[str, float] = {}
        searches = [(self._everybodys, scope.everybodys())]
        if scope.has_local:
            searches.append((self._local, scope.local()))
        for collection, where in searches:
            with _explained():
                near = collection.query(query_embeddings=query, n_results=most, where=where, include=["distances"])
            distances = near["distances"] or [[]]
            found |= {one: 1.0 - distance for one, distance in zip(near["ids"][0], distances[0], strict=True)}
        return found

    def similarities(self, vector: Sequence[float], ids: list[str]) -> dict[str, float]:
        """How close in meaning these passages are, on the same scale as `nearest`."""
        query = np.asarray(vector, dtype=np.float32)
        return {passage_id: float(query @ row) for passage_id, row in self.stored(ids)}

    def stored(self, ids: list[str]) -> Iterator[tuple[str, Any]]:
        """The vectors kept under these ids, in any order; an id that is not there is left out."""
        for start in range(0, len(ids), BATCH):
            wanted = ids[start : start + BATCH]
            for collection in (self._everybodys, self._local):
                with _explained():
                    found = collection.get(ids=wanted, include=["embeddings"]) if wanted else None
                rows = found["embeddings"] if found else None
                yield from zip(found["ids"] if found else (), () if rows is None else rows, strict=True)
                wanted = sorted(set(wanted) - set(found["ids"] if found else ()))

    def close(self) -> None:
        disconnect(self._client)


def collection_name(folder: str) -> str:
    """What Chroma calls the first collection of the library in this folder."""
    return f"sharebot-{folder}"


def _both(name: str) -> tuple[str, str]:
    return name, f"{name}-areas"


def drop_collection(settings: Settings, folder: str) -> None:
    """Forget a library's vectors on the Chroma server; without a server they go with their folder."""
    if not settings.chroma_url:
        return
    client = connect(settings, Path())
    try:
        for name in _both(collection_name(folder)):
            _drop(client, name)
    finally:
        disconnect(client)


def _drop(client: "Client", name: str) -> None:
    from chromadb.errors import NotFoundError

    try:
        with _explained():
            client.delete_collection(name)
    except LibraryError as error:
        if not isinstance(error.__cause__, NotFoundError):
            raise


def disconnect(client: "Client") -> None:
    """Close the client and the connections to a server that Chroma itself would leave open."""
    with _ONE_AT_A_TIME:
        client.close()
    for end in (client._server, getattr(client._admin_client, "_server", None)):
        if connections := getattr(end, "_session", None):
            connections.close()


@contextmanager
def _explained() -> Iterator[None]:
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    try:
        yield
    except (ChromaError, HTTPError) as error:
        raise LibraryError(f"Chroma could not use the library's vectors ({error}). {BUILD} --afresh") from error


def connect(settings: Settings, folder: Path) -> "Client":
    """A client of the Chroma server in the settings, else of Chroma's files in `folder`.

    Raises LibraryError when the server does not answer.
    """
    # Chroma takes about a second to import; passages can be read without it.
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    if not settings.chroma_url:
        with _explained(), _ONE_AT_A_TIME:
            return cast("Client", chromadb.PersistentClient(path=folder, settings=quiet))
    url = urlsplit(settings.chroma_url)
    secure = url.scheme == "https"
    host, port = url.hostname or "", url.port or (443 if secure else 80)
    try:
        with _ONE_AT_A_TIME:
            return cast("Client", chromadb.HttpClient(host, port, ssl=secure, settings=quiet))
    except (ValueError, OSError) as error:
        raise LibraryError(f"The Chroma server at {settings.chroma_url} does not answer ({error}).") from error
