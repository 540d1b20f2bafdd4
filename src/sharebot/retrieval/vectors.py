"""One library's vectors: the only door to Chroma, for ingest and for search."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from sharebot.errors import LibraryError
from sharebot.retrieval.manifest import BUILD, Manifest, library_folder
from sharebot.settings import Settings

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

FOLDER_NAME = "chroma"
BATCH = 1000
SEARCHED = 200
"""How many neighbours Chroma's graph looks through for a query; more finds more of the true nearest."""


class Vectors:
    """A Chroma collection of one vector a passage, under the passage's id. Safe to use from any thread."""

    def __init__(self, client: "Client", collection: "Collection") -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def open(cls, settings: Settings, manifest: Manifest) -> "Vectors":
        """The published vectors. Raises LibraryError when Chroma or the collection is not there."""
        name, folder = collection_name(manifest.folder), library_folder(settings) / manifest.folder / FOLDER_NAME
        if not settings.chroma_url and not folder.is_dir():
            raise LibraryError(f"The guidance library's vectors in {folder} are missing. {BUILD}")
        client = connect(settings, folder)
        with _explained():
            return cls(client, client.get_collection(name, embedding_function=None))

    @classmethod
    def create(cls, settings: Settings, folder: Path) -> "Vectors":
        """New, empty vectors for the library that is being built in `folder`."""
        client = connect(settings, folder / FOLDER_NAME)
        configuration: Any = {"hnsw": {"space": "cosine", "ef_search": SEARCHED, "ef_construction": SEARCHED}}
        name = collection_name(folder.name)
        with _explained():
            return cls(client, client.create_collection(name, configuration=configuration, embedding_function=None))

    def add(self, ids: list[str], vectors: Sequence[Sequence[float]], places: Sequence[Mapping[str, str]]) -> None:
        """Put in vectors, each with the tier and area that a search may be limited to."""
        for start in range(0, len(ids), BATCH):
            part = slice(start, start + BATCH)
            rows = np.asarray(vectors[part], dtype=np.float32)
            with _explained():
                self._collection.add(ids=ids[part], embeddings=rows, metadatas=[*places[part]])

    def nearest(self, vector: Sequence[float], most: int, where: dict[str, Any] | None) -> dict[str, float]:
        """The passages closest in meaning, with the cosine of the angle between."""
        query = np.asarray([vector], dtype=np.float32)
        with _explained():
            found = self._collection.query(query_embeddings=query, n_results=most, where=where, include=["distances"])
        distances = found["distances"]
        return {} if distances is None else {i: 1.0 - d for i, d in zip(found["ids"][0], distances[0], strict=True)}

    def cosines(self, vector: Sequence[float], ids: list[str]) -> dict[str, float]:
        """How close in meaning these passages are."""
        query = np.asarray(vector, dtype=np.float32)
        return {passage_id: float(query @ row) for passage_id, row in self.stored(ids)}

    def stored(self, ids: list[str]) -> Iterator[tuple[str, Any]]:
        """The vectors kept under these ids, in any order; an id that is not there is left out."""
        for start in range(0, len(ids), BATCH):
            with _explained():
                found = self._collection.get(ids=ids[start : start + BATCH], include=["embeddings"])
            rows = found["embeddings"]
            yield from zip(found["ids"], () if rows is None else rows, strict=True)

    def close(self) -> None:
        disconnect(self._client)


def collection_name(folder: str) -> str:
    """What Chroma calls the collection of the library in this folder."""
    return f"sharebot-{folder}"


def drop_collection(settings: Settings, folder: str) -> None:
    """Forget a library's vectors on the Chroma server; without a server they go with their folder."""
    if not settings.chroma_url:
        return
    from chromadb.errors import NotFoundError

    client = connect(settings, Path())
    try:
        with _explained():
            client.delete_collection(collection_name(folder))
    except LibraryError as error:
        if not isinstance(error.__cause__, NotFoundError):
            raise
    finally:
        disconnect(client)


def disconnect(client: "Client") -> None:
    """Close the client and the connections to a server that Chroma itself would leave open."""
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
        with _explained():
            return cast("Client", chromadb.PersistentClient(path=folder, settings=quiet))
    url = urlsplit(settings.chroma_url)
    secure = url.scheme == "https"
    host, port = url.hostname or "", url.port or (443 if secure else 80)
    try:
        return cast("Client", chromadb.HttpClient(host, port, ssl=secure, settings=quiet))
    except (ValueError, OSError) as error:
        raise LibraryError(f"The Chroma server at {settings.chroma_url} does not answer ({error}).") from error
