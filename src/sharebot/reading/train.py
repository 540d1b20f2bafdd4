"""Train the classifier from the build part of the labelled messages: `make train`.

Seeds are fixed; it takes a few minutes.
"""

import json
import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, cross_val_predict

from sharebot.privacy.screen import screen
from sharebot.reading.classifier import Classifier, Head, Vector, save, words_and_pairs
from sharebot.reading.facts import CueReader
from sharebot.reading.lexicon import load_lexicon
from sharebot.reading.reader import NO_RISK, ORDINARY
from sharebot.reading.text import Text
from sharebot.retrieval.embedder import load_embedder
from sharebot.settings import ROOT, load_settings

FACTS = ("purpose", "recipient", "request", "sharer", "age", "danger", "child_concern", "adult_at_risk", "agreement")
RAISED = {fact: usual for fact, usual in ORDINARY.items() if fact not in NO_RISK}
"""Facts that are usually taken for granted, with that value: their heads tell when a message gives reason to ask."""

STRENGTH = {"purpose": 5.0, "recipient": 5.0}
"""How freely a head may fit (inverse regularisation); 2 unless named."""

SAID_PRECISION = 0.97
"""How often a fact stated as said must be right, out of fold."""

KEEP_PRECISION = {"purpose": 0.80, "recipient": 0.88, "request": 0.93, "agreement": 0.85, **dict.fromkeys(RAISED, 0.70)}
"""How often a cue must be right to be kept at all, as worked out rather than said; 0.95 unless named."""

INFER_PRECISION = {"purpose": 0.85, "recipient": 0.88, "request": 0.92, "sharer": 0.92, "age": 0.95}
"""How often a concluded value must be right, out of fold. Facts not named are never concluded from silence."""

SEEN_AT_LEAST = 3
FEWEST = 8
"""A floor is set on no fewer messages than this; with fewer, nothing is concluded."""

log = logging.getLogger(__name__)
Labels = list[str | None]


def labelled(paths: Iterable[Path]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each message with every fact known of it, said or answered."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            if row["intent"] == "case":
                yield row["message"], {**row.get("answers", {}), **{fact["id"]: fact["value"] for fact in row["facts"]}}


def train(paths: Iterable[Path], knowledge: Path, embedder_choice: str) -> Classifier:
    """Fit one head a fact on the messages in `paths`, masked as they will be when read."""
    rows = [(screen(message).text_masked, facts) for message, facts in labelled(paths)]
    texts = [Text(message) for message, _ in rows]
    reader = CueReader(load_lexicon(knowledge / "reading"))
    scores = [reader.scores(text) for text in texts]
    embedder = load_embedder(embedder_choice)
    blank = Classifier(embedder.name, tuple(sorted({name for row in scores for name in row})), _vocabulary(texts), {})
    vectors = embedder.embed_documents([message for message, _ in rows])
    features = np.stack([blank.features(v, s, t.normal) for v, s, t in zip(vectors, scores, texts, strict=True)])
    cued = [reader.read(text)[0] for text in texts]
    heads = {}
    for fact in (*FACTS, *RAISED):
        labels = [facts.get(fact, RAISED.get(fact)) for _, facts in rows]
        heads[fact] = _fit(fact, features, labels, [found[fact].value if fact in found else None for found in cued])
    return Classifier(blank.embedder, blank.cues, blank.words, heads)


def _vocabulary(texts: list[Text]) -> tuple[str, ...]:
    counts = Counter(word for text in texts for word in words_and_pairs(text.normal))
    return tuple(sorted(word for word, count in counts.items() if count >= SEEN_AT_LEAST))


def _fit(fact: str, features: Vector, labels: Labels, cued: Labels) -> Head:
    known = [index for index, label in enumerate(labels) if label not in {None, "not-sure"}]
    truth = np.array([labels[index] for index in known])
    balanced = None if fact in STRENGTH or fact in RAISED else "balanced"
    model = LogisticRegression(C=STRENGTH.get(fact, 2.0), max_iter=150, tol=1e-3, class_weight=balanced, random_state=0)
    folds = KFold(5, shuffle=True, random_state=0)
    classes = np.unique(truth)
    out_of_fold = cross_val_predict(model, features[known], truth, cv=folds, method="predict_proba")
    model.fit(features[known], truth)
    weights, bias = model.coef_.astype(np.float32), model.intercept_.astype(np.float32)
    if len(classes) == 2:  # scikit-learn keeps one row for two classes
        weights, bias = np.concatenate([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    spoken = [cued[index] for index in known]
    said = _keep_floor(out_of_fold, classes, truth, spoken, SAID_PRECISION)
    keep = min(said, _keep_floor(out_of_fold, classes, truth, spoken, KEEP_PRECISION.get(fact, 0.95)))
    infer = _infer_floor(out_of_fold, classes, truth, spoken, INFER_PRECISION.get(fact))
    right = float((classes[out_of_fold.argmax(axis=1)] == truth).mean())
    log.info("%-14s right out of fold %.2f of %d messages", fact, right, len(known))
    log.info("%-14s said from %.2f, kept from %.2f, concluded from %.2f", "", said, keep, infer)
    return Head(tuple(str(name) for name in classes), weights, bias, said, keep, infer)


def _keep_floor(
    chances: npt.NDArray[Any], classes: npt.NDArray[Any], truth: npt.NDArray[Any], cued: Labels, precision: float
) -> float:
    """From which probability of its own value on a cue is right often enough."""
    place = {str(name): column for column, name in enumerate(classes)}
    rows = [(chances[i, place[value]], value == truth[i]) for i, value in enumerate(cued) if value in place]
    return _floor(rows, precision, otherwise=0.99)


def _infer_floor(
    chances: npt.NDArray[Any], classes: npt.NDArray[Any], truth: npt.NDArray[Any], cued: Labels, precision: float | None
) -> float:
    """From which probability on the likeliest value is right often enough where no cue said it."""
    if precision is None:
        return 2.0
    top = chances.argmax(axis=1)
    likeliest = classes[top]
    rows = [(chances[i, top[i]], likeliest[i] == truth[i]) for i, said in enumerate(cued) if said != str(likeliest[i])]
    return _floor(rows, precision, otherwise=2.0)


def _floor(rows: list[tuple[float, bool]], precision: float, otherwise: float) -> float:
    """The lowest chance from which on at least `precision` of the rows are right."""
    ordered = sorted(((float(chance), bool(right)) for chance, right in rows), reverse=True)
    floor, right = otherwise, 0
    for count, (chance, is_right) in enumerate(ordered, 1):
        right += is_right
        if count >= FEWEST and right / count >= precision:
            floor = chance
    return floor


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = load_settings()
    target = settings.knowledge / "reading" / "classifier.npz"
    parts = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "tests" / "evaluation").glob("build*.jsonl"))
    save(train(parts, settings.knowledge, settings.embedder), target)
    log.info("Wrote %s (%d bytes).", target.name, target.stat().st_size)
