"""A small trained helper for when cues are silent: sentence vectors and cue scores in, probabilities out.

It is linear (multinomial logistic regression), trained by `sharebot.reading.train` from the build part of the labelled
messages, and kept as plain arrays. It never settles danger by itself; see `sharebot.reading.reader`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sharebot.errors import KnowledgeError

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Head:
    """The weights for one fact: one row a class over [sentence vector, cue scores], and a bias each."""

    classes: tuple[str, ...]
    weights: Vector
    bias: Vector

    def probabilities(self, features: Vector) -> dict[str, float]:
        """Softmax over the classes, which add up to 1."""
        scores = self.weights @ features + self.bias
        exponents = np.exp(scores - scores.max())
        return dict(zip(self.classes, (exponents / exponents.sum()).tolist(), strict=True))


@dataclass(frozen=True)
class Classifier:
    """Heads for several facts, and what made them: the embedder's name and the list of cue scores."""

    embedder: str
    cues: tuple[str, ...]
    heads: Mapping[str, Head]

    def features(self, vector: Sequence[float], scores: Mapping[str, float]) -> Vector:
        """The input: a normalised sentence vector, then each cue score divided by four."""
        cue_part = np.array([scores.get(name, 0.0) / 4 for name in self.cues], dtype=np.float32)
        return np.concatenate([np.asarray(vector, dtype=np.float32), cue_part])

    def predict(self, vector: Sequence[float], scores: Mapping[str, float]) -> dict[str, dict[str, float]]:
        """For each fact the probability of each of its values."""
        features = self.features(vector, scores)
        return {fact: head.probabilities(features) for fact, head in self.heads.items()}


def save(classifier: Classifier, path: Path) -> None:
    """Write the arrays to `path` (.npz, float16, no pickled objects)."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "embedder": np.array(classifier.embedder),
        "cues": np.array(classifier.cues),
        "facts": np.array(list(classifier.heads)),
    }
    for fact, head in classifier.heads.items():
        arrays[f"{fact}.classes"] = np.array(head.classes)
        arrays[f"{fact}.weights"] = head.weights.astype(np.float16)
        arrays[f"{fact}.bias"] = head.bias.astype(np.float16)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def load(path: Path) -> Classifier:
    """Read what `save` wrote. Raises KnowledgeError with the command that makes the file anew."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return Classifier(
                embedder=str(arrays["embedder"]),
                cues=tuple(arrays["cues"].tolist()),
                heads={fact: _head(arrays, fact) for fact in arrays["facts"].tolist()},
            )
    except (OSError, KeyError, ValueError) as error:
        raise KnowledgeError(f"{path.name} cannot be used ({error}). Make it anew: make train") from error


def _head(arrays: Mapping[str, npt.NDArray[np.generic]], fact: str) -> Head:
    return Head(
        classes=tuple(arrays[f"{fact}.classes"].tolist()),
        weights=arrays[f"{fact}.weights"].astype(np.float32),
        bias=arrays[f"{fact}.bias"].astype(np.float32),
    )
