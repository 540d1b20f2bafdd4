"""Train the classifier from the build part of the labelled messages: `make train`.

Seeds are fixed; it takes about five minutes. Heads are fitted on the main directions of the messages in term space
(latent semantic analysis), which is quicker than fitting the terms themselves and generalises better, and are then
written out over the terms. Floors are set on probabilities a head gave to messages it was not fitted on, whole families
of situations held out together.
"""

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from sharebot.privacy.screen import screen
from sharebot.reading.classifier import Classifier, Features, Head, save
from sharebot.reading.facts import CueReader
from sharebot.reading.floors import Cued, Floors, infer_floor, keep_floor
from sharebot.reading.lexicon import load_lexicon
from sharebot.reading.model import INTENT, OUTCOME
from sharebot.reading.reader import ORDINARY
from sharebot.reading.terms import learn_terms
from sharebot.reading.text import Text
from sharebot.retrieval.embedder import load_embedder
from sharebot.settings import ROOT, load_settings

FACTS = ("purpose", "recipient", "request", "sharer", "age", "agreement", "crime", "choice", "authority")
WORDS_IN, PIECES_IN = 4, 15
"""A word or pair, and a piece of a word, is known when it stands in at least so many messages."""

DIRECTIONS = 500
DIRECTION_WEIGHT = 3.0
STRENGTH = 3.0
"""How many directions, how much they count beside the sentence vector, and how freely a head may fit (inverse
regularisation): chosen on the build part out of fold."""

Matrix = npt.NDArray[np.float32]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Row:
    """A labelled message: its family of situations, and every fact known of it, said or answered, with the outcome."""

    message: str
    family: str
    facts: dict[str, str]


def labelled(paths: Iterable[Path]) -> Iterator[Row]:
    """The labelled messages, masked as they will be when read. Of one that is no case only its intent is known."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            facts = {INTENT: row["intent"]}
            if row["intent"] == "case":
                said = {fact["id"]: fact["value"] for fact in row["facts"]}
                facts |= {**ORDINARY, **row.get("answers", {}), **said, OUTCOME: row["outcome"]}
            yield Row(screen(row["message"]).text_masked, row["family"], facts)


def train(paths: Iterable[Path], knowledge: Path, embedder_choice: str) -> Classifier:
    """Fit one head a fact on the messages in `paths`."""
    rows = list(labelled(paths))
    texts = [Text(row.message) for row in rows]
    reader = CueReader(load_lexicon(knowledge / "reading"))
    scores = [reader.scores(text) for text in texts]
    embedder = load_embedder(embedder_choice)
    terms = learn_terms([text.normal for text in texts], WORDS_IN, PIECES_IN)
    blank = Classifier(embedder.name, tuple(sorted({name for row in scores for name in row})), terms, {})
    vectors = embedder.embed_documents([row.message for row in rows])
    seen = [blank.features(v, s, t.normal) for v, s, t in zip(vectors, scores, texts, strict=True)]
    space = Space.of(seen, len(terms.names))
    cued = [{fact: found.value for fact, found in reader.read(text)[0].items()} for text in texts]
    families = [row.family for row in rows]
    heads = {}
    for fact in (*FACTS, *ORDINARY, OUTCOME, INTENT):
        labels = [row.facts.get(fact) for row in rows]
        heads[fact] = _fit(fact, space, labels, [one.get(fact) for one in cued], families)
    return Classifier(blank.embedder, blank.cues, terms, heads)


@dataclass(frozen=True)
class Space:
    """The messages as a dense matrix, and the way back from its last columns to the terms."""

    rows: Matrix
    directions: Matrix

    @classmethod
    def of(cls, seen: list[Features], terms: int) -> Self:
        """The dense part of each message, and how far it lies in each of the main directions of all messages."""
        counts = np.cumsum([0, *(len(row.places) for row in seen)])
        places, weights = np.concatenate([row.places for row in seen]), np.concatenate([row.weights for row in seen])
        matrix = csr_matrix((weights, places, counts), shape=(len(seen), terms))
        found = TruncatedSVD(min(DIRECTIONS, len(seen) - 1, terms - 1), random_state=0, n_iter=4)
        lies = found.fit_transform(matrix) * DIRECTION_WEIGHT
        rows = np.hstack([np.stack([row.dense for row in seen]), lies]).astype(np.float32)
        return cls(rows, (found.components_.T * DIRECTION_WEIGHT).astype(np.float32))

    def over_terms(self, weights: Matrix) -> Matrix:
        """Weights over this matrix's columns as weights over the dense part and every term."""
        dense = self.rows.shape[1] - self.directions.shape[1]
        return np.concatenate([weights[:dense], self.directions @ weights[dense:]])


def _fit(fact: str, space: Space, labels: Cued, cued: Cued, families: list[str]) -> Head:
    known = [index for index, label in enumerate(labels) if label not in {None, "not-sure"}]
    truth = np.array([labels[index] for index in known])
    model = LogisticRegression(C=STRENGTH, max_iter=100, tol=1e-2, random_state=0)
    groups = [families[index] for index in known]
    chances = cross_val_predict(
        model,
        space.rows[known],
        truth,
        groups=groups,
        cv=GroupKFold(5, shuffle=True, random_state=0),
        method="predict_proba",
    )
    model.fit(space.rows[known], truth)
    weights, bias = _columns(model)
    weights = space.over_terms(weights)
    floors = _floors(fact, chances, np.unique(truth), truth, [cued[index] for index in known])
    return Head(tuple(str(name) for name in model.classes_), weights, bias, floors.said, floors.keep, floors.infer)


def _columns(model: LogisticRegression) -> tuple[Matrix, Matrix]:
    """Weights with a column a class; scikit-learn keeps one row for two classes."""
    weights, bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
    if len(model.classes_) == 2:
        weights, bias = np.concatenate([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    return weights.T, bias


def _floors(
    fact: str, chances: npt.NDArray[Any], classes: npt.NDArray[Any], truth: npt.NDArray[Any], cued: Cued
) -> Floors:
    said, keep = keep_floor(fact, chances, classes, truth, cued)
    infer = infer_floor(fact, chances, classes, truth, cued)
    right = float((classes[chances.argmax(axis=1)] == truth).mean())
    log.info("%-15s right out of fold %.2f of %d messages", fact, right, len(truth))
    log.info("%-15s said from %.2f, kept from %.2f, concluded from %.3f", "", said, keep, infer)
    return Floors(said, keep, infer)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = load_settings()
    target = settings.knowledge / "reading" / "classifier.npz"
    parts = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "tests" / "evaluation").glob("build*.jsonl"))
    save(train(parts, settings.knowledge, settings.embedder), target)
    log.info("Wrote %s (%d bytes).", target.name, target.stat().st_size)
