"""Searching ten thousand passages, beside the tutorial pipeline's store holding the same.

There is not so much guidance that may be copied, and embedding it would take longer than the whole benchmark. So the
passages are our own sentences in another order, and their vectors are real ones moved at random; queries are embedded
as ever. Both stores get the same passages and the same vectors.
"""

import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from benchmarks.clock import medians_ms
from benchmarks.measures import TOP
from benchmarks.pair import ingest
from benchmarks.search import QUESTIONS
from sharebot.retrieval.edition import Edition
from sharebot.retrieval.embedder import Embedder
from sharebot.retrieval.library import Library
from sharebot.retrieval.passage import Passage
from sharebot.settings import Settings

PASSAGES, DOCUMENTS, OF_THE_AREA = 10_000, 100, 5
AREA = "invermorran"
SEED = 20261122
MOVED = 0.04
"""By this much in each direction; a vector then has a cosine of about 0.8 with the one it was made from."""

ROUNDS = 3

SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True)
class LargeFigures:
    """Medians in milliseconds."""

    passages: int
    questions: int
    search_ms: float
    search_in_an_area_ms: float
    tutorial_ms: float


class Prepared(Embedder):
    """For documents a vector made from a real one, always the same for the same words; for a query the real one."""

    def __init__(self, name: str, real: Embeddings, vectors: Sequence[np.ndarray]) -> None:
        self.name = name
        self._real = real
        self._vectors = vectors

    def load(self) -> None:
        """The real embedder is loaded already."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._real.embed_query(text)

    def _vector(self, text: str) -> list[float]:
        chance = np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))
        vector = self._vectors[int(chance.integers(len(self._vectors)))] + chance.normal(
            0, MOVED, len(self._vectors[0])
        )
        row: list[float] = (vector / np.linalg.norm(vector)).tolist()
        return row


def measure(place: Path, small: Settings, embedder: Embedder, model: Embeddings) -> LargeFigures:
    """Build both from the passages of the library in `small`, and ask both every question."""
    passages, vectors = _contents(small)
    settings = Settings(data=place / "ours", knowledge=place / "documents")
    _write(settings.knowledge, passages)
    prepared = Prepared(embedder.name, embedder, vectors)
    ingest(settings, prepared)
    library = Library.open(settings, prepared)
    texts = [each.text for one in library.documents() for each in library.passages_of(one["source_id"])]
    store = Chroma.from_texts(texts, Prepared("", model, vectors), persist_directory=str(place / "theirs"))
    ours, in_an_area, theirs = medians_ms(
        [
            lambda question: library.search(question, TOP),
            lambda question: library.search(question, TOP, AREA),
            lambda question: store.similarity_search(question, k=TOP),
        ],
        QUESTIONS,
        ROUNDS,
    )
    library.close()
    return LargeFigures(len(texts), len(QUESTIONS), ours, in_an_area, theirs)


def _contents(settings: Settings) -> tuple[list[Passage], list[np.ndarray]]:
    edition = Edition(settings)
    documents = edition.store.documents()
    passages = [each for one in documents for each in edition.store.passages_of(one["source_id"])]
    vectors = [np.asarray(row) for _, row in edition.vectors().stored([each.id for each in passages])]
    edition.close()
    return passages, vectors


def _write(knowledge: Path, passages: list[Passage]) -> None:
    """Documents of sections as long as real passages, each one passage."""
    chance = random.Random(SEED)  # noqa: S311  (nothing to do with secrets)
    sentences = [sentence for one in passages for sentence in SENTENCE_END.split(" ".join(one.text.split()))]
    for number in range(DOCUMENTS):
        folder = knowledge / (f"local/{AREA}" if number < OF_THE_AREA else "code-of-practice")
        folder.mkdir(parents=True, exist_ok=True)
        sections = [_section(chance, passages, sentences, at) for at in range(PASSAGES // DOCUMENTS)]
        (folder / f"{number}.md").write_text(f"# Document {number}\n\n" + "\n\n".join(sections), encoding="utf-8")


def _section(chance: random.Random, passages: list[Passage], sentences: list[str], number: int) -> str:
    like = chance.choice(passages)
    many = len(SENTENCE_END.split(like.text))
    return f"## {number} {like.section}\n\n{' '.join(chance.choices(sentences, k=many))}"
