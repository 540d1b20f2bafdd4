"""A tiny real embedder: each word falls into one of 64 places, so texts that share words lie close together."""

import hashlib
import math
import re
from itertools import pairwise

from sharebot.retrieval.embedder import Embedder

PLACES = 64


class WordHashing(Embedder):
    """Counts what it is given to embed; fails on request, as a full disk or a killed process would."""

    def __init__(self, name: str = "word-hashing@1", fail_after: int | None = None) -> None:
        self.name = name
        self.embedded: list[str] = []
        self._fail_after = fail_after

    def load(self) -> None:
        """There is nothing to load."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded.extend(texts)
        if self._fail_after is not None and len(self.embedded) > self._fail_after:
            raise OSError(28, "No space left on device")
        return [_vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return _vector(text)


def _vector(text: str) -> list[float]:
    words = re.findall(r"\w+", text.lower()) or ["nothing"]
    places = [0.0] * PLACES
    for term in [*words, *(" ".join(pair) for pair in pairwise(words))]:
        places[hashlib.sha256(term.encode()).digest()[0] % PLACES] += 1.0
    length = math.hypot(*places)
    return [place / length for place in places]
