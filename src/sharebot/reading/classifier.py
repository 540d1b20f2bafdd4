"""A small trained helper: sentence vector, cue scores and words in, probabilities out.

It is linear (multinomial logistic regression), trained by `sharebot.reading.train` from the build part of the labelled
messages, and kept as plain arrays. It weighs what cues found, and concludes where they are silent; see
`sharebot.reading.reader`.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from sharebot.errors import KnowledgeError
from sharebot.reading.terms import Terms

Vector = npt.NDArray[np.float32]
VECTOR_WEIGHT = 2.0
CUE_WEIGHT = 0.25


@dataclass(frozen=True)
class Features:
    """What the heads see of a message: the dense part, and the places and weights of its terms after it."""

    dense: Vector
    places: npt.NDArray[np.int64]
    weights: Vector


@dataclass(frozen=True)
class Head:
    """The weights for one fact: one row a feature, one column a class, and a bias for each class.

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

    def scores(self, features: Features) -> Vector:
        """One score a class: the higher the likelier."""
        size = len(features.dense)
        scores: Vector = features.dense @ self.weights[:size] + self.bias
        return scores + features.weights @ self.weights[size + features.places]

    def probabilities(self, features: Features) -> dict[str, float]:
        """Softmax over the classes, which add up to 1."""
        scores = self.scores(features)
        exponents = np.exp(scores - scores.max())
        return dict(zip(self.classes, (exponents / exponents.sum()).tolist(), strict=True))


@dataclass(frozen=True)
class Classifier:
    """Heads for several facts, and what their features are: the embedder, the cue scores, the terms."""

    embedder: str
    cues: tuple[str, ...]
    terms: Terms
    heads: Mapping[str, Head]

    @cached_property
    def _cue_places(self) -> dict[str, int]:
        return {cue: place for place, cue in enumerate(self.cues)}

    def features(self, vector: Sequence[float], scores: Mapping[str, float], normal: str) -> Features:
        """The input: twice the normalised sentence vector, cue scores divided by four, the terms."""
        cues = np.zeros(len(self.cues), dtype=np.float32)
        for name, score in scores.items():
            if name in self._cue_places:
                cues[self._cue_places[name]] = score * CUE_WEIGHT
        dense = np.concatenate([np.asarray(vector, dtype=np.float32) * VECTOR_WEIGHT, cues])
        return Features(dense, *self.terms.of(normal))

    def predict(self, vector: Sequence[float], scores: Mapping[str, float], normal: str) -> dict[str, dict[str, float]]:
        """For each fact the probability of each of its values."""
        features = self.features(vector, scores, normal)
        return {fact: head.probabilities(features) for fact, head in self.heads.items()}

    def clearest(self, fact: str, value: str, clauses: Sequence[str]) -> int | None:
        """Which of the normal clauses speaks most for a value by its words, or None if none does."""
        head = self.heads[fact]
        column = head.weights[-len(self.terms.names) :, head.classes.index(value)] if self.terms.names else None
        if column is None or not clauses:
            return None
        spoken = [float(weights @ column[places]) for places, weights in map(self.terms.of, clauses)]
        best = max(range(len(spoken)), key=spoken.__getitem__)
        return best if spoken[best] > 0 else None


def save(classifier: Classifier, path: Path) -> None:
    """Write the arrays to `path` (.npz, no pickled objects; weights as bytes, with a scale for each class)."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "embedder": np.array(classifier.embedder),
        "cues": np.array("\n".join(classifier.cues)),
        "terms": np.array("\n".join(classifier.terms.names)),
        "rarity": classifier.terms.rarity.astype(np.float16),
        "facts": np.array(list(classifier.heads)),
    }
    for fact, head in classifier.heads.items():
        scale = np.abs(head.weights).max(axis=0) / 127 + 1e-9
        arrays[f"{fact}.classes"] = np.array(head.classes)
        arrays[f"{fact}.scale"] = scale.astype(np.float32)
        arrays[f"{fact}.weights"] = np.round(head.weights / scale).astype(np.int8)
        arrays[f"{fact}.bias"] = head.bias.astype(np.float32)
        arrays[f"{fact}.floors"] = np.array([head.said, head.keep, head.infer], dtype=np.float32)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def load(path: Path) -> Classifier:
    """Read what `save` wrote. Raises KnowledgeError with the command that makes the file anew."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return Classifier(
                embedder=str(arrays["embedder"]),
                cues=_names(arrays["cues"]),
                terms=Terms(_names(arrays["terms"]), arrays["rarity"].astype(np.float32)),
                heads={fact: _head(arrays, fact) for fact in arrays["facts"].tolist()},
            )
    except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
        raise KnowledgeError(f"{path.name} cannot be used ({error}). Make it anew: make train") from error


def _names(joined: npt.NDArray[np.generic]) -> tuple[str, ...]:
    return tuple(str(joined).split("\n")) if str(joined) else ()


def _head(arrays: Mapping[str, npt.NDArray[np.generic]], fact: str) -> Head:
    said, keep, infer = arrays[f"{fact}.floors"].tolist()
    return Head(
        classes=tuple(arrays[f"{fact}.classes"].tolist()),
        weights=arrays[f"{fact}.weights"].astype(np.float32) * arrays[f"{fact}.scale"].astype(np.float32),
        bias=arrays[f"{fact}.bias"].astype(np.float32),
        said=said,
        keep=keep,
        infer=infer,
    )
