"""Text to vectors, the same way for ingest and for search; the only door to sentence-transformers."""

import logging
import threading
from abc import abstractmethod
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from sharebot.errors import LibraryError
from sharebot.retrieval.model_files import BUILT_IN_SHA256, check_weights, embedder_name, model_folder
from sharebot.settings import BUILT_IN_EMBEDDER

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

MOST_WORD_PIECES = 256
"""all-MiniLM-L6-v2 reads this far, its two marks included, and ignores the rest."""


class Embedder(Embeddings):
    """A LangChain embedder that also says which one it is, so that a library can refuse another."""

    name: str

    @abstractmethod
    def load(self) -> None:
        """Get ready; may take seconds. Safe to call from any thread, and more than once."""

    def embed_passages(self, texts: list[str]) -> list[list[float]]:
        """Many texts for the library: as `embed_documents`, or quicker at the cost of the last digits."""
        return self.embed_documents(texts)


class SentenceEmbedder(Embedder):
    """A sentence-transformers model in a folder of this machine, loaded when first needed."""

    def __init__(self, name: str, folder: Path, sha256: str | None = None) -> None:
        self.name = name
        self._folder = folder
        self._sha256 = sha256
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()

    def load(self) -> None:
        with self._lock:
            self._loaded()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._encoded(texts, nullcontext())

    def embed_passages(self, texts: list[str]) -> list[list[float]]:
        """In 16-bit numbers where the processor reckons with them: twice as quick, cosines the same to three digits."""
        self.load()
        return self._encoded(texts, _short_numbers())

    def _encoded(self, texts: list[str], manner: AbstractContextManager[object]) -> list[list[float]]:
        # The tokenizer cannot be used by two threads at once.
        with self._lock, manner:
            vectors = self._loaded().encode(texts, normalize_embeddings=True, show_progress_bar=False)
        rows: list[list[float]] = vectors.astype("float32").tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def _loaded(self) -> "SentenceTransformer":
        if self._model is None:
            if self._sha256:
                check_weights(self._folder, self._sha256)
            self._model = _load_model(self._folder)
        return self._model


def load_embedder(choice: str) -> Embedder:
    """The embedder that SHAREBOT_EMBEDDER names. Nothing is ever downloaded.

    Returns at once; the model itself is loaded by `load()` or by the first use, which refuses weights of the
    built-in embedder other than the published ones. Raises LibraryError when there is no such model here.
    """
    expected = BUILT_IN_SHA256 if choice == BUILT_IN_EMBEDDER else None
    return SentenceEmbedder(embedder_name(choice), model_folder(choice), expected)


def word_pieces(texts: list[str]) -> list[int]:
    """How many of the built-in embedder's word pieces each text is, its two marks included."""
    return [len(encoding.ids) for encoding in _tokenizer().encode_batch(texts)]


@cache
def _tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_folder(BUILT_IN_EMBEDDER) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _short_numbers() -> AbstractContextManager[object]:
    import torch

    able = torch.cpu.get_capabilities()
    if not (able.get("avx512_bf16") or able.get("amx_bf16")):
        return nullcontext()
    return torch.autocast("cpu", dtype=torch.bfloat16)


def _load_model(folder: Path) -> "SentenceTransformer":
    # PyTorch takes seconds to import; a page, a test or a danger answer must not wait for it.
    from huggingface_hub.utils.tqdm import disable_progress_bars
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    disable_progress_bars()
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise LibraryError(f"The embedding model in {folder} cannot be loaded: {error}") from error
