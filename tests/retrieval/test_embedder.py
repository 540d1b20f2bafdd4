"""The built-in embedder is the published one, works without a network, and another can be named."""

import json
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest.pipeline import is_stale, run
from sharebot.errors import LibraryError
from sharebot.retrieval.embedder import SentenceEmbedder, load_embedder, word_pieces
from sharebot.retrieval.library import Library
from sharebot.retrieval.model_files import BUILT_IN_SHA256, built_in_model_folder, embedder_name
from sharebot.settings import BUILT_IN_EMBEDDER, Settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def minilm() -> SentenceEmbedder:
    embedder = load_embedder(BUILT_IN_EMBEDDER)
    assert isinstance(embedder, SentenceEmbedder)
    return embedder


def closeness(embedder: SentenceEmbedder, one: str, other: str) -> float:
    first, second = embedder.embed_documents([one, other])
    return sum(a * b for a, b in zip(first, second, strict=True))


def test_the_built_in_weights_are_the_published_ones() -> None:
    assert (built_in_model_folder() / "model.safetensors").is_file()
    assert embedder_name(BUILT_IN_EMBEDDER) == "all-MiniLM-L6-v2@53aa5117"


def test_tampered_weights_are_refused_before_use(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(built_in_model_folder(), folder)
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x00\x01")

    with pytest.raises(LibraryError, match="not the published one"):
        SentenceEmbedder("tampered", folder, BUILT_IN_SHA256).embed_query("Can I share this?")


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"model\.safetensors is missing"):
        SentenceEmbedder("empty", tmp_path, BUILT_IN_SHA256).load()


def test_meaning_is_found_where_no_word_is_shared(minilm: SentenceEmbedder) -> None:
    near = closeness(minilm, "The constable wants to know where she lives", "Police requests for an address")
    far = closeness(minilm, "The constable wants to know where she lives", "How to bake bread")

    assert near > far + 0.2


def test_vectors_have_length_one_and_are_the_same_for_query_and_document(minilm: SentenceEmbedder) -> None:
    query, document = minilm.embed_query("consent"), minilm.embed_documents(["consent"])[0]

    assert query == pytest.approx(document, abs=1e-6)
    assert sum(number * number for number in query) == pytest.approx(1.0)


def test_passages_get_the_same_vectors_but_for_the_last_digits(minilm: SentenceEmbedder) -> None:
    texts = ["Share what is needed.", "Phone social work today about a child at risk. " * 12, "MARAC", ""]

    exact, quick = np.array(minilm.embed_documents(texts)), np.array(minilm.embed_passages(texts))

    assert (exact * quick).sum(axis=1).min() > 0.999
    assert np.abs(np.linalg.norm(quick, axis=1) - 1).max() < 0.01


def test_eight_threads_get_the_same_vectors(minilm: SentenceEmbedder) -> None:
    texts = [f"case number {number}" for number in range(24)]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(minilm.embed_query, texts))

    for text, vector in zip(texts, together, strict=True):
        assert vector == pytest.approx(minilm.embed_query(text), abs=1e-6)


def test_another_model_folder_has_another_name(tmp_path: Path) -> None:
    folder = tmp_path / "our-model"
    shutil.copytree(built_in_model_folder(), folder)

    embedder = load_embedder(str(folder))

    assert embedder.name.startswith("our-model@")
    assert len(embedder.embed_query("consent")) == 384


@pytest.mark.parametrize("choice", ["no-such-model-here", "nobody/no-such-model", "a b c"])
def test_a_model_that_is_not_here_is_refused_without_a_network(choice: str) -> None:
    with pytest.raises(LibraryError, match="Set SHAREBOT_EMBEDDER"):
        load_embedder(choice)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="holds no embedding model"):
        load_embedder(str(tmp_path))


def test_a_folder_with_a_broken_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"nonsense")

    with pytest.raises(LibraryError, match="cannot be loaded"):
        load_embedder(str(tmp_path)).load()


def test_word_pieces_are_counted_as_the_model_reads_them() -> None:
    assert word_pieces(["share", "sharing information", ""]) == [3, 4, 2]


def test_importing_the_library_loads_neither_pytorch_nor_chroma() -> None:
    program = (
        "import json, sys; import sharebot.retrieval.library, ingest.pipeline; "
        "print(json.dumps([n for n in ('torch', 'transformers', 'chromadb', 'pypdf') if n in sys.modules]))"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    )  # fmt: skip

    assert json.loads(answer.stdout) == []


def test_this_sqlite_has_full_text_search() -> None:
    sqlite3.connect(":memory:").execute("create virtual table words using fts5 (text, tokenize='porter unicode61')")


def test_a_worker_s_words_find_guidance_in_other_words(settings: Settings, minilm: SentenceEmbedder) -> None:
    run(settings, settings.knowledge, lambda *_: None, minilm)
    library = Library.open(settings, minilm)

    hits = library.search("the cops want to know where a family lives")

    assert hits[0].passage.source_id == "police"
    assert library.search("recipe for lentil soup")[0].score < 0.25 < hits[0].score
    assert library.status()["embedder"] == "all-MiniLM-L6-v2@53aa5117"
    library.close()
    assert not is_stale(settings)
