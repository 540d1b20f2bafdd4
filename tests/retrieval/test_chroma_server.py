"""The library on a Chroma server, as an organisation with several copies of the app would run it."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import run
from sharebot.errors import LibraryError
from sharebot.retrieval.library import Library
from sharebot.retrieval.vectors import disconnect
from sharebot.settings import Settings
from tests.retrieval.word_hashing import WordHashing

CHROMA = Path(sys.executable).with_name("chroma")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(CHROMA), "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("The Chroma server did not start within 30 seconds.")


def collections(address: str) -> list[str]:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    port = int(address.rpartition(":")[2])
    client = chromadb.HttpClient("127.0.0.1", port, settings=ChromaSettings(anonymized_telemetry=False))
    names = [collection.name for collection in client.list_collections()]
    disconnect(client)
    return names


def test_a_library_lives_on_a_server(settings: Settings, address: str) -> None:
    there = settings.model_copy(update={"chroma_url": address})

    def ingest(embedder: WordHashing) -> None:
        run(there, there.knowledge, lambda *_: None, embedder)

    ingest(WordHashing())
    library = Library.open(there, WordHashing())
    assert library.search("child protection concern")[0].passage.source_id == "consent"
    assert library.search("phone about consent", area="east")[0].passage.source_id == "east"
    library.close()

    (there.knowledge / "toolkits" / "new.txt").write_text("A new card about zebras.")
    with pytest.raises(LibraryError, match="still works"):
        ingest(WordHashing(fail_after=0))
    assert len(collections(address)) == 2  # everybody's and the areas', of one library

    again = WordHashing()
    ingest(again)
    assert again.embedded == ["new\nA new card about zebras.", "new"]
    assert len(collections(address)) == 2  # everybody's and the areas', of one library
    assert not list(there.data.rglob("chroma"))
    library = Library.open(there, WordHashing())
    assert library.search("zebras")[0].passage.source_id == "toolkits/new"
    library.close()
    shutil.rmtree(there.data)
