"""A small trained helper: sentence vector, cue scores and words in, probabilities out.

It is linear (multinomial logistic regression), trained by `sharebot.reading.train` from the build part of the labelled
messages, and kept as plain arrays. It weighs what cues found, and concludes where they are silent. It never settles
danger by itself; see `sharebot.reading.reader`.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from sharebot.errors import KnowledgeError

Vector = npt.NDArray[np.float32]
VECTOR_WEIGHT = 2.0
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Head:
    """The weights for one fact: one row a class over the features, and a bias each.

    What a cue found is stated as said when the probability of its value is at least `said`, kept as worked out from
    `keep` on, and otherwise asked. `infer`: a value no cue found is concluded from this probability on. All are set out
    of fold, for a stated precision.
    """

    classes: tuple[str, ...]
    weights: Vector
    bias: Vector
    said: float = 0.0
    keep: float = 0.0
    infer: float = 2.0

    def probabilities(self, features: Vector) -> dict[str, float]:
        """Softmax over the classes, which add up to 1."""
        scores = self.weights @ features + self.bias
        exponents = np.exp(scores - scores.max())
        return dict(zip(self.classes, (exponents / exponents.sum()).tolist(), strict=True))


def words_and_pairs(normal: str) -> set[str]:
    """The words of a normal text and every two that stand together."""
    words = _WORD.findall(normal)
    return {*words, *(f"{first} {second}" for first, second in pairwise(words))}


@dataclass(frozen=True)
class Classifier:
    """Heads for several facts, and what their features are: the embedder, the cue scores, the words."""

    embedder: str
    cues: tuple[str, ...]
    words: tuple[str, ...]
    heads: Mapping[str, Head]

    @cached_property
    def _word_places(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.words)}

    def features(self, vector: Sequence[float], scores: Mapping[str, float], normal: str) -> Vector:
        """The input: twice the normalised sentence vector, cue scores divided by four, words as a unit vector."""
        cue_part = np.array([scores.get(name, 0.0) / 4 for name in self.cues], dtype=np.float32)
        word_part = np.zeros(len(self.words), dtype=np.float32)
        places = [self._word_places[word] for word in words_and_pairs(normal) if word in self._word_places]
        if places:
            word_part[places] = len(places) ** -0.5
        return np.concatenate([np.asarray(vector, dtype=np.float32) * VECTOR_WEIGHT, cue_part, word_part])

    def predict(self, vector: Sequence[float], scores: Mapping[str, float], normal: str) -> dict[str, dict[str, float]]:
        """For each fact the probability of each of its values."""
        features = self.features(vector, scores, normal)
        return {fact: head.probabilities(features) for fact, head in self.heads.items()}


def save(classifier: Classifier, path: Path) -> None:
    """Write the arrays to `path` (.npz, float16, no pickled objects)."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "embedder": np.array(classifier.embedder),
        "cues": np.array(classifier.cues),
        "words": np.array(classifier.words),
        "facts": np.array(list(classifier.heads)),
    }
    for fact, head in classifier.heads.items():
        arrays[f"{fact}.classes"] = np.array(head.classes)
        arrays[f"{fact}.weights"] = head.weights.astype(np.float16)
        arrays[f"{fact}.bias"] = head.bias.astype(np.float16)
        arrays[f"{fact}.floors"] = np.array([head.said, head.keep, head.infer], dtype=np.float32)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def load(path: Path) -> Classifier:
    """Read what `save` wrote. Raises KnowledgeError with the command that makes the file anew."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return Classifier(
                embedder=str(arrays["embedder"]),
                cues=tuple(arrays["cues"].tolist()),
                words=tuple(arrays["words"].tolist()),
                heads={fact: _head(arrays, fact) for fact in arrays["facts"].tolist()},
            )
    except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
        raise KnowledgeError(f"{path.name} cannot be used ({error}). Make it anew: make train") from error


def _head(arrays: Mapping[str, npt.NDArray[np.generic]], fact: str) -> Head:
    said, keep, infer = arrays[f"{fact}.floors"].tolist()
    return Head(
        classes=tuple(arrays[f"{fact}.classes"].tolist()),
        weights=arrays[f"{fact}.weights"].astype(np.float32),
        bias=arrays[f"{fact}.bias"].astype(np.float32),
        said=said,
        keep=keep,
        infer=infer,
    )
